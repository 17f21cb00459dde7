"""Looks at a part of an import before it is taken: nothing is unpacked that is too large, or says so."""

from pathlib import Path
from typing import IO
from zipfile import ZipFile

from formcheck.adapters.recording import Recording
from formcheck.adapters.store.course import CourseUnreadable, read_course
from formcheck.adapters.store.set_values import Part
from formcheck.domain.errors import VideoUnreadable

# A recording unpacks to at most this much: 20 s of a person take 1.2 MB, and 8 MB unpacked.
_MOST_RATIO, _ROOM_BYTES = 40, 64 << 20
_MP4 = b"ftyp"


def check_part(part: Part, content: IO[bytes]) -> None:
    """Raise ValueError where a part is not what it should be."""
    if part is Part.VIDEO:
        if content.read(8)[4:] != _MP4:
            raise ValueError("no MP4")
        return
    _check_unpacked(content)
    content.seek(0)
    try:
        if part is Part.COURSE:
            read_course(content)
        else:
            _check_recording(content)
    except (CourseUnreadable, VideoUnreadable) as error:
        raise ValueError(f"no {part}") from error


def _check_unpacked(content: IO[bytes]) -> None:
    with ZipFile(content) as packed:
        entries = packed.infolist()
    packed_bytes = sum(entry.compress_size for entry in entries)
    if sum(entry.file_size for entry in entries) > _MOST_RATIO * packed_bytes + _ROOM_BYTES:
        raise ValueError("unpacks to too much")


def _check_recording(content: IO[bytes]) -> None:
    with Recording(Path("recording.npz"), content) as recording:
        for _ in recording:
            pass
