"""A live set as it goes: what the pose model sees is written down every half second, for the case of a kill.

The file is a row of small recordings, each behind its length and its checksum, each with what is known of the
runs of the workout by then. A row that breaks off in the middle of one, or goes on with something else, holds
what comes before. Recordings are read as foreign ones are: sizes are looked at first, nothing is unpickled.
"""

import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import IO
from zlib import crc32

from formcheck.adapters.interrupted.syncing import Syncing
from formcheck.adapters.models import ModelUsed
from formcheck.adapters.recording import Recording, RecordingWriter
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Sighting
from formcheck.domain.errors import RecordingUnreadable
from formcheck.engine.workout import RunSpan, Workout

MOST_FRAMES = 60 * 60 * 30
_EVERY_S = 0.5
_SYNCED_EVERY = 2  # pieces
_HEAD = struct.Struct("<4sII")
_MARK = b"fcj1"
_MOST_BYTES = 1 << 26
_NAME = "webcam"


class Journal:
    """Add the frames of a workout as they come, up to a number: all of a longer one is not worth the room."""

    def __init__(self, file: IO[bytes], model: ModelUsed) -> None:
        self._file, self._model = file, model
        self._waiting: list[Sighting] = []
        self._frames = 0
        self._anybody = False
        self._pieces = 0
        self._syncing = Syncing(file)

    def add(self, sighting: Sighting, workout: Workout) -> None:
        """Note a frame, and write every half second. Raises OSError."""
        self._frames += 1
        self._anybody = self._anybody or sighting.pose is not None
        if self._frames > MOST_FRAMES:
            return
        self._waiting.append(sighting)
        if sighting.t_s - self._waiting[0].t_s >= _EVERY_S:
            self.write(workout)

    def write(self, workout: Workout) -> None:
        """Write what waits. Raises OSError.

        Where nobody was seen so far no run is named: there is nothing to go on with.
        """
        if not self._waiting:
            return
        piece = BytesIO()
        with RecordingWriter(piece, in_haste=True) as writer:
            for sighting in self._waiting:
                writer.add(sighting)
            writer.finish(_info(self._waiting), self._model, workout.spans if self._anybody else ())
        content = piece.getvalue()
        self._file.write(_HEAD.pack(_MARK, len(content), crc32(content)) + content)
        self._file.flush()  # to the system: what it has, no kill takes away
        self._pieces += 1
        if self._pieces % _SYNCED_EVERY == 0:  # to the disk: what it has, no power cut takes away
            self._syncing.ask()
        self._waiting.clear()

    def close(self) -> None:
        """Let go of the file. Raises OSError."""
        with closing(self._syncing):
            self._file.close()


def read_journal(path: Path) -> Iterator[Recording]:
    """The recordings of a journal in their order, as far as they can be read. Each is to be closed."""
    with path.open("rb") as file:
        for piece in _pieces(file):
            recording = _read(file, piece)
            if recording is None:
                return
            yield recording


def any_run(path: Path) -> bool:
    """Whether a set had begun and somebody was seen when it broke off. Quick, however long the journal is."""
    try:
        with path.open("rb") as file:
            for piece in reversed(list(_pieces(file))):
                recording = _read(file, piece)
                if recording is not None:
                    recording.close()
                    return bool(recording.runs)
    except OSError:
        pass
    return False


def write_recording(journal: Path, into: IO[bytes]) -> None:
    """Turn a journal into one recording of the workout. Raises OSError, RecordingUnreadable."""
    last: tuple[VideoInfo, ModelUsed, tuple[RunSpan, ...]] | None = None
    last_s, frames = -1.0, 0
    with RecordingWriter(into, in_haste=True) as writer:
        for recording in read_journal(journal):
            with closing(recording):
                for seen in recording:
                    if seen.sighting.t_s <= last_s:
                        raise RecordingUnreadable(name=_NAME)
                    writer.add(seen.sighting)
                    last_s, frames = seen.sighting.t_s, frames + 1
                last = recording.info, recording.model, recording.runs
        if last is None or not last[2]:
            raise RecordingUnreadable(name=_NAME)
        writer.finish(*last)


def _info(seen: list[Sighting]) -> VideoInfo:
    width_px, height_px = seen[-1].size_px
    return VideoInfo(
        name=_NAME,
        duration_s=seen[-1].t_s,
        frames=len(seen),
        width_px=width_px,
        height_px=height_px,
        rotation_deg=0,
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """Where a recording lies. at: of its first byte."""

    at: int
    length: int
    checksum: int


def _pieces(file: IO[bytes]) -> Iterator[_Piece]:
    """Those that are there from their first to their last byte, whatever these are."""
    end = file.seek(0, SEEK_END)
    at = 0
    while at + _HEAD.size <= end:
        file.seek(at)
        mark, length, checksum = _HEAD.unpack(file.read(_HEAD.size))
        at += _HEAD.size + length
        if mark != _MARK or length > _MOST_BYTES or at > end:
            return
        yield _Piece(at - length, length, checksum)


def _read(file: IO[bytes], piece: _Piece) -> Recording | None:
    file.seek(piece.at)
    content = file.read(piece.length)
    if crc32(content) != piece.checksum:
        return None
    try:
        return Recording(Path(_NAME), BytesIO(content))
    except RecordingUnreadable:
        return None
