"""A fault must last to count and clear to be gone; of all that could be said, one thing is said."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.domain.body import Side
from formcheck.domain.measure import (
    Channel,
    Concern,
    Criterion,
    Flag,
    Grade,
    Measure,
    Source,
    Unit,
    Verdict,
    between,
)
from formcheck.engine.coach import BETWEEN_S, SAME_AT_MOST, Coach
from formcheck.engine.criterion_judge import CriterionJudge
from formcheck.exercises import EXERCISES

LEAN = Criterion(
    key="trunk_upright",
    channel=Channel(Measure.TRUNK_LEAN),
    ok=between(-8, 10, Unit.DEG),
    warn=between(-15, 20, Unit.DEG),
    below=Flag.LEANED_BACK,
    above=Flag.LEANED_FORWARD,
    source=Source(Grade.OURS, "a test"),
)


def verdicts(values: list[float], fps: float = 20.0) -> tuple[CriterionJudge, list[tuple[float, Verdict]]]:
    judge = CriterionJudge(LEAN)
    changes = [judge.update(i / fps, value, Side.BOTH) for i, value in enumerate(values)]
    return judge, [(change.since_s, change.verdict) for change in changes if change]


def test_a_fault_counts_from_when_it_began_once_it_has_lasted() -> None:
    judge, changes = verdicts([0.0] * 20 + [-18.0] * 20)
    assert changes == [(0.0, Verdict.OK), (1.0, Verdict.FAULT)]
    assert judge.flags_between(1.2, 1.9) == {Flag.LEANED_BACK}
    assert judge.flags_between(0.0, 0.9) == set()


def test_a_fault_is_over_when_the_value_leaves_red_not_when_amber_is_passed() -> None:
    _, changes = verdicts([0.0] * 20 + [-18.0] * 20 + [-11.0] * 6 + [0.0] * 20)
    assert changes == [(0.0, Verdict.OK), (1.0, Verdict.FAULT), (2.0, Verdict.OK)]


def test_a_short_excursion_is_no_fault() -> None:
    _, changes = verdicts([0.0] * 20 + [-18.0] * 8 + [0.0] * 20)
    assert [verdict for _, verdict in changes] == [Verdict.OK]


def test_a_fault_clears_only_clearly_inside() -> None:
    _, still = verdicts([-18.0] * 20 + [-14.0] * 40)
    assert still[-1][1] is Verdict.FAULT  # within 2 degrees of the bound
    _, cleared = verdicts([-18.0] * 20 + [0.0] * 20)
    assert cleared[-1] == (1.0, Verdict.OK)


def test_slack_keeps_a_fault_but_does_not_make_it_longer() -> None:
    judge, changes = verdicts([-18.0] * 20 + [-14.0] * 20 + [-18.0] * 20 + [-14.0] * 20 + [0.0] * 20)
    assert [verdict for _, verdict in changes] == [Verdict.FAULT, Verdict.OK]
    assert changes[-1][0] == pytest.approx(3.0)
    assert judge.flags_between(0.0, 5.0) == {Flag.LEANED_BACK}


@pytest.mark.parametrize("after", [-14.0, -11.0, 0.0])
def test_the_next_attempt_is_not_blamed_while_a_fault_is_clearing(after: float) -> None:
    judge, _ = verdicts([0.0] * 20 + [-18.0] * 20 + [after] * 20)
    assert judge.flags_between(1.5, 2.1) == {Flag.LEANED_BACK}
    assert judge.flags_between(2.1, 3.0) == set()


@given(st.floats(-30.0, 30.0), st.sampled_from([12.0, 24.0, 60.0]))
def test_a_value_that_stays_is_judged_as_its_bounds_say_and_stays_so(value: float, fps: float) -> None:
    judge, _ = verdicts([value] * round(5 * fps), fps)
    assert judge.verdict is LEAN.judge(value)
    assert (judge.flag is not None) == (LEAN.judge(value) is not Verdict.OK)


def test_amber_must_last_longer_than_red() -> None:
    _, amber = verdicts([0.0] * 20 + [-12.0] * 15)
    _, red = verdicts([0.0] * 20 + [-18.0] * 15)
    assert [verdict for _, verdict in amber] == [Verdict.OK]
    assert [verdict for _, verdict in red] == [Verdict.OK, Verdict.FAULT]


def test_what_is_not_seen_is_no_verdict() -> None:
    _, changes = verdicts([math.nan] * 40)
    assert changes == []


def test_nothing_is_judged_at_rest() -> None:
    judge, _ = verdicts([-18.0] * 20)
    change = judge.rest(2.0, Side.BOTH)
    assert change is not None
    assert change.verdict is Verdict.UNSEEN
    assert judge.rest(2.1, Side.BOTH) is None


candidates = st.lists(
    st.tuples(st.sampled_from(list(Concern)), st.sampled_from(["a", "b", "c"])), min_size=0, max_size=4
)


@given(st.lists(candidates, min_size=1, max_size=400))
def test_cues_are_far_apart_and_not_repeated_for_ever(stream: list[list[tuple[Concern, str]]]) -> None:
    coach = Coach()
    cues = [cue for i, now in enumerate(stream) if (cue := coach.consider(i * 0.5, now))]
    assert all(b.t_s - a.t_s >= BETWEEN_S for a, b in pairwise(cues))
    assert all([cue.key for cue in cues].count(key) <= SAME_AT_MOST for key in "abc")


def test_one_and_the_same_fault_is_said_twice_and_then_no_more() -> None:
    coach = Coach()
    cues = [coach.consider(t * 0.1, [(Concern.RANGE, "higher")]) for t in range(1000)]
    said_s = [cue.t_s for cue in cues if cue]
    assert said_s == pytest.approx([BETWEEN_S * i for i in range(SAME_AT_MOST)], abs=0.11)


@given(st.permutations(list(Concern)))
def test_urgency_decides_and_not_the_order(order: list[Concern]) -> None:
    cue = Coach().consider(0.0, [(concern, concern.name) for concern in order])
    assert cue is not None
    assert cue.key == Concern.SAFETY.name


def test_the_most_urgent_is_said_first() -> None:
    coach = Coach()
    cue = coach.consider(
        0.0, [(Concern.TEMPO, "slower"), (Concern.SAFETY, "stop"), (Concern.RANGE, "higher")]
    )
    assert cue is not None
    assert cue.key == "stop"
    assert coach.shown(1.0) == "stop"
    assert coach.shown(10.0) is None


@pytest.mark.parametrize("value", [-8.0, 10.0])
def test_the_bounds_belong_to_the_inside(value: float) -> None:
    assert LEAN.judge(value) is Verdict.OK


def verdict_after(criterion: Criterion, *values: float) -> Verdict:
    """What holds when each value has been seen for five seconds."""
    judge = CriterionJudge(criterion)
    for i, value in enumerate(np.repeat(values, 50)):
        judge.update(i / 10, float(value), Side.LEFT)
    return judge.verdict


ENDS = [
    pytest.param(criterion, sign, id=f"{slug}-{criterion.key}-{name}")
    for slug, spec in EXERCISES.items()
    for criterion in spec.criteria
    for name, sign, end in (("low", -1.0, criterion.warn.low), ("high", 1.0, criterion.warn.high))
    if math.isfinite(end)
]


@pytest.mark.parametrize(("criterion", "sign"), ENDS)
def test_a_fault_clears_inside_green_and_not_at_its_edge(criterion: Criterion, sign: float) -> None:
    """The slack acts at every end that can be a fault, and leaves some green."""
    ok, warn = criterion.ok, criterion.warn
    edge, red = (ok.high, warn.high + 1.0) if sign > 0.0 else (ok.low, warn.low - 1.0)
    ends = [end for end in (ok.low, ok.high) if math.isfinite(end)]
    inside = float(np.mean(ends)) if len(ends) > 1 else edge - sign * 1000.0
    assert verdict_after(criterion, red) is Verdict.FAULT
    assert verdict_after(criterion, red, edge - sign * 1e-6) is not Verdict.OK
    assert verdict_after(criterion, red, inside) is Verdict.OK
