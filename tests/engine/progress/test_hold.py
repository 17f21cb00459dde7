"""Holds: settled, paused, given up, all in media time."""

import math

import pytest

from formcheck.engine.fault_spans import credited_s
from formcheck.engine.progress.hold_counter import HoldCounter, HoldResult
from formcheck.engine.progress.stay import LongestStay
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import HoldRule
from tests.engine.motions import added, frames, lift

RULE = EXERCISES["half-kneeling-stretch"].progress
assert isinstance(RULE, HoldRule)
INSIDE, OUTSIDE = 17.0, 2.0


def held(inside: list[tuple[float, float]], duration_s: float = 60.0, fps: float = 30.0) -> list[HoldResult]:
    """Holds of somebody who is inside the zone during the given spans."""
    assert isinstance(RULE, HoldRule)
    tracker = HoldCounter(RULE)
    found = []
    for t_s in frames(duration_s, fps):
        value = INSIDE if any(a <= t_s < b for a, b in inside) else OUTSIDE
        found.append(tracker.update(t_s, value))
    return [hold for hold in (*found, tracker.finish()) if hold]


@pytest.mark.parametrize("fps", [12, 15, 24, 30, 60])
def test_a_hold_is_dated_back_to_the_entry(fps: float) -> None:
    (hold,) = held([(5.0, 30.0)], fps=fps)
    assert hold.start_s == pytest.approx(5.0, abs=0.1)
    assert hold.end_s == pytest.approx(30.0, abs=0.1)
    assert hold.in_zone_s == pytest.approx(25.0, abs=0.2)


@pytest.mark.parametrize(
    ("inside", "in_zone_s", "longest_s"),
    [
        ([(5, 15), (15.5, 25)], [19.5], [20.0]),  # shorter than the grace: one run, the gap not counted
        ([(5, 15), (17, 25)], [18.0], [10.0]),  # longer than the grace: two runs in one hold
        ([(5, 15), (20, 30)], [10.0, 10.0], [10.0, 10.0]),  # given up: two holds
        ([(5, 5.8)], [], []),  # never settled
        ([(5, 9)], [], []),  # too short to report
        ([(5, 7), (9, 11), (13, 15)], [], []),  # rocks in and out: never stays
        ([(5, 8), (10, 13)], [6.0], [3.0]),  # stays for a while at a time
        ([(50, 60)], [10.0], [10.0]),  # the video ends in it
    ],
)
def test_excursions(
    inside: list[tuple[float, float]], in_zone_s: list[float], longest_s: list[float]
) -> None:
    holds = held(inside)
    assert [hold.in_zone_s for hold in holds] == pytest.approx(in_zone_s, abs=0.15)
    assert [hold.longest_s for hold in holds] == pytest.approx(longest_s, abs=0.15)


def test_what_is_not_seen_is_not_held() -> None:
    assert isinstance(RULE, HoldRule)
    tracker = HoldCounter(RULE)
    assert not any(tracker.update(t_s, math.nan) for t_s in frames(30.0, 30.0))
    assert tracker.finish() is None


def test_the_clock_shows_only_time_inside() -> None:
    assert isinstance(RULE, HoldRule)
    tracker = HoldCounter(RULE)
    for t_s in frames(12.0, 30.0):
        tracker.update(t_s, INSIDE if t_s < 6.0 or t_s >= 8.0 else OUTSIDE)
    assert credited_s(tracker.spans, ()) == pytest.approx(10.0, abs=0.2)


@pytest.mark.parametrize(
    ("hole_s", "in_zone_s"),
    [
        (0.5, [20.5]),  # shorter than the grace: nobody can have left and come back
        (2.0, [20.0]),
        (10.0, [10.0, 10.0]),
    ],
)
@pytest.mark.parametrize("before_s", [0.0, 0.1])
def test_what_nobody_saw_was_not_held(hole_s: float, in_zone_s: list[float], before_s: float) -> None:
    """before_s: the last frames before the hole show the person outside."""
    assert isinstance(RULE, HoldRule)
    tracker = HoldCounter(RULE)
    inside = [(t_s, INSIDE) for t_s in frames(10.0, 30.0)]
    left = [(10.0 + t_s, OUTSIDE) for t_s in frames(before_s, 30.0)]
    back = [(10.0 + hole_s + t_s, INSIDE) for t_s in frames(10.0, 30.0)]
    holds = [tracker.update(t_s, value) for t_s, value in (*inside, *left, *back)]
    expected = [20.0] if left and hole_s < RULE.grace_s else in_zone_s
    assert [hold.in_zone_s for hold in (*holds, tracker.finish()) if hold] == pytest.approx(
        expected, abs=0.15
    )


@pytest.mark.parametrize("slack_share", [0.5, 1.5])
def test_once_inside_the_edge_is_wider(slack_share: float) -> None:
    assert isinstance(RULE, HoldRule)
    tracker = HoldCounter(RULE)
    edge = RULE.zone.interval.low - slack_share * RULE.leave_slack
    for t_s in frames(20.0, 30.0):
        tracker.update(t_s, INSIDE if t_s < 10.0 else edge)
    assert tracker.engaged is (slack_share < 1.0)
    fresh = HoldCounter(RULE)
    for t_s in frames(20.0, 30.0):
        fresh.update(t_s, edge)
    assert not fresh.engaged


@pytest.mark.parametrize("period_s", [1.0, 1.4, 1.8])
def test_who_swings_about_the_edge_holds_half_of_the_time(period_s: float) -> None:
    """What keeps a hold from flickering at the edge must not pay for time outside it."""
    assert isinstance(RULE, HoldRule)
    tracker = HoldCounter(RULE)
    edge = RULE.zone.interval.low
    swing = [(t_s, edge + 8.0 * math.sin(2.0 * math.pi * t_s / period_s)) for t_s in frames(18.0, 30.0)]
    told = [tracker.update(t_s, value) for t_s, value in (*swing, (18.0, OUTSIDE))]
    (hold,) = [hold for hold in (*told, tracker.finish()) if hold]
    between_pictures_s = len(hold.spans) / 30.0
    assert hold.in_zone_s + between_pictures_s == pytest.approx(9.0, abs=0.03 * 18.0)


@pytest.mark.parametrize("slower", [0.8, 1.0, 1.25, 1.6])
def test_who_rocks_far_in_and_out_holds_nothing(slower: float) -> None:
    """As a real person in a lunge: three times up to 40 degrees, each 2.5 s in the zone."""
    assert isinstance(RULE, HoldRule)
    tracker = HoldCounter(RULE)
    rock = added(
        *(lift(start_s * slower, 1.6 * slower, 0.4 * slower, 1.2 * slower, 40.0) for start_s in (5, 9, 13))
    )
    assert not [hold for t_s in frames(40.0, 30.0) if (hold := tracker.update(t_s, rock(t_s)))]
    assert tracker.finish() is None


def test_a_stay_is_over_where_something_else_happened() -> None:
    stay = LongestStay(within=10.0)
    for t_s in (0.0, 1.0):
        stay.add(t_s, 20.0)
    stay.interrupt()
    stay.add(5.0, 20.0)
    assert stay.longest_s == 1.0
    for t_s in (6.0, 7.0, 8.0):
        stay.add(t_s, 20.0 + 2.0 * t_s)  # from 5 to 8 s it moves by 16
    assert stay.longest_s == pytest.approx(2.0)
