"""What surrounds every page: style, name, language, what formcheck is and is not."""

from pathlib import Path

import streamlit as st

from formcheck import __version__
from formcheck.i18n import LANGUAGES, Language, Words
from formcheck.ui.session import choose_language, language

_CHOICE = "choose_language"
_HERE = Path(__file__).parent


def draw_frame(say: Words) -> None:
    """Draw the sidebar and load the style sheet."""
    st.html(_HERE / "style.css")
    st.logo(str(_HERE / "logo.svg"), size="large")
    with st.sidebar:
        st.markdown(say("ui.tagline"))
        _choose_language(say)
        st.divider()
        with st.container(key="about", gap="small"):
            st.markdown(f"**{say('ui.about.title')}**")
            for name, icon in (
                ("private", "lock"),
                ("purpose", "info"),
                ("stop", "front_hand"),
                ("ask", "stethoscope"),
            ):
                st.markdown(f":material/{icon}: {say(f'ui.about.{name}')}")
            st.caption(say("ui.about.version", version=__version__))


def _choose_language(say: Words) -> None:
    st.session_state.setdefault(_CHOICE, language().value)
    st.segmented_control(
        say("ui.language"),
        list(LANGUAGES),
        format_func=lambda code: Language(code).own_name,
        key=_CHOICE,
        on_change=_take_choice,
        required=True,
        width="stretch",
    )


def _take_choice() -> None:
    choose_language(Language(st.session_state[_CHOICE]))
