"""Visitors' files go away when the server stops, or at its next start if it was killed."""

import os
import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

_FOLDER = re.compile(r"formcheck-(\d+)-\w+")


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
