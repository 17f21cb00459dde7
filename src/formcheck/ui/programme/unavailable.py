"""What a page shows where nothing of a profile can be reached: why, or the question for its PIN."""

from collections.abc import Callable

import streamlit as st

from formcheck.adapters.programme.diary import Diary
from formcheck.domain.store_errors import HistoryUnavailable
from formcheck.i18n import Words
from formcheck.ui.diary import diary
from formcheck.ui.history.who import draw_pin
from formcheck.ui.kept.access import profile_of_visit
from formcheck.ui.markdown import say_error


def with_diary(draw: Callable[[Diary], None], say: Words) -> bool:
    """Draw what needs the programme, or say why it cannot be drawn. True when it was drawn."""
    try:
        mine = diary()
        if mine is None:
            draw_pin(profile_of_visit(), say)
            return False
        draw(mine)
    except HistoryUnavailable as error:
        st.error(say_error(error, say), icon=":material/cloud_off:")
        return False
    return True
