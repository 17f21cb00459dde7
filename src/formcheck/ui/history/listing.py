"""The kept sets, newest first, a page at a time."""

import math

import streamlit as st

from formcheck.adapters.store import KeptSet, ProfileHistory
from formcheck.domain.body import Side
from formcheck.exercises import EXERCISES
from formcheck.i18n import Words
from formcheck.review.cells import seconds_line, value_line
from formcheck.review.comparable import FURTHEST
from formcheck.review.lines import counted, speak
from formcheck.review.progress import unit_of
from formcheck.ui.history.opened import open_set
from formcheck.ui.kept.dates import time_of
from formcheck.ui.markdown import escape_markdown

_A_PAGE = 20
_PAGE, _FILTER = "history_page", "history_exercise"
_SHOWN = ("reps", "held_s", "top_deg", "top_percent", "lift_deg", "step_leg", "rate")


def draw_list(mine: ProfileHistory, say: Words) -> None:
    """Draw it."""
    exercise = draw_filter(mine, say, all_of_them=True)
    count = mine.sets.count(exercise)
    if not count:
        st.info(say("history.empty"), icon=":material/history:")
        return
    pages = math.ceil(count / _A_PAGE)
    page = min(max(1, int(st.session_state.get(_PAGE, 1))), pages)
    st.caption(speak(counted("history.count", count), say))
    with st.container(key="kept_sets"):
        for one in mine.sets.newest(most=_A_PAGE, skip=(page - 1) * _A_PAGE, exercise=exercise):
            _draw_row(one, say)
    if pages > 1:
        _draw_pager(page, pages, say)


def draw_filter(mine: ProfileHistory, say: Words, *, all_of_them: bool) -> str | None:
    """Choose an exercise of those that there are sets of; None for all of them, or where there are none."""
    known = [slug for slug in EXERCISES if slug in set(mine.sets.exercises())]
    if not known:
        return None
    options = ["", *known] if all_of_them else known
    chosen = st.selectbox(
        say("history.exercise"),
        options,
        format_func=lambda slug: say(f"{EXERCISES[slug].key}.name") if slug else say("history.all"),
        key=f"{_FILTER}_{'all' if all_of_them else 'one'}",
        persist_state="session",
        on_change=_to_page,
        args=(1,),
    )
    return chosen or None


def title_of(one: KeptSet, say: Words) -> str:
    """Name of its exercise; of one that is no longer known, its key."""
    spec = EXERCISES.get(one.exercise)
    return say(f"{spec.key}.name") if spec else escape_markdown(one.exercise)


def name_of(one: KeptSet, say: Words) -> str:
    """What it is called, as Markdown."""
    return escape_markdown(one.name) if one.name else say(f"history.source.{one.source}")


def figures_line(one: KeptSet, say: Words) -> str:
    """Its numbers, side by side."""
    parts: list[str] = []
    for side in Side:
        said = [
            _figure(each.measure, each.value, say)
            for name in _SHOWN
            for each in one.figures
            if (each.measure, each.side) == (name, side.value)
        ]
        if said:
            parts.append(f"{say(f'side.{side}')}: {', '.join(said)}")
    return " · ".join(parts)


def _figure(measure: str, value: float, say: Words) -> str:
    unit = unit_of(measure)
    if unit == "s":
        return speak(seconds_line(value), say)
    if unit:
        text = speak(value_line(value, unit), say)
        return say("history.figure.top", value=text) if measure.startswith(FURTHEST) else text
    return speak(counted(f"history.figure.{measure}", round(value)), say)


def _draw_row(one: KeptSet, say: Words) -> None:
    with st.container(border=True, key=f"kept_{one.key.hex}", gap=None):
        st.button(
            f"{title_of(one, say)}, {time_of(one.done_at, say)}",
            key=f"open_{one.key.hex}",
            on_click=open_set,
            args=(one.key,),
            type="tertiary",
            icon=f":material/{'videocam' if one.source == 'live' else 'movie'}:",
        )
        figures = figures_line(one, say)
        st.caption(f"{name_of(one, say)} · {figures}" if figures else name_of(one, say))
        if one.note:
            st.caption(f":material/edit_note: {escape_markdown(one.note)}")


def _draw_pager(page: int, pages: int, say: Words) -> None:
    with st.container(horizontal=True, key="pager", vertical_alignment="center"):
        st.button(
            say("history.newer"), key="newer", disabled=page == 1, on_click=_to_page, args=(page - 1,),
            icon=":material/chevron_left:",
        )  # fmt: skip
        st.markdown(say("history.page", page=page, pages=pages))
        st.button(
            say("history.older"), key="older", disabled=page == pages, on_click=_to_page, args=(page + 1,),
            icon=":material/chevron_right:",
        )  # fmt: skip


def _to_page(page: int) -> None:
    st.session_state[_PAGE] = page
