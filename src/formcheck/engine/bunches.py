"""Frames that are at hand are understood a few dozen at a time, see `FormSession.steps`."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

BUNCH_FRAMES = 32  # whose silhouettes are in memory at once: 10 MB


def in_bunches(frames: Iterable[T], most: int = BUNCH_FRAMES) -> Iterator[tuple[T, ...]]:
    """The same frames in their order, a bunch at a time; the last one may be smaller."""
    waiting = iter(frames)
    while bunch := tuple(islice(waiting, most)):
        yield bunch
