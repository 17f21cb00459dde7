"""Steps of known walkers: all of them, their sides, their lengths; and none where nobody walks."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import pytest

from formcheck.domain.body import Facing, Floats, Side, Sighting
from formcheck.domain.events import Event, NotJudged, Reason
from formcheck.domain.walking import LeftOut, PassWalked, WalkStep
from formcheck.engine.progress.gait.summary import GaitMeasure, summary_of
from formcheck.engine.report import SetReport, fold
from formcheck.engine.session import FormSession
from formcheck.engine.workout.set_run import SetRun
from formcheck.exercises import EXERCISES
from formcheck.exercises.gait_limits import GAIT
from formcheck.kinematics.bodyview import leg_rows
from formcheck.testing import Stick, frames, lift
from formcheck.testing.bodies import STANDING
from tests.engine.walkers import FAR, LEG_PX, NEAR, SIZE_PX, Walker, exchanged, to_and_fro

WALK = EXERCISES["walking-check"]


def report_of(stream: Iterable[Sighting], slug: str = "walking-check") -> SetReport:
    session, spec = FormSession(EXERCISES[slug], tilt_model=None), EXERCISES[slug]
    events: list[Event] = []
    last_s = 0.0
    for sighting in stream:
        events += session.step(sighting).events
        last_s = sighting.t_s
    return fold((*events, *session.finish()), spec, last_s + 0.04)


def passes_of(stream: Iterable[Sighting]) -> tuple[PassWalked, ...]:
    return report_of(stream).passes


def steps_of(stream: Iterable[Sighting]) -> list[WalkStep]:
    return [step for each in passes_of(stream) for step in each.steps]


def whole_steps_of(stream: Iterable[Sighting], walker: Walker) -> list[WalkStep]:
    """Steps of the walk itself. The second one is as long as the others: it may be told, too."""
    found = steps_of(stream)
    extra = len(found) - len(walker.contacts)
    assert extra in (0, 1)
    assert extra == 0 or found[0].contact_s < walker.contacts[0][0] - 0.2
    return found[extra:]


def side_of(leg: int, facing: Facing) -> Side:
    return facing.near_side if leg == NEAR else facing.near_side.opposite


WALKERS = {
    "usual": Walker(),
    "to the left": Walker(facing=Facing.LEFT),
    "far leg first": Walker(first=FAR),
    "quick": Walker(step=(0.85, 0.85), step_s=(0.45, 0.45)),
    "shuffling": Walker(step=(0.3, 0.3), step_s=(0.6, 0.6), steps=11),
    "uneven": Walker(step=(0.75, 0.6)),
    "step-to": Walker(step=(0.6, 0.03), step_s=(0.7, 0.6), steps=11),
    "treadmill": Walker(belt=True, steps=13),
}


@pytest.mark.parametrize(("name", "fps"), [*((name, 15.0) for name in WALKERS), ("usual", 60.0)])
def test_every_whole_step_is_found_with_its_side_and_length(name: str, fps: float) -> None:
    walker = WALKERS[name]
    found = whole_steps_of(walker.sightings(fps), walker)
    assert [step.side for step in found] == [side_of(leg, walker.facing) for _, leg, _ in walker.contacts]
    for step, (contact_s, _, length) in zip(found, walker.contacts, strict=True):
        assert step.contact_s == pytest.approx(contact_s, abs=0.09)
        assert step.length_ratio == pytest.approx(length / GAIT.leg_factor.value, abs=0.06)


def test_the_step_that_starts_and_the_one_that_stops_are_left_out_and_counted() -> None:
    (walked,) = passes_of(Walker(step=(0.8, 0.8)).sightings())
    assert walked.left_out[LeftOut.STARTING] >= 1
    assert walked.left_out[LeftOut.STOPPING] >= 1


@pytest.mark.parametrize("step_s", [0.36, 0.45, 0.55])
def test_a_quick_walker_is_told_neither_the_start_nor_the_stop(step_s: float) -> None:
    """A short way is half standing: its usual speed is that of the walk, not that of all of it."""
    walker = Walker(step=(0.85, 0.85), step_s=(step_s, step_s))
    found = steps_of(walker.sightings())
    assert [step.contact_s for step in found] == pytest.approx(
        [t_s for t_s, _, _ in walker.contacts], abs=0.05
    )


def test_the_time_of_a_step_and_of_a_stride_and_the_share_of_stance() -> None:
    steps = steps_of(Walker().sightings(50.0))
    assert np.median([step.step_s for step in steps]) == pytest.approx(0.55, abs=0.02)
    strides = [step.stride_s for step in steps if step.stride_s == step.stride_s]
    assert np.median(strides) == pytest.approx(1.1, abs=0.02)
    shares = [step.stance_ratio for step in steps if step.stance_ratio == step.stance_ratio]
    assert np.median(shares) == pytest.approx(0.62, abs=0.06)


def test_to_and_fro_is_a_pass_each_and_the_sides_are_the_persons_own() -> None:
    walker = Walker()
    passes = passes_of(to_and_fro(walker, 3))
    assert [each.number for each in passes] == [1, 2, 3]
    assert [each.to_the_right for each in passes] == [True, False, True]
    for each, facing in zip(passes, (Facing.RIGHT, Facing.LEFT, Facing.RIGHT), strict=True):
        expected = [side_of(leg, facing) for _, leg, _ in walker.contacts]
        assert [s.side for s in each.steps][-len(expected) :] == expected


def test_a_set_counts_steps_and_the_passes_in_which_they_were_made() -> None:
    run = SetRun(WALK, None, None)
    run.begin(0.0)
    for sighting in to_and_fro(Walker(), 2):
        run.step(sighting)
    report = run.close(1e9)
    assert report is not None
    assert run.tally.passes == len(report.passes) == 2
    assert run.tally.count == sum(len(each.steps) for each in report.passes)


def swapped_when(when: Callable[[float], bool]) -> Callable[[float, Floats], Floats]:
    return lambda t_s, points: exchanged(points) if when(t_s) else points


@pytest.mark.parametrize(
    "when",
    [
        lambda t_s: (t_s % 1.1) < 0.12,  # at every second crossing
        lambda t_s: 4.0 < t_s < 5.2,  # for a whole stride
        lambda t_s: t_s < 3.2,  # until the walk has begun
    ],
)
def test_labels_that_change_legs_change_no_side(when: Callable[[float], bool]) -> None:
    walker = Walker()
    found = whole_steps_of(walker.sightings(change=swapped_when(when)), walker)
    assert [step.side for step in found] == [side_of(leg, walker.facing) for _, leg, _ in walker.contacts]
    for step, (_, _, length) in zip(found, walker.contacts, strict=True):
        assert step.length_ratio == pytest.approx(length / GAIT.leg_factor.value, abs=0.08)


def without_the_foot(from_s: float, until_s: float, leg: int) -> Callable[[float, Floats], Floats]:
    """For some time the labels of one leg lie on the other one."""

    def change(t_s: float, points: Floats) -> Floats:
        if not from_s < t_s < until_s:
            return points
        rows = [list(leg_rows(facing.near_side)) for facing in (Facing.RIGHT, Facing.LEFT)]
        changed = points.copy()
        changed[rows[leg]] = points[rows[1 - leg]]
        return changed

    return change


@pytest.mark.parametrize("nth", [2, 3, 4])
def test_a_foot_that_the_labels_reach_late_came_down_when_the_pelvis_says_so(nth: int) -> None:
    walker = Walker(steps=11)
    contact_s, leg, _ = walker.contacts[nth]
    change = without_the_foot(contact_s - 0.15, contact_s + 0.22, leg)
    found = steps_of(walker.sightings(change=change))
    by_time = min(found, key=lambda step: abs(step.contact_s - contact_s))
    assert by_time.contact_s == pytest.approx(contact_s, abs=0.09)
    assert by_time.side is side_of(leg, walker.facing)


def test_a_stance_that_nobody_saw_makes_no_step_of_double_length() -> None:
    walker = Walker(steps=11)
    contact_s, leg, _ = walker.contacts[3]
    found = steps_of(walker.sightings(change=without_the_foot(contact_s - 0.2, contact_s + 0.9, leg)))
    assert max(step.length_ratio for step in found) < 1.0


def test_where_labels_say_nothing_no_step_is_used_and_that_is_counted() -> None:
    walker = Walker()
    found = passes_of(walker.sightings(change=swapped_when(lambda t_s: (t_s % 0.16) < 0.08)))
    truth = {round(t_s, 1): side_of(leg, walker.facing) for t_s, leg, _ in walker.contacts}
    told = [step for each in found for step in each.steps]
    assert all(truth.get(round(step.contact_s, 1), step.side) is step.side for step in told)


def test_the_far_leg_is_drawn_smaller_and_its_steps_are_as_long() -> None:
    walker = Walker(steps=11, start_px=120.0)
    middle = SIZE_PX[0] / 2.0

    def deeper(t_s: float, points: Floats) -> Floats:
        far = [row for row in range(23, 33) if row % 2 == 1]  # facing right, the left leg is the far one
        changed = points.copy()
        changed[far, 0] = middle + 0.95 * (points[far, 0] - middle)
        return changed

    for step in steps_of(walker.sightings(change=deeper)):
        assert step.length_ratio == pytest.approx(0.7 / GAIT.leg_factor.value, abs=0.04)


def test_no_difference_is_told_where_there_is_none() -> None:
    found = summary_of(passes_of(to_and_fro(Walker(), 3)))
    assert found is not None
    assert found.comparable
    assert not any(difference.told for difference in found.differences)


def test_one_leg_that_steps_shorter_is_named() -> None:
    right_long = Walker(step=(0.77, 0.63))
    left_is_near = Walker(step=(0.63, 0.77), facing=Facing.LEFT)
    stream = [*right_long.sightings()]
    for number, walker in enumerate((left_is_near, right_long, left_is_near), start=1):
        stream += walker.sightings(from_s=number * (right_long.duration_s + 1.0))
    found = summary_of(passes_of(stream))
    assert found is not None
    (length,) = [d for d in found.differences if d.measure is GaitMeasure.STEP_LENGTH]
    assert length.told
    assert length.percent == pytest.approx(20.0, abs=5.0)


def test_too_few_steps_are_no_result() -> None:
    found = summary_of(passes_of(Walker(steps=6).sightings()))
    assert found is not None
    assert not found.enough
    assert found.differences == ()


def march_on_the_spot(t_s: float) -> Stick:
    raised = [
        70.0 * sum(lift(1.0 + i + 0.5 * leg, 0.2, 0.0, 0.2, 1.0)(t_s) for i in range(8)) for leg in (0, 1)
    ]
    return Stick(hip_near=raised[0], knee_near=raised[0], hip_far=raised[1], knee_far=raised[1])


def squat(t_s: float) -> Stick:
    down = 60.0 * sum(lift(1.0 + 2.5 * i, 1.0, 0.2, 1.0, 1.0)(t_s) for i in range(3))
    return Stick(
        hip_near=1.3 * down,
        knee_near=down * 1.5,
        hip_far=1.3 * down,
        knee_far=down * 1.5,
        trunk_deg=90.0 - 0.5 * down,
        hip_px=(320.0 - down, -240.0 - down),
    )


@pytest.mark.parametrize("body_at", [march_on_the_spot, squat, lambda _: STANDING])
def test_who_does_not_walk_makes_no_step(body_at: Callable[[float], Stick]) -> None:
    assert steps_of(body_at(t_s).sighting(t_s) for t_s in frames(10.0, 25.0)) == []


@pytest.mark.parametrize("slug", [slug for slug in EXERCISES if slug != "walking-check"])
def test_a_walker_does_no_other_exercise(slug: str) -> None:
    report = report_of(to_and_fro(Walker(), 2), slug)
    assert (report.reps, report.holds, report.tries) == ((), (), ())


def test_a_camera_that_follows_the_walker_is_noticed() -> None:
    walker = Walker(belt=True, steps=13)
    pan = (-walker.speed * LEG_PX, 0.0)
    stream = [replace(each, background_px_per_s=pan) for each in walker.sightings()]
    report = report_of(stream)
    assert report.passes == ()
    assert Reason.CAMERA_MOVING in {gap.reason for gap in report.gaps}


def test_a_hand_that_trembles_is_not() -> None:
    walker = Walker()
    stream = [
        replace(each, background_px_per_s=(60.0 * (-1.0) ** i, 0.0))
        for i, each in enumerate(walker.sightings())
    ]
    assert whole_steps_of(stream, walker)


def test_a_moving_camera_is_no_reason_in_other_exercises() -> None:
    stream = [replace(STANDING.sighting(t_s), background_px_per_s=(300.0, 0.0)) for t_s in frames(4.0, 25.0)]
    session = FormSession(EXERCISES["standing-march"], tilt_model=None)
    assert not [e for s in stream for e in session.step(s).events if isinstance(e, NotJudged)]


def test_no_step_lies_in_a_hole() -> None:
    walker = Walker()
    hole = (4.0, 4.9)
    stream = [s for s in walker.sightings() if not hole[0] < s.t_s < hole[1]]
    stream = [
        replace(s, missing_s=0.86) if s.t_s == min(x.t_s for x in stream if x.t_s >= hole[1]) else s
        for s in stream
    ]
    found = steps_of(stream)
    assert all(not hole[0] < step.contact_s < hole[1] for step in found)
    assert all(not (step.before_s < hole[0] and step.contact_s > hole[1]) for step in found)


def test_the_thigh_is_held_against_the_own_standing() -> None:
    walker = Walker()
    (walked,) = passes_of(walker.sightings())
    assert walked.neutral_known
    (unknown,) = passes_of(s for s in walker.sightings() if s.t_s > 1.9)
    assert not unknown.neutral_known
