"""A kept set in the numbers that a plan is held against."""

import math
from collections import Counter
from collections.abc import Iterable
from datetime import date
from statistics import fmean

from formcheck.adapters.report_schema import Report
from formcheck.adapters.store import KeptFigure
from formcheck.domain.body import Side
from formcheck.domain.measure import Flag
from formcheck.programme.effort import Effort, SideEffort

_TOP = "top_"


def effort_of(report: Report, figures: Iterable[KeptFigure], day: date) -> Effort:
    """What a set amounts to. figures: those kept with it, see `review.comparable`."""
    figures = tuple(figures)
    complete = [rep for rep in report.reps if rep.complete]
    tilts = [hold.pelvic_tilt_deg for hold in report.holds if hold.pelvic_tilt_deg]
    units = [each.measure.removeprefix(_TOP) for each in figures if each.measure.startswith(_TOP)]
    sides = tuple((side, _side(report, figures, side)) for side in Side)
    return Effort(
        day=day,
        exercise=report.exercise,
        reps=len(complete),
        partial_reps=report.summary.partial_reps,
        clean_reps=sum(not rep.flags for rep in complete),
        held_s=sum(hold.in_zone_s for hold in report.holds),
        credited_s=sum(hold.credited_s for hold in report.holds),
        unit=units[0] if units else "deg",
        tilt_deg=fmean(each.mean for each in tilts) if tilts else math.nan,
        tilt_sd_deg=fmean(each.sd for each in tilts) if tilts else math.nan,
        faults=_faults(report),
        judged_share=report.judged_share,
        sides=tuple((side, each) for side, each in sides if each.reps or each.held_s),
    )


def _side(report: Report, figures: Iterable[KeptFigure], side: Side) -> SideEffort:
    tops = [each.value for each in figures if each.side == side.value and each.measure.startswith(_TOP)]
    return SideEffort(
        reps=sum(rep.complete for rep in report.reps if rep.side is side),
        held_s=sum(hold.in_zone_s for hold in report.holds if hold.side is side),
        best=max(tops, default=math.nan),
    )


def _faults(report: Report) -> tuple[tuple[Flag, int], ...]:
    """How many repetitions and holds had each fault; what is named but costs no credit is none."""
    found = Counter(flag for rep in report.reps for flag in set(rep.flags) if flag.costs_credit)
    for hold in report.holds:
        found.update({each.key for each in hold.flags if each.key.costs_credit})
    return tuple(found.most_common())
