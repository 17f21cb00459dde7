"""Which history, and whose: the profile of this visit, behind its PIN where it has one."""

import threading
import time
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

import streamlit as st

from formcheck.adapters.store import History, Profile, ProfileHistory, open_history
from formcheck.adapters.store.database import database_url
from formcheck.domain.errors import FormcheckError
from formcheck.domain.store_errors import HistoryUnavailable

PROFILE = "profile"
_UNLOCKED = "unlocked_profiles"
_TRY_AGAIN_S = 20.0


@dataclass(slots=True)
class _Door:
    """One history for all visitors. What cannot be opened is not tried again at once: a dead server takes
    its time.
    """

    url: str
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _history: History | None = None
    _trouble: HistoryUnavailable | None = None
    _tried_s: float = 0.0

    def open(self) -> History:
        with self._lock:
            if self._history is not None:
                return self._history
            if self._trouble is not None and time.monotonic() - self._tried_s < _TRY_AGAIN_S:
                raise self._trouble
            try:
                self._history, self._trouble = open_history(self.url), None
            except HistoryUnavailable as error:
                self._trouble, self._tried_s = error, time.monotonic()
                raise
            return self._history


@cache
def _door(url: str) -> _Door:
    return _Door(url)


def history() -> History:
    """The history of this server. Raises HistoryUnavailable."""
    return _door(database_url()).open()


def profile_of_visit() -> Profile:
    """Who is here: as chosen in this visit, or by the address, or "me". Raises HistoryUnavailable."""
    profiles = history().profiles
    asked = st.session_state.get(PROFILE) or st.query_params.get(PROFILE)
    found = profiles.find(key) if (key := _key(asked)) is not None else None
    return found or profiles.me()


def choose_profile(profile: Profile) -> None:
    """Be somebody else from now on. What the last one had chosen is forgotten in this visit."""
    st.session_state[PROFILE] = profile.key.hex
    st.query_params[PROFILE] = profile.key.hex


def is_open(profile: Profile) -> bool:
    """Whether this visit may look in: there is no PIN, or it was given."""
    return not profile.locked or profile.key.hex in _unlocked()


def unlock(profile: Profile, pin: str) -> None:
    """Let this visit in. Raises PinWrong, PinTooSoon."""
    history().profiles.check_pin(profile, pin)
    st.session_state[_UNLOCKED] = (*_unlocked(), profile.key.hex)


def lock(profile: Profile) -> None:
    """Ask for the PIN again."""
    st.session_state[_UNLOCKED] = tuple(key for key in _unlocked() if key != profile.key.hex)


def my_history() -> ProfileHistory | None:
    """What is kept of who is here; None where it cannot be reached, or the PIN was not given."""
    try:
        profile = profile_of_visit()
        return history().of(profile) if is_open(profile) else None
    except HistoryUnavailable:
        return None


def trouble_of_visit() -> FormcheckError | None:
    """Why nothing that is kept can be reached; None where all is well or only a PIN is missing."""
    try:
        profile_of_visit()
    except HistoryUnavailable as error:
        return error
    return None


def _unlocked() -> tuple[str, ...]:
    found: tuple[str, ...] = st.session_state.get(_UNLOCKED, ())
    return found


def _key(text: object) -> UUID | None:
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        return None
