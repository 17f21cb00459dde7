"""A lifted foot is counted by its ankle and dated by the outline over the knees, if that shows anything."""

import math
from dataclasses import astuple, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.domain.body import Facing, Limb
from formcheck.domain.measure import Channel, Measure
from formcheck.engine.progress.rep_counter import RepCounter, RepResult
from formcheck.engine.progress.rep_timing import LAG_S
from formcheck.engine.progress.repetition import RepTracker
from formcheck.engine.progress.timing import OutlineTimer
from formcheck.engine.session import FormSession
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import OutlineTiming, RepRule
from formcheck.kinematics.bodyview import view_body
from formcheck.kinematics.outline_height import near_knee_hidden
from tests import bodies
from tests.bodies import Stick
from tests.engine.motions import Motion, added, frames, lift
from tests.engine.observed import observed
from tests.engine.test_session import EXAMPLES, sightings

START_S, UP_S, HELD_S, DOWN_S = 2.0, 1.8, 0.5, 2.2
END_S = START_S + UP_S + HELD_S + DOWN_S
SPEC = EXERCISES["supine-march"]
KNEES_APART = replace(bodies.HOOK_LYING, hip_far=bodies.HOOK_LYING.hip_far + 30.0)
ANKLE = lift(START_S, UP_S, HELD_S, DOWN_S, 0.4)


def rule() -> RepRule:
    assert isinstance(SPEC.progress, RepRule)
    return SPEC.progress


def timer(*, covered: bool = False) -> OutlineTimer:
    """Of a far leg behind the near one, or of one whose knee lies free."""
    timing = rule().timing
    assert isinstance(timing, OutlineTiming)
    resting = bodies.HOOK_LYING if covered else KNEES_APART
    return OutlineTimer(timing, Limb.FAR, view_body(resting.pose(), Facing.RIGHT))


def stuck(motion: Motion, by: float) -> Motion:
    """What is not seen until it has come out by so much."""
    return lambda t_s: max(0.0, motion(t_s) - by)


def counted(
    ankle: Motion, outline: Motion, duration_s: float = 10.0, *, covered: bool = False
) -> list[RepResult]:
    tracker = RepCounter(rule(), timer(covered=covered))
    reps = [
        tracker.update(t_s, ankle(t_s - LAG_S), timing=outline(t_s - LAG_S))
        for t_s in frames(duration_s, 30.0)
    ]
    return [rep for rep in (*reps, tracker.finish()) if isinstance(rep, RepResult)]


@given(st.sampled_from([0.02, 0.1, 0.3]), st.floats(-0.5, 0.5))
@settings(max_examples=20)
def test_a_foot_seen_late_is_dated_by_the_outline_wherever_that_lies(height: float, rest: float) -> None:
    outline = lift(START_S, UP_S, HELD_S, DOWN_S, height)
    (rep,) = counted(stuck(ANKLE, 0.15), lambda t_s: rest + outline(t_s))
    assert rep.times.start_s == pytest.approx(START_S, abs=0.25)
    assert rep.times.peak_s == pytest.approx(START_S + UP_S, abs=0.15)
    assert rep.times.end_s == pytest.approx(END_S, abs=0.25)
    assert rep.peak == pytest.approx(0.25, abs=0.01)  # the height is the ankle's, as ever


@pytest.mark.parametrize("outline", [lambda _: math.nan, lambda t_s: 0.02 * ANKLE(t_s), lambda _: 0.3])
def test_an_outline_that_shows_nothing_dates_nothing(outline: Motion) -> None:
    (dated,) = counted(ANKLE, outline)
    (plain,) = counted(ANKLE, lambda _: math.nan)
    assert dated == plain
    assert plain.times.start_s == pytest.approx(START_S, abs=0.25)


@pytest.mark.parametrize("height", [0.08, 0.14, 0.3])
def test_a_landmark_that_strays_for_a_moment_is_no_lift(height: float) -> None:
    """As of real people's far ankles: .13 for half a second, while the outline keeps its height."""
    strays = lift(START_S, 0.3, 0.1, 0.3, height)
    assert counted(strays, lambda _: 0.06) == []
    assert len(counted(strays, lambda _: math.nan)) == 1
    assert len(counted(strays, lambda t_s: 0.06 + 0.3 * strays(t_s))) == 1


def test_an_outline_lost_on_the_way_dates_nothing() -> None:
    outline = lift(START_S, UP_S, HELD_S, DOWN_S, 0.2)
    (dated,) = counted(ANKLE, lambda t_s: math.nan if 3.0 < t_s < 3.2 else outline(t_s))
    assert dated == counted(ANKLE, lambda _: math.nan)[0]


