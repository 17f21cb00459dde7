"""What surrounds every page: style, name, language, what formcheck is and is not."""

from importlib.resources import as_file, files

import streamlit as st

from formcheck import __version__
from formcheck.i18n import Language, Words
from formcheck.ui.session import choose_language, language


def draw_frame(say: Words) -> None:
    """Draw the sidebar and load the style sheet."""
    with as_file(files("formcheck.ui") / "style.css") as sheet:
        st.html(sheet)
    with st.sidebar:
        st.html(f'<div class="fc-brand">formcheck</div><p class="fc-quiet">{say("ui.tagline")}</p>')
        _choose_language(say)
        st.html('<div class="fc-rule"></div>')
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
    chosen = st.segmented_control(
        say("ui.language"),
        list(Language),
        default=language(),
        format_func=lambda each: each.own_name,
        key=f"choose_language_{language()}",
        required=True,
        width="stretch",
    )
    if chosen is not None and chosen != language():
        choose_language(chosen)
        st.rerun()
