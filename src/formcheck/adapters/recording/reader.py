"""Reads a recording as a source of sightings, ours or the older layout with one whole mask array.

A recording comes from anywhere: every size is checked before anything is unpacked, nothing is ever unpickled.
"""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from zipfile import BadZipFile, ZipFile, is_zipfile
from zlib import error as ZlibError  # noqa: N812 - an exception, whatever it is called

import numpy as np
from pydantic import ValidationError

from formcheck.adapters.coarse_silhouette import silhouette_of
from formcheck.adapters.input_file import check_input, name_of
from formcheck.adapters.models import ModelUsed
from formcheck.adapters.pose_source import Seen
from formcheck.adapters.recording.columns import read_columns
from formcheck.adapters.recording.masks import Levels
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Bytes, Floats, Pose, Sighting, Silhouette
from formcheck.domain.errors import RecordingUnreadable
from formcheck.engine.workout import RunSpan

SUFFIX = ".npz"
_BUNCH_FRAMES = 64
# What zipfile, zlib and numpy raise on bad data. RuntimeError: an encrypted zip.
_BROKEN = (
    BadZipFile,
    ZlibError,
    OSError,
    ValueError,
    KeyError,
    EOFError,
    RuntimeError,
    ValidationError,
    MemoryError,
)


def is_recording(path: Path) -> bool:
    """Whether a file is to be read as a recording: by its name or, whatever it is called, by its content."""
    return path.suffix.lower() == SUFFIX or (path.is_file() and is_zipfile(path))


class Recording:
    """A source without pictures. Close it, or use it as a context.

    path: or an open file with the name to call it by. Raises VideoMissing, VideoUnreadable; what is wrong
    with its masks may be found only while they are read.
    """

    def __init__(self, path: Path, file: IO[bytes] | None = None) -> None:
        self._name = name_of(path)
        if file is None:
            check_input(path)
        try:
            self._zip = ZipFile(file or path)
        except _BROKEN as error:
            raise RecordingUnreadable(name=self._name) from error
        try:
            self._columns = read_columns(self._zip)
        except _BROKEN as error:
            self._zip.close()
            raise RecordingUnreadable(name=self._name) from error
        self._levels = Levels(self._zip, self._columns, keep=file is None)

    @property
    def info(self) -> VideoInfo:
        """The video of which it was made; its name is the recording's."""
        columns, about = self._columns, self._columns.about
        return VideoInfo(
            name=self._name,
            duration_s=about.duration_s,
            frames=len(columns.t_s),
            width_px=about.width_px,
            height_px=about.height_px,
            rotation_deg=about.rotation_deg,
            mirrored=about.mirrored,
            unmirrored=about.unmirrored,
            breaks_off_s=about.breaks_off_s,
            seen_until_s=about.seen_until_s,
        )

    @property
    def model(self) -> ModelUsed:
        """The pose model that saw it."""
        about = self._columns.about
        return ModelUsed(name=about.model, sha256=about.model_sha256, mediapipe=about.mediapipe)

    @property
    def runs(self) -> tuple[RunSpan, ...]:
        """Of a live workout its runs, in their order; of a video none."""
        return self._columns.about.runs

    def __iter__(self) -> Iterator[Seen]:
        try:
            yield from map(Seen, self._sightings())
        except _BROKEN as error:
            raise RecordingUnreadable(name=self._name) from error

    def close(self) -> None:
        """Let go of the file. May be called more than once."""
        self._zip.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _sightings(self) -> Iterator[Sighting]:
        levels = iter(self._levels)
        landmarks = self._columns.landmarks.bunches(_BUNCH_FRAMES)
        for number, (points_px, visibility) in enumerate(landmarks):
            frames = slice(number * _BUNCH_FRAMES, (number + 1) * _BUNCH_FRAMES)
            yield from self._bunch(frames, points_px, visibility, levels)

    def _bunch(
        self, frames: slice, points_px: Floats, visibility: Floats, levels: Iterator[Bytes]
    ) -> Iterator[Sighting]:
        """Some frames: of a column of numbers Python's own come quicker than one by one."""
        columns = self._columns
        found = np.isfinite(points_px).any(axis=(1, 2))
        rows = zip(
            columns.t_s[frames].tolist(),
            columns.size_px[frames].tolist(),
            columns.brightness[frames].tolist(),
            columns.others[frames].tolist(),
            columns.missing_s[frames].tolist(),
            columns.background[frames].tolist(),
            columns.px_per_cell[frames].tolist(),
            np.atleast_1d(found).tolist(),
            strict=True,
        )
        for index, (t_s, size_px, brightness, others, missing_s, background, cell, seen) in enumerate(rows):
            # Of a frame without anybody, too: masks are in the order of the frames that have one.
            silhouette = _silhouette(cell, levels)
            pose = None
            if seen:
                pose = Pose(
                    t_s=t_s,
                    points_px=points_px[index],
                    visibility=visibility[index],
                    silhouette=silhouette,
                )
            yield Sighting(
                t_s=t_s,
                size_px=(size_px[0], size_px[1]),
                brightness=brightness,
                pose=pose,
                others=others,
                missing_s=missing_s,
                background_px_per_s=None if math.isnan(sum(background)) else (background[0], background[1]),
            )


def _silhouette(px_per_cell: Sequence[float], levels: Iterator[Bytes]) -> Silhouette | None:
    cell_x, cell_y = px_per_cell
    if math.isnan(cell_x + cell_y):
        return None
    mask = next(levels, None)
    if mask is None:
        raise ValueError("a mask is missing")
    return silhouette_of(mask, (cell_x, cell_y))