def test_the_last_way_down_behind_the_other_leg_is_waited_for() -> None:
    """Ankle and outline are back half a second before the foot is."""
    outline = lift(START_S, UP_S, HELD_S, DOWN_S, 0.2)
    (rep,) = counted(stuck(ANKLE, 0.12), stuck(outline, 0.04), covered=True)
    assert rep.times.start_s == pytest.approx(START_S, abs=0.3)
    assert rep.times.end_s == pytest.approx(END_S, abs=0.3)


def test_an_outline_that_stays_up_does_not_keep_an_attempt_open() -> None:
    """The other leg has set off already."""
    other = lift(END_S - 0.8, 1.0, 60.0, DOWN_S, 0.3)
    (rep,) = counted(ANKLE, added(lift(START_S, UP_S, HELD_S, DOWN_S, 0.2), other))
    assert rep.times.start_s == pytest.approx(START_S, abs=0.25)
    assert rep.times.peak_s == pytest.approx(START_S + UP_S, abs=0.25)
    assert rep.times.end_s == pytest.approx(END_S, abs=0.8)


@pytest.mark.parametrize(("down_s", "jumps_at"), [(DOWN_S, 0.45), (4.0, 0.35)])
def test_an_ankle_that_is_back_too_soon_is_not_believed(down_s: float, jumps_at: float) -> None:
    """Its landmark jumps to the other leg and trembles there, above the rest; the leg is still on its way."""
    leg, end_s = lift(START_S, UP_S, HELD_S, down_s, 1.0), START_S + UP_S + HELD_S + down_s
    jump_s = START_S + UP_S + HELD_S + jumps_at * down_s

    def jumped(t_s: float) -> float:
        if not jump_s < t_s < end_s - 0.2:
            return leg(t_s)
        return 0.095 + 0.01 * math.sin(40.0 * t_s)  # about a tenth of the way, where it counts as back

    (rep,) = counted(jumped, lambda t_s: 0.5 * leg(t_s), duration_s=12.0)
    assert rep.times.end_s == pytest.approx(end_s, abs=0.3)


def test_while_the_outline_rises_on_it_is_the_other_legs_and_is_not_waited_for() -> None:
    drag, other = lift(2.0, 0.5, 0.0, 0.5, 0.2), lift(2.0, 2.0, 6.0, 2.0, 0.3)
    tracker = RepCounter(rule(), timer())
    over_s = [t for t in frames(9.0, 30.0) if tracker.update(t, drag(t), timing=other(t))]
    assert over_s == [pytest.approx(3.0 + 1.2, abs=0.2)]


def test_a_foot_that_lands_a_little_higher_is_not_lifted_again() -> None:
    both = added(ANKLE, lift(12.0, UP_S, HELD_S, DOWN_S, 0.4))
    ankle = lambda t_s: 2.5 * both(t_s) if t_s < END_S - 0.4 else max(2.5 * both(t_s), 0.065)  # noqa: E731
    found = counted(ankle, both, duration_s=20.0)
    assert [rep.complete for rep in found] == [True, True]
    assert found[1].times.start_s == pytest.approx(12.0, abs=0.25)


def touching_the_floor(t_s: float) -> float:
    """A low foot that touches the floor for a moment, or whose landmark does."""
    return 0.02 if 5.0 < t_s < 5.15 else lift(START_S, UP_S, 3.0, DOWN_S, 0.09)(t_s)


def test_what_is_covered_of_an_outline_is_extrapolated() -> None:
    outline = stuck(lift(START_S, UP_S, HELD_S, DOWN_S, 0.2), 0.05)
    (whole,), (rest,) = (counted(stuck(ANKLE, 0.15), outline, covered=covered) for covered in (False, True))
    assert START_S - 0.05 < rest.times.start_s < whole.times.start_s - 0.1
    assert END_S + 0.05 > rest.times.end_s > whole.times.end_s + 0.1


def test_a_covered_ankle_that_reads_low_is_complete_if_the_outline_says_so() -> None:
    low = lift(START_S, UP_S, HELD_S, DOWN_S, 0.08)
    (partial,), (full,) = (
        counted(low, lift(START_S, UP_S, HELD_S, DOWN_S, risen)) for risen in (0.046, 0.055)
    )
    assert [partial.complete, full.complete] == [False, True]
    assert full.peak == pytest.approx(0.08, abs=0.005)


def test_what_the_outline_does_after_a_low_lift_does_not_complete_it() -> None:
    low, other = lift(START_S, UP_S, HELD_S, DOWN_S, 0.08), lift(END_S - 0.7, 1.0, 60.0, 1.0, 0.3)
    (rep,) = counted(low, added(lift(START_S, UP_S, HELD_S, DOWN_S, 0.03), other))
    assert not rep.complete


