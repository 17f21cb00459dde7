"""The page for the physiotherapist before it is HTML or PDF: headings, sentences, tables in one language."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from formcheck.domain.body import Side
from formcheck.i18n.dates import full_date
from formcheck.programme.pain import Moment
from formcheck.programme.period import ExercisePeriod, Period, SidePeriod
from formcheck.programme.plan import Plan
from formcheck.review import Say
from formcheck.review.progress import LEAST_CHANGE, Change, apart_of, change_of
from formcheck.version import VERSION

_MOST_PAIN_DAYS = 10
_LEGS = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, sentences, and a table; either may be empty."""

    title: str
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The page. small: what stands at its foot. lang: code of its language."""

    lang: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]
    small: tuple[str, ...]


def sheet_of(period: Period, plan: Plan, say: Say) -> Sheet:
    """Write the page."""
    first, last = full_date(period.first, say), full_date(period.last, say)
    sections = (
        _done(period, say),
        _how_far(period, say),
        _sides(period, say),
        _pain(period, say),
        _faults(period, say),
        Section(title=say("period.accuracy.title"), lines=_accuracy(period, say)),
    )
    note = (say("period.note", note=plan.note),) if plan.note else ()
    return Sheet(
        lang=say("report.language"),
        title=say("period.title"),
        subtitle=say("period.subtitle", first=first, last=last, days=len(period.days)),
        sections=tuple(each for each in sections if each.lines or each.rows),
        small=(*note, say("report.disclaimer.purpose"), say("period.own_words"), f"formcheck {VERSION}"),
    )


def _done(period: Period, say: Say) -> Section:
    columns = ("exercise", "prescribed", "days", "amount", "clean")
    rows = [
        (
            _name(each, say),
            _prescribed(each, say),
            _days(each, say),
            _amount(each, say),
            _clean(each, say),
        )
        for each in period.exercises
    ]
    lines = (say("period.done.plan_as_now"),) if rows else (say("period.done.nothing"),)
    return Section(title=say("period.done.title"), lines=lines, **_table("done", columns, rows, say))


def _days(each: ExercisePeriod, say: Say) -> str:
    """On how many days; of how many, where any were planned."""
    done = len(each.days)
    return say("period.of", done=done, planned=each.planned_days) if each.planned_days else str(done)


def _how_far(period: Period, say: Say) -> Section:
    columns = ("exercise", "leg", "best", "first", "last", "trend")
    rows = [
        (_name(each, say), say(f"side.{side.side}"), *_far_cells(side, each.unit, say))
        for each in period.exercises
        for side in each.sides
        if not math.isnan(side.best)
    ]
    tilts = tuple(
        say("period.far.tilt", exercise=_name(each, say), deg=each.tilt_deg, error=2.0 * each.tilt_sd_deg)
        for each in period.exercises
        if not math.isnan(each.tilt_deg)
    )
    return Section(title=say("period.far.title"), lines=tilts, **_table("far", columns, rows, say))


def _far_cells(side: SidePeriod, unit: str, say: Say) -> Iterator[str]:
    least = LEAST_CHANGE[unit]
    yield say(f"period.far.best_{unit}", value=side.best, error=least.one)
    if math.isnan(side.first):
        yield from (say("report.value.none"), say("report.value.none"), say("period.far.too_few"))
        return
    yield say(f"period.far.{unit}", value=side.first)
    yield say(f"period.far.{unit}", value=side.last)
    change = change_of(side.last, side.first, least.mean)
    yield say(
        f"period.far.{change}", difference=say(f"period.far.{unit}", value=apart_of(side.last, side.first))
    )


def _sides(period: Period, say: Say) -> Section:
    return Section(
        title=say("period.sides.title"),
        lines=tuple(line for each in period.exercises for line in _side_lines(each, say)),
    )


def _side_lines(each: ExercisePeriod, say: Say) -> Iterator[str]:
    found = {side.side: side for side in each.sides if side.side in _LEGS}
    if len(found) < len(_LEGS):
        return
    left, right = found[Side.LEFT], found[Side.RIGHT]
    name = _name(each, say)
    if left.held_s or right.held_s:
        yield say("period.sides.held", exercise=name, left=left.held_s, right=right.held_s)
    else:
        yield say("period.sides.reps", exercise=name, left=left.reps, right=right.reps)
    apart = abs(left.best - right.best)
    if not math.isnan(apart):
        same = change_of(left.best, right.best, LEAST_CHANGE[each.unit].one) is Change.SAME
        difference = say(f"period.far.{each.unit}", value=apart)
        yield say(
            f"period.sides.{'same' if same else 'differ'}",
            exercise=name,
            difference=difference,
            least=say(f"period.far.{each.unit}", value=LEAST_CHANGE[each.unit].one),
        )


def _pain(period: Period, say: Say) -> Section:
    lines = tuple(
        say(
            f"period.pain.{moment}",
            mean=period.mean_pain(moment),
            most=period.most_pain(moment),
            n=sum(each.moment is moment for each in period.pains),
        )
        for moment in Moment
        if not math.isnan(period.mean_pain(moment))
    )
    days = list(dict.fromkeys(each.day for each in period.pains))[-_MOST_PAIN_DAYS:]
    rows = [(full_date(day, say), *(_score(period, day, moment, say) for moment in Moment)) for day in days]
    columns = ("day", *Moment)
    return Section(
        title=say("period.pain.title"),
        lines=lines or (say("period.pain.nothing"),),
        **_table("pain", columns, rows, say),
    )


def _score(period: Period, day: date, moment: Moment, say: Say) -> str:
    scores = [each.score for each in period.pains if each.day == day and each.moment is moment]
    return say("period.pain.score", score=max(scores)) if scores else say("report.value.none")


def _faults(period: Period, say: Say) -> Section:
    lines = [
        say("period.faults.line", exercise=_name(each, say), flag=say(f"flag.{flag}"), n=count)
        for each in period.exercises
        for flag, count in each.faults
    ]
    return Section(title=say("period.faults.title"), lines=tuple(lines) or (say("period.faults.none"),))


def _accuracy(period: Period, say: Say) -> tuple[str, ...]:
    judged = [each.judged_share for each in period.exercises if not math.isnan(each.judged_share)]
    share = (say("period.accuracy.judged", percent=100.0 * sum(judged) / len(judged)),) if judged else ()
    degrees = LEAST_CHANGE["deg"]
    return (
        say("report.disclaimer.accuracy"),
        say("period.accuracy.change", one=degrees.one, mean=degrees.mean),
        *share,
        say("period.accuracy.seen"),
    )


class _Table(TypedDict):
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def _table(name: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], say: Say) -> _Table:
    heads = tuple(say(f"period.{name}.column.{column}") for column in columns) if rows else ()
    return {"columns": heads, "rows": tuple(rows)}


def _name(each: ExercisePeriod, say: Say) -> str:
    return say(f"{each.exercise.replace('-', '_')}.name")


def _prescribed(each: ExercisePeriod, say: Say) -> str:
    item = each.item
    if item is None:
        return say("period.done.not_planned")
    parts = [say(f"period.done.dose_{item.dose_name}", sets=item.sets, amount=item.amount)]
    if item.side is not None:
        parts.append(say(f"side.{item.side}"))
    if item.band:
        parts.append(say("programme.dose.band", n=item.band))
    return ", ".join(parts)


def _amount(each: ExercisePeriod, say: Say) -> str:
    timed = each.item.timed if each.item else each.held_s > 0.0
    done = each.held_s if timed else float(each.reps)
    unit = "seconds" if timed else "reps"
    if not each.planned:
        return say("report.value.seconds", value=done) if timed else say("period.done.alone_reps", done=done)
    return say(f"period.done.amount_{unit}", done=done, planned=each.planned)


def _clean(each: ExercisePeriod, say: Say) -> str:
    done, clean = (
        (each.held_s, each.credited_s) if each.held_s else (float(each.reps), float(each.clean_reps))
    )
    return say("report.value.percent", value=100.0 * clean / done) if done else say("report.value.none")
