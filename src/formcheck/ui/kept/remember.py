"""The settings of who is here, from visit to visit."""

from dataclasses import replace
from typing import Any

import streamlit as st

from formcheck.adapters.store import SETTINGS, Keeper, SetSource, Settings
from formcheck.domain.body import Side
from formcheck.domain.store_errors import HistoryUnavailable
from formcheck.ui.kept.access import my_history

_HERE = "settings_of_visit"
# The fields that show a setting: who changes the profile must not find the last one's choices in them.
FIELDS = (
    "live_voice", "live_volume", "live_tone", "live_large", "live_model", "live_sets_", "live_target_",
    "model", "keep_sets", "keep_video",
)  # fmt: skip


def settings_of_visit() -> Settings:
    """As they were left, or as they are at first."""
    here: tuple[str, Settings] | None = st.session_state.get(_HERE)
    whose = _whose()
    if here is not None and here[0] == whose:
        return here[1]
    found = _read()
    st.session_state[_HERE] = (whose, found)
    return found


def change_settings(**chosen: Any) -> None:
    """Remember what was chosen, now and for the next visit. Where nothing can be kept, for this one."""
    before = settings_of_visit()
    after = replace(before, **chosen)
    if after == before:
        return
    st.session_state[_HERE] = (_whose(), after)
    mine = my_history()
    if mine is not None:
        try:
            mine.documents.put(SETTINGS, after)
        except HistoryUnavailable:
            return  # the history page says so


def keeper_of_visit(source: SetSource, *, name: str = "", asked_side: Side | None = None) -> Keeper | None:
    """Who keeps what will be found; None where it is not to be, or cannot be, kept."""
    mine, settings = my_history(), settings_of_visit()
    if mine is None or not settings.keep_sets:
        return None
    keep_video = settings.keep_video
    return Keeper(mine=mine, source=source, name=name, asked_side=asked_side, keep_video=keep_video)


def forget_visit() -> None:
    """Somebody else is here: their settings hold."""
    st.session_state.pop(_HERE, None)
    for key in [key for key in st.session_state if str(key).startswith(FIELDS)]:
        del st.session_state[key]


def _whose() -> str:
    """Whose settings they are; nobody's where nothing that is kept can be reached."""
    mine = my_history()
    return "" if mine is None else mine.profile.key.hex


def _read() -> Settings:
    mine = my_history()
    try:
        found = mine.documents.latest(SETTINGS) if mine is not None else None
    except HistoryUnavailable:
        found = None
    return found.value if found else Settings()
