"""Files of kept sets while they are shown: taken out of the history, under an id that nobody guesses."""

import secrets
import shutil
import threading
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from formcheck.adapters.store import Part, ProfileHistory
from formcheck.adapters.store.set_values import KeptSet
from formcheck.ui.tidy import make_folder

_MOST = 16
_NAMES = {Part.VIDEO: "video.mp4", Part.RECORDING: "recording.npz"}


@dataclass(slots=True)
class ShownFiles:
    """The folders of the sets that are shown; the oldest of too many goes."""

    most: int = _MOST
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _folders: dict[str, Path] = field(default_factory=dict)

    def take_out(self, one: KeptSet, parts: frozenset[Part], mine: ProfileHistory) -> str:
        """Write the files of a set, and return the id by which they are found."""
        folder = make_folder()
        for part in parts & _NAMES.keys():
            with (folder / _NAMES[part]).open("wb") as file:
                mine.sets.read_part(one.key, part, file)
        key = secrets.token_urlsafe(16)
        with self._lock:
            self._folders[key] = folder
            gone = [self._folders.pop(old) for old in list(self._folders)[: -self.most]]
        for each in gone:
            shutil.rmtree(each, ignore_errors=True)
        return key

    def find(self, key: str, part: Part) -> Path | None:
        """A file; None where there is none, or no longer."""
        with self._lock:
            folder = self._folders.get(key)
        path = None if folder is None else folder / _NAMES[part]
        return path if path is not None and path.is_file() else None

    def put_back(self, key: str) -> None:
        """Delete the files of a set that is shown no longer."""
        with self._lock:
            folder = self._folders.pop(key, None)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


@cache
def shown_files() -> ShownFiles:
    """Those of this process: the pages and the route of the videos share them."""
    return ShownFiles()
