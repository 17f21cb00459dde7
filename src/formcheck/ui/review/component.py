"""Puts the review on the page. All that it says is handed over; it tells nothing back."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_CSS = Path(__file__).parent / "browser" / "review.css"
# As the package's own pyproject.toml names the folder that Streamlit serves.
_NAME, _SCRIPT, _KEY = "formcheck.review", "component.js", "timeline"


def draw_timeline(handed_over: Mapping[str, Any]) -> None:
    """Draw the component with what `handover_of` gave."""
    st.components.v2.component(_NAME, css=_style(), js=_SCRIPT)(key=_KEY, data=dict(handed_over))


@cache
def _style() -> str:
    return _CSS.read_text(encoding="utf-8")
