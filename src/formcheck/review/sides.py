"""Left against right, as facts: degrees for angles, symmetry index in per cent for everything else."""

import math
from collections.abc import Iterator
from statistics import fmean

from formcheck.domain.body import Side
from formcheck.domain.measure import Unit
from formcheck.engine.report import SetReport, SideReport
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import MobilityRule
from formcheck.review.chart import Axis
from formcheck.review.lines import Line, line

_MIN_REPS = 4.0
_MIN_SECONDS = 10.0
_MIN_HEIGHT = 0.1


def symmetry_index(left: float, right: float) -> float:
    """(R - L) / (.5 (R + L)) in per cent: + when the right side has more."""
    return 100.0 * (right - left) / (0.5 * (right + left))


def side_lines(report: SetReport) -> tuple[Line, ...]:
    """Tell what the sides did differently, where both were seen and the numbers are not near zero."""
    return tuple(_compared(report))


def one_side_seen(report: SetReport) -> Side | None:
    """Find the only leg that was seen at work, None when both or neither were."""
    busy = [side for side, own in report.sides.items() if _did(own)]
    return busy[0] if len(busy) == 1 else None


def _did(side: SideReport) -> bool:
    return bool(side.complete_reps or side.partial_reps or side.holds or not math.isnan(side.lift_deg))


def _compared(report: SetReport) -> Iterator[Line]:
    left, right = report.sides[Side.LEFT], report.sides[Side.RIGHT]
    if not (_did(left) and _did(right)):
        return
    spec = EXERCISES[report.exercise]
    if isinstance(spec.progress, MobilityRule):
        yield line("report.sides.lift", left=left.lift_deg, right=right.lift_deg)
        return
    yield from _indexed("reps", left.complete_reps, right.complete_reps, _MIN_REPS)
    yield from _indexed("time", left.in_zone_s, right.in_zone_s, _MIN_SECONDS)
    if left.peaks and right.peaks:
        tops = fmean(left.peaks), fmean(right.peaks)
        axis = Axis.of(spec)
        if axis.measure.unit is Unit.RATIO:
            yield from _indexed("height", *tops, _MIN_HEIGHT)
        else:
            yield line("report.sides.angle", left=tops[0], right=tops[1], difference=abs(tops[0] - tops[1]))


def _indexed(name: str, left: float, right: float, least: float) -> Iterator[Line]:
    """Compare two amounts; silent when their sum is below `least`, where the index means nothing."""
    if left + right < least:
        return
    index = symmetry_index(left, right)
    scale = 100.0 if name == "height" else 1.0
    shown = {"left": float(left) * scale, "right": float(right) * scale}
    if round(index) == 0:
        yield line(f"report.sides.{name}.same", **shown)
    else:
        more = line(f"side.{Side.RIGHT if index > 0 else Side.LEFT}")
        yield line(f"report.sides.{name}.differ", **shown, percent=abs(index), more=more)
