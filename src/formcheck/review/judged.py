"""What could not be judged, how much of the time, and what to do about it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.domain.events import Reason
from formcheck.domain.measure import Measure
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import HoldRule, MobilityRule
from formcheck.review.chart import Sample
from formcheck.review.lines import Line, line


@dataclass(frozen=True, slots=True)
class Unjudged:
    """Something that was not judged. share: of the whole time, 0..1; seconds: the same."""

    what: Line
    fix: Line
    share: float
    seconds: float


def lost_time_of(report: SetReport) -> tuple[Unjudged, ...]:
    """Reasons why time was not judged, the one that took most of it first."""
    seconds: dict[Reason, float] = {}
    for gap in report.gaps:
        seconds[gap.reason] = seconds.get(gap.reason, 0.0) + gap.end_s - gap.start_s
    return tuple(
        Unjudged(line(f"gate.{reason}.what"), line(f"gate.{reason}.fix"), lost / report.duration_s, lost)
        for reason, lost in sorted(seconds.items(), key=lambda item: -item[1])
    )


def unjudged_of(report: SetReport, samples: Sequence[Sample]) -> tuple[Unjudged, ...]:
    """Lost time, and the low back where the exercise depends on it and it was never seen."""
    rule = EXERCISES[report.exercise].progress
    kind = {HoldRule: "hold", MobilityRule: "try"}.get(type(rule), "rep")
    unseen = Unjudged(
        line("report.unjudged.tilt_what"),
        line(f"report.unjudged.tilt_fix_{kind}"),
        1.0,
        report.duration_s,
    )
    blind = _depends_on_tilt(report) and not _tilt_seen(samples) and report.judged_share > 0.0
    return (*lost_time_of(report), *([unseen] if blind else []))


def _depends_on_tilt(report: SetReport) -> bool:
    spec = EXERCISES[report.exercise]
    judged = any(criterion.channel.measure is Measure.PELVIC_TILT for criterion in spec.criteria)
    return judged or isinstance(spec.progress, MobilityRule)


def _tilt_seen(samples: Sequence[Sample]) -> bool:
    column = f"{Measure.PELVIC_TILT.key}_{Measure.PELVIC_TILT.unit}"
    return any(not math.isnan(sample.values.get(column, math.nan)) for sample in samples)
