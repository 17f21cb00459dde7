"""A kept set: the view that it had after its analysis, and what can be done with it."""

from datetime import datetime
from uuid import UUID

import streamlit as st

from formcheck.adapters.store import Kept, KeptSet, Part, ProfileHistory
from formcheck.adapters.store.anew import course_of, judge_anew
from formcheck.adapters.store.tables import NAME_LENGTH, NOTE_LENGTH
from formcheck.domain.errors import FormcheckError
from formcheck.exercises import EXERCISES
from formcheck.exercises.fingerprint import criteria_hash
from formcheck.i18n import Words
from formcheck.ui.diary import today
from formcheck.ui.history.notice import leave_notice
from formcheck.ui.kept.dates import day_of, here, time_of, zone
from formcheck.ui.kept.files import shown_files
from formcheck.ui.markdown import escape_markdown, say_error
from formcheck.ui.serving import video_path
from formcheck.ui.upload.result import Finished, draw_review

_OPENED = "kept"
_FILES = "kept_files"


def opened() -> UUID | None:
    """Key of the set that is shown, from the address; None for the list."""
    asked = st.query_params.get(_OPENED)
    try:
        return UUID(asked) if asked else None
    except ValueError:
        return None


def open_set(key: UUID) -> None:
    """Show a set."""
    st.query_params[_OPENED] = key.hex


def close_set() -> None:
    """Back to the list."""
    st.query_params.pop(_OPENED, None)
    _forget_files()


def draw_opened(one: KeptSet, mine: ProfileHistory, say: Words) -> None:
    """Draw it."""
    parts = mine.sets.parts(one.key)
    analysis = course_of(one, mine.sets)
    name = escape_markdown(one.name) if one.name else say(f"history.source.{one.source}")
    _draw_judged(one, parts, mine, say, shown=analysis is not None)
    if analysis is None:
        st.button(say("history.back"), key="again", icon=":material/arrow_back:", on_click=close_set)
        st.subheader(name, anchor=False)
        st.info(say("history.unreadable"), icon=":material/visibility_off:")
    else:
        files = _files(one, parts, mine)
        video = shown_files().find(files, Part.VIDEO)
        draw_review(
            Finished(
                analysis=analysis,
                name=f"{name} · {time_of(one.done_at, say)}",
                done_on=here(one.done_at).date(),
                file_stem=f"formcheck-{one.exercise}-{here(one.done_at):%Y-%m-%d}",
                again=say("history.back"),
                on_again=close_set,
                video=video,
                video_address=video_path(files) if video else None,
                recording=shown_files().find(files, Part.RECORDING),
                language=say.lang,
                kept=Kept(one.key),
            ),
            say,
        )
    _draw_about(one, mine, say)
    _draw_delete(one, mine, say)


def _draw_judged(
    one: KeptSet, parts: frozenset[Part], mine: ProfileHistory, say: Words, *, shown: bool
) -> None:
    """By which criteria it was judged, and a way to judge it by today's."""
    spec = EXERCISES.get(one.exercise)
    current = criteria_hash(spec) if spec else ""
    if one.judged_again_at is not None:
        when = day_of(one.judged_again_at, say)
        st.info(
            say("history.judged_again", when=when),
            icon=":material/gavel:",
        )
    if spec is None or (one.criteria == current and shown):
        return
    if Part.RECORDING not in parts:
        st.info(say("history.other_criteria"), icon=":material/gavel:")
        return
    with st.container(border=True, key="judge_again_box"):
        st.markdown(say("history.may_judge_again"))
        if st.button(say("history.judge_again"), key="judge_again", icon=":material/gavel:"):
            with st.spinner(say("history.judging")):
                _judge_again(one, mine, say)


def _judge_again(one: KeptSet, mine: ProfileHistory, say: Words) -> None:
    try:
        judge_anew(one, mine.sets, datetime.now(zone()).astimezone())
    except FormcheckError as error:
        st.error(say_error(error, say), icon=":material/error:")
        return
    st.rerun()


def _files(one: KeptSet, parts: frozenset[Part], mine: ProfileHistory) -> str:
    """Id of its files, taken out once for as long as it is shown."""
    here: tuple[str, str] | None = st.session_state.get(_FILES)
    if here is not None and here[0] == one.key.hex:
        return here[1]
    _forget_files()
    found = shown_files().take_out(one, parts, mine)
    st.session_state[_FILES] = (one.key.hex, found)
    return found


def _forget_files() -> None:
    here: tuple[str, str] | None = st.session_state.pop(_FILES, None)
    if here is not None:
        shown_files().put_back(here[1])


def _draw_about(one: KeptSet, mine: ProfileHistory, say: Words) -> None:
    done_on = here(one.done_at).date()
    with st.form("about_set", border=True):
        st.header(say("history.about"), anchor=False)
        name = st.text_input(say("history.name"), one.name, max_chars=NAME_LENGTH, key="set_name")
        day = st.date_input(
            say("history.day_done"),
            done_on,
            # Streamlit's own "today" is the server's: there it may still be yesterday.
            max_value=max(done_on, today()),
            format="DD/MM/YYYY",
            key="set_day",
        )
        note = st.text_area(say("history.note"), one.note, max_chars=NOTE_LENGTH, key="set_note")
        if st.form_submit_button(say("history.save"), icon=":material/save:"):
            mine.sets.rename(one.key, name)
            mine.sets.annotate(one.key, note)
            if day != done_on:
                moved = here(one.done_at).replace(year=day.year, month=day.month, day=day.day)
                mine.sets.move(one.key, moved)
            leave_notice(say("history.saved"))
            st.rerun()


def _draw_delete(one: KeptSet, mine: ProfileHistory, say: Words) -> None:
    with st.popover(say("history.delete"), icon=":material/delete:"):
        st.markdown(say("history.delete_sure"))
        if st.button(say("history.delete_yes"), key="delete_set", type="primary"):
            mine.sets.delete(one.key)
            close_set()
            st.rerun()
