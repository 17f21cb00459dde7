"""Puts the component on the page, hands over what it needs, and takes what it reports."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).parent
_KEY = "stage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What the browser gets. words: all that it may say, by key. token: None until it asked to begin.

    path: of the WebSocket. settings: voice, volume (0..1), large, tone, keep.
    """

    words: Mapping[str, str]
    lang: str
    exercise: str
    pictures: Mapping[str, str]
    settings: Mapping[str, bool | float]
    path: str
    token: str | None


def draw_camera(handover: Handover, *, on_begin: Callable[[], None], on_end: Callable[[str], None]) -> None:
    """Draw the button that opens the stage.

    on_begin: the visitor has pressed it; the next run hands over a token. on_end: the stage has closed, and
    why: `done`, `stopped` or `left`.
    """

    def end() -> None:
        ended = st.session_state[_KEY]["ended"] or {}
        on_end(str(ended.get("why", "left")))

    data: dict[str, Any] = asdict(handover)
    st.components.v2.component("formcheck_camera", css=_source("camera.css"), js=_source("camera.js"))(
        key=_KEY, data=data, on_begin_change=on_begin, on_ended_change=end
    )


@cache
def _source(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
