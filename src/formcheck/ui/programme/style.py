"""The style sheet of these pages."""

from pathlib import Path

import streamlit as st


def load_style() -> None:
    """Load it."""
    st.html(Path(__file__).with_name("programme.css"))
