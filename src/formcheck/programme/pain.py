"""Pain from 0 to 10 and what follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import fmean

from formcheck.programme.sources import (
    MORNING_ASKED_DAYS,
    PAIN_EASE_FROM,
    PAIN_STOP_ABOVE,
    PAIN_STOP_RISE,
    PAIN_WORSE_FROM,
    WEEKDAYS,
    WEEKS_WITHOUT_CHANGE,
)

MOST_PAIN = 10


class Moment(StrEnum):
    """When the pain was asked for."""

    BEFORE = "before"
    AFTER = "after"
    MORNING = "morning"


class Light(StrEnum):
    """What the pain allows."""

    GO = "go"
    EASE = "ease"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain:
    """One answer. score: 0 none .. 10 worst imaginable. exercise: slug of what came before an AFTER."""

    day: date
    moment: Moment
    score: int
    exercise: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.score <= MOST_PAIN:
            raise ValueError(f"expected pain in 0..{MOST_PAIN}, got {self.score}")


def light_of(score: int, before: int | None = None) -> Light:
    """What a score allows. before: that of the start of the session; None at the start itself."""
    risen = before is not None and score - before >= PAIN_STOP_RISE.value
    if score > PAIN_STOP_ABOVE.value or risen:
        return Light.STOP
    return Light.EASE if score >= PAIN_EASE_FROM.value else Light.GO


def before_of(pains: Iterable[Pain], day: date) -> int | None:
    """Score before the first session of a day; None when it was not asked."""
    return next((each.score for each in pains if each.day == day and each.moment is Moment.BEFORE), None)


def asks_about_morning(pains: Iterable[Pain], today: date) -> date | None:
    """The day of training that today's morning question is about; None when it is answered or not due."""
    pains = tuple(pains)
    trained = today - timedelta(days=MORNING_ASKED_DAYS.value)
    answered = any(each.day == today and each.moment is Moment.MORNING for each in pains)
    due = any(each.day == trained and each.moment is not Moment.MORNING for each in pains)
    return trained if due and not answered else None


def worse_next_morning(pains: Iterable[Pain], today: date) -> bool:
    """Whether this morning's pain is above that before yesterday's session."""
    pains = tuple(pains)
    before = before_of(pains, today - timedelta(days=MORNING_ASKED_DAYS.value))
    morning = next(
        (each.score for each in pains if each.day == today and each.moment is Moment.MORNING), None
    )
    return before is not None and morning is not None and morning - before >= PAIN_WORSE_FROM.value


def no_better_after_weeks(pains: Iterable[Pain], today: date) -> bool:
    """Whether the pain before training, of this week, is no less than that of the week some weeks ago.

    False where either week has no answer, or where nothing hurts.
    """
    week = timedelta(days=WEEKDAYS.value)
    then = today - WEEKS_WITHOUT_CHANGE.value * week
    before = [each for each in pains if each.moment is Moment.BEFORE]
    now = [each.score for each in before if today - week < each.day <= today]
    once = [each.score for each in before if then - week < each.day <= then]
    return bool(now and once) and fmean(now) > 0.0 and fmean(now) >= fmean(once)
