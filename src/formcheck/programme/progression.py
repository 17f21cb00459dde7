"""When a dose goes up or down a step. Nothing changes by itself: the person confirms.

Up after clean full sets on two days: repetitions or seconds first, then one step of band. Down one step when
the pain is worse the next morning.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from formcheck.programme.effort import Effort, is_clean_and_full
from formcheck.programme.pain import Pain, worse_next_morning
from formcheck.programme.plan import Item, Plan
from formcheck.programme.sources import CLEAN_TIMES, HOLD_STEP_S, MOST_BAND, REPS_STEP


class Way(StrEnum):
    """Which way a step goes."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A step that the person may confirm. old, new: the item before and after it."""

    way: Way
    old: Item
    new: Item


def harder(item: Item) -> Item | None:
    """One step up; None at the top of the usual dose."""
    low, high = _usual(item)
    if item.amount < high:
        return replace(item, amount=min(high, item.amount + _step(item)))
    if item.banded and item.band < MOST_BAND.value:
        return replace(item, amount=low, band=item.band + 1)
    return None


def easier(item: Item) -> Item | None:
    """One step down; None where there is no less."""
    low, high = _usual(item)
    if item.banded and item.band > 1 and item.amount <= low:
        return replace(item, amount=high, band=item.band - 1)
    if item.amount > low:
        return replace(item, amount=max(low, item.amount - _step(item)))
    return replace(item, sets=item.sets - 1) if item.sets > 1 else None


def eased(item: Item) -> Item:
    """Fewer for today, as pain of 3-5 asks for: one set less, and the least of the usual dose."""
    low, _ = _usual(item)
    return replace(item, sets=max(1, item.sets - 1), amount=min(item.amount, low))


def proposals(
    plan: Plan, efforts: Iterable[Effort], pains: Iterable[Pain], today: date
) -> tuple[Proposal, ...]:
    """Steps that the last days give reason for, by exercise. A worse morning leaves no room for a step up."""
    efforts = tuple(efforts)
    if worse_next_morning(pains, today):
        trained = max((each.day for each in efforts if each.day < today), default=None)
        done = {each.exercise for each in efforts if each.day == trained}
        affected = [item for item in plan.items if item.exercise in done and item.since != today]
        found = [Proposal(Way.DOWN, item, new) for item in affected if (new := easier(item))]
    else:
        ready = [item for item in plan.items if _clean_days(item, efforts) >= CLEAN_TIMES.value]
        found = [Proposal(Way.UP, item, new) for item in ready if (new := harder(item))]
    return tuple(replace(each, new=replace(each.new, since=today)) for each in found)


def declined(proposal: Proposal) -> Item:
    """The item after a no: the same dose, asked about again only after as many days as before."""
    return replace(proposal.old, since=proposal.new.since)


def _clean_days(item: Item, efforts: tuple[Effort, ...]) -> int:
    """Days in a row, the last ones, on which all was done and clean since the dose was set."""
    own = [each for each in efforts if each.exercise == item.exercise]
    days = sorted({each.day for each in own if item.since is None or each.day > item.since}, reverse=True)
    count = 0
    for day in days:
        if not is_clean_and_full(item, [each for each in own if each.day == day]):
            break
        count += 1
    return count


def _usual(item: Item) -> tuple[int, int]:
    dose = item.spec.dose
    return dose.hold_s or dose.reps or (item.amount, item.amount)


def _step(item: Item) -> int:
    return HOLD_STEP_S.value if item.timed else REPS_STEP.value
