"""What must stand beside a result so that nobody reads more into it than it says."""

import math
from collections.abc import Iterator
from statistics import median

from formcheck.domain.measure import Flag
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import MobilityRule
from formcheck.review.figures import ENOUGH_JUDGED
from formcheck.review.lines import Line, line
from formcheck.review.sides import one_side_seen
from formcheck.review.summary import needs_neutral


def notes_of(report: SetReport) -> tuple[Line, ...]:
    """Write notes on a set, the most important first."""
    return tuple(_notes(report))


def _notes(report: SetReport) -> Iterator[Line]:
    spec = EXERCISES[report.exercise]
    if isinstance(spec.progress, MobilityRule):
        yield from _mobility(report)
    lost_s = sum(held.hold.in_zone_s - held.credited_s for held in report.holds)
    if any(f.flag is Flag.ARCHED_BACK for held in report.holds for f in held.findings):
        yield line("report.note.arched", seconds=lost_s)
    elif lost_s >= 1.0:
        yield line("report.note.not_credited", seconds=lost_s)
    if report.judged_share < ENOUGH_JUDGED:
        yield line("report.note.too_little", percent=100.0 * report.judged_share)
    if needs_neutral(spec) and not report.neutral_taken:
        yield line("report.note.no_neutral")
    side = one_side_seen(report)
    if side:
        yield line("report.note.one_side", side=line(f"side.{side}"))


def _mobility(report: SetReport) -> Iterator[Line]:
    """State the check's result and, always, what it cannot tell."""
    if report.mobility:
        yield line(f"report.mobility.{report.mobility}", value=report.lift_deg)
        tilts = [e.tilt_deg for e in report.tries if not math.isnan(e.tilt_deg)]
        if tilts:
            yield line("report.mobility.tilt", value=abs(median(tilts)), way=_way(median(tilts)))
    yield line("report.mobility.floor")
    yield line("report.mobility.study")
    yield line("report.mobility.yourself")


def _way(tilt_deg: float) -> Line:
    return line(f"report.mobility.{'forward' if tilt_deg > 0 else 'back'}")
