"""Left against right: who worked at all, and the symmetry index in per cent."""

import math
from collections.abc import Iterator

from formcheck.domain.body import Side
from formcheck.domain.bound import Setting
from formcheck.domain.measure import Grade, Source
from formcheck.engine.report import SetReport, SideReport
from formcheck.exercises.spec import ExerciseSpec
from formcheck.review.lines import Line, line

DIFFERENCE_PERCENT = Setting(
    10.0, Source(Grade.OURS, "sides are compared from 10 % on: heights and seconds err by some per cent each")
)
"""Below it, two sides are called alike."""


def symmetry_index(left: float, right: float) -> float:
    """(R - L) / (.5 (R + L)) in per cent: + when the right side has more."""
    return 100.0 * (right - left) / (0.5 * (right + left))


def one_side_seen(report: SetReport) -> Side | None:
    """Find the only leg that was seen at work, None when both or neither were."""
    busy = [side for side, own in report.sides.items() if did(own)]
    return busy[0] if len(busy) == 1 else None


def must_turn(spec: ExerciseSpec) -> bool:
    """Whether the other leg is counted only when it is the one towards the camera."""
    return len(spec.limbs) == 1 or spec.far_leg_shadowed or not spec.needs_both_legs


def did(side: SideReport) -> bool:
    """Whether a side did anything that was counted."""
    counts = side.complete_reps + side.partial_reps + side.holds + side.steps
    return bool(counts) or not math.isnan(side.lift_deg)


def indexed(name: str, left: float, right: float, least: float) -> Iterator[Line]:
    """Compare two amounts; silent when their sum is below `least`, where the index means nothing."""
    if left + right < least:
        return
    index = symmetry_index(left, right)
    scale = 100.0 if name == "height" else 1.0
    shown = {"left": float(left) * scale, "right": float(right) * scale}
    if abs(index) < DIFFERENCE_PERCENT.value:
        yield line(f"report.sides.{name}.same", **shown)
    else:
        more = line(f"side.{Side.RIGHT if index > 0 else Side.LEFT}")
        yield line(f"report.sides.{name}.differ", **shown, percent=abs(index), more=more)
