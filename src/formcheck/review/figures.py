"""The few numbers of a set that are worth large type."""

import math
from dataclasses import dataclass

from formcheck.domain.body import Side
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import HoldRule, MobilityRule
from formcheck.review.lines import Line, line
from formcheck.review.table import NONE, value_line

ENOUGH_JUDGED = 0.7


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the key of its label."""

    label: str
    value: Line


def figures_of(report: SetReport) -> tuple[Figure, ...]:
    """Headline numbers of a set. Quality is left out when less than 70 % could be judged."""
    match EXERCISES[report.exercise].progress:
        case HoldRule():
            own = [
                Figure("report.figure.holds", _count(len(report.holds))),
                Figure("report.figure.in_zone", _seconds(sum(h.hold.in_zone_s for h in report.holds))),
                Figure("report.figure.credited", _seconds(sum(h.credited_s for h in report.holds))),
            ]
        case MobilityRule():
            own = [
                Figure(f"report.figure.lift_{side}", value_line(report.sides[side].lift_deg, "deg"))
                for side in (Side.LEFT, Side.RIGHT)
            ]
            own.append(Figure("report.figure.tries", _count(len(report.tries))))
        case _:
            own = [
                Figure("report.figure.complete_reps", _count(report.complete_reps)),
                Figure("report.figure.partial_reps", _count(report.partial_reps)),
                Figure("report.figure.clean", _percent(clean_share(report))),
            ]
    return (*own, Figure("report.figure.judged", _percent(report.judged_share)))


def clean_share(report: SetReport) -> float:
    """Repetitions that were complete and without a fault, 0..1; NaN when too little could be judged."""
    if report.judged_share < ENOUGH_JUDGED or not report.reps:
        return math.nan
    return clean_reps(report) / len(report.reps)


def clean_reps(report: SetReport) -> int:
    """Repetitions that were complete and without a fault."""
    return sum(rep.complete and not rep.flags for rep in report.reps)


def _count(value: int) -> Line:
    return line("report.value.count", value=value)


def _seconds(value: float) -> Line:
    return line("report.value.seconds", value=value)


def _percent(share: float) -> Line:
    return NONE if math.isnan(share) else line("report.value.percent", value=100.0 * share)
