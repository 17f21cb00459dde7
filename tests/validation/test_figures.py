"""Errors that are put in come out of the tables, and the tables can say no."""

import math
from typing import Any

import numpy as np
import pytest
from validation.benchmark.angles import agreement, compare
from validation.benchmark.events import judge_events, real_holds
from validation.benchmark.faults import tally_faults
from validation.benchmark.limits import AT_MOST, LIMITS, Limit, broken, check_limits
from validation.benchmark.rate import Rate
from validation.benchmark.rates import ALL, RateLimit, RateOutcome, broken_rates, check_rates, rates_of
from validation.benchmark.robustness import Point, misleading, plan_steps
from validation.benchmark.spoiling import SPOILS
from validation.benchmark.summary import summarise
from validation.benchmark.unjudged import unjudged

from tests.validation.made_up import attempt, clip, observation, rep


def test_a_constant_error_is_all_bias() -> None:
    one = clip()
    (knee,) = (row for row in compare(one, observation(one, knee_error_deg=7.0)) if row.measure == "knee")
    said = agreement([knee.error])
    assert (said.bias, said.mae, said.rmse) == pytest.approx((7.0, 7.0, 7.0))
    assert np.abs(knee.steady).max() == pytest.approx(0.0)


def test_limits_of_agreement_hold_95_of_100_normal_errors() -> None:
    errors = np.random.default_rng(1).normal(2.0, 3.0, 20_000)
    said = agreement([errors])
    assert np.mean((errors > said.low) & (errors < said.high)) == pytest.approx(0.95, abs=0.01)


def test_angles_without_error_have_none() -> None:
    for exercise in ("seated-knee-raise", "half-kneeling-stretch", "supine-march"):
        one = clip(exercise, thigh_deg=None)
        worst = {row.measure: np.abs(row.error).max() for row in compare(one, observation(one))}
        assert worst == pytest.approx({"thigh": 0.0, "trunk": 0.0, "knee": 0.0})


def test_frames_that_were_not_judged_are_not_compared() -> None:
    one = clip()
    seen = observation(one)
    seen.judged[:50] = False
    assert {len(row.error) for row in compare(one, seen)} == {len(seen.times_s) - 50}


def test_events_are_matched_in_time_and_side() -> None:
    one = clip(expected={"reps": [attempt(2.0), attempt(6.0)], "partials": 1})
    said = judge_events(one, observation(one, reps=[rep(2.3), rep(6.0, side="right")]))
    assert said.complete_error == 0
    assert said.partial_error == -1
    assert said.start_s == pytest.approx((0.3, 0.0))
    assert said.wrong_sides == 1


def test_a_repetition_that_was_not_done_is_an_error() -> None:
    one = clip(expected={"reps": [attempt(2.0)]})
    assert judge_events(one, observation(one, reps=[rep(2.0), rep(6.0)])).complete_error == 1


def test_the_true_angle_is_held_against_the_hold_rule() -> None:
    still = clip("half-kneeling-stretch", thigh_deg=0.0)
    assert list(real_holds(still)) == []
    for frame in still.truth["frames"]:
        frame["thigh_near"] = -15.0 if 2.0 <= frame["t"] <= 8.0 else 0.0
    (hold,) = real_holds(still)
    assert hold.in_zone_s == pytest.approx(6.0, abs=0.1)


def test_flags_are_tallied_attempt_by_attempt() -> None:
    attempts = [attempt(2.0, flags=("leaned_back",)), attempt(6.0), attempt(9.0, complete=False)]
    one = clip(expected={"attempts": attempts})
    reps = [rep(2.0), rep(6.0, flags=("leaned_back",)), rep(9.0, complete=False)]
    flags = tally_faults([(one, observation(one, reps=reps))]).flags
    leaned, low = flags["leaned_back"], flags["too_low"]
    assert (leaned.hits, leaned.false_alarms, leaned.misses) == (0, 1, 1)
    assert (leaned.precision, leaned.recall) == (0.0, 0.0)
    assert (low.precision, low.recall) == (1.0, 1.0)


def test_flags_of_a_hold_are_tallied_by_overlap() -> None:
    shown = {"key": "arched_back", "start_s": 4.0, "end_s": 6.0}
    one = clip("half-kneeling-stretch", expected={"faults": [shown]})
    far = {"key": "arched_back", "start_s": 8.0, "end_s": 9.0}
    hit = tally_faults([(one, observation(one, findings=[shown]))]).flags["arched_back"]
    miss = tally_faults([(one, observation(one, findings=[far]))]).flags["arched_back"]
    assert (hit.hits, hit.false_alarms, hit.misses) == (1, 0, 0)
    assert (miss.hits, miss.false_alarms, miss.misses) == (0, 1, 1)


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("reps", {"reps": []}),
        ("reps", {"reps": [rep(2.0), rep(6.0)]}),
        ("reps", {"reps": [rep(2.0, side="right")]}),
        ("clips", {"reps": [rep(2.0), rep(6.0, complete=False)]}),
        ("times", {"reps": [rep(2.5)]}),
    ],
)
def test_each_rate_falls_when_it_should(key: str, change: dict[str, Any]) -> None:
    one = clip(expected={"reps": [attempt(2.0)], "attempts": [attempt(2.0)]})
    assert {
        rate.share for rate in rates_of([(one, observation(one, reps=[rep(2.0)]))]).values() if rate.total
    } == {1.0}
    outcomes = list(check_rates([(one, observation(one, **change))]))
    assert rates_of([(one, observation(one, **change))])[key].share < 1.0
    assert key in {outcome.limit.key for outcome in broken_rates(outcomes)}


