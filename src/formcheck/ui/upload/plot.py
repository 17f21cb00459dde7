"""The course of the main measure as an interactive chart."""

import math
from typing import Any

import altair as alt

from formcheck.i18n import Words
from formcheck.review.chart import Chart
from formcheck.review.lines import speak

_LINE, _TARGET, _GREY = "#0f9d8c", "#0f9d8c", "#8a97a6"
_FILL = {"rep": "#3b82c4", "hold": "#3b82c4", "try": "#3b82c4", "partial": "#d97b1f", "unjudged": _GREY}
_MAX_POINTS = 1500

Rows = list[dict[str, Any]]


def plot_of(chart: Chart, say: Words) -> alt.LayerChart:
    """Chart with target band, shaded repetitions or holds, greyed gaps, and tooltips."""
    low, high = chart.extent
    unit = say(f"report.plot.{chart.unit}")
    x = alt.X(
        "t:Q",
        title=say("report.plot.time"),
        scale=alt.Scale(domain=[chart.start_s, chart.end_s], nice=False, zero=False),
        axis=alt.Axis(grid=False, tickMinStep=1),
    )
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    y = alt.Y("value:Q", title=unit, scale=scale)
    points = _points(chart, say)
    layers = [
        _band(chart, x, scale, unit, say),
        _stretches(chart, x, say),
        _layer(points).mark_line(color=_LINE, strokeWidth=2.2, interpolate="monotone").encode(x=x, y=y),
        _layer([row for row in points if row["value"] is not None])
        .mark_point(opacity=0.0, size=120)
        .encode(x=x, y=y, tooltip=[alt.Tooltip("when:N", title=" "), alt.Tooltip("reading:N", title=" ")]),
    ]
    decimal = say("ui.decimal_mark")
    drawn: alt.LayerChart = (
        alt.layer(*layers)
        .properties(height=280)
        .configure(
            locale={"number": {"decimal": decimal, "thousands": "", "grouping": [3], "currency": ["", ""]}}
        )
    )
    return drawn


def _layer(rows: Rows) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows))


def _points(chart: Chart, say: Words) -> Rows:
    every = max(1, math.ceil(len(chart.points) / _MAX_POINTS))
    return [
        {
            "t": t_s,
            "value": None if math.isnan(value) else value,
            "when": say("report.value.seconds", value=t_s),
            "reading": "" if math.isnan(value) else say(f"report.value.{chart.unit}", value=value),
        }
        for t_s, value in chart.points[::every]
    ]


def _band(chart: Chart, x: alt.X, scale: alt.Scale, unit: str, say: Words) -> alt.Chart:
    low, high = chart.band_shown
    what = speak(chart.band_label, say)
    row = {"t": chart.start_s, "end": chart.end_s, "low": low, "high": high, "what": what}
    drawn: alt.Chart = (
        _layer([row])
        .mark_rect(color=_TARGET, opacity=0.16)
        .encode(
            x=x,
            x2="end:Q",
            y=alt.Y("low:Q", scale=scale, title=unit),
            y2="high:Q",
            tooltip=[alt.Tooltip("what:N", title=" ")],
        )
    )
    return drawn


def _stretches(chart: Chart, x: alt.X, say: Words) -> alt.Chart:
    rows = [
        {
            "t": stretch.start_s,
            "end": stretch.end_s,
            "colour": _FILL[stretch.kind],
            "what": speak(stretch.label, say),
            "when": say("report.value.span", start=stretch.start_s, end=stretch.end_s),
        }
        for stretch in chart.stretches
    ]
    drawn: alt.Chart = (
        _layer(rows)
        .mark_rect(opacity=0.2)
        .encode(
            x=x,
            x2="end:Q",
            color=alt.Color("colour:N", scale=None, legend=None),
            tooltip=[alt.Tooltip("what:N", title=" "), alt.Tooltip("when:N", title=" ")],
        )
    )
    return drawn
