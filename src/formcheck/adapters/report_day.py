"""The day that stands on a report, and how its sentences begin."""

from datetime import date, datetime

from formcheck.i18n.dates import full_date
from formcheck.review import Say


def day_line(on: date | None, say: Say) -> str:
    """A day as the language writes it; None: today, where this computer is."""
    day = datetime.now().astimezone().date() if on is None else on
    return full_date(day, say)


def sentence(text: str) -> str:
    """The text with a capital at its beginning, and all else as it is."""
    return f"{text[:1].upper()}{text[1:]}"
