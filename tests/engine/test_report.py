"""Events fold into a report: time not judged, time credited, sides, the cuts of the mobility check."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.domain.body import Side
from formcheck.domain.events import (
    Event,
    HoldEnded,
    Judged,
    MobilityMeasured,
    NotJudged,
    Reason,
    RepCompleted,
    VerdictChanged,
)
from formcheck.domain.measure import Flag, Verdict
from formcheck.engine.report import fold
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import MobilityRule

STRETCH, MARCH, THOMAS = (EXERCISES[k] for k in ("half-kneeling-stretch", "supine-march", "thomas-check"))
assert isinstance(THOMAS.progress, MobilityRule)
CUTS = THOMAS.progress


def verdict(since_s: float, what: Verdict, criterion: str = "pelvis_tucked") -> VerdictChanged:
    return VerdictChanged(
        t_s=since_s + 0.5,
        since_s=since_s,
        criterion=criterion,
        verdict=what,
        flag=Flag.ARCHED_BACK if what is Verdict.FAULT else None,
        side=Side.LEFT,
    )


def hold(start_s: float, end_s: float, *spans: tuple[float, float]) -> HoldEnded:
    inside = spans or ((start_s, end_s),)
    in_zone_s = sum(b - a for a, b in inside)
    return HoldEnded(
        t_s=end_s + 3,
        start_s=start_s,
        end_s=end_s,
        in_zone_s=in_zone_s,
        longest_s=in_zone_s,
        side=Side.LEFT,
        spans=inside,
    )


def test_time_that_could_not_be_judged_is_listed_and_kept_out() -> None:
    events: list[Event] = [NotJudged(0.0, Reason.NO_PERSON), Judged(2.0), NotJudged(8.0, Reason.TOO_DARK)]
    report = fold(events, MARCH, 10.0)
    assert [(gap.reason, gap.start_s, gap.end_s) for gap in report.gaps] == [
        (Reason.NO_PERSON, 0.0, 2.0),
        (Reason.TOO_DARK, 8.0, 10.0),
    ]
    assert report.judged_share == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("faults", "credited_s"),
    [
        ([], 20.0),
        ([(10.0, 16.0)], 14.0),
        ([(0.0, 7.0)], 18.0),  # began before the hold
        ([(10.0, 40.0)], 5.0),  # lasted beyond it
    ],
)
def test_time_with_a_fault_is_not_credited(faults: list[tuple[float, float]], credited_s: float) -> None:
    changes = [v for a, b in faults for v in (verdict(a, Verdict.FAULT), verdict(b, Verdict.OK))]
    report = fold([Judged(0.0), *changes, hold(5.0, 25.0)], STRETCH, 30.0)
    (seen,) = report.holds
    assert seen.hold.in_zone_s == pytest.approx(20.0)
    assert seen.credited_s == pytest.approx(credited_s)
    assert report.sides[Side.LEFT].credited_s == pytest.approx(credited_s)


def test_two_faults_at_once_are_taken_off_once() -> None:
    changes = [
        verdict(10.0, Verdict.FAULT),
        verdict(12.0, Verdict.FAULT, "trunk_upright"),
        verdict(16.0, Verdict.OK),
        verdict(14.0, Verdict.OK, "trunk_upright"),
    ]
    (seen,) = fold([*changes, hold(5.0, 25.0)], STRETCH, 30.0).holds
    assert seen.credited_s == pytest.approx(14.0)


def test_a_fault_between_two_runs_takes_nothing_off() -> None:
    changes = [verdict(11.0, Verdict.FAULT), verdict(13.0, Verdict.OK)]
    (seen,) = fold([*changes, hold(5.0, 20.0, (5.0, 10.0), (14.0, 20.0))], STRETCH, 30.0).holds
    assert seen.credited_s == pytest.approx(11.0)


def rep(start_s: float, side: Side, *, complete: bool) -> RepCompleted:
    return RepCompleted(
        t_s=start_s + 4, start_s=start_s, peak_s=start_s + 2, end_s=start_s + 4, side=side, complete=complete
    )


def test_sides_are_counted_apart() -> None:
    events = [
        rep(9, Side.RIGHT, complete=False),
        rep(1, Side.LEFT, complete=True),
        rep(5, Side.LEFT, complete=True),
    ]
    report = fold(events, MARCH, 20.0)
    assert (report.complete_reps, report.partial_reps) == (2, 1)
    assert report.sides[Side.LEFT].complete_reps == 2
    assert report.sides[Side.RIGHT].partial_reps == 1
    assert [r.start_s for r in report.reps] == [1, 5, 9]


@pytest.mark.parametrize(
    ("lifts", "mobility"),
    [
        ([1.0], "stayed_down"),
        ([7.5], "unsure"),
        ([16.0], "lifted"),
        ([2.0, 3.0, 20.0], "stayed_down"),  # the median of the tries
        ([], None),
        ([CUTS.stayed_down.interval.high], "stayed_down"),  # the bounds belong to the verdicts, ...
        ([CUTS.lifted.interval.low], "lifted"),
        ([CUTS.stayed_down.interval.high + 0.01], "unsure"),  # ... and between them nothing is said
        ([CUTS.lifted.interval.low - 0.01], "unsure"),
    ],
)
def test_the_mobility_check_takes_the_median_of_the_tries(lifts: list[float], mobility: str | None) -> None:
    tries = [
        MobilityMeasured(
            t_s=i,
            start_s=i,
            end_s=i + 3,
            lift_deg=lift,
            tilt_deg=math.nan,
            side=Side.LEFT,
            spans=((i, i + 3),),
        )
        for i, lift in enumerate(lifts)
    ]
    assert fold(tries, THOMAS, 30.0).mobility == mobility


moments = st.lists(st.floats(0.1, 59.9), unique=True, min_size=1, max_size=12).map(sorted)


@given(moments)
def test_gaps_follow_each_other_and_the_shares_add_up(turns_s: list[float]) -> None:
    events = [NotJudged(t, Reason.TOO_DARK) if i % 2 == 0 else Judged(t) for i, t in enumerate(turns_s)]
    report = fold([Judged(0.0), *events], MARCH, 60.0)
    gaps = report.gaps
    assert all(gap.start_s < gap.end_s <= 60.0 for gap in gaps)
    assert all(a.end_s <= b.start_s for a, b in pairwise(gaps))
    assert report.judged_share == pytest.approx(1.0 - sum(g.end_s - g.start_s for g in gaps) / 60.0)


@given(moments, st.floats(0.0, 30.0), st.floats(1.0, 30.0))
def test_what_is_credited_lies_between_nothing_and_the_time_inside(
    turns_s: list[float], start_s: float, length_s: float
) -> None:
    changes = [verdict(t, Verdict.FAULT if i % 2 == 0 else Verdict.OK) for i, t in enumerate(turns_s)]
    (seen,) = fold([*changes, hold(start_s, start_s + length_s)], STRETCH, 60.0).holds
    assert -1e-9 <= seen.credited_s <= seen.hold.in_zone_s + 1e-9


def test_no_events_are_no_claims() -> None:
    report = fold([], MARCH, 10.0)
    assert (report.reps, report.holds, report.findings, report.mobility) == ((), (), (), None)
    assert fold([], MARCH, 0.0).judged_share == 0.0
