"""Days in the words of a language."""

from collections.abc import Callable
from datetime import date

Say = Callable[..., str]


def day_name(weekday: int, say: Say) -> str:
    """Name of a day of the week; 0 is Monday."""
    return say(f"date.weekday.{weekday}")


def short_day(weekday: int, say: Say) -> str:
    """Its first letters."""
    return say(f"date.short.{weekday}")


def month_name(month: int, say: Say) -> str:
    """Name of a month; 1 is January."""
    return say(f"date.month.{month}")


def long_date(day: date, say: Say) -> str:
    """Weekday, day and month."""
    return say(
        "date.long", weekday=day_name(day.weekday(), say), day=day.day, month=month_name(day.month, say)
    )


def full_date(day: date, say: Say) -> str:
    """Day, month and year."""
    return say("date.full", day=day.day, month=month_name(day.month, say), year=day.year)
