"""Labels of a foot that comes down settle late, or too soon: the pose model smooths over time."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from formcheck.domain.body import Facing, Floats
from formcheck.exercises.gait_limits import GAIT
from formcheck.kinematics.bodyview import leg_rows
from tests.engine.progress.test_walking import side_of, steps_of, whole_steps_of
from tests.engine.walkers import FAR, LEG_PX, NEAR, Walker

BELT = Walker(belt=True, steps=25, hip_px=0.92 * LEG_PX)
# Where a heel is after its contact, from where it stands, along the way: the median of rendered belts.
AFTER_S = (-0.12, 0.0, 0.04, 0.08, 0.14, 0.2, 0.28, 0.36, 0.44)
OFF = (0.0, -0.04, -0.02, 0.0, 0.02, 0.0, -0.03, -0.01, 0.0)


def settling(walker: Walker, size: float) -> Callable[[float, Floats], Floats]:
    """Feet swing after each contact, by `size` times what the usual one does."""
    falls = {leg: [t_s for t_s, each, _ in walker.contacts if each == leg] for leg in (NEAR, FAR)}
    sides = (Facing.RIGHT.near_side, Facing.RIGHT.near_side.opposite)

    def change(t_s: float, points: Floats) -> Floats:
        changed = points.copy()
        for leg, side in zip((NEAR, FAR), sides, strict=True):
            feet = list(leg_rows(side))[2:]
            off = sum(float(np.interp(t_s - each, AFTER_S, OFF, 0.0, 0.0)) for each in falls[leg])
            changed[feet, 0] += size * off * LEG_PX
        return changed

    return change


@pytest.mark.parametrize("size", [0.0, 1.0, 1.5])
@pytest.mark.parametrize(("length", "step_s"), [(0.6, 0.6), (0.7, 0.55), (0.65, 0.5), (0.8, 0.5)])
def test_a_foot_came_down_before_its_labels_have_settled(length: float, step_s: float, size: float) -> None:
    walker = replace(BELT, step=(length, length), step_s=(step_s, step_s))
    found = whole_steps_of(walker.sightings(change=settling(walker, size)), walker)
    assert [step.side for step in found] == [side_of(leg, walker.facing) for _, leg, _ in walker.contacts]
    late_s = [step.contact_s - t_s for step, (t_s, _, _) in zip(found, walker.contacts, strict=True)]
    assert max(map(abs, late_s)) < 0.08
    assert abs(float(np.mean(late_s))) < 0.05
    lengths = [step.length_ratio for step in found]
    assert float(np.median(lengths)) == pytest.approx(length / GAIT.leg_factor.value, rel=0.04)


@pytest.mark.parametrize("leg", [NEAR, FAR])
@pytest.mark.parametrize("slid", [0.14, 0.18, 0.22])
def test_a_label_that_slides_along_a_foot_is_no_second_foot(leg: int, slid: float) -> None:
    """As it was seen of rendered walkers: it rests for .3 to .9 s, and after .1 for .1 to .3 again."""
    all_right_with(leg, (0.38, 0.48, 0.75, 0.85), (0.0, slid, slid, 0.0))


@pytest.mark.parametrize("leg", [NEAR, FAR])
@pytest.mark.parametrize("behind", [0.14, 0.18, 0.22])
def test_a_foot_stands_where_its_label_rests_longest(leg: int, behind: float) -> None:
    """As it was seen of a real walker: it rests behind a foot that came down, for a tenth of a second."""
    all_right_with(leg, (-0.1, 0.0, 0.1, 0.16), (0.0, -behind, -behind, 0.0))


def all_right_with(leg: int, after_s: Sequence[float], off: Sequence[float]) -> None:
    """The labels of one foot are off after its second contact, in leg lengths; all steps are right."""
    walker = Walker(step_s=(0.65, 0.65))
    down_s = [t_s for t_s, each, _ in walker.contacts if each == leg][1]
    side = Facing.RIGHT.near_side if leg == NEAR else Facing.RIGHT.near_side.opposite

    def change(t_s: float, points: Floats) -> Floats:
        changed = points.copy()
        changed[list(leg_rows(side))[2:], 0] += float(np.interp(t_s - down_s, after_s, off)) * LEG_PX
        return changed

    found = whole_steps_of(walker.sightings(change=change), walker)
    assert [step.side for step in found] == [side_of(each, walker.facing) for _, each, _ in walker.contacts]
    lengths = [step.length_ratio * GAIT.leg_factor.value for step in found]
    assert lengths == pytest.approx([length for _, _, length in walker.contacts], rel=0.1)


@pytest.mark.parametrize("nth", [2, 3, 4, 5])
def test_a_heel_that_rests_too_soon_is_dated_amid_heel_and_pelvis(nth: int) -> None:
    """By so little that the pelvis does not disagree: who shuffles moves on by .06 leg lengths meanwhile."""
    walker = Walker(steps=13, step=(0.4, 0.4), step_s=(0.7, 0.7))
    contact_s, leg, _ = walker.contacts[nth]
    feet = list(leg_rows((Facing.RIGHT, Facing.LEFT)[leg].near_side))[2:]

    def change(t_s: float, points: Floats) -> Floats:
        changed = points.copy()
        off = np.interp(t_s - contact_s, (-0.2, 0.0, 0.12), (0.0, -0.2, 0.0), 0.0, 0.0)
        changed[feet, 0] += float(off) * LEG_PX
        return changed

    found = steps_of(walker.sightings(change=change))
    by_time = min(found, key=lambda step: abs(step.contact_s - contact_s))
    assert abs(by_time.contact_s - contact_s) < 0.08
    assert by_time.side is side_of(leg, walker.facing)
