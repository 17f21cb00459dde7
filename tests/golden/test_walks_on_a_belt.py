"""A walk over the floor whose way is taken off is one on a belt: the same steps, rendered and real.

The camera that goes along as evenly as the person did shows a treadmill.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from formcheck.adapters.recording import Recording
from formcheck.domain.body import Landmark, Sighting
from formcheck.domain.walking import WalkStep
from tests.engine.progress.test_walking import passes_of

GOLDEN = Path(__file__).parent / "walks"
REAL = Path(__file__).parents[1] / "real" / "walks"
PATHS = {
    "asymmetric": GOLDEN / "asymmetric.npz",
    "leaving": GOLDEN / "leaving.npz",
    "real": REAL / "walk_normal.npz",
}
EACH = pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.xdist_group(n)) for n in PATHS])
HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
BEFORE_S, AFTER_S = 0.7, 0.6


@cache
def sightings(name: str) -> list[Sighting]:
    with Recording(PATHS[name]) as recording:
        return [seen.sighting for seen in recording]


def belted(seen: list[Sighting]) -> Iterator[Sighting]:
    """The same with an even way taken off."""
    t_s = np.array([each.t_s for each in seen])
    hips_px = np.array([each.pose.points_px[HIPS, 0].mean() for each in seen if each.pose is not None])
    slope, at_0 = np.polyfit(t_s, hips_px, 1)
    for each in seen:
        assert each.pose is not None
        points_px = each.pose.points_px.copy()
        points_px[:, 0] += each.size_px[0] / 2.0 - (slope * each.t_s + at_0)
        yield replace(each, background_px_per_s=None, pose=replace(each.pose, points_px=points_px))


@cache
def both(name: str) -> list[tuple[tuple[WalkStep, ...], tuple[WalkStep, ...]]]:
    """Steps of each way, over the floor and on the belt."""
    found = []
    for way in passes_of(sightings(name)):
        low_s, high_s = way.steps[0].contact_s - BEFORE_S, way.steps[-1].contact_s + AFTER_S
        part = [each for each in sightings(name) if low_s <= each.t_s <= high_s and each.pose is not None]
        on_belt = passes_of(belted(part))
        assert all(each.treadmill for each in on_belt)
        found.append((way.steps, tuple(step for each in on_belt for step in each.steps)))
    return found


@EACH
def test_the_same_steps_are_found_with_their_side_and_time(name: str) -> None:
    off_s = []
    for floor, belt in both(name):
        for step in floor:
            near = [each for each in belt if abs(each.contact_s - step.contact_s) < 0.06]
            assert [each.side for each in near] == [step.side]
            off_s.append(abs(near[0].contact_s - step.contact_s))
        # The step before the first one may be told, and one as the film ends.
        assert len(belt) <= len(floor) + 1
    assert np.mean(off_s) < 0.02


@EACH
def test_their_usual_length_is_nearly_the_same(name: str) -> None:
    """A belt's own speed is known from feet alone, and a label of a standing foot slides by some percent."""
    lengths = [np.median([s.length_ratio for way in both(name) for s in way[i]]) for i in (0, 1)]
    assert lengths[1] == pytest.approx(lengths[0], rel=0.1)
