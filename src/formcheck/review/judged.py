"""What could not be judged, how much of the time, and what to do about it."""

from dataclasses import dataclass

from formcheck.domain.events import Reason
from formcheck.domain.measure import Measure
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import HoldRule
from formcheck.review.chart import Sample
from formcheck.review.lines import Line, line


@dataclass(frozen=True, slots=True)
class Unjudged:
    """Something that was not judged. share: of the whole time, 0..1; seconds: the same."""

    what: Line
    fix: Line
    share: float
    seconds: float


def unjudged_of(report: SetReport) -> tuple[Unjudged, ...]:
    """Reasons why time was not judged, the one that took most of it first."""
    seconds: dict[Reason, float] = {}
    for gap in report.gaps:
        seconds[gap.reason] = seconds.get(gap.reason, 0.0) + gap.end_s - gap.start_s
    return tuple(
        Unjudged(line(f"gate.{reason}.what"), line(f"gate.{reason}.fix"), lost / report.duration_s, lost)
        for reason, lost in sorted(seconds.items(), key=lambda item: -item[1])
    )


def tilt_unseen(report: SetReport, samples: tuple[Sample, ...]) -> Line | None:
    """Says that the low back was not judged, where the exercise would want it and nothing was seen."""
    spec = EXERCISES[report.exercise]
    wanted = any(criterion.channel.measure is Measure.PELVIC_TILT for criterion in spec.criteria)
    column = f"{Measure.PELVIC_TILT.key}_{Measure.PELVIC_TILT.unit}"
    seen = any(value == value for s in samples if (value := s.values.get(column)) is not None)  # noqa: PLR0124
    kind = "hold" if isinstance(spec.progress, HoldRule) else "rep"
    return line(f"report.note.tilt_unseen_{kind}") if wanted and not seen else None
