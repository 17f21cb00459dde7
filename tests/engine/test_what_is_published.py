"""What stands on the criteria page acts: every number of a rule is read, every fault reaches a report."""

import math
from dataclasses import fields
from typing import Any

import pytest

from formcheck.domain.events import VerdictChanged
from formcheck.domain.measure import Channel, Criterion, Measure
from formcheck.engine.judge import CriteriaJudge
from formcheck.engine.report import fold
from formcheck.engine.session import FormSession
from formcheck.exercises import EXERCISES, ExerciseSpec
from tests import bodies
from tests.engine.observed import observed
from tests.engine.test_session import EXAMPLES, events_of, sightings
from tests.tilt_models import hand_made

SPECS = pytest.mark.parametrize("spec", EXERCISES.values(), ids=EXERCISES)
CRITERIA = pytest.mark.parametrize(
    ("spec", "criterion"),
    [
        pytest.param(spec, criterion, id=f"{spec.slug}-{criterion.key}")
        for spec in EXERCISES.values()
        for criterion in spec.criteria
    ],
)


class Working:
    """A tracker of whatever works, which always does."""

    at_work = True

    def __init__(self, spec: ExerciseSpec) -> None:
        self.limb = spec.limbs[0] if spec.limbs else None
        self.measured: dict[Channel, float] = {}


@SPECS
def test_every_number_of_a_rule_is_read_while_it_runs(
    spec: ExerciseSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule, read, get = spec.progress, set[str](), object.__getattribute__

    def watched(self: object, name: str) -> Any:
        read.add(name)
        return get(self, name)

    published = {part.name for part in fields(rule) if getattr(rule, part.name) is not None}
    monkeypatch.setattr(type(rule), "__getattribute__", watched)
    pose, duration_s = EXAMPLES[spec.slug]
    report = fold(events_of(spec.slug, sightings(pose, duration_s)), spec, duration_s)
    assert report.reps or report.holds or report.tries or report.passes
    assert rule.suggested_s is None or rule.suggested_s > 0.0  # what a page offers
    assert published - read == set()


@CRITERIA
def test_every_fault_that_is_published_reaches_the_report(spec: ExerciseSpec, criterion: Criterion) -> None:
    """By the name of its end, having lasted as long as the page says."""
    for end, flag in (
        (criterion.warn.low - 1.0, criterion.below),
        (criterion.warn.high + 1.0, criterion.above),
    ):
        if math.isinf(end):
            continue
        judge, working = CriteriaJudge(spec), Working(spec)
        channel, events = criterion.channel.on(working.limb), list[VerdictChanged]()
        for n in range(40):
            events += judge.update(observed(spec, n / 20.0, {channel: end}, bodies.STANDING), working)
        found = [finding.flag for finding in fold(events, spec, 2.0).findings]
        assert found == [flag]


@CRITERIA
def test_what_is_judged_is_measured_in_its_exercise(spec: ExerciseSpec, criterion: Criterion) -> None:
    session = FormSession(spec, tilt_model=hand_made())
    if criterion.channel.measure is Measure.PELVIC_TILT:  # these bodies have no outline
        assert session._tilt.model is not None
        return
    pose, duration_s = EXAMPLES[spec.slug]
    seen = {
        channel.measure
        for sighting in sightings(pose, duration_s)
        for channel, value in session.step(sighting).values.items()
        if not math.isnan(value)
    }
    assert criterion.channel.measure in seen
