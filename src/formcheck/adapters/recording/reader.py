"""Reads a recording as a source of sightings, ours or the older layout with one whole mask array.

A recording comes from anywhere: every size is checked before anything is unpacked, nothing is ever unpickled.
"""

from collections.abc import Iterator
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
from formcheck.adapters.recording.masks import read_levels
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Bytes, Pose, Sighting, Silhouette
from formcheck.domain.errors import RecordingUnreadable
from formcheck.engine.workout import RunSpan

SUFFIX = ".npz"
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
        except (BadZipFile, OSError, ValueError) as error:
            raise RecordingUnreadable(name=self._name) from error
        try:
            self._columns = read_columns(self._zip)
        except _BROKEN as error:
            self._zip.close()
            raise RecordingUnreadable(name=self._name) from error

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
            levels = read_levels(self._zip, self._columns)
            yield from (Seen(self._sighting(index, levels)) for index in range(len(self._columns.t_s)))
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

    def _sighting(self, index: int, levels: Iterator[Bytes]) -> Sighting:
        columns = self._columns
        t_s, points_px = float(columns.t_s[index]), columns.points_px[index]
        silhouette = self._silhouette(index, levels)
        pose = None
        if np.isfinite(points_px).any():
            pose = Pose(
                t_s=t_s, points_px=points_px, visibility=columns.visibility[index], silhouette=silhouette
            )
        width_px, height_px = columns.size_px[index]
        background_x, background_y = (float(each) for each in columns.background[index])
        return Sighting(
            t_s=t_s,
            size_px=(int(width_px), int(height_px)),
            brightness=float(columns.brightness[index]),
            pose=pose,
            others=int(columns.others[index]),
            missing_s=float(columns.missing_s[index]),
            background_px_per_s=None
            if np.isnan(background_x + background_y)
            else (background_x, background_y),
        )

    def _silhouette(self, index: int, levels: Iterator[Bytes]) -> Silhouette | None:
        cell_x, cell_y = (float(cell) for cell in self._columns.px_per_cell[index])
        if np.isnan(cell_x + cell_y):
            return None
        mask = next(levels, None)
        if mask is None:
            raise ValueError("a mask is missing")
        return silhouette_of(mask, (cell_x, cell_y))