def test_a_person_who_is_not_found_breaks_a_limit() -> None:
    one = clip(expected={"reps": [attempt(2.0)]})
    bad = summarise([(one, observation(one, reps=[rep(2.0)], found=0.9))])
    assert [outcome.limit.metric for outcome in broken(tuple(check_limits(bad.metrics)))] == ["found_share"]


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(62, 62, 0.9417, 1.0), (0, 10, 0.0, 0.2775), (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)],
)
def test_the_interval_is_wilsons(hits: int, total: int, low: float, high: float) -> None:
    """Newcombe 1998, table I: 81/263, 15/148; and the ends."""
    assert Rate(hits, total).interval == pytest.approx((low, high), abs=5e-4)


def test_the_interval_holds_the_true_rate_19_times_in_20() -> None:
    hits = np.random.default_rng(2).binomial(205, 0.97, 4000)
    inside = [low <= 0.97 <= high for low, high in (Rate(int(n), 205).interval for n in hits)]
    assert np.mean(inside) == pytest.approx(0.95, abs=0.02)


def test_a_rate_of_nothing_is_neither_reached_nor_missed() -> None:
    assert math.isnan(Rate(0, 0).share)
    outcomes = list(check_rates([(clip("thomas-check"), observation(clip("thomas-check")))]))
    assert {outcome.held for outcome in outcomes if outcome.limit.key == "times"} == {None}


def test_what_an_exercise_does_not_judge_is_no_miss() -> None:
    attempts = [attempt(2.0, side="both", flags=("arched_back",))]
    one = clip("glute-bridge", expected={"attempts": attempts})
    faults = tally_faults([(one, observation(one, reps=[rep(2.0, side="both")]))])
    assert faults.flags["arched_back"].misses == 0
    assert faults.no_criterion == {("glute-bridge", "arched_back"): 1}


def test_what_cannot_be_measured_is_neither_held_nor_broken() -> None:
    limit = Limit(metric="x", says="x", relation=AT_MOST, bound=1.0)
    (outcome,) = check_limits({"thomas-check": {"x": math.nan}}, (limit,))
    assert outcome.held is None
    assert broken((outcome,)) == ()


def test_every_limit_is_measured_somewhere() -> None:
    clips = [clip(name) for name in ("seated-knee-raise", "half-kneeling-stretch", "thomas-check", "squat")]
    known = {
        key for metrics in summarise([(c, observation(c)) for c in clips]).metrics.values() for key in metrics
    }
    assert {limit.metric for limit in LIMITS} == known


def test_what_is_no_exercise_must_not_count() -> None:
    squat = clip("squat")
    outcomes = list(check_rates([(squat, observation(squat, reps=[rep(2.0)]))]))
    assert {outcome.limit.key for outcome in broken_rates(outcomes)} == {"reps", "clips"}


def test_what_was_not_judged_is_listed_with_its_share_of_all_frames() -> None:
    first, second = clip(seconds=10.0), clip(seconds=10.0)
    seen = [
        (first, observation(first, reasons={"too_far": 10, "not_side_on": 30})),
        (second, observation(second, reasons={"not_side_on": 10})),
    ]
    rows = [(row.reason, row.clips, row.share) for row in unjudged(seen)]
    assert rows == [("not_side_on", 2, 0.1), ("too_far", 1, 0.025)]
    assert list(unjudged([(first, observation(first))])) == []


def test_much_judged_and_wrong_is_misleading() -> None:
    points = [
        Point(condition="yaw", exercise="x", step="45°", judged_share=share, mae_deg=error)
        for share, error in ((1.0, 12.0), (0.1, 12.0), (1.0, 3.0), (0.0, math.nan))
    ]
    assert misleading(points) == (points[0],)


def test_every_step_of_the_curves_can_be_done() -> None:
    steps = plan_steps()
    assert {step.spoil for step in steps} - {""} == set(SPOILS)
    picture = np.full((48, 64, 3), 200, dtype=np.uint8)
    for spoil in SPOILS.values():
        assert spoil(picture).dtype == np.uint8
        assert np.array_equal(spoil(picture), spoil(picture))


@pytest.mark.parametrize(("lift_deg", "verdict"), [(2.0, "stayed_down"), (7.0, "unsure"), (14.0, "lifted")])
def test_the_verdict_is_held_against_the_true_lift(lift_deg: float, verdict: str) -> None:
    one = clip("thomas-check", expected={"lift_deg": lift_deg})
    right = judge_events(one, observation(one, verdict=verdict, lift_deg=lift_deg + 1))
    assert not right.wrong_verdict
    assert right.lift_deg == pytest.approx(1.0)
    assert judge_events(one, observation(one, verdict=None)).wrong_verdict


def test_a_rate_counted_by_numpy_is_broken_like_any_other() -> None:
    """Seconds of holds are compared as numpy's numbers; a missed promise among them passed for a kept one."""
    limit = RateLimit(key="holds", says="holds whose seconds are right", least=0.95)
    hits: Any = np.sum(np.array([True, True, False]))
    outcome = RateOutcome(limit=limit, exercise=ALL, rate=Rate(hits, 3))
    assert broken_rates([outcome]) == (outcome,)
