"""What of a batch is done: a line of JSON for each finished file, added as soon as it is finished.

A line that was cut off by the end of the process is not read; its file is looked at again.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

Status = Literal["analysed", "failed"]
NAME = "manifest.jsonl"


class Entry(BaseModel):
    """One finished file. settings: all that the result depends on beside the content, see BatchOrder.

    final: the same file would give the same again; a worker that was lost may be luckier.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    sha256: str
    settings: str
    status: Status
    error: str = ""
    params: dict[str, str] = {}
    final: bool = True


class Manifest:
    """The list in the folder of results. Read when made; every entry added is on the disk at once."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._entries: dict[str, Entry] = {}
        if self._path.exists():
            self._entries = {entry.name: entry for entry in _read(self._path)}

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The last entry of each name."""
        return self._entries

    def done(self, name: str, sha256: str, settings: str) -> bool:
        """Whether just this was done. What failed by the file's own fault is done, too."""
        entry = self._entries.get(name)
        return entry is not None and entry.final and (entry.sha256, entry.settings) == (sha256, settings)

    def add(self, entry: Entry) -> None:
        """Raises OSError."""
        with self._path.open("ab") as file:
            if file.tell() and not _ends_with_newline(self._path):
                file.write(b"\n")
            file.write(entry.model_dump_json().encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        self._entries[entry.name] = entry


def _read(path: Path) -> Iterable[Entry]:
    for line in path.read_bytes().split(b"\n"):
        try:
            yield Entry.model_validate_json(line)
        except ValidationError:
            continue


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
