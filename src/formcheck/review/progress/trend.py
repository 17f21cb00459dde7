"""Over weeks: each set as a point, and what is known of the level, with its error as a band."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import fmean

from formcheck.domain.body import Side
from formcheck.review.cells import value_line
from formcheck.review.comparable import NAMES
from formcheck.review.lines import Line, line
from formcheck.review.progress.least_change import (
    LEAST_CHANGE,
    SESSIONS_OF_A_MEAN,
    apart_of,
    change_of,
    unit_of,
)
from formcheck.review.progress.since import Past

LEAST_SETS = 3


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A set. index: its place among those that were given. level, error: mean of its last sessions, +-."""

    index: int
    value: float
    level: float
    error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """One number of one side. unit: deg, percent, s, or empty. said: what changed since the first ones."""

    name: str
    side: Side
    unit: str
    points: tuple[TrendPoint, ...]
    said: Line | None

    @property
    def what(self) -> str:
        """Name without its unit."""
        return self.name.partition("_")[0]


def trends_of(past: Sequence[Past]) -> tuple[Trend, ...]:
    """Trends of the sets of one exercise, oldest first; of what was seen in three sets at least."""
    known = {(each.name, each.side) for one in past for each in one.comparables if each.name in NAMES}
    names = sorted(known, key=lambda each: (NAMES.index(each[0]), each[1]))
    found = (_trend(name, side, past) for name, side in names)
    return tuple(trend for trend in found if len(trend.points) >= LEAST_SETS)


def joined(points: Sequence[TrendPoint], together: int) -> tuple[TrendPoint, ...]:
    """Points with so many neighbours in one: their mean, at the place and the level of the last of them."""
    ends = range(len(points), 0, -together)
    parts = [points[max(0, end - together) : end] for end in reversed(ends)]
    return tuple(replace(part[-1], value=fmean(point.value for point in part)) for part in parts)


def _trend(name: str, side: Side, past: Sequence[Past]) -> Trend:
    values = [
        (index, one.day, each.value)
        for index, one in enumerate(past)
        if one.comparable
        for each in one.comparables
        if (each.name, each.side) == (name, side)
    ]
    sessions = [
        (day, fmean(value for _, _, value in group))
        for day, group in groupby(values, key=lambda each: each[1])
    ]
    unit = unit_of(name)
    return Trend(
        name=name, side=side, unit=unit, points=tuple(_points(values, unit)), said=_said(sessions, unit)
    )


def _points(values: Sequence[tuple[int, int, float]], unit: str) -> Iterator[TrendPoint]:
    """A session's own sets count up to this one; the sessions before as their means."""
    done: list[float] = []
    for _, group in groupby(values, key=lambda each: each[1]):
        today: list[float] = []
        for index, _, value in group:
            today.append(value)
            recent = [*done, fmean(today)][-SESSIONS_OF_A_MEAN:]
            yield TrendPoint(index, value, fmean(recent), _error(len(recent), unit))
        done.append(fmean(today))


def _error(sessions: int, unit: str) -> float:
    least = LEAST_CHANGE.get(unit)
    if least is None:
        return 0.0
    return least.mean if sessions >= SESSIONS_OF_A_MEAN else least.one


def _said(sessions: Sequence[tuple[int, float]], unit: str) -> Line | None:
    """The last three sessions against the first three, where these are six."""
    least = LEAST_CHANGE.get(unit)
    if least is None or len(sessions) < 2 * SESSIONS_OF_A_MEAN:
        return None
    first = fmean(value for _, value in sessions[:SESSIONS_OF_A_MEAN])
    last = fmean(value for _, value in sessions[-SESSIONS_OF_A_MEAN:])
    return line(
        f"trend.{change_of(last, first, least.mean)}",
        first=value_line(first, unit),
        last=value_line(last, unit),
        difference=value_line(apart_of(last, first), unit),
    )
