"""A try of the mobility check: settled, measured by its median, released."""

import math

import numpy as np
import pytest

from formcheck.engine.progress.mobility import TryCounter, TryResult
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import MobilityRule
from tests.engine.motions import Motion, frames


def rule() -> MobilityRule:
    found = EXERCISES["thomas-check"].progress
    assert isinstance(found, MobilityRule)
    return found


DEBOUNCE_S = rule().debounce_s
ONE_PULL = [(2.0, 8.0)]


def tries(
    pulls: list[tuple[float, float]], lift: Motion, duration_s: float = 20.0, fps: float = 24.0
) -> list[TryResult]:
    tracker = TryCounter(rule())
    found = [
        tracker.update(t_s, lift(t_s), math.nan, pulled=any(a <= t_s < b for a, b in pulls))
        for t_s in frames(duration_s, fps)
    ]
    return [one for one in (*found, tracker.finish()) if one]


@pytest.mark.parametrize("fps", [12, 15, 24, 30, 60])
def test_a_try_is_measured_while_the_knee_is_pulled_in_and_settled(fps: float) -> None:
    (one,) = tries(ONE_PULL, lambda _: 7.0, fps=fps)
    assert one.lift_deg == pytest.approx(7.0)
    assert one.start_s == pytest.approx(2.0 + DEBOUNCE_S, abs=0.1)
    assert one.end_s == pytest.approx(8.0, abs=0.1)
    assert math.isnan(one.tilt_deg)


@pytest.mark.parametrize(
    ("pulls", "count"),
    [
        ([], 0),
        ([(2.0, 2.0 + 0.9 * DEBOUNCE_S)], 0),  # never settled
        ([(2.0, 2.0 + 1.5 * DEBOUNCE_S)], 0),  # settled, but gone before it said anything
        ([(2.0, 5.0), (5.3, 9.0)], 1),  # a slip of the hand
        ([(2.0, 6.0), (8.0, 12.0)], 2),
        ([(15.0, 20.0)], 1),  # the video ends in it
    ],
)
def test_pulls_and_slips(pulls: list[tuple[float, float]], count: int) -> None:
    assert len(tries(pulls, lambda _: 3.0)) == count


def test_a_few_wild_frames_do_not_move_the_median() -> None:
    noise = np.random.default_rng(3)
    wild = {round(t * 24) for t in noise.uniform(3.0, 8.0, 20)}
    (one,) = tries(ONE_PULL, lambda t_s: 60.0 if round(t_s * 24) in wild else 4.0)
    assert one.lift_deg == pytest.approx(4.0)


def test_what_is_not_seen_is_no_lift() -> None:
    assert tries(ONE_PULL, lambda _: math.nan) == []
    (one,) = tries(ONE_PULL, lambda t_s: 6.0 if t_s > 5.0 else math.nan)
    assert one.lift_deg == 6.0
    assert one.start_s == pytest.approx(5.0, abs=0.1)


def test_one_try_leaves_nothing_to_the_next() -> None:
    first, second = tries([(2.0, 6.0), (8.0, 12.0)], lambda t_s: 2.0 if t_s < 7.0 else 12.0)
    assert (first.lift_deg, second.lift_deg) == (2.0, 12.0)


def with_hole(start_s: float, end_s: float) -> list[TryResult]:
    """A pull from 2 to 12 s, of which nobody saw anything for a while; a lift of 2 deg before, 12 behind."""
    tracker = TryCounter(rule())
    found = [
        tracker.update(t_s, 2.0 if t_s < start_s else 12.0, math.nan, pulled=2.0 <= t_s < 12.0)
        for t_s in frames(14.0, 24.0)
        if not start_s < t_s < end_s
    ]
    return [one for one in found if one]


def test_a_try_ends_where_a_hole_begins_in_which_the_knee_may_have_been_let_go() -> None:
    first, second = with_hole(6.0, 7.0)
    assert (first.lift_deg, second.lift_deg) == (2.0, 12.0)
    assert first.end_s <= 6.0
    assert second.start_s >= 7.0 + DEBOUNCE_S


def test_what_was_not_seen_for_a_moment_is_not_measured() -> None:
    tracker = TryCounter(rule())
    for t_s in frames(10.0, 24.0):
        seen = not 6.0 <= t_s < 6.4
        tracker.update(t_s, 4.0 if seen else math.nan, math.nan, pulled=seen and t_s >= 2.0)
    one = tracker.finish()
    assert one is not None
    (first, second) = one.spans
    assert first == pytest.approx((2.0 + DEBOUNCE_S, 6.0), abs=0.1)
    assert second == pytest.approx((6.4, 10.0), abs=0.1)
