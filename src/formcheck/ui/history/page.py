"""Which of its faces the history shows: a kept set, the list, the trend, whose it is, what was chosen."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from formcheck.adapters.store import ProfileHistory
from formcheck.domain.store_errors import HistoryUnavailable
from formcheck.i18n import Words
from formcheck.ui.history.choices import draw_choices
from formcheck.ui.history.listing import draw_list
from formcheck.ui.history.notice import draw_notice
from formcheck.ui.history.opened import draw_opened, opened
from formcheck.ui.history.over_time import draw_over_time
from formcheck.ui.history.who import draw_pin, draw_who
from formcheck.ui.kept.access import history, is_open, profile_of_visit
from formcheck.ui.markdown import say_error
from formcheck.ui.session import spoken

_VIEW = "history_view"
_FACES: dict[str, Callable[[ProfileHistory, Words], None]] = {
    "list": draw_list,
    "trend": draw_over_time,
    "who": draw_who,
    "settings": draw_choices,
}


def draw_history() -> None:
    """Draw the page."""
    say = spoken()
    st.html(Path(__file__).with_name("history.css"))
    try:
        profile = profile_of_visit()
        if not is_open(profile):
            st.title(say("history.title"), anchor=False)
            draw_pin(profile, say)
            return
        _draw(history().of(profile), say)
    except HistoryUnavailable as error:
        st.title(say("history.title"), anchor=False)
        st.error(say_error(error, say), icon=":material/cloud_off:")


def _draw(mine: ProfileHistory, say: Words) -> None:
    draw_notice()
    key = opened()
    one = mine.sets.find(key) if key is not None else None
    if one is not None:
        draw_opened(one, mine, say)
        return
    st.title(say("history.title"), anchor=False)
    if key is not None:
        st.info(say("history.gone"), icon=":material/search_off:")
    face = st.segmented_control(
        say("history.view"),
        list(_FACES),
        default="list",
        format_func=lambda each: say(f"history.face.{each}"),
        key=_VIEW,
        persist_state="session",
        required=True,
        label_visibility="collapsed",
    )
    _FACES[face or "list"](mine, say)
