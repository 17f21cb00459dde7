"""What stands between a visitor and a session: a page that says stop, while there is reason for one."""

from contextlib import suppress

import streamlit as st

from formcheck.domain.store_errors import HistoryUnavailable
from formcheck.i18n import Words
from formcheck.ui.diary import diary
from formcheck.ui.programme.style import load_style
from formcheck.ui.safety.hurt import draw_hurt, hurting
from formcheck.ui.safety.red_flags import draw_block


def draw_barrier(say: Words) -> bool:
    """Draw what keeps a session from starting, if anything does. True: there is no session now.

    Where nothing can be kept, nothing is known of earlier days, and the page goes on without.
    """
    try:
        mine = diary()
        if mine is None:
            return False
        slug = hurting()
        if slug is not None:
            load_style()
            draw_hurt(mine, slug, say)
            return True
        return draw_block(mine, say, alone=True)
    except HistoryUnavailable:
        return False


def draw_hint(say: Words) -> None:
    """Point to the questions before the first use, while they are not answered."""
    with suppress(HistoryUnavailable):
        mine = diary()
        if mine is not None and mine.screening() is None:
            st.caption(f":material/stethoscope: {say('screening.hint')}")
