"""What surrounds every page: style, name, pages, language, what formcheck is and is not."""

import base64
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from formcheck.i18n import LANGUAGES, Language, Words
from formcheck.ui.document import draw_document
from formcheck.ui.kept import change_settings
from formcheck.ui.session import choose_language, exercise, known, language
from formcheck.version import VERSION

_CHOICE = "choose_language"
_HERE = Path(__file__).parent


def draw_frame(say: Words, pages: Sequence[StreamlitPage]) -> None:
    """Draw the bar above the page: pages and language, reachable without a menu, and load the style sheet."""
    st.html(_HERE / "style.css")
    st.html(_logo_style())
    with st.container(key="bar"):
        with st.container(key="brand"):
            st.html('<span class="fc-logo" role="img" aria-label="formcheck"></span>')
        with st.container(key="pages"):
            for page in pages:
                st.page_link(page, icon=page.icon, query_params=known())
        with st.container(key="language"):
            _choose_language(say)


def draw_foot(say: Words) -> None:
    """Draw what stands below every page, and tell the browser the language."""
    with st.container(key="about"):
        st.header(say("ui.about.title"), anchor=False)
        for name, icon in (
            ("private", "lock"),
            ("purpose", "info"),
            ("stop", "front_hand"),
            ("ask", "stethoscope"),
        ):
            st.markdown(f":material/{icon}: {say(f'ui.about.{name}')}")
        st.caption(say("ui.about.version", version=VERSION))
    draw_document(say, chosen=exercise().replace("-", "_"))


@cache
def _logo_style() -> str:
    picture = base64.b64encode((_HERE / "logo.svg").read_bytes()).decode()
    return f'<style>.fc-logo{{background-image:url("data:image/svg+xml;base64,{picture}")}}</style>'


def _choose_language(say: Words) -> None:
    st.session_state.setdefault(_CHOICE, language().value)
    st.segmented_control(
        say("ui.language"),
        list(LANGUAGES),
        format_func=lambda code: Language(code).own_name,
        key=_CHOICE,
        on_change=_take_choice,
        required=True,
        label_visibility="collapsed",
    )


def _take_choice() -> None:
    chosen = Language(st.session_state[_CHOICE])
    choose_language(chosen)
    change_settings(language=chosen)
