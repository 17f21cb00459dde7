"""The page "Stop and get help"."""

import streamlit as st

from formcheck.adapters.programme.diary import Diary
from formcheck.i18n import Words
from formcheck.ui.programme.style import load_style
from formcheck.ui.programme.unavailable import with_diary
from formcheck.ui.safety.help_page import draw_help, draw_rules
from formcheck.ui.safety.hurt import draw_hurt, hurting
from formcheck.ui.safety.red_flags import draw_block, draw_red_flags
from formcheck.ui.safety.screening import draw_screening, draw_screening_result
from formcheck.ui.session import spoken


def draw_safety() -> None:
    """Draw the page."""
    say = spoken()
    load_style()
    slug = hurting()
    if slug is not None and with_diary(lambda mine: draw_hurt(mine, slug, say), say):
        return
    st.title(say("safety.title"), anchor=False)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        draw_help(say)
        draw_rules(say)
    with right:
        with_diary(lambda mine: _draw_mine(mine, say), say)
        st.caption(say("safety.not_medical"))


def _draw_mine(mine: Diary, say: Words) -> None:
    if not draw_block(mine, say):
        draw_red_flags(mine, say, key="page")
    if draw_screening(mine, say):
        draw_screening_result(mine, say)
