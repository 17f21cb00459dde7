"""The course of the main measure as SVG, for reports on paper."""

import math
from collections.abc import Iterator
from xml.sax.saxutils import escape

from formcheck.review import Say, speak
from formcheck.review.chart import Chart
from formcheck.review.lines import counted

WIDTH, HEIGHT = 760, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 12, 14, 40
_LINE, _TARGET = "#0b7d70", "#0f9d8c"
_FILL = {
    **dict.fromkeys(("rep", "hold", "try", "pass"), "#3b82c4"),
    "partial": "#d97b1f",
    "unjudged": "#5b6775",
}
_MAX_POINTS = 700
_TICKS = 6


class Scale:
    """From seconds and values to places in the picture."""

    def __init__(self, chart: Chart) -> None:
        self._low, self._high = chart.extent
        self._start_s = chart.start_s
        self._length_s = chart.end_s - chart.start_s or 1.0

    def x(self, t_s: float) -> float:
        """Place of a time, left to right."""
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * (t_s - self._start_s) / self._length_s

    def y(self, value: float) -> float:
        """Place of a value, top to bottom."""
        share = (value - self._low) / (self._high - self._low)
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * share


def plot_svg(chart: Chart, say: Say) -> str:
    """SVG of a chart; its description says in words what it shows."""
    marks = counted("report.plot.marks", sum(s.kind != "unjudged" for s in chart.stretches))
    description = say(
        "report.plot.description",
        title=speak(chart.title, say),
        seconds=chart.end_s - chart.start_s,
        reps=speak(marks, say),
    )
    scale = Scale(chart)
    parts = (*_areas(chart, scale, say), *_axes(chart, scale, say), *_lines(chart, scale))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(description, {chr(34): "&quot;"})}">{"".join(parts)}</svg>'
    )


def ticks(low: float, high: float) -> list[float]:
    """Round numbers within a range, at most about eight."""
    step = 10.0 ** math.floor(math.log10((high - low) / _TICKS))
    step *= next(times for times in (1, 2, 5, 10) if (high - low) / (step * times) <= _TICKS)
    first = math.ceil(low / step)
    return [round(step * n, 6) for n in range(first, math.floor(high / step) + 1)]


def runs(chart: Chart) -> Iterator[list[tuple[float, float]]]:
    """Yield the points without the gaps, thinned to what a page can show."""
    every = max(1, math.ceil(len(chart.points) / _MAX_POINTS))
    run: list[tuple[float, float]] = []
    for t_s, value in chart.points[::every]:
        if math.isnan(value):
            if run:
                yield run
            run = []
        else:
            run.append((t_s, value))
    if run:
        yield run


def _areas(chart: Chart, scale: Scale, say: Say) -> Iterator[str]:
    low, high = chart.band_shown
    top, bottom = scale.y(high), scale.y(low)
    yield (
        f'<rect x="{_LEFT}" y="{top:.1f}" width="{WIDTH - _LEFT - _RIGHT}" height="{bottom - top:.1f}" '
        f'fill="{_TARGET}" opacity=".15"/>'
        f'<text x="{WIDTH - _RIGHT - 4}" y="{top + 13:.1f}" text-anchor="end" font-size="11" fill="{_LINE}">'
        f"{escape(speak(chart.band_label, say))}</text>"
    )
    for stretch in chart.stretches:
        left, right = scale.x(stretch.start_s), scale.x(stretch.end_s)
        yield (
            f'<rect x="{left:.1f}" y="{_TOP}" width="{right - left:.1f}" height="{HEIGHT - _TOP - _BOTTOM}" '
            f'fill="{_FILL[stretch.kind]}" opacity=".16">'
            f"<title>{escape(speak(stretch.label, say))}</title></rect>"
        )


def _axes(chart: Chart, scale: Scale, say: Say) -> Iterator[str]:
    bottom = HEIGHT - _BOTTOM
    grey = 'font-size="11" fill="#4a5563"'
    for value in ticks(*chart.extent):
        y = scale.y(value)
        yield (
            f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{WIDTH - _RIGHT}" y2="{y:.1f}" stroke="#d5dce4"/>'
            f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" {grey}>{value:.0f}</text>'
        )
    for t_s in ticks(chart.start_s, max(chart.end_s, chart.start_s + 1.0)):
        yield f'<text x="{scale.x(t_s):.1f}" y="{bottom + 16}" text-anchor="middle" {grey}>{t_s:g}</text>'
    middle = (_TOP + bottom) / 2
    yield (
        f'<text x="{(WIDTH + _LEFT) / 2}" y="{HEIGHT - 6}" text-anchor="middle" {grey}>'
        f"{escape(say('report.plot.time'))}</text>"
        f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})" {grey}>'
        f"{escape(say(f'report.plot.{chart.unit}'))}</text>"
    )


def _lines(chart: Chart, scale: Scale) -> Iterator[str]:
    for run in runs(chart):
        path = " ".join(f"{scale.x(t_s):.1f},{scale.y(value):.1f}" for t_s, value in run)
        yield (
            f'<polyline points="{path}" fill="none" stroke="{_LINE}" stroke-width="2" '
            'stroke-linejoin="round"/>'
        )
