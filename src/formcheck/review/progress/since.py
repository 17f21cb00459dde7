"""Since last time: a set against the last and the best comparable one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formcheck.review.cells import ENOUGH_JUDGED, seconds_line, value_line
from formcheck.review.comparable import FURTHEST, NAMES, Comparable
from formcheck.review.lines import Line, counted, line
from formcheck.review.progress.least_change import LEAST_CHANGE, apart_of, change_of, unit_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A set as far as it is compared. when: its day in words. day: its number, one session a day.

    least_judged: share of it that must have been judged.
    """

    when: str
    day: int
    judged_share: float
    comparables: tuple[Comparable, ...]
    least_judged: float = ENOUGH_JUDGED

    @property
    def comparable(self) -> bool:
        """Whether enough of it could be judged."""
        return self.judged_share >= self.least_judged and bool(self.comparables)


@dataclass(frozen=True, slots=True)
class Since:
    """What is said. when: of the last set. lines: one a number and side. error: what is too little to say."""

    when: str
    lines: tuple[Line, ...]
    error: tuple[Line, ...]


def since_last(now: Past, earlier: Sequence[Past]) -> Since | None:
    """Hold a set against earlier ones of its exercise, oldest first; None where there is nothing to compare.

    Each side is held against the last set in which it was seen.
    """
    before = [past for past in earlier if past.comparable]
    if not now.comparable or not before:
        return None
    known = [each for each in now.comparables if each.name in NAMES]
    found = [(each, *last) for each in known if (last := _last(each, before)) is not None]
    found.sort(key=lambda each: (NAMES.index(each[0].name), each[0].side))
    lines = tuple(said for each, past, value in found for said in _lines(each, past, value, before))
    if not lines:
        return None
    units = dict.fromkeys(unit_of(each.name) for each, _, _ in found)
    error = tuple(
        line(f"since.error.{unit}", least=LEAST_CHANGE[unit].one) for unit in units if unit in LEAST_CHANGE
    )
    return Since(found[0][1].when, lines, error)


def _last(wanted: Comparable, before: Sequence[Past]) -> tuple[Past, float] | None:
    for past in reversed(before):
        for each in past.comparables:
            if (each.name, each.side) == (wanted.name, wanted.side):
                return past, each.value
    return None


def _lines(now: Comparable, past: Past, before: float, earlier: Sequence[Past]) -> Iterator[Line]:
    what, unit = now.name.partition("_")[0], unit_of(now.name)
    side = line(f"side.{now.side}")
    if unit in LEAST_CHANGE:
        change = change_of(now.value, before, LEAST_CHANGE[unit].one)
        shown = {"now": value_line(now.value, unit), "before": value_line(before, unit)}
        apart = value_line(apart_of(now.value, before), unit)
        yield line(f"since.{what}.{change}", side=side, difference=apart, **shown)
        if what == FURTHEST:
            yield from _best(now, past, earlier)
    elif unit == "s":
        yield line(f"since.{what}", side=side, now=seconds_line(now.value), before=seconds_line(before))
    else:
        yield counted(f"since.{what}", round(now.value), side=side, before=round(before))


def _best(now: Comparable, last: Past, earlier: Sequence[Past]) -> Iterator[Line]:
    """The furthest ever, where that was not the last time."""
    best, past = max(
        (
            (each.value, past)
            for past in earlier
            for each in past.comparables
            if (each.name, each.side) == (now.name, now.side)
        ),
        key=lambda found: found[0],
    )
    if past is last:
        return
    unit = unit_of(now.name)
    change = change_of(now.value, best, LEAST_CHANGE[unit].one)
    yield line(
        f"since.best.{change}", side=line(f"side.{now.side}"), best=value_line(best, unit), when=past.when
    )
