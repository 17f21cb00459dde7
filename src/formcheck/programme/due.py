"""What is due on a day, and what was done of what was planned in a period."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from formcheck.programme.effort import Effort, is_full, share_done
from formcheck.programme.plan import Item, Plan


@dataclass(frozen=True, slots=True)
class Due:
    """An item of a day and how much of it is done, 0..1."""

    item: Item
    share: float
    full: bool


def due_on(plan: Plan, day: date, efforts: Iterable[Effort]) -> tuple[Due, ...]:
    """Items of a day, in order."""
    todays = [each for each in efforts if each.day == day]
    return tuple(Due(item, share_done(item, todays), is_full(item, todays)) for item in plan.on(day))


def next_day_with_items(plan: Plan, after: date) -> date | None:
    """The next day on which something is planned; None for an empty plan."""
    following = (after + timedelta(days=n) for n in range(1, 8))
    return next((day for day in following if plan.on(day)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adherence:
    """Planned against done of one exercise in a period, in days and in repetitions or seconds."""

    item: Item
    planned_days: int
    done_days: int
    planned: float
    done: float


def adherence(plan: Plan, efforts: Iterable[Effort], first: date, last: date) -> tuple[Adherence, ...]:
    """Planned against done, by exercise. What was done on another day than planned counts as well.

    The plan is taken as it is now: earlier plans are not kept.
    """
    efforts = [each for each in efforts if first <= each.day <= last]
    found = []
    for item in plan.items:
        own = [each for each in efforts if each.exercise == item.exercise]
        planned_days = sum(day.weekday() in item.days for day in days_of(first, last))
        found.append(
            Adherence(
                item=item,
                planned_days=planned_days,
                done_days=len({each.day for each in own}),
                planned=planned_days * item.total,
                done=sum(each.done(item) for each in own),
            )
        )
    return tuple(found)


def days_of(first: date, last: date) -> Iterator[date]:
    """Every day of a period, both ends included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
