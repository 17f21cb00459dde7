"""Days and times as they are written, in the visitor's own time zone."""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from formcheck.i18n import Words
from formcheck.i18n.dates import full_date, month_name


def zone() -> tzinfo | None:
    """Time zone of the browser; None, that of this computer, where it does not say."""
    try:
        return ZoneInfo(st.context.timezone) if st.context.timezone else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def here(moment: datetime) -> datetime:
    """A moment on the visitor's clock."""
    return moment.astimezone(zone())


def day_of(moment: datetime, say: Words) -> str:
    """Its day in words."""
    return full_date(here(moment), say)


def short_day_of(moment: datetime, say: Words) -> str:
    """Its day in as little room as can be, for a chart."""
    local = here(moment)
    return f"{local.day} {month_name(local.month, say)[:3]}"


def time_of(moment: datetime, say: Words) -> str:
    """Its day and time in words."""
    return say("history.time", day=day_of(moment, say), time=f"{here(moment):%H:%M}")
