"""Frames that are at hand are understood a few dozen at a time, see `FormSession.steps`."""

from collections.abc import Iterable, Iterator
from itertools import islice

from formcheck.domain.body import Sighting

_BUNCH_FRAMES = 32  # whose silhouettes are in memory at once: 10 MB


def in_bunches(sightings: Iterable[Sighting]) -> Iterator[tuple[Sighting, ...]]:
    """The same sightings in their order, a bunch at a time; the last one may be smaller."""
    waiting = iter(sightings)
    while bunch := tuple(islice(waiting, _BUNCH_FRAMES)):
        yield bunch
