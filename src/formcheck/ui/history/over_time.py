"""How an exercise went over the weeks: a chart for each number and side, with the error as a band."""

import math
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from formcheck.adapters.store import KeptSet, ProfileHistory
from formcheck.exercises import EXERCISES
from formcheck.i18n import Words
from formcheck.review import speak
from formcheck.review.lines import counted
from formcheck.review.progress import LEAST_CHANGE, Trend, joined, trends_of
from formcheck.ui.history.listing import draw_filter
from formcheck.ui.history.trend_plot import Dot, TrendPlot, trend_html
from formcheck.ui.kept.dates import day_of, short_day_of, time_of
from formcheck.ui.kept.since import past_of

_UNIT_KEYS = {
    "deg": "report.plot.deg",
    "percent": "report.plot.percent",
    "leg": "report.plot.leg",
    "s": "history.seconds",
}
_MOST_SETS = 1000
# More than anybody can tell apart on a screen.
_MOST_POINTS = 120


def draw_over_time(mine: ProfileHistory, say: Words) -> None:
    """Draw the charts of one exercise."""
    exercise = draw_filter(mine, say, all_of_them=False)
    if exercise is None:
        st.info(say("history.empty"), icon=":material/history:")
        return
    sets = mine.sets.newest(most=_MOST_SETS, exercise=exercise)[::-1]
    trends = trends_of([past_of(each, say) for each in sets])
    if not trends:
        st.info(say("trend.too_few"), icon=":material/show_chart:")
        return
    together = math.ceil(max(len(trend.points) for trend in trends) / _MOST_POINTS)
    for trend in trends:
        _draw(replace(trend, points=joined(trend.points, together)), sets, exercise, say)
    st.caption(f"{speak(counted('trend.dot', together), say)} {_explained(trends, say)}")


def _draw(trend: Trend, sets: Sequence[KeptSet], exercise: str, say: Words) -> None:
    side = say(f"side.{trend.side}")
    title = f"{side[:1].upper()}{side[1:]}: {_name(trend, exercise, say)}"
    with st.container(border=True, key=f"trend_{trend.name}_{trend.side}"):
        st.header(title, anchor=False)
        if trend.said is not None:
            st.markdown(speak(trend.said, say))
        st.html(trend_html(_plot(title, trend, sets, say)))


def _name(trend: Trend, exercise: str, say: Words) -> str:
    """What the number is; how far it went is said in the words of the exercise."""
    if trend.what != "top":
        return say(f"trend.what.{trend.what}")
    measure = say(f"{EXERCISES[exercise].key}.measure")
    return f"{measure[:1].lower()}{measure[1:]}"


def _plot(title: str, trend: Trend, sets: Sequence[KeptSet], say: Words) -> TrendPlot:
    """Sets side by side, each with its day: between two there may be an hour or a month."""
    moments = [sets[point.index].done_at for point in trend.points]
    readings = [_reading(trend, point.value, say) for point in trend.points]
    low, high = _extent(trend)
    return TrendPlot(
        described=say(
            "trend.described",
            title=title,
            first=readings[0],
            first_day=day_of(moments[0], say),
            last=readings[-1],
            last_day=day_of(moments[-1], say),
        ),
        unit=say(_UNIT_KEYS.get(trend.unit, "trend.number")),
        across=say("trend.sets"),
        low=low,
        high=high,
        banded=trend.unit in LEAST_CHANGE,
        dots=[
            Dot(
                value=point.value,
                level=point.level,
                error=point.error,
                day=short_day_of(moment, say),
                said=say("trend.dot_said", when=time_of(moment, say), value=reading),
            )
            for point, moment, reading in zip(trend.points, moments, readings, strict=True)
        ],
    )


def _extent(trend: Trend) -> tuple[float, float]:
    """Lowest and highest value to show, with some room; counts and seconds from nothing on."""
    low = min(min(point.value, point.level - point.error) for point in trend.points)
    high = max(max(point.value, point.level + point.error) for point in trend.points)
    room = max(1.0, 0.1 * (high - low))
    return low - room if trend.unit in LEAST_CHANGE else 0.0, high + room


def _reading(trend: Trend, value: float, say: Words) -> str:
    if trend.unit in LEAST_CHANGE:
        return say(f"report.value.{trend.unit}", value=value)
    return (
        say("report.value.seconds", value=value)
        if trend.unit
        else say("report.value.count", value=round(value))
    )


def _explained(trends: Sequence[Trend], say: Words) -> str:
    units = dict.fromkeys(trend.unit for trend in trends if trend.unit in LEAST_CHANGE)
    return " ".join(
        say(f"trend.band_{unit}", one=LEAST_CHANGE[unit].one, mean=LEAST_CHANGE[unit].mean) for unit in units
    )
