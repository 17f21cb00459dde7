"""Every exercise: units, sources, words that it can emit, and the page that a clinician reads."""

from pathlib import Path

import pytest

from formcheck.domain.body import Limb
from formcheck.domain.measure import (
    Channel,
    Criterion,
    Grade,
    Measure,
    Reference,
    Source,
    Verdict,
    degrees,
    ratio,
)
from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.exercises.criteria_page import criteria_page
from formcheck.exercises.fingerprint import criteria_hash
from formcheck.exercises.spec import Bound, RepRule

SPECS = pytest.mark.parametrize("spec", EXERCISES.values(), ids=list(EXERCISES))
PAGE = Path(__file__).parents[2] / "docs" / "CRITERIA.md"
OURS = Source(Grade.OURS, "a test")


def test_the_criteria_page_is_current() -> None:
    assert PAGE.read_text() == criteria_page(), "run: make criteria"


@SPECS
def test_every_threshold_has_a_source(spec: ExerciseSpec) -> None:
    assert all(criterion.source.reference for criterion in spec.criteria)
    assert spec.dose.source.reference


@SPECS
def test_a_repetition_can_be_made(spec: ExerciseSpec) -> None:
    if isinstance(spec.progress, RepRule):
        rule = spec.progress
        gap = rule.started.interval.low - rule.rest.interval.high
        assert gap > 0 if rule.rises else rule.rest.interval.low - rule.started.interval.high > 0
        top = rule.full.interval.low if rule.rises else rule.full.interval.high
        assert top in rule.started.interval


@SPECS
def test_the_fingerprint_tells_exercises_apart_and_stays(spec: ExerciseSpec) -> None:
    others = [criteria_hash(other) for other in EXERCISES.values() if other is not spec]
    assert criteria_hash(spec) == criteria_hash(spec)
    assert criteria_hash(spec) not in others


def test_a_bound_in_the_wrong_unit_fails_when_it_is_written() -> None:
    with pytest.raises(ValueError, match="ratio"):
        Criterion(
            key="lean",
            channel=Channel(Measure.TRUNK_LEAN),
            ok=ratio(0, 1),
            warn=ratio(0, 2),
            source=OURS,
        )
    with pytest.raises(ValueError, match="expected ratio"):
        RepRule(
            channel=Channel(Measure.ANKLE_LIFT, Limb.WORKING),
            reference=Reference.ABSOLUTE,
            rest=Bound(ratio(-1, 0), OURS),
            started=Bound(degrees(1), OURS),
            full=Bound(ratio(2), OURS),
        )


def test_amber_must_enclose_green() -> None:
    with pytest.raises(ValueError, match="must enclose"):
        Criterion(
            key="lean",
            channel=Channel(Measure.TRUNK_LEAN),
            ok=degrees(-10, 10),
            warn=degrees(-5, 20),
            source=OURS,
        )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.0, Verdict.OK),
        (-8.0, Verdict.OK),
        (-8.1, Verdict.WARN),
        (-15.1, Verdict.FAULT),
        (20.1, Verdict.FAULT),
        (float("nan"), Verdict.UNSEEN),
    ],
)
def test_a_criterion_judges_as_its_bounds_say(value: float, expected: Verdict) -> None:
    upright = EXERCISES["half-kneeling-stretch"].criteria[0]
    assert upright.judge(value) is expected


def test_a_leg_measure_needs_a_leg() -> None:
    with pytest.raises(ValueError, match="needs a limb"):
        Channel(Measure.HIP_FLEXION)
    with pytest.raises(ValueError, match="has no limb"):
        Channel(Measure.TRUNK_LEAN, Limb.NEAR)
