"""The masks of a recording as levels, frame by frame, in memory for one chunk."""

from collections.abc import Iterator
from zipfile import ZipFile

import numpy as np

from formcheck.adapters.coarse_silhouette import TOP_LEVEL, levels_of
from formcheck.adapters.recording.arrays import has, read_array
from formcheck.adapters.recording.columns import Columns
from formcheck.adapters.recording.layout import CHUNK_FRAMES, LEVELS
from formcheck.domain.body import Bytes

_MAX_CHUNK_BYTES = 256 << 20  # 64 masks of pictures of 4096 by 4096; ours have a hundredth


def read_levels(file: ZipFile, columns: Columns) -> Iterator[Bytes]:
    """Levels of the frames that have a mask, in their order. Raises ValueError where they are not right."""
    return _chunks(file) if columns.chunked else _whole(file, len(columns.t_s))


def _chunks(file: ZipFile) -> Iterator[Bytes]:
    chunk = 0
    while has(file, LEVELS.format(chunk)):
        levels = np.asarray(
            read_array(
                file, LEVELS.format(chunk), kind="u", shape=(None, None, None), max_bytes=_MAX_CHUNK_BYTES
            ),
            dtype=np.uint8,
        )
        if len(levels) > CHUNK_FRAMES or (levels.size and levels.max() > TOP_LEVEL):
            raise ValueError(f"{LEVELS.format(chunk)}: not levels of masks")
        yield from levels
        chunk += 1


def _whole(file: ZipFile, count: int) -> Iterator[Bytes]:
    """One array of masks in 0..255, one for every frame."""
    masks = np.asarray(read_array(file, "mask", kind="u", shape=(count, None, None)), dtype=np.uint8)
    for mask in masks:
        yield levels_of(mask.astype(np.float32) / np.float32(255.0))
