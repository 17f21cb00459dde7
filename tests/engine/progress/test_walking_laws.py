"""What must not change a walk: which way it leads, when it is, how large it is, how often it is looked at."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from formcheck.domain.body import Sighting
from formcheck.domain.walking import WalkStep
from formcheck.testing.bodies import mirror
from tests.engine.progress.test_walking import WALKERS, passes_of, steps_of
from tests.engine.walkers import SIZE_PX, Walker, to_and_fro

# How somebody walks as they are is worked out once: what is held against it goes to the same worker.
EACH = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.xdist_group(f"walk of {name}")) for name in sorted(WALKERS)]
)
ANGLES_DEG = ("trailing_extension_deg", "flexion_deg", "knee_deg")


@cache
def usual_steps(name: str) -> tuple[WalkStep, ...]:
    return tuple(steps_of(WALKERS[name].sightings()))


def assert_alike(found: Iterable[WalkStep], others: Iterable[WalkStep], *, swapped: bool = False) -> None:
    """The same steps but for rounding."""
    for one, other in zip(found, others, strict=True):
        assert one.side is (other.side.opposite if swapped else other.side)
        assert one.contact_s == pytest.approx(other.contact_s, abs=1e-6)
        for name in ("length_ratio", "step_s", "stride_s", "stance_ratio", *ANGLES_DEG):
            assert getattr(one, name) == pytest.approx(getattr(other, name), abs=1e-6, nan_ok=True)


def changed(stream: Iterable[Sighting], scale: float, shift_px: float) -> Iterator[Sighting]:
    for each in stream:
        assert each.pose is not None
        points_px = each.pose.points_px * scale + np.array([shift_px, 0.0])
        size_px = (round(each.size_px[0] * scale), round(each.size_px[1] * scale))
        yield replace(each, size_px=size_px, pose=replace(each.pose, points_px=points_px))


@EACH
def test_the_mirror_image_walks_with_the_other_legs(name: str) -> None:
    def mirrored(stream: Iterable[Sighting]) -> Iterator[Sighting]:
        for each in stream:
            assert each.pose is not None
            yield replace(
                each, pose=replace(each.pose, points_px=mirror(each.pose.points_px, float(SIZE_PX[0])))
            )

    walker = WALKERS[name]
    assert_alike(steps_of(mirrored(walker.sightings())), usual_steps(name), swapped=True)


@EACH
@pytest.mark.parametrize("by_s", [0.013, 7.3])
def test_a_walk_that_begins_later_is_the_same_walk(name: str, by_s: float) -> None:
    walker = WALKERS[name]
    later = steps_of(walker.sightings(from_s=by_s))
    now = [replace(step, contact_s=step.contact_s + by_s) for step in usual_steps(name)]
    assert_alike(later, now)


@EACH
@pytest.mark.parametrize("scale", [0.6, 1.7])
def test_a_larger_picture_shows_the_same_walk(name: str, scale: float) -> None:
    walker = WALKERS[name]
    assert_alike(steps_of(changed(walker.sightings(), scale, 0.0)), usual_steps(name))


@EACH
@pytest.mark.parametrize("fps", [15.0, 50.0, 60.0])
def test_the_frame_rate_changes_no_step(name: str, fps: float) -> None:
    walker = WALKERS[name]
    usual, other = usual_steps(name), steps_of(walker.sightings(fps))
    assert [step.side for step in usual] == [step.side for step in other]
    for one, same in zip(usual, other, strict=True):
        assert one.contact_s == pytest.approx(same.contact_s, abs=0.08)
        assert one.length_ratio == pytest.approx(same.length_ratio, abs=0.05)


@EACH
@pytest.mark.parametrize("faster", [0.8, 1.25])
def test_who_walks_faster_makes_the_same_steps(name: str, faster: float) -> None:
    walker = WALKERS[name]
    quick = replace(walker, step_s=(walker.step_s[0] / faster, walker.step_s[1] / faster))
    # What starts a walk may be told or not; what is told of the walk itself is the same.
    whole = len(walker.contacts)
    usual, others = usual_steps(name)[-whole:], steps_of(quick.sightings())[-whole:]
    assert [step.side for step in usual] == [step.side for step in others]
    lengths = [[step.length_ratio for step in steps] for steps in (usual, others)]
    assert lengths[0] == pytest.approx(lengths[1], abs=0.06)


def test_the_way_there_and_the_way_back_show_the_same_steps_with_the_other_legs() -> None:
    there, back = passes_of(to_and_fro(Walker(), 2))
    assert [step.side for step in there.steps] == [step.side.opposite for step in back.steps]
    assert np.median([s.length_ratio for s in there.steps]) == pytest.approx(
        np.median([s.length_ratio for s in back.steps]), abs=0.02
    )


def test_a_step_or_two_to_the_side_are_no_walk() -> None:
    """So real people lunge, step up and down, or go to the camera."""
    short, long = Walker(step=(0.45, 0.45), steps=3), Walker(step=(0.45, 0.45), steps=6)
    assert steps_of(short.sightings()) == []
    assert len(steps_of(long.sightings())) == len(long.contacts)
