"""Every exercise: units, sources, words that it can emit, and the page that a clinician reads."""

import math
import os
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest

from formcheck.domain.body import Limb
from formcheck.domain.bound import Setting
from formcheck.domain.facing_limits import FACING_LIMITS
from formcheck.domain.measure import (
    Channel,
    Criterion,
    Flag,
    Grade,
    Interval,
    Measure,
    Reference,
    Source,
    Unit,
    Verdict,
    at_least,
    between,
)
from formcheck.domain.posture import Posture
from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.exercises.counting import COUNTING
from formcheck.exercises.criteria_page import criteria_page
from formcheck.exercises.fingerprint import criteria_hash
from formcheck.exercises.gait_limits import GAIT
from formcheck.exercises.gates import GATES
from formcheck.exercises.posture_limits import POSTURE_LIMITS
from formcheck.exercises.rule import Rule
from formcheck.exercises.spec import Bound, Condition, Dose, HoldRule, MobilityRule, OutlineTiming, RepRule

T = TypeVar("T", bound=Rule)


def of_kind(kind: type[T]) -> pytest.MarkDecorator:
    """Every rule of a kind."""
    rules = {slug: spec.progress for slug, spec in EXERCISES.items() if isinstance(spec.progress, kind)}
    return pytest.mark.parametrize("rule", rules.values(), ids=rules)


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


SHARED = {
    "gates": GATES,
    "postures": POSTURE_LIMITS,
    "facing": FACING_LIMITS,
    "counting": COUNTING,
    "gait": GAIT,
}


@pytest.mark.parametrize("owner", [*EXERCISES.values(), *SHARED.values()], ids=[*EXERCISES, *SHARED])
def test_every_threshold_has_a_source_and_stands_on_the_page(owner: object) -> None:
    page = criteria_page()
    sourced = [part for part in parts(owner) if isinstance(part, Bound | Criterion | Dose | Setting)]
    assert sourced
    assert all(len(part.source.reference.split()) > 1 for part in sourced)
    for part in sourced:
        if not isinstance(part, Dose):
            assert part.source.reference in page
    # An interval belongs to something that has a source: none stands alone.
    owned = sum({Bound: 1, Criterion: 2}.get(type(part), 0) for part in sourced)
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
        "walking-check",
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
def test_a_verdict_can_clear(spec: ExerciseSpec) -> None:
    for criterion in spec.criteria:
        ok, by = criterion.ok, criterion.clearance
        inside = [end for end in (ok.low + by, ok.high - by) if math.isfinite(end)]
        assert inside
        assert all(criterion.judge(value, clearly=True) is Verdict.OK for value in inside)


@of_kind(HoldRule)
def test_a_hold_has_room_between_its_bounds(rule: HoldRule) -> None:
    assert 0.0 < rule.grace_s < rule.give_up_s
    assert rule.debounce_s < rule.min_stay_s < rule.min_report_s < rule.target_s
    assert rule.zone.interval.low - rule.leave_slack > 0.0  # the neutral itself is no hold


@of_kind(MobilityRule)
def test_a_check_may_be_unsure(rule: MobilityRule) -> None:
    assert rule.stayed_down.interval.high < rule.lifted.interval.low


def test_an_exercise_that_contradicts_itself_fails_when_it_is_written() -> None:
    spec = EXERCISES["half-kneeling-stretch"]
    hold, march = spec.progress, EXERCISES["supine-march"].progress
    assert isinstance(hold, HoldRule)
    assert isinstance(march, RepRule)
    with pytest.raises(ValueError, match="two criteria of one name"):
        replace(spec, criteria=(*spec.criteria, spec.criteria[0]))
    with pytest.raises(ValueError, match="starts in a posture"):
        replace(spec, start=frozenset({Posture.SEATED}))
    with pytest.raises(ValueError, match="expected deg"):
        replace(hold, zone=Bound(between(0, 1, Unit.RATIO), OURS))
    with pytest.raises(ValueError, match="overlap"):
        replace(march, onset=march.rest)
    with pytest.raises(ValueError, match="expected ratio"):
        OutlineTiming(
            measure=Measure.KNEE_OUTLINE,
            rise=Bound(at_least(0.1, Unit.RATIO), OURS),
            full_rise=Bound(at_least(5, Unit.DEG), OURS),
        )


@of_kind(RepRule)
def test_a_repetition_can_be_made(rule: RepRule) -> None:
    gap = rule.onset.interval.low - rule.rest.interval.high
    assert gap > 0 if rule.rises else rule.rest.interval.low - rule.onset.interval.high > 0
    top = rule.full_range.interval.low if rule.rises else rule.full_range.interval.high
    assert top in rule.onset.interval


@SPECS
def test_the_fingerprint_tells_exercises_apart_and_stays(spec: ExerciseSpec) -> None:
    others = [criteria_hash(other) for other in EXERCISES.values() if other is not spec]
    assert criteria_hash(spec) not in others
    assert criteria_hash(replace(spec, neutral_s=spec.neutral_s + 0.1)) != criteria_hash(spec)
    assert criteria_hash(deepcopy(spec)) == criteria_hash(spec)


def test_the_fingerprint_is_the_same_in_every_process() -> None:
    """Sets have another order in each."""
    ask = (
        "from formcheck.exercises import EXERCISES\n"
        "from formcheck.exercises.fingerprint import criteria_hash\n"
        "print(*map(criteria_hash, EXERCISES.values()))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", ask],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert said == {" ".join(map(criteria_hash, EXERCISES.values())) + "\n"}


def test_a_bound_in_the_wrong_unit_fails_when_it_is_written() -> None:
    with pytest.raises(ValueError, match="ratio"):
        Criterion(
            key="lean",
            channel=Channel(Measure.TRUNK_LEAN),
            ok=between(0, 1, Unit.RATIO),
            warn=between(0, 2, Unit.RATIO),
            source=OURS,
        )
    with pytest.raises(ValueError, match="expected ratio"):
        RepRule(
            channel=Channel(Measure.ANKLE_LIFT, Limb.WORKING),
            reference=Reference.ABSOLUTE,
            rest=Bound(between(-1, 0, Unit.RATIO), OURS),
            onset=Bound(at_least(1, Unit.DEG), OURS),
            full_range=Bound(at_least(2, Unit.RATIO), OURS),
        )


LEAN = Criterion(
    key="lean",
    channel=Channel(Measure.TRUNK_LEAN),
    ok=between(-10, 10, Unit.DEG),
    warn=between(-20, 20, Unit.DEG),
    below=Flag.LEANED_BACK,
    above=Flag.LEANED_FORWARD,
    source=OURS,
)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"warn": between(-5, 20, Unit.DEG)}, "must enclose"),
        ({"ok": between(-2, 2, Unit.DEG)}, "nothing of ok"),
        ({"slack": 10.0}, "nothing of ok"),
        ({"above": None}, "needs a name"),
        ({"warn": at_least(-20, Unit.DEG)}, "needs a name and an end"),
    ],
)
def test_a_criterion_that_contradicts_itself_fails_when_it_is_written(
    wrong: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        replace(LEAN, **wrong)


def test_who_does_not_judge_the_pelvis_has_no_criterion_about_it() -> None:
    with pytest.raises(ValueError, match="does not judge the pelvis"):
        replace(EXERCISES["supine-march"], pelvis_judged=False)


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


def test_what_looks_at_the_pelvis_asks_for_a_free_back() -> None:
    looking = {spec.slug for spec in EXERCISES.values() if spec.looks_at_pelvis}
    assert {"half-kneeling-stretch", "supine-march"} <= looking
    assert "glute-bridge" not in looking
