"""Treadmills: one foot is always on the belt, one leg is always the far one."""

from dataclasses import replace

import pytest

from formcheck.domain.body import Floats, Side
from formcheck.engine.progress.gait.summary import Difference, GaitMeasure, summary_of
from formcheck.testing import Stick, frames
from tests.engine.progress.test_walking import passes_of, side_of, steps_of, swapped_when
from tests.engine.walkers import FAR, LEG_PX, NEAR, Walker, to_and_fro

LONG = Walker(belt=True, steps=31)


def far_foot_hidden(t_s: float, points: Floats) -> Floats:
    """Half of the time the far foot is behind the near leg, and its labels hang below the hip."""
    if t_s % 2.6 > 1.3:
        return points
    changed = points.copy()
    changed[[27, 29, 31], 0] = points[[23, 24], 0].mean()  # facing right, the left leg is the far one
    return changed


def test_a_belt_is_known_although_the_far_foot_is_hidden_now_and_then() -> None:
    found = steps_of(LONG.sightings(change=far_foot_hidden))
    near = [t_s for t_s, leg, _ in LONG.contacts if leg == NEAR]
    told = [step.contact_s for step in found if step.side is side_of(NEAR, LONG.facing)]
    assert found[-1].contact_s > 14.0  # in every stretch of it
    assert all(min(abs(t_s - each) for each in near) < 0.1 for t_s in told)


def test_a_long_walk_on_a_belt_is_told_in_stretches_and_no_step_is_lost_between() -> None:
    passes = passes_of(LONG.sightings())
    assert len(passes) > 1
    found = [step for each in passes for step in each.steps]
    assert [step.contact_s for step in found] == pytest.approx([t_s for t_s, _, _ in LONG.contacts], abs=0.09)


def length_difference(walkers: list[Walker]) -> Difference:
    passes = [each for walker in walkers for each in passes_of(walker.sightings())]
    found = summary_of(passes)
    assert found is not None
    return next(each for each in found.differences if each.measure is GaitMeasure.STEP_LENGTH)


def test_on_a_belt_a_difference_may_be_the_cameras_and_must_be_larger_to_be_told() -> None:
    """The far foot is drawn ahead or behind as the camera is turned, and nothing tells by how much."""
    by_eighth = (0.74, 0.65)
    within_reach = Walker(belt=True, steps=31, hip_px=0.92 * LEG_PX)
    belt = length_difference([replace(within_reach, step=by_eighth)])
    floor = summary_of(passes_of([*to_and_fro(Walker(step=by_eighth, steps=11), 1)]))
    assert floor is not None
    assert abs(belt.percent) == pytest.approx(13.0, abs=3.0)
    assert not belt.told
    assert length_difference([replace(within_reach, step=(0.8, 0.6))]).told
    there = [Walker(step=by_eighth, steps=11), Walker(step=by_eighth[::-1], steps=11)]
    assert belt.error_percent > 1.5 * length_difference([*there, *there]).error_percent


def pawing(t_s: float) -> Stick:
    """Each foot in turn goes back for .38 s as fast as a belt, and forward again in the next .62 s."""
    shares = [((t_s + 0.5 * leg) % 1.0) for leg in (0, 1)]
    near, far = [14.0 - 28.0 * at / 0.38 if at < 0.38 else -14.0 + 28.0 * (at - 0.38) / 0.62 for at in shares]
    return Stick(hip_near=near, hip_far=far)


def test_who_swings_one_leg_after_the_other_walks_on_no_belt() -> None:
    """On a belt a foot is on the floor all the time."""
    assert steps_of(pawing(t_s).sighting(t_s) for t_s in frames(12.0, 25.0)) == []


def test_labels_exchanged_on_a_belt_change_no_side() -> None:
    found = steps_of(LONG.sightings(change=swapped_when(lambda t_s: (t_s % 1.1) < 0.12)))
    truth = {round(t_s, 1): side_of(leg, LONG.facing) for t_s, leg, _ in LONG.contacts}
    assert len(found) >= len(LONG.contacts) - 2
    assert all(truth.get(round(s.contact_s, 1), s.side) is s.side for s in found)
    assert {s.side for s in found} == {Side.LEFT, Side.RIGHT}
    assert side_of(FAR, LONG.facing) is not side_of(NEAR, LONG.facing)
