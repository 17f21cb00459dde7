"""What was done, in the numbers that a plan is held against."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from formcheck.domain.body import Side
from formcheck.domain.measure import Flag
from formcheck.programme.plan import Item

ENOUGH_JUDGED = 0.7  # below it nothing is said about quality; the limit of the review
_NEARLY = 0.95  # a second of a hold, or a repetition of many sets, may be lost at an edge


@dataclass(frozen=True, slots=True, kw_only=True)
class SideEffort:
    """What one leg did; both: what the legs did as one. best: how far it went, NaN when not seen."""

    reps: int = 0
    held_s: float = 0.0
    best: float = math.nan


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """One kept run of an exercise, all its sets together.

    reps: complete repetitions, clean_reps: those without a fault. held_s, credited_s: seconds in the target
    zone, and those without a fault. unit: of how far it went, deg or percent. tilt_deg: mean change of the
    pelvis in holds, + anterior, tilt_sd_deg its standard deviation; NaN when not seen. faults: with how often
    each. judged_share: of time, 0..1. sides: by leg, in the order left, right, both; only those that did
    something.
    """

    day: date
    exercise: str
    reps: int = 0
    partial_reps: int = 0
    clean_reps: int = 0
    held_s: float = 0.0
    credited_s: float = 0.0
    unit: str = "deg"
    tilt_deg: float = math.nan
    tilt_sd_deg: float = math.nan
    faults: tuple[tuple[Flag, int], ...] = ()
    judged_share: float = 1.0
    sides: tuple[tuple[Side, SideEffort], ...] = ()

    def side(self, side: Side) -> SideEffort:
        """What one leg did."""
        return dict(self.sides).get(side, SideEffort())

    def done(self, item: Item) -> float:
        """Repetitions or seconds that count towards an item."""
        return self.held_s if item.timed else float(self.reps)

    def clean(self, item: Item) -> float:
        """Those of them without a fault."""
        return self.credited_s if item.timed else float(self.clean_reps)


def share_done(item: Item, efforts: Iterable[Effort]) -> float:
    """How much of a day's item the efforts of that day amount to, 0..1."""
    done = sum(each.done(item) for each in efforts if each.exercise == item.exercise)
    return min(1.0, done / item.total)


def is_full(item: Item, efforts: Iterable[Effort]) -> bool:
    """Whether all that was prescribed for a day was done."""
    return share_done(item, efforts) >= _NEARLY


def is_clean_and_full(item: Item, efforts: Iterable[Effort]) -> bool:
    """Whether it was all done, could be judged, and had no fault."""
    own = [each for each in efforts if each.exercise == item.exercise]
    if not own or min(each.judged_share for each in own) < ENOUGH_JUDGED:
        return False
    return not any(each.faults for each in own) and sum(each.clean(item) for each in own) >= (
        _NEARLY * item.total
    )
