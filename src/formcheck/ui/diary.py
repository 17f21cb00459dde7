"""The programme of whoever visits, and which day it is where they are."""

from datetime import UTC, date, datetime

from formcheck.adapters.programme.diary import Diary
from formcheck.ui.kept.access import history, is_open, profile_of_visit
from formcheck.ui.kept.dates import here, zone


def diary() -> Diary | None:
    """The programme of this visit's profile; None where its PIN was not given. Raises HistoryUnavailable."""
    profile = profile_of_visit()
    return Diary(history().of(profile), zone()) if is_open(profile) else None


def today() -> date:
    """The day where the visitor is."""
    return here(datetime.now(UTC)).date()
