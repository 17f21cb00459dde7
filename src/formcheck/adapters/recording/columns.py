"""The landmarks and what goes with them, from either layout, checked."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from zipfile import ZipFile

import numpy as np
import numpy.typing as npt

from formcheck.adapters.recording.arrays import MAX_BYTES, MAX_FRAMES, has, read_array
from formcheck.adapters.recording.landmarks import Landmarks
from formcheck.adapters.recording.layout import ABOUT, BOXES, MAX_SIZE_PX, SCHEMA, WHOLE_MASKS, About
from formcheck.domain.body import Floats
from formcheck.engine.workout import RunSpan
from formcheck.signals.cadence import Cadence

_MAX_ABOUT = 200_000
_MAX_GAP_S = 24 * 3600.0
_TWO_LOOKS_S = 1.5
_NOMINAL_S = 1 / 30

Boxes = npt.NDArray[np.int64]
"""(c, 4): first row and column of a part of some masks, and how many rows and columns the whole ones have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """One entry a frame. px_per_cell: (n, 2), NaN = no mask.

    chunked: the masks lie in chunks, as in our own layouts, and not in one array. boxes: a row for each
    chunk, None where it holds whole masks.
    """

    about: About
    t_s: Floats
    size_px: npt.NDArray[np.int64]
    landmarks: Landmarks
    brightness: Floats
    others: npt.NDArray[np.int64]
    px_per_cell: Floats
    missing_s: Floats
    background: Floats
    chunked: bool
    boxes: Boxes | None

    def __post_init__(self) -> None:
        if not np.isfinite(self.t_s).all() or np.any(np.diff(self.t_s) <= 0.0) or self.t_s[0] < 0.0:
            raise ValueError("times must rise from 0 on")
        if self.t_s[-1] > _MAX_GAP_S or not self.t_s[-1] <= self.about.duration_s <= _MAX_GAP_S:
            raise ValueError(f"a duration of {self.about.duration_s} s does not fit the times")
        if np.any(self.size_px < 1) or np.any(self.size_px > MAX_SIZE_PX):
            raise ValueError("a picture has between 1 and 16384 pixels a side")
        if np.any(self.px_per_cell <= 0.0):
            raise ValueError("a cell of a mask has a size")
        if not np.all((self.missing_s >= 0.0) & (self.missing_s <= _MAX_GAP_S)):
            raise ValueError("a hole has a length from 0 on")
        if np.any(np.abs(self.background) > 1e6):  # noqa: PLR2004 - pixels a second, sixty pictures' widths
            raise ValueError("a background moves by less")
        if not _follow_each_other(self.about.runs):
            raise ValueError("runs of a workout follow each other")


def _follow_each_other(runs: Sequence[RunSpan]) -> bool:
    """Whether runs are as a workout has them. NaN is in no order."""
    until_s = -math.inf
    for run in runs:
        work_s = run.from_s if run.work_s is None else run.work_s
        ordered = until_s < run.from_s <= run.last_s <= _MAX_GAP_S and run.from_s <= work_s <= run.last_s
        if not ordered or not 0.0 <= run.start_s <= run.end_s <= _MAX_GAP_S:
            return False
        until_s = run.last_s
    return True


def read_columns(file: ZipFile) -> Columns:
    """Read all but the masks. Raises KeyError, ValueError and their like."""
    return _own(file) if has(file, ABOUT) else _older(file)


def _own(file: ZipFile) -> Columns:
    text = str(read_array(file, ABOUT, kind="U", shape=()))
    if len(text) > _MAX_ABOUT:
        raise ValueError("the head is too long")
    about = About.model_validate_json(text)
    if about.schema_name not in (SCHEMA, WHOLE_MASKS):
        raise ValueError(f"expected {SCHEMA}, got {about.schema_name}")
    t_s = _floats(file, "t_s", None, max_bytes=8 * MAX_FRAMES)
    n = len(t_s)
    size_px = read_array(file, "size_px", kind="iu", shape=(n, 2)).astype(np.int64)
    return Columns(
        about=about,
        t_s=t_s,
        size_px=size_px,
        landmarks=Landmarks(file, "places", size_px * np.array([1, -1])),
        brightness=_floats(file, "brightness", n),
        others=read_array(file, "others", kind="iu", shape=(n,)).astype(np.int64),
        px_per_cell=_floats(file, "px_per_cell", n, 2),
        # The first recordings had no such column: holes were told by the times alone.
        missing_s=_floats(file, "missing_s", n) if has(file, "missing_s") else _holes_s(t_s),
        background=_floats(file, "background", n, 2) if has(file, "background") else np.full((n, 2), np.nan),
        chunked=True,
        boxes=None if about.schema_name == WHOLE_MASKS else _boxes(file),
    )


def _older(file: ZipFile) -> Columns:
    """Without a head: made by mediapipe's full model, the duration being that of its frames."""
    t_s = _floats(file, "t_s", None, max_bytes=8 * MAX_FRAMES)
    n = len(t_s)
    size_px = read_array(file, "size_px", kind="iuf", shape=(2,)).astype(np.int64)
    cell = _floats(file, "px_per_cell", 2) if has(file, "mask") else np.full(2, np.nan)
    frame_s = float(np.median(np.diff(t_s))) if n > 1 else 0.0
    return Columns(
        about=About(
            formcheck="",
            mediapipe="",
            model="",
            model_sha256="",
            duration_s=float(t_s[-1]) + frame_s,
            width_px=int(size_px[0]),
            height_px=int(size_px[1]),
        ),
        t_s=t_s,
        size_px=np.tile(size_px, (n, 1)),
        landmarks=Landmarks(file, "points_px", np.ones((n, 2), dtype=np.int64)),
        brightness=_floats(file, "brightness", n),
        others=_confirmed(t_s, read_array(file, "others", kind="iuf", shape=(n,)).astype(np.int64)),
        px_per_cell=np.tile(cell, (n, 1)),
        missing_s=_holes_s(t_s),
        background=np.full((n, 2), np.nan),
        chunked=False,
        boxes=None,
    )


def _boxes(file: ZipFile) -> Boxes:
    return read_array(file, BOXES, kind="iu", shape=(None, 4), max_bytes=16 * MAX_FRAMES).astype(np.int64)


def _holes_s(t_s: Floats) -> Floats:
    """Seconds without a picture before each frame, from the times alone."""
    cadence = Cadence(_NOMINAL_S)
    return np.array([cadence.update(float(each)) for each in t_s])


def _confirmed(t_s: Floats, others: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Others who were found by two looks in a row: in this layout one look was believed for a second."""
    turns = np.flatnonzero(np.diff(others > 0)) + 1
    confirmed = others.copy()
    for run in np.split(np.arange(len(others)), turns):
        if t_s[run[-1]] - t_s[run[0]] < _TWO_LOOKS_S:
            confirmed[run] = 0
    return confirmed


def _floats(file: ZipFile, name: str, *shape: int | None, max_bytes: int = MAX_BYTES) -> Floats:
    values = read_array(file, name, kind="f", shape=shape, max_bytes=max_bytes).astype(np.float64)
    if not len(values):
        raise ValueError(f"{name}: there is no frame")
    return values
