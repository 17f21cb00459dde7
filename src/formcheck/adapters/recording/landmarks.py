"""The landmarks of a recording, a bunch of frames at a time: of an hour they would be 80 MB in memory."""

from collections.abc import Iterator
from zipfile import ZipFile

import numpy as np
import numpy.typing as npt

from formcheck.adapters.recording.arrays import read_rows
from formcheck.adapters.recording.layout import MAX_SIZE_PX
from formcheck.domain.body import N_LANDMARKS, Floats

_CHECKED_AT_ONCE = 256


class Landmarks:
    """Go through them as often as needed. All are looked at once before that.

    name: of their array, (n, 33, 2). px_per_place: (n, 2), what makes them pixels, y up. Raises KeyError
    where there is no such array, ValueError where it is not right.
    """

    def __init__(self, file: ZipFile, name: str, px_per_place: npt.NDArray[np.int64]) -> None:
        self._file, self._name, self._px_per_place = file, name, px_per_place
        for points_px, _ in self.bunches(_CHECKED_AT_ONCE):
            if np.any(np.abs(points_px) > 100.0 * MAX_SIZE_PX):
                raise ValueError("landmarks lie far beyond the picture")

    def bunches(self, frames: int) -> Iterator[tuple[Floats, Floats]]:
        """Points in pixels (k, 33, 2), y up, and visibility (k, 33), of so many frames at a time."""
        count = len(self._px_per_place)
        places = read_rows(self._file, self._name, frames, kind="f", shape=(count, N_LANDMARKS, 2))
        visibility = read_rows(self._file, "visibility", frames, kind="f", shape=(count, N_LANDMARKS))
        for number, (some, seen) in enumerate(zip(places, visibility, strict=True)):
            scale = self._px_per_place[number * frames : (number + 1) * frames, None, :]
            yield some.astype(np.float64) * scale, seen.astype(np.float64)
