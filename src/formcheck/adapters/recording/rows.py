"""What a recording keeps of every frame but the mask: row by row, on the disk but for the last few.

Half an hour at 30 frames a second is 26 MB. Memory that grows with the length of what is watched would end
whatever runs for long.
"""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO

import numpy as np
import numpy.typing as npt

from formcheck.domain.body import N_LANDMARKS, Sighting

_ROW = np.dtype(
    [
        ("t_s", "<f8"),
        ("size_px", "<i4", (2,)),
        ("brightness", "<f8"),
        ("others", "|u1"),
        ("places", "<f4", (N_LANDMARKS, 2)),
        ("visibility", "<f4", (N_LANDMARKS,)),
        ("missing_s", "<f8"),
        ("background", "<f4", (2,)),
        ("px_per_cell", "<f8", (2,)),
    ]
)
_AT_ONCE, _AT_ONCE_BACK = 64, 2048
_SMALL_BYTES = 1 << 16  # a live set of the last half second need not be a file
_UNKNOWN = (np.nan, np.nan)


class Rows:
    """Add frames, then take the columns. Close it at the end."""

    def __init__(self) -> None:
        self._file: IO[bytes] = SpooledTemporaryFile(_SMALL_BYTES)  # noqa: SIM115 - closed by `close`
        self._last = np.zeros(_AT_ONCE, _ROW)
        self._count = 0

    def add(self, sighting: Sighting) -> None:
        """Keep one frame."""
        row = self._last[self._count % _AT_ONCE]
        pose, (width_px, height_px) = sighting.pose, sighting.size_px
        silhouette = pose.silhouette if pose else None
        row["t_s"], row["size_px"] = sighting.t_s, sighting.size_px
        row["brightness"], row["others"] = sighting.brightness, min(sighting.others, 255)
        row["places"] = np.nan if pose is None else pose.points_px / (width_px, -height_px)
        row["visibility"] = np.nan if pose is None else pose.visibility
        row["missing_s"] = sighting.missing_s
        row["background"] = sighting.background_px_per_s or _UNKNOWN
        row["px_per_cell"] = silhouette.px_per_cell if silhouette else _UNKNOWN
        self._count += 1
        if self._count % _AT_ONCE == 0:
            self._file.write(self._last.tobytes())

    def columns(self) -> Iterator[tuple[str, dict[str, object], Iterator[bytes]]]:
        """Name, head as numpy writes it, and the content in pieces, of every column."""
        left = self._count % _AT_ONCE
        self._file.write(self._last[:left].tobytes())
        for name in _ROW.names or ():
            kind = _ROW[name]
            head = {
                "descr": kind.base.str,
                "fortran_order": False,
                "shape": (self._count, *kind.shape),
            }
            yield name, head, self._pieces(name)

    def close(self) -> None:
        """Let go of what was kept."""
        self._file.close()

    def _pieces(self, name: str) -> Iterator[bytes]:
        self._file.seek(0)
        while some := self._file.read(_AT_ONCE_BACK * _ROW.itemsize):
            rows: npt.NDArray[np.void] = np.frombuffer(some, _ROW)
            yield rows[name].tobytes()
