"""One sentence on what was just done, on the page that follows: Streamlit's toasts have no name to read."""

import streamlit as st

_NOTICE = "history_notice"


def leave_notice(sentence: str) -> None:
    """Say it when the page is drawn next."""
    st.session_state[_NOTICE] = sentence


def draw_notice() -> None:
    """Draw what was left to be said, once."""
    sentence = st.session_state.pop(_NOTICE, None)
    if sentence:
        st.success(sentence, icon=":material/check:")
