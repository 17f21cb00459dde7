"""Finds the files of a batch, and knows each by its content."""

import glob
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from formcheck.adapters.batch.order import BatchOrder
from formcheck.adapters.input_file import name_of
from formcheck.adapters.recording import SUFFIX
from formcheck.domain.batch_errors import NothingToAnalyse
from formcheck.domain.errors import VideoMissing

# In a folder; a pattern takes whatever it names, for whether a file is a video its content tells.
_VIDEOS = frozenset(
    [
        ".3g2",
        ".3gp",
        ".asf",
        ".avi",
        ".flv",
        ".m2ts",
        ".m2v",
        ".m4v",
        ".mkv",
        ".mov",
        ".mp4",
        ".mpeg",
        ".mpg",
        ".mts",
        ".mxf",
        ".ogv",
        ".ts",
        ".vob",
        ".webm",
        ".wmv",
    ]
)
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Clip:
    """One file of a batch. name: its path from the folder that was named, unique, with forward slashes."""

    path: Path
    name: str

    def sha256(self) -> str:
        """Of its content, 64 hex digits. Raises OSError."""
        digest = hashlib.sha256()
        with self.path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                digest.update(chunk)
        return digest.hexdigest()


def clips_of(order: BatchOrder) -> list[Clip]:
    """All files of an order, by name. Raises VideoMissing, NothingToAnalyse."""
    where = Path(order.where)
    if where.is_dir():
        base, found = where, _inside(where, order)
    else:
        found = [Path(each) for each in glob.glob(order.where, recursive=True)]  # noqa: PTH207 - a pattern may be absolute
        found = [each for each in found if each.is_file() and _taken(each, order)]
        base = Path(os.path.commonpath([each.absolute().parent for each in found])) if found else where
        if not found and not glob.has_magic(order.where):
            raise VideoMissing(name=name_of(where))
    if not found:
        raise NothingToAnalyse(name=order.where)
    named = [Clip(each, each.absolute().relative_to(base.absolute()).as_posix()) for each in found]
    return sorted(named, key=lambda clip: clip.name)


def _inside(folder: Path, order: BatchOrder) -> list[Path]:
    out = order.out.resolve()
    mine = out != folder.resolve() and out.is_relative_to(folder.resolve())
    endings = {SUFFIX} if order.from_recordings else _VIDEOS
    return [
        each
        for each in folder.rglob("*")
        if each.suffix.lower() in endings
        and each.is_file()
        and not any(part.startswith(".") for part in each.relative_to(folder).parts)
        and not (mine and each.resolve().is_relative_to(out))
    ]


def _taken(path: Path, order: BatchOrder) -> bool:
    return (path.suffix.lower() == SUFFIX) == order.from_recordings
