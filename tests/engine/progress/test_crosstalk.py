"""A leg that the pose model drags along makes no attempt; two that move in turn make two, unless they run."""

import pytest

from formcheck.domain.body import Facing, Limb, Side
from formcheck.domain.events import Event, RepCompleted, RepUnfinished
from formcheck.engine.progress.crosstalk import Crosstalk, foremost
from formcheck.engine.progress.kinds import tracker_of
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import ExerciseSpec, RepRule
from tests.engine.motions import Motion, added, frames, lift
from tests.engine.observed import observed

SPEC = EXERCISES["supine-march"]
assert isinstance(SPEC.progress, RepRule)
FULL = 2.0 * SPEC.progress.full_range.interval.low
SLIGHT = 1.4 * SPEC.progress.onset.interval.low
NEAR, FAR = (Facing.RIGHT.side_of(limb) for limb in (Limb.NEAR, Limb.FAR))
STILL: Motion = lambda _: 0.0  # noqa: E731 - a motion like the others


def up(height: float, start_s: float = 2.0) -> Motion:
    return lift(start_s, 1.2, 0.6, 1.2, height)


def march(
    near: Motion, far: Motion, duration_s: float = 14.0, spec: ExerciseSpec = SPEC
) -> tuple[list[RepCompleted], set[Limb | None]]:
    """Repetitions that are kept, and the legs that were said to work meanwhile."""
    trackers = [tracker_of(spec.progress, limb) for limb in spec.limbs]
    crosstalk, kept, workers = Crosstalk(spec), list[Event](), set[Limb | None]()
    for t_s in frames(duration_s, 24.0):
        heights = {trackers[0].channel: near(t_s), trackers[1].channel: far(t_s)}
        done = [(each, event) for each in trackers for event in each.update(observed(spec, t_s, heights))]
        worker = foremost(trackers)
        workers |= {worker.limb} if worker else set()
        kept += [event for _, event in crosstalk.own(done, trackers)]
    return [event for event in kept if isinstance(event, RepCompleted)], workers


@pytest.mark.parametrize(
    ("near", "far", "sides"),
    [
        (up(FULL), STILL, [NEAR]),
        (STILL, up(FULL), [FAR]),
        (up(FULL), up(SLIGHT), [NEAR]),
        (up(SLIGHT), up(FULL), [FAR]),
        (up(FULL), up(FULL), [NEAR]),  # where both seem to move, the near one is believed
        (up(FULL), up(FULL, 7.0), [NEAR, FAR]),
        (up(FULL, 7.0), up(FULL), [FAR, NEAR]),
        (up(FULL), up(FULL, 4.5), [NEAR, FAR]),  # a march without a pause: one down while the other rises
        (up(SLIGHT), up(FULL, 7.0), [NEAR, FAR]),  # an attempt of its own, not a shadow
    ],
)
def test_shadows_are_dropped_and_attempts_are_kept(near: Motion, far: Motion, sides: list[Side]) -> None:
    kept, _ = march(near, far)
    assert [rep.side for rep in kept] == sides


@pytest.mark.parametrize("down_s", [1.2 + 0.05 * k for k in range(8)])
def test_a_shadow_that_lands_in_the_same_frame_is_dropped(down_s: float) -> None:
    shadow = lift(2.0, 1.2, 0.6, down_s, SLIGHT)
    kept, _ = march(shadow, up(FULL))
    assert [rep.side for rep in kept] == [FAR]


@pytest.mark.parametrize("shadow_s", [2.0, 2.6, 3.0])
@pytest.mark.parametrize(("unseen", "sides"), [(Limb.NEAR, []), (Limb.FAR, [NEAR])])
def test_a_leg_that_nobody_saw_leave_the_floor_drags_the_other_along_too(
    shadow_s: float, unseen: Limb, sides: list[Side]
) -> None:
    """The picture comes back with the foot in the air: nothing of it counts, and no shadow of it."""
    up_high: Motion = lambda t_s: max(0.0, FULL * min(1.0, (4.2 - t_s) / 1.5))  # noqa: E731
    shadow = lift(shadow_s, 0.4, 0.1, 0.6, 0.4 * FULL)
    near, far = (up_high, shadow) if unseen is Limb.NEAR else (up(FULL, 2.0), up_high)
    assert [rep.side for rep in march(near, far)[0]] == sides


def test_what_follows_after_it_is_down_counts() -> None:
    up_high: Motion = lambda t_s: max(0.0, FULL * min(1.0, (2.2 - t_s) / 1.5))  # noqa: E731
    assert [rep.side for rep in march(up_high, up(FULL, 3.5))[0]] == [FAR]


def test_a_shadow_never_works() -> None:
    # In the first frames of a lift nobody can tell; the near leg is believed until the far one is higher.
    assert march(up(FULL), up(SLIGHT))[1] == {Limb.NEAR}
    assert march(STILL, STILL)[1] == set()


