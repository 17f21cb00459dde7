"""However long it takes: what is kept of each frame lies on the disk, and is read a few frames at a time."""

import io
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.adapters.models import ModelUsed
from formcheck.adapters.recording import Recording, RecordingWriter
from formcheck.domain.body import Facing, Sighting
from formcheck.engine.leg_swaps import LegSwaps
from formcheck.testing import STANDING, Sightings

MODEL = ModelUsed(name="full", sha256="", mediapipe="")
# Landmarks alone take 396 bytes a frame, as objects of Python more.
MOST_BYTES_A_FRAME = 60.0


def frames(first: int, count: int) -> Iterator[Sighting]:
    standing = STANDING.sighting(0.0)
    assert standing.pose
    for t_s in (number / 30.0 for number in range(first, first + count)):
        yield replace(standing, t_s=t_s, pose=replace(standing.pose, t_s=t_s))


def grown_by(take: Callable[[Sighting], object]) -> float:
    """Bytes a frame that memory grows by, once it is warm."""
    for sighting in frames(0, 300):
        take(sighting)
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for sighting in frames(300, 3000):
            take(sighting)
        return (tracemalloc.get_traced_memory()[0] - before) / 3000
    finally:
        tracemalloc.stop()


def test_what_is_written_is_not_kept_in_memory(tmp_path: Path) -> None:
    with (tmp_path / "long.npz").open("w+b") as file, RecordingWriter(file) as writer:
        assert grown_by(writer.add) < MOST_BYTES_A_FRAME


def test_of_the_legs_there_are_a_few_numbers_a_frame() -> None:
    legs = LegSwaps()

    def sort(sighting: Sighting) -> None:
        assert sighting.pose
        legs.sort(sighting.pose, Facing.RIGHT)

    assert grown_by(sort) < MOST_BYTES_A_FRAME


@pytest.mark.parametrize("count", [1, 63, 64, 65, 4000])
def test_what_is_read_is_what_was_written_and_not_kept_either(count: int) -> None:
    file, info = io.BytesIO(), Sightings(list(frames(0, count)), name="long", duration_s=count / 30.0).info
    with RecordingWriter(file) as writer:
        for sighting in frames(0, count):
            writer.add(sighting)
        writer.finish(info, MODEL)
    tracemalloc.start()
    try:
        read = [seen.sighting.t_s for seen in Recording(Path("long.npz"), file)]
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert read == [sighting.t_s for sighting in frames(0, count)]
    assert most < 1_000_000 + MOST_BYTES_A_FRAME * count
