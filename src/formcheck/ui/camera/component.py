"""Puts the component on the page, hands over what it needs, and takes what it reports."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_CSS = Path(__file__).parent / "browser" / "camera.css"
_KEY = "live_coach"
# The package's own pyproject.toml names the folder that Streamlit serves under this name: the script is an ES
# module there, and so are those that it imports.
_NAME, _SCRIPT = "formcheck.camera", "component.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What the browser gets. words: all that it may say, by key. token: None until it asked to begin.

    path: of the WebSocket. settings: voice, volume (0..1), large, tone, keep, listen. auto: opens it without
    a click, once for each value; None waits for the click. lighter: whether a lighter pose model can be had.
    """

    words: Mapping[str, str]
    lang: str
    exercise: str
    pictures: Mapping[str, str]
    settings: Mapping[str, bool | float]
    path: str
    token: str | None
    auto: str | None = None
    lighter: bool = False


def draw_camera(
    handover: Handover,
    *,
    on_begin: Callable[[], None],
    on_lighter: Callable[[], None],
    on_listen: Callable[[bool], None],
    on_end: Callable[[str], None],
) -> None:
    """Draw the button that opens the live coach.

    on_begin: the visitor has pressed it; the next run hands over a token. on_lighter: again, with a lighter
    model. on_listen: whether to hear the word that stops has been changed. on_end: the coach has closed, and
    why: `done`, `stopped`, `hurts` or `left`.
    """

    def listen() -> None:
        chosen = st.session_state[_KEY]["listen"] or {}
        on_listen(chosen.get("on") is True)

    def end() -> None:
        ended = st.session_state[_KEY]["ended"] or {}
        on_end(str(ended.get("why", "left")))

    data: dict[str, Any] = asdict(handover)
    st.components.v2.component(_NAME, css=_style(), js=_SCRIPT)(
        key=_KEY,
        data=data,
        on_begin_change=on_begin,
        on_lighter_change=on_lighter,
        on_listen_change=listen,
        on_ended_change=end,
    )


@cache
def _style() -> str:
    return _CSS.read_text(encoding="utf-8")
