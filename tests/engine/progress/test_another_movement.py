"""A foot that comes up off the floor makes no march where trunk or hip show that something else is done."""

import pytest

from formcheck.domain.body import Limb
from formcheck.domain.events import RepCompleted
from formcheck.domain.measure import Channel, Measure
from formcheck.engine.progress.kinds import tracker_of
from formcheck.exercises import EXERCISES
from tests.bodies import HOOK_LYING
from tests.engine.motions import Motion, frames, lift
from tests.engine.observed import observed

SPEC = EXERCISES["supine-march"]
UP = lift(3.0, 1.8, 0.6, 2.2, 0.5)
HIP, LEAN = Channel(Measure.HIP_FLEXION, Limb.NEAR), Channel(Measure.TRUNK_LEAN)
STILL: Motion = lambda _: 0.0  # noqa: E731 - a motion like the others


def marched(hip_deg: Motion = STILL, lean_deg: Motion = STILL) -> int:
    """Lifts that count of a near foot that comes up once by half a shank. Both: change from the neutral."""
    tracker = tracker_of(SPEC.progress, Limb.NEAR)
    done = 0
    for t_s in frames(10.0, 24.0):
        values = {tracker.channel: UP(t_s), HIP: hip_deg(t_s), LEAN: lean_deg(t_s)}
        events = tracker.update(observed(SPEC, t_s, values, resting=HOOK_LYING))
        done += sum(isinstance(event, RepCompleted) for event in events)
    return done


@pytest.mark.parametrize("deg", [-10.0, 0.0, 25.0, 60.0])
def test_a_hip_that_bends_or_strays_a_little_marches(deg: float) -> None:
    assert marched(hip_deg=lift(3.0, 1.8, 0.6, 2.2, deg)) == 1


@pytest.mark.parametrize("deg", [-20.0, -24.0, -60.0])
def test_a_hip_that_straightens_does_not(deg: float) -> None:
    """Hips that come up straighten the legs they stand on, whatever the landmark of a foot does."""
    assert marched(hip_deg=lift(3.0, 1.8, 0.6, 2.2, deg)) == 0


@pytest.mark.parametrize("deg", [-20.0, -30.0])
def test_nor_does_a_trunk_whose_hips_are_up(deg: float) -> None:
    assert marched(lean_deg=lift(3.0, 1.8, 0.6, 2.2, deg)) == 0


@pytest.mark.parametrize("deg", [9.0, 14.0, 19.0])
def test_a_trunk_that_curls_up_meanwhile_is_a_crunch(deg: float) -> None:
    assert marched(lean_deg=lift(3.0, 1.8, 0.6, 2.2, deg)) == 0


@pytest.mark.parametrize("before_s", [0.3, 0.6])
@pytest.mark.parametrize("deg", [9.0, 14.0])
def test_nor_is_one_whose_shoulders_come_up_a_little_sooner_than_a_foot_seems_to(
    before_s: float, deg: float
) -> None:
    """A real crunch: the foot on the floor is drawn along only where the trunk is half up."""
    assert marched(lean_deg=lift(3.0 - before_s, 1.2, 1.2, 1.2, deg)) == 0


@pytest.mark.parametrize("deg", [-10.0, 3.0, 6.0])
def test_a_trunk_that_lies_may_stray_a_little(deg: float) -> None:
    assert marched(lean_deg=lift(3.0, 1.8, 0.6, 2.2, deg)) == 1


def test_a_head_on_a_cushion_is_no_curl() -> None:
    """It leans as much before, during and after the lift."""
    assert marched(lean_deg=lambda _: 12.0) == 1


def test_a_trunk_that_comes_down_as_the_foot_comes_up_does_not_curl() -> None:
    """Hips were up a little until the lift began: the lean grows by 12 deg, and ends where it lay."""
    down = lift(3.0, 0.8, 60.0, 0.8, 12.0)
    assert marched(lean_deg=lambda t_s: down(t_s) - 12.0) == 1
