"""Repetitions of known movements are counted once each, at any frame rate, from any noise that is not one."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.engine.progress.rep_counter import CutOff, RepCounter, RepResult
from formcheck.engine.progress.rep_timing import LAG_S
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import RepRule
from tests.engine.motions import Motion, added, frames, lift


def rule_of(slug: str) -> RepRule:
    rule = EXERCISES[slug].progress
    assert isinstance(rule, RepRule)
    return rule


RULE = rule_of("seated-knee-raise")
FULL, TOO_LITTLE = 25.0, 9.0


def attempts(
    motion: Motion, duration_s: float, fps: float = 30.0, rule: RepRule = RULE
) -> list[RepResult | CutOff]:
    tracker = RepCounter(rule)
    reps = [tracker.update(t_s, motion(t_s)) for t_s in frames(duration_s, fps)]
    return [rep for rep in (*reps, tracker.finish()) if rep]


def counted(motion: Motion, duration_s: float, fps: float = 30.0, rule: RepRule = RULE) -> list[RepResult]:
    return [each for each in attempts(motion, duration_s, fps, rule) if isinstance(each, RepResult)]


@pytest.mark.parametrize("fps", [12, 15, 24, 30, 60])
@pytest.mark.parametrize("up_s", [0.9, 1.5, 2.5])
def test_a_lift_is_counted_once_and_timed(fps: float, up_s: float) -> None:
    body = lift(2.0, up_s, 1.0, 2.0, FULL)
    (rep,) = counted(lambda t_s: body(t_s - LAG_S), 9.0, fps)
    assert rep.complete
    assert rep.times.start_s == pytest.approx(2.0, abs=0.1)
    # Read off a tenth below the top: the slower the lift, the earlier it seems to arrive.
    assert rep.times.peak_s == pytest.approx(2.0 + up_s, abs=0.1 * up_s)
    assert rep.times.end_s == pytest.approx(2.0 + up_s + 3.0, abs=0.1)
    assert rep.peak == pytest.approx(FULL, abs=0.2)


@given(st.lists(st.floats(15, 40), min_size=1, max_size=5), st.sampled_from([15.0, 24.0, 30.0, 60.0]))
@settings(max_examples=40)
def test_every_lift_is_counted_and_no_more(heights: list[float], fps: float) -> None:
    motion = added(*(lift(1.0 + 5.0 * i, 1.4, 0.6, 1.8, height) for i, height in enumerate(heights)))
    assert len(counted(motion, 5.0 * len(heights) + 2.0, fps)) == len(heights)


def test_frame_rates_agree_within_a_fifth_of_a_second() -> None:
    motion = added(lift(1.0, 1.5, 0.5, 2.0, FULL), lift(6.0, 1.0, 0.0, 1.0, FULL))
    for slow, fast in zip(counted(motion, 10.0, 15.0), counted(motion, 10.0, 30.0), strict=True):
        for name in ("start_s", "peak_s", "end_s"):
            assert getattr(slow.times, name) == pytest.approx(getattr(fast.times, name), abs=0.2)


@pytest.mark.parametrize("fps", [15.0, 30.0])
@pytest.mark.parametrize(("up_s", "expected"), [(0.2, 0), (0.25, 6), (0.33, 6), (0.5, 6)])
def test_a_hurried_march_is_counted_and_what_is_quicker_than_a_leg_can_be_lifted_is_not(
    fps: float, up_s: float, expected: int
) -> None:
    """Who runs on the spot lifts a leg in .5 s, too: what tells them apart is the other one (crosstalk)."""
    rule = rule_of("standing-march")
    step = 2.0 * up_s + 0.4
    motion = added(*(lift(1.0 + step * i, up_s, 0.0, up_s, 0.9) for i in range(6)))
    assert [rep.complete for rep in counted(motion, 1.0 + step * 6 + 2.0, fps, rule)] == [True] * expected


def test_what_rises_before_the_leg_has_settled_belongs_to_the_next_attempt() -> None:
    slight, high = lift(1.0, 0.4, 0.0, 0.4, TOO_LITTLE), lift(1.9, 0.1, 0.3, 0.8, FULL)
    first, second = counted(added(slight, high), 6.0)
    assert first.peak == pytest.approx(TOO_LITTLE, abs=0.5)
    assert not first.complete
    assert second.peak == pytest.approx(FULL, abs=0.5)
    assert second.complete


def test_too_little_is_listed_as_partial() -> None:
    (rep,) = counted(lift(2.0, 1.5, 0.5, 1.5, TOO_LITTLE), 8.0)
    assert not rep.complete


def test_a_further_condition_must_hold_at_the_top() -> None:
    tracker, motion = RepCounter(RULE), lift(1.0, 1.5, 0.5, 1.5, FULL)
    reps = [tracker.update(t_s, motion(t_s), also_met=False) for t_s in frames(8.0, 30.0)]
    assert [rep.complete for rep in reps if isinstance(rep, RepResult)] == [False]


def test_who_comes_with_the_leg_in_the_air_has_not_begun() -> None:
    assert counted(lambda t_s: FULL if t_s < 3.0 else 0.0, 6.0) == []


def test_trembling_at_the_threshold_is_no_repetition() -> None:
    noise = np.random.default_rng(7).normal(0.0, 1.0, 3000)
    assert counted(lambda t_s: float(noise[round(t_s * 30)]), 60.0) == []


def test_trembling_at_the_top_is_one_repetition() -> None:
    noise = np.random.default_rng(7).normal(0.0, 1.0, 3000)
    motion = lift(2.0, 1.5, 3.0, 1.5, FULL)
    assert len(counted(lambda t_s: motion(t_s) + float(noise[round(t_s * 30)]), 12.0)) == 1


def test_a_limb_that_sways_after_landing_has_done_one_repetition() -> None:
    between = (RULE.rest.interval.high + RULE.onset.interval.low) / 2.0
    motion = added(lift(2.0, 1.5, 0.5, 1.5, FULL), lift(5.2, 0.4, 0.8, 0.4, between))
    (rep,) = counted(motion, 12.0)
    assert rep.complete


def test_what_is_not_seen_starts_nothing() -> None:
    assert counted(lambda _: math.nan, 10.0) == []
    assert counted(lambda t_s: math.nan if t_s < 4.0 else FULL, 8.0) == []


def test_a_short_gap_does_not_break_a_repetition_but_a_long_one_does() -> None:
    motion = lift(2.0, 1.5, 3.0, 1.5, FULL)
    for gap_s, expected in ((0.5, 1), (2.0, 0)):
        seen = lambda t_s, gap_s=gap_s: math.nan if 4.0 <= t_s < 4.0 + gap_s else motion(t_s)  # noqa: E731
        assert len(counted(seen, 10.0)) == expected


@pytest.mark.parametrize(("hole_s", "expected"), [(0.5, 1), (0.9, 1), (1.2, 0), (30.0, 0)])
def test_a_hole_in_the_frames_is_as_a_gap_in_sight(hole_s: float, expected: int) -> None:
    motion, tracker = lift(2.0, 1.5, 3.0, 1.5, FULL), RepCounter(RULE)
    times_s = [t_s if t_s < 4.0 else t_s + hole_s for t_s in frames(10.0, 30.0)]
    moves = [tracker.update(t_s, motion(min(t_s, t_s - hole_s if t_s > 4.0 else t_s))) for t_s in times_s]
    assert sum(isinstance(rep, RepResult) for rep in moves) == expected
    assert sum(isinstance(rep, CutOff) for rep in moves) == 1 - expected


@given(st.lists(st.booleans(), min_size=300, max_size=300))
@settings(max_examples=20)
def test_blinking_starts_nothing(seen: list[bool]) -> None:
    assert counted(lambda t_s: 0.0 if seen[round(t_s * 30)] else math.nan, 10.0) == []


def test_rest_after_rest_is_no_repetition_however_long_the_video() -> None:
    tracker = RepCounter(RULE)
    assert not any(tracker.update(t_s, 0.0) for t_s in frames(600.0, 12.0))
    assert len(tracker._t_s) < 12.0 * 5.0  # nor does it remember for ever


def test_a_repetition_back_at_rest_counts_when_the_video_ends() -> None:
    assert len(counted(lift(1.0, 1.0, 0.5, 1.0, FULL), 3.55)) == 1


def test_a_repetition_that_the_video_cuts_off_does_not_count() -> None:
    (cut_off,) = attempts(lift(1.0, 1.0, 2.0, 1.0, FULL), 3.0)
    assert isinstance(cut_off, CutOff)
    assert cut_off.start_s == pytest.approx(1.0, abs=0.3)


@pytest.mark.parametrize("hole_s", [1.1, 5.0])
def test_a_repetition_just_before_a_hole_is_kept(hole_s: float) -> None:
    motion = lift(1.0, 1.0, 0.5, 1.0, FULL)
    tracker = RepCounter(RULE)
    seen = [tracker.update(t_s, motion(t_s)) for t_s in frames(3.6, 30.0)]
    assert not any(seen)
    after = [tracker.update(3.6 + hole_s + t_s, 0.0) for t_s in frames(1.0, 30.0)]
    (rep,) = (each for each in after if each)
    assert isinstance(rep, RepResult)
    assert rep.complete


def test_a_movement_may_fall_towards_its_top() -> None:
    rule = rule_of("glute-bridge")
    rise = lift(2.0, 1.0, 1.0, 1.0, 60.0)
    (rep,) = counted(lambda t_s: -rise(t_s), 8.0, rule=rule)
    assert rep.complete
    assert rep.peak == pytest.approx(-60.0, abs=0.5)


@given(st.floats(-1000, 1000))
@settings(max_examples=20)
def test_the_clock_may_start_anywhere(shift_s: float) -> None:
    motion, tracker = lift(2.0, 1.5, 0.5, 1.5, FULL), RepCounter(RULE)
    reps = [tracker.update(shift_s + t_s, motion(t_s)) for t_s in frames(8.0, 30.0)]
    (rep,) = [rep for rep in reps if isinstance(rep, RepResult)]
    assert rep.times.start_s - shift_s == pytest.approx(2.0, abs=0.3)


@pytest.mark.parametrize("fps", [15.0, 30.0])
@pytest.mark.parametrize("left", [0.16, 0.22, 0.28])
def test_a_limb_that_comes_to_rest_elsewhere_has_come_down(left: float, fps: float) -> None:
    """Seen from above, a foot put down further away stands higher in the picture."""
    ways = [lift(start_s, 1.5, 1.0, 1.5, (1.0 - left) * FULL) for start_s in (2.0, 9.0)]
    first = lambda t_s: left * FULL * min(1.0, max(0.0, t_s - 2.0) / 1.5)  # noqa: E731
    reps = counted(added(first, *ways), 14.0, fps)
    assert [rep.complete for rep in reps] == [True, True]
    assert [rep.times.end_s for rep in reps] == pytest.approx([6.0, 13.0], abs=0.5)


def test_who_pauses_on_the_way_down_is_not_down_yet() -> None:
    times_s, shares = (0.0, 2.0, 3.5, 4.5, 5.5, 6.2, 7.0), (0.0, 0.0, 1.0, 1.0, 0.35, 0.35, 0.0)
    (rep,) = counted(lambda t_s: FULL * float(np.interp(t_s, times_s, shares)), 10.0)
    assert rep.times.end_s == pytest.approx(7.0, abs=0.5)
