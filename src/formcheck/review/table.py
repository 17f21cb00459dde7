"""The repetitions, holds or tries of a set as a table of keyed sentences."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from formcheck.domain.measure import Flag
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import HoldRule, MobilityRule
from formcheck.review.chart import Axis
from formcheck.review.lines import Line, line

NONE = line("report.value.none")


@dataclass(frozen=True, slots=True)
class Table:
    """title and columns: keys. rows: as many lines as there are columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


def table_of(report: SetReport, points: Sequence[tuple[float, float]]) -> Table:
    """Table of a set; points: what its chart draws."""
    spec = EXERCISES[report.exercise]
    match spec.progress:
        case HoldRule():
            return _holds(report)
        case MobilityRule():
            return _tries(report)
        case _:
            return _reps(report, Axis.of(spec), points)


def value_line(value: float, unit: str) -> Line:
    """Write a measured value with its unit: whole numbers, since the error is some degrees."""
    return NONE if math.isnan(value) else line(f"report.value.{unit}", value=value)


def _reps(report: SetReport, axis: Axis, points: Sequence[tuple[float, float]]) -> Table:
    names = ("number", "side", "start", "duration", "up", "top", "result", "remarks")
    return Table(
        title="report.section.reps",
        columns=tuple(f"report.column.{name}" for name in names),
        rows=tuple(
            (
                line("report.value.count", value=n),
                line(f"side.{rep.side}"),
                _seconds(rep.start_s),
                _seconds(rep.end_s - rep.start_s),
                _seconds(rep.peak_s - rep.start_s),
                value_line(axis.top_of(rep, points), axis.unit),
                line(f"report.result.{'complete' if rep.complete else 'partial'}"),
                _flags(rep.flags),
            )
            for n, rep in enumerate(report.reps, start=1)
        ),
    )


def _holds(report: SetReport) -> Table:
    names = ("number", "side", "start", "end", "in_zone", "credited", "longest", "remarks")
    return Table(
        title="report.section.holds",
        columns=tuple(f"report.column.{name}" for name in names),
        rows=tuple(
            (
                line("report.value.count", value=n),
                line(f"side.{held.hold.side}"),
                _seconds(held.hold.start_s),
                _seconds(held.hold.end_s),
                _seconds(held.hold.in_zone_s),
                _seconds(held.credited_s),
                _seconds(held.hold.longest_s),
                _flags(finding.flag for finding in held.findings),
            )
            for n, held in enumerate(report.holds, start=1)
        ),
    )


def _tries(report: SetReport) -> Table:
    names = ("number", "resting_side", "start", "duration", "lift", "tilt")
    return Table(
        title="report.section.tries",
        columns=tuple(f"report.column.{name}" for name in names),
        rows=tuple(
            (
                line("report.value.count", value=n),
                line(f"side.{e.side}"),
                _seconds(e.start_s),
                _seconds(e.end_s - e.start_s),
                value_line(e.lift_deg, "deg"),
                value_line(e.tilt_deg, "deg"),
            )
            for n, e in enumerate(report.tries, start=1)
        ),
    )


def _seconds(value: float) -> Line:
    return line("report.value.seconds", value=value)


def _flags(flags: Iterable[Flag]) -> Line:
    found = [line(f"flag.{flag}") for flag in dict.fromkeys(flags)]
    if not found:
        return NONE
    joined = found[0]
    for more in found[1:]:
        joined = line("report.value.and", first=joined, second=more)
    return joined
