"""A period in numbers, as a physiotherapist reads it: prescribed against done, how far, pain, faults."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from formcheck.domain.body import Side
from formcheck.domain.measure import Flag
from formcheck.programme.due import adherence
from formcheck.programme.effort import Effort
from formcheck.programme.pain import Moment, Pain
from formcheck.programme.plan import Item, Plan

SESSIONS_OF_A_MEAN = 3  # a change is said of means of three, see `review.progress`


@dataclass(frozen=True, slots=True, kw_only=True)
class SidePeriod:
    """One leg in a period. best: the furthest; first, last: means of the first and last three days.

    NaN where it was not seen, or where there are fewer than six days.
    """

    side: Side
    reps: int
    held_s: float
    best: float
    first: float
    last: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ExercisePeriod:
    """One exercise in a period. item: as it is prescribed now, None when it is not. planned: repetitions, or
    seconds. tilt_deg: mean over holds, tilt_sd_deg as stated, NaN when not seen.
    """

    exercise: str
    item: Item | None
    planned_days: int
    planned: float
    days: tuple[date, ...]
    reps: int
    held_s: float
    clean_reps: int
    credited_s: float
    unit: str
    sides: tuple[SidePeriod, ...]
    tilt_deg: float
    tilt_sd_deg: float
    faults: tuple[tuple[Flag, int], ...]
    judged_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """All of a period; first and last day belong to it."""

    first: date
    last: date
    exercises: tuple[ExercisePeriod, ...]
    pains: tuple[Pain, ...]
    days: tuple[date, ...]

    def mean_pain(self, moment: Moment) -> float:
        """Mean of the answers of a moment; NaN without one."""
        return _mean([float(each.score) for each in self.pains if each.moment is moment])

    def most_pain(self, moment: Moment) -> float:
        """Highest answer of a moment; NaN without one."""
        return max((float(each.score) for each in self.pains if each.moment is moment), default=math.nan)


def period_of(
    plan: Plan, efforts: Iterable[Effort], pains: Iterable[Pain], first: date, last: date
) -> Period:
    """Sum up a period."""
    efforts = sorted((each for each in efforts if first <= each.day <= last), key=lambda each: each.day)
    planned = {each.item.exercise: each for each in adherence(plan, efforts, first, last)}
    exercises = []
    for slug in dict.fromkeys([*planned, *(each.exercise for each in efforts)]):
        own = [each for each in efforts if each.exercise == slug]
        if not own and not planned[slug].planned_days:
            continue
        exercises.append(
            _exercise(
                slug,
                plan.item(slug),
                own,
                planned_days=planned[slug].planned_days if slug in planned else 0,
                planned=planned[slug].planned if slug in planned else 0.0,
            )
        )
    return Period(
        first=first,
        last=last,
        exercises=tuple(exercises),
        pains=tuple(sorted((p for p in pains if first <= p.day <= last), key=lambda each: each.day)),
        days=tuple(dict.fromkeys(each.day for each in efforts)),
    )


def _exercise(
    slug: str, item: Item | None, own: Sequence[Effort], *, planned_days: int, planned: float
) -> ExercisePeriod:
    faults = Counter[Flag]()
    for each in own:
        faults.update(dict(each.faults))
    sides = [side for side in Side if any(side in dict(each.sides) for each in own)]
    return ExercisePeriod(
        exercise=slug,
        item=item,
        planned_days=planned_days,
        planned=planned,
        days=tuple(dict.fromkeys(each.day for each in own)),
        reps=sum(each.reps for each in own),
        held_s=sum(each.held_s for each in own),
        clean_reps=sum(each.clean_reps for each in own),
        credited_s=sum(each.credited_s for each in own),
        unit=own[-1].unit if own else "deg",
        sides=tuple(_side(side, own) for side in sides),
        tilt_deg=_mean([each.tilt_deg for each in own]),
        tilt_sd_deg=_mean([each.tilt_sd_deg for each in own]),
        faults=tuple(faults.most_common()),
        judged_share=_mean([each.judged_share for each in own]),
    )


def _side(side: Side, own: Sequence[Effort]) -> SidePeriod:
    by_day: dict[date, list[float]] = {}
    for each in own:
        if not math.isnan(each.side(side).best):
            by_day.setdefault(each.day, []).append(each.side(side).best)
    means = [fmean(values) for values in by_day.values()]
    enough = len(means) >= 2 * SESSIONS_OF_A_MEAN
    return SidePeriod(
        side=side,
        reps=sum(each.side(side).reps for each in own),
        held_s=sum(each.side(side).held_s for each in own),
        best=max((value for values in by_day.values() for value in values), default=math.nan),
        first=fmean(means[:SESSIONS_OF_A_MEAN]) if enough else math.nan,
        last=fmean(means[-SESSIONS_OF_A_MEAN:]) if enough else math.nan,
    )


def _mean(values: Sequence[float]) -> float:
    seen = [value for value in values if not math.isnan(value)]
    return fmean(seen) if seen else math.nan
