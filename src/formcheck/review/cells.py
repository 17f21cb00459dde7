"""What the sections of a review are made of: figures, tables with their cells, stretches of a chart."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from formcheck.domain.measure import Flag
from formcheck.review.lines import Line, line

ENOUGH_JUDGED = 0.7
NONE = line("report.value.none")

Kind = Literal["rep", "partial", "hold", "try", "pass", "unjudged", "fault"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the key of its label."""

    label: str
    value: Line


@dataclass(frozen=True, slots=True)
class Table:
    """title and columns: keys. rows: as many lines as there are columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A shaded stretch of time and what it is."""

    kind: Kind
    start_s: float
    end_s: float
    label: Line


def columns(*names: str) -> tuple[str, ...]:
    """Keys of a table's columns."""
    return tuple(f"report.column.{name}" for name in names)


def value_line(value: float, unit: str) -> Line:
    """Write a measured value with its unit: whole numbers, since the error is some degrees."""
    return NONE if math.isnan(value) else line(f"report.value.{unit}", value=value)


def count_line(value: int) -> Line:
    """Write a number of things."""
    return line("report.value.count", value=value)


def seconds_line(value: float) -> Line:
    """Write a duration or a time."""
    return line("report.value.seconds", value=value)


def percent_line(share: float) -> Line:
    """Write a share, 0..1."""
    return NONE if math.isnan(share) else line("report.value.percent", value=100.0 * share)


def flags_line(flags: Iterable[Flag]) -> Line:
    """Write faults one after the other, each once."""
    found = [line(f"flag.{flag}") for flag in dict.fromkeys(flags)]
    if not found:
        return NONE
    joined = found[0]
    for more in found[1:]:
        joined = line("report.value.and", first=joined, second=more)
    return joined
