"""Visitors' files go away: when they leave, when the server stops, or at its next start if it was killed."""

import os
import re
import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

_FOLDER = re.compile(r"formcheck-(\d+)-\w+")
_LOOK_EVERY_S = 15.0
# Streamlit lets a lost connection come back within two minutes.
_LEFT_AFTER_S = 180.0


class Closeable(Protocol):
    """What has files of a visitor."""

    @property
    def closed(self) -> bool:
        """Whether its files are gone."""

    def close(self) -> None:
        """Delete its files."""


def make_folder() -> Path:
    """Make a new folder for one visitor's files, named after this process."""
    return Path(tempfile.mkdtemp(prefix=f"formcheck-{os.getpid()}-"))


def sweep(*, own: bool) -> None:
    """Delete folders that no running process owns; with `own`, those of this process, too."""
    for folder, pid in _folders():
        mine = pid == os.getpid()
        if (mine and own) or (not mine and not _runs(pid)):
            shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def tidy(_: Any) -> AsyncIterator[None]:
    """Around the server's life."""
    sweep(own=False)
    try:
        yield
    finally:
        sweep(own=True)


def close_when_left(files: Closeable) -> None:
    """Close them some minutes after this visitor's page has gone. Streamlit itself tells nobody."""
    context = get_script_run_ctx()
    if context is None or not runtime.exists():
        return
    threading.Thread(
        target=_watch, args=(weakref.ref(files), context.session_id), name="formcheck-left", daemon=True
    ).start()


def _watch(files: weakref.ref[Closeable], session_id: str) -> None:
    away_s = 0.0
    while away_s < _LEFT_AFTER_S:
        time.sleep(_LOOK_EVERY_S)
        watched = files()
        if watched is None or watched.closed:
            return
        del watched
        here = runtime.exists() and runtime.get_instance().is_active_session(session_id)
        away_s = 0.0 if here else away_s + _LOOK_EVERY_S
    watched = files()
    if watched is not None:
        watched.close()


def _folders() -> Iterator[tuple[Path, int]]:
    for folder in Path(tempfile.gettempdir()).glob("formcheck-*"):
        named = _FOLDER.fullmatch(folder.name)
        if named:
            yield folder, int(named[1])


def _runs(pid: int) -> bool:
    """Whether a process runs; where that cannot be asked without harm, take it that it does."""
    if os.name != "posix":
        return True
    with suppress(PermissionError):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
    return True