@pytest.mark.parametrize(("every_s", "expected"), [(0.28, 0), (0.34, 0), (0.62, 8), (0.8, 8)])
def test_a_quick_march_counts_and_a_run_on_the_spot_does_not(every_s: float, expected: int) -> None:
    """A lift of half a second: in a march the other foot is down meanwhile, a runner has both in the air."""
    steps = [lift(2.0 + every_s * i, 0.26, 0.02, 0.26, 1.0) for i in range(8)]
    near, far = added(*steps[::2]), added(*steps[1::2])
    kept, _ = march(near, far, spec=EXERCISES["standing-march"])
    assert [rep.side for rep in kept] == [NEAR, FAR] * (expected // 2)


MARCH = EXERCISES["standing-march"]


@pytest.mark.parametrize("far_height", [1.0, 0.4])
@pytest.mark.parametrize("lift_s", [0.6, 0.7, 0.9, 1.1])
def test_a_slower_run_does_not_count_either(lift_s: float, far_height: float) -> None:
    """A real runner on the spot, a fifth slower: each lift half of it with the other foot up."""
    way_s, every_s = 0.48 * lift_s, 0.55 * lift_s
    near, far = (
        added(*(lift(2.0 + every_s * i, way_s, 0.04 * lift_s, way_s, height) for i in range(first, 8, 2)))
        for first, height in ((0, 1.0), (1, far_height))
    )
    assert march(near, far, spec=MARCH)[0] == []


def test_a_foot_that_comes_up_again_at_once_runs_though_the_other_is_not_seen_to() -> None:
    steps = [lift(2.0 + 0.8 * i, 0.35, 0.02, 0.35, 1.0) for i in range(5)]
    assert march(added(*steps), STILL, spec=MARCH)[0] == []


@pytest.mark.parametrize("shadow", [0.16, 0.25])
def test_a_shadow_after_a_quick_lift_does_not_make_it_a_run(shadow: float) -> None:
    near = added(lift(2.0, 0.3, 0.1, 0.3, 1.0), lift(2.75, 0.3, 0.1, 0.3, shadow))
    kept, _ = march(near, lift(2.75, 0.3, 0.1, 0.3, 1.0), spec=MARCH)
    assert [rep.side for rep in kept] == [NEAR, FAR]


def test_a_high_shadow_of_a_quick_lift_is_no_step_of_a_runner() -> None:
    """The pose model takes legs for one another in quick lifts: the far one follows by .3 and more."""
    shadow = lift(2.0, 0.28, 0.04, 0.4, 0.4)
    near, far = lift(2.0, 0.3, 0.04, 0.3, 1.0), added(shadow, lift(2.9, 0.3, 0.04, 0.3, 1.0))
    kept, _ = march(near, far, spec=MARCH)
    assert [rep.side for rep in kept] == [NEAR, FAR]


def test_a_quick_lift_at_the_very_end_is_told() -> None:
    kept, _ = march(lift(2.0, 0.3, 0.1, 0.3, 1.0), STILL, duration_s=3.2, spec=MARCH)
    assert len(kept) == 1


@pytest.mark.parametrize("near_s", [1.9, 2.0, 2.05])
def test_a_quick_lift_out_of_which_the_other_foot_rises_is_no_lift_of_a_march(near_s: float) -> None:
    """Both are in the air, as the far one's landmarks have it: known for sure when the near one is down."""
    kept, _ = march(lift(near_s, 0.43, 0.1, 0.9, 1.0), lift(1.8, 0.3, 0.04, 0.2, 0.55), spec=MARCH)
    assert [rep.side for rep in kept] == [NEAR]


@pytest.mark.parametrize("blind_s", [3.5, 3.6, 4.4])
def test_what_a_near_foot_that_was_lost_sight_of_dragged_along_is_no_lift(blind_s: float) -> None:
    """It fell back sooner than the near one: at rest when frames could not be judged any more, as if done."""
    near, far = up(FULL), lift(2.2, 0.6, 0.1, 0.5, SLIGHT)
    assert told_before(blind_s, near, far) == [(RepUnfinished, NEAR)]


def test_a_far_lift_before_a_near_one_that_was_lost_sight_of_counts() -> None:
    assert told_before(6.0, up(FULL, 4.5), up(FULL, 2.0)) == [(RepCompleted, FAR), (RepUnfinished, NEAR)]


def test_a_near_lift_beside_a_far_one_that_was_lost_sight_of_counts() -> None:
    near = lift(2.0, 0.9, 0.1, 0.5, FULL)
    assert told_before(4.0, near, up(FULL)) == [(RepCompleted, NEAR), (RepUnfinished, FAR)]


def told_before(blind_s: float, near: Motion, far: Motion) -> list[tuple[type[Event], Side]]:
    """What is said of a march of which no frame can be judged from a time on."""
    trackers = [tracker_of(SPEC.progress, limb) for limb in SPEC.limbs]
    crosstalk, told = Crosstalk(SPEC), list[Event]()
    for t_s in frames(blind_s + 2.0, 24.0):
        heights = {trackers[0].channel: near(t_s), trackers[1].channel: far(t_s)} if t_s < blind_s else {}
        done = [(each, event) for each in trackers for event in each.update(observed(SPEC, t_s, heights))]
        told += [event for _, event in crosstalk.own(done, trackers)]
    reps = sorted(
        (event for event in told if isinstance(event, RepCompleted | RepUnfinished)), key=lambda e: e.start_s
    )
    return [(type(rep), rep.side) for rep in reps]
