"""Every exercise: units, sources, words that it can emit, and the page that a clinician reads."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from formcheck.domain.body import Limb
from formcheck.domain.measure import (
    Channel,
    Criterion,
    Grade,
    Interval,
    Measure,
    Reference,
    Source,
    Verdict,
    degrees,
    ratio,
)
from formcheck.domain.posture import Posture
from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.exercises.criteria_page import criteria_page
from formcheck.exercises.fingerprint import criteria_hash
from formcheck.exercises.gates import GATES, Gates
from formcheck.exercises.spec import Bound, Condition, Dose, HoldRule, MobilityRule, RepRule

SPECS = pytest.mark.parametrize("spec", EXERCISES.values(), ids=list(EXERCISES))
PAGE = Path(__file__).parents[2] / "docs" / "CRITERIA.md"
OURS = Source(Grade.OURS, "a test")


def test_the_criteria_page_is_current() -> None:
    assert PAGE.read_text() == criteria_page(), "run: make criteria"


def parts(value: object) -> Iterator[object]:
    """A value and all that lies in it."""
    yield value
    if is_dataclass(value):
        inside = [getattr(value, part.name) for part in fields(value)]
    else:
        inside = list(value) if isinstance(value, tuple | frozenset) else []
    for part in inside:
        yield from parts(part)


@pytest.mark.parametrize("owner", [*EXERCISES.values(), GATES], ids=[*EXERCISES, "gates"])
def test_every_threshold_has_a_source_and_stands_on_the_page(owner: ExerciseSpec | Gates) -> None:
    page = criteria_page()
    sourced = [part for part in parts(owner) if isinstance(part, Bound | Criterion | Dose)]
    assert sourced
    assert all(len(part.source.reference.split()) > 1 for part in sourced)
    for part in sourced:
        if not isinstance(part, Dose):
            assert part.source.reference in page
    # An interval belongs to something that has a source: none stands alone.
    owned = sum(1 if isinstance(part, Bound) else 2 for part in sourced if not isinstance(part, Dose))
    assert sum(isinstance(part, Interval) for part in parts(owner)) == owned


@SPECS
def test_every_number_stands_in_its_section_of_the_page(spec: ExerciseSpec) -> None:
    (section,) = [part for part in criteria_page().split("\n## ") if part.startswith(f"{spec.slug}\n")]
    for part in parts(spec):
        if isinstance(part, float) and abs(part) < 180.0:  # beyond, an interval is open
            assert f" {part:g}" in section


def test_the_keys_are_those_of_the_contract_and_stand_once() -> None:
    assert set(EXERCISES) == {
        "half-kneeling-stretch",
        "supine-march",
        "seated-knee-raise",
        "thomas-check",
        "glute-bridge",
        "standing-march",
    }
    assert len({spec.key for spec in EXERCISES.values()}) == len(EXERCISES)
    assert all(slug == spec.slug for slug, spec in EXERCISES.items())


@SPECS
def test_every_unit_is_that_of_its_measure(spec: ExerciseSpec) -> None:
    for part in parts(spec):
        if isinstance(part, Criterion):
            assert {part.ok.unit, part.warn.unit} == {part.channel.measure.unit}
        elif isinstance(part, Condition):
            assert part.bound.interval.unit is part.channel.measure.unit


@SPECS
def test_green_can_be_reached_and_so_can_the_named_fault(spec: ExerciseSpec) -> None:
    for criterion in spec.criteria:
        assert criterion.judge(np.clip(0.0, criterion.ok.low, criterion.ok.high)) is Verdict.OK
        if criterion.below:
            assert criterion.flag_for(criterion.warn.low - 1.0) is criterion.below
            assert criterion.judge(criterion.warn.low - 1.0) is Verdict.FAULT
        if criterion.above:
            assert criterion.flag_for(criterion.warn.high + 1.0) is criterion.above
            assert criterion.judge(criterion.warn.high + 1.0) is Verdict.FAULT


@SPECS
def test_the_slack_of_a_verdict_leaves_some_green(spec: ExerciseSpec) -> None:
    for criterion in spec.criteria:
        unit = criterion.channel.measure.unit
        assert criterion.ok.high - criterion.ok.low > 2 * {"deg": 1.0, "ratio": 0.01}[unit]


@SPECS
def test_holds_and_checks_have_room_between_their_bounds(spec: ExerciseSpec) -> None:
    match spec.progress:
        case HoldRule() as rule:
            assert 0.0 < rule.grace_s < rule.give_up_s
            assert rule.settle_s < rule.listed_s < rule.target_s
            assert rule.zone.interval.low - rule.leave_slack > 0.0  # the neutral itself is no hold
        case MobilityRule() as mobility:
            assert mobility.stayed_down.interval.high < mobility.lifted.interval.low


def test_an_exercise_that_contradicts_itself_fails_when_it_is_written() -> None:
    spec = EXERCISES["half-kneeling-stretch"]
    with pytest.raises(ValueError, match="two criteria of one name"):
        replace(spec, criteria=(*spec.criteria, spec.criteria[0]))
    with pytest.raises(ValueError, match="starts in a posture"):
        replace(spec, start=frozenset({Posture.SEATED}))
    with pytest.raises(ValueError, match="expected deg"):
        replace(spec.progress, zone=Bound(ratio(0, 1), OURS))
    march = EXERCISES["supine-march"].progress
    with pytest.raises(ValueError, match="overlap"):
        replace(march, started=march.rest)  # type: ignore[union-attr]
    with pytest.raises(ValueError, match="there is none"):
        replace(march, timed_by=None)
    with pytest.raises(ValueError, match="expected ratio"):
        replace(march, full_timed=Bound(degrees(5), OURS))


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