def test_only_the_far_legs_outline_is_covered() -> None:
    outline, knees = lift(START_S, UP_S, HELD_S, DOWN_S, 0.2), Channel(Measure.KNEE_OUTLINE)

    def start_s(limb: Limb, resting: Stick) -> float:
        tracker = RepTracker(rule(), limb)
        found = [
            event
            for t_s in frames(10.0, 30.0)
            for event in tracker.update(
                observed(SPEC, t_s, {tracker.channel: ANKLE(t_s), knees: outline(t_s)}, resting)
            )
        ]
        (event,) = found
        return event.start_s

    assert start_s(Limb.FAR, bodies.HOOK_LYING) < start_s(Limb.FAR, KNEES_APART) - 0.1
    assert start_s(Limb.NEAR, bodies.HOOK_LYING) == start_s(Limb.NEAR, KNEES_APART)


def test_a_near_knee_behind_a_higher_far_one_is_dated_amid_landmark_and_outline() -> None:
    """So a camera sees it that looks down: the outline shows the lift late, the landmark strays early."""
    far_higher = replace(bodies.HOOK_LYING, hip_far=bodies.HOOK_LYING.hip_far + 6.0)
    resting = view_body(far_higher.pose(), Facing.RIGHT)
    assert near_knee_hidden(resting)
    timing = rule().timing
    assert isinstance(timing, OutlineTiming)
    early = lift(START_S - 0.5, UP_S + 0.5, HELD_S, DOWN_S + 0.5, 0.4)
    late = stuck(lift(START_S, UP_S, HELD_S, DOWN_S, 0.2), 0.08)
    counter = RepCounter(rule(), OutlineTimer(timing, Limb.NEAR, resting))
    for t_s in frames(10.0, 30.0):
        rep = counter.update(t_s, early(t_s - LAG_S), timing=late(t_s - LAG_S))
        if isinstance(rep, RepResult):
            break
    else:
        pytest.fail("not counted")
    assert rep.times.start_s == pytest.approx(START_S, abs=0.25)
    assert rep.times.peak_s == pytest.approx(START_S + UP_S, abs=0.15)
    assert rep.times.end_s == pytest.approx(END_S, abs=0.25)


def test_a_session_knows_the_neutral_in_which_the_far_knee_is_covered() -> None:
    """The legs of these bodies lie one behind the other."""
    session = FormSession(SPEC, tilt_model=None)

    def covers() -> list[float]:
        trackers = [each for each in session._trackers._all if isinstance(each, RepTracker)]
        return [
            each._counter.timer.cover for each in trackers if isinstance(each._counter.timer, OutlineTimer)
        ]

    pose, _ = EXAMPLES["supine-march"]
    first, *later = sightings(pose, 6.0)
    session.step(first)
    assert covers() == [0.0, 0.0]  # no neutral yet
    for sighting in later:
        session.step(sighting)
    assert covers() == [0.0, 1.0]  # near, far


def test_a_landmark_that_touches_the_floor_does_not_end_a_lift() -> None:
    (rep,) = counted(touching_the_floor, lift(START_S, UP_S, 3.0, DOWN_S, 0.09), duration_s=12.0)
    assert rep.times.end_s == pytest.approx(START_S + UP_S + 3.0 + DOWN_S, abs=0.25)


def test_a_foot_that_touches_the_floor_ends_it() -> None:
    assert len(counted(touching_the_floor, touching_the_floor, duration_s=12.0)) == 2


def holed(motion: Motion, every_s: float, lasts_s: float) -> Motion:
    """A mask with holes: again and again the outline lies on what is behind."""
    return lambda t_s: 0.1 * motion(t_s) if t_s % every_s < lasts_s else motion(t_s)


def test_an_outline_that_falls_away_again_and_again_dates_nothing() -> None:
    """The landmark does; one hole for a moment leaves the outline what it is."""
    outline = lift(START_S - 0.4, UP_S, HELD_S, DOWN_S + 0.8, 0.2)
    by_landmark = counted(ANKLE, lambda _: math.nan)[0].times
    told = counted(ANKLE, holed(outline, 0.5, 0.17))[0].times
    assert astuple(told) == pytest.approx(astuple(by_landmark), abs=0.11)
    assert counted(ANKLE, outline)[0].times.start_s < by_landmark.start_s - 0.2
    assert counted(ANKLE, holed(outline, 4.0, 0.17))[0].times.start_s < by_landmark.start_s - 0.2
