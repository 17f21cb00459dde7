"""The masks of a recording as levels, frame by frame; in memory lie one bunch, and the first ones."""

from collections.abc import Iterator
from zipfile import ZipFile

import numpy as np

from formcheck.adapters.coarse_silhouette import TOP_LEVEL, levels_of
from formcheck.adapters.offline import Ahead
from formcheck.adapters.recording.arrays import has, read_array
from formcheck.adapters.recording.columns import Boxes, Columns
from formcheck.adapters.recording.layout import CHUNK_FRAMES, LEVELS
from formcheck.domain.body import Bytes

_MAX_CHUNK_BYTES = 256 << 20  # 64 masks of pictures of 4096 by 4096; ours have a hundredth
_KEPT_BYTES = 128 << 20  # a minute of 640 by 480


class Levels:
    """Levels of the frames that have a mask, in their order. Go through them as often as needed.

    Unpacking takes longer than all else of a frame's reading. So what fits is kept for the next time:
    the first 128 MB, unless they lie there unpacked (keep=False). Iterating raises ValueError where they are
    not right.
    """

    def __init__(self, file: ZipFile, columns: Columns, *, keep: bool) -> None:
        self._file = file
        self._columns = columns
        self._kept: list[Bytes] = []
        self._room_bytes = _KEPT_BYTES if keep else 0

    def __iter__(self) -> Iterator[Bytes]:
        for bunch in self._bunches():
            yield from bunch

    def _bunches(self) -> Iterator[Bytes]:
        yield from self._kept
        first = len(self._kept)
        # Unpacking lets go of Python's lock: the next bunch is unpacked while this one is judged.
        chunked, boxes = self._columns.chunked, self._columns.boxes
        unpacked = _chunks(self._file, first, boxes) if chunked else self._of_older(first)
        fresh = Ahead(unpacked, 1, "unpack")
        for number, bunch in enumerate(fresh, first):
            if number == len(self._kept) and bunch.nbytes <= self._room_bytes:
                self._kept.append(bunch)
                self._room_bytes -= bunch.nbytes
            yield bunch

    def _of_older(self, first: int) -> Iterator[Bytes]:
        """Of one array of masks in 0..255, one for every frame."""
        count = len(self._columns.t_s)
        if first * CHUNK_FRAMES >= count:
            return
        masks = read_array(self._file, "mask", kind="u", shape=(count, None, None))
        for start in range(first * CHUNK_FRAMES, count, CHUNK_FRAMES):
            shares = (
                mask.astype(np.uint8).astype(np.float32) / np.float32(255.0)
                for mask in masks[start : start + CHUNK_FRAMES]
            )
            yield np.array([levels_of(share) for share in shares])


def _chunks(file: ZipFile, chunk: int, boxes: Boxes | None) -> Iterator[Bytes]:
    """The bunches of our own layouts from this one on. boxes: where they lie in whole masks."""
    while has(file, LEVELS.format(chunk)):
        levels = np.asarray(
            read_array(
                file, LEVELS.format(chunk), kind="u", shape=(None, None, None), max_bytes=_MAX_CHUNK_BYTES
            ),
            dtype=np.uint8,
        )
        if len(levels) > CHUNK_FRAMES or (levels.size and levels.max() > TOP_LEVEL):
            raise ValueError(f"{LEVELS.format(chunk)}: not levels of masks")
        if boxes is not None and chunk == len(boxes):
            raise ValueError(f"{LEVELS.format(chunk)}: it is not known where in a mask it lies")
        yield levels if boxes is None else _whole(levels, *boxes[chunk].tolist())
        chunk += 1


def _whole(levels: Bytes, row: int, column: int, rows: int, columns: int) -> Bytes:
    """Masks of which only a part is kept. Raises ValueError where it does not lie in them."""
    frames, part_rows, part_columns = levels.shape
    within = 0 <= row <= rows - part_rows and 0 <= column <= columns - part_columns
    if not within or frames * rows * columns > _MAX_CHUNK_BYTES:
        raise ValueError(f"a part of {levels.shape} does not lie at {row}, {column} in {rows}, {columns}")
    masks = np.zeros((frames, rows, columns), np.uint8)
    masks[:, row : row + part_rows, column : column + part_columns] = levels
    return masks
