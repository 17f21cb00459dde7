"""Draws a trend: the level with its error as a band, a dot a set. Plain markup, there with the page itself.

A plot library would be loaded for it, two megabytes that take the browser longer than all else of the page.
Lines and band stretch with the page; dots and words lie over them and keep their size.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from formcheck.adapters.report_plot import ticks

_LINE = 0.006  # half the line's thickness, as share of the height
_MOST_DAYS = 8
_MOST_DAYS_ON_A_PHONE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A set. level, error: where one is by then, +-. day: below the axis. said: on the dot itself."""

    value: float
    level: float
    error: float
    day: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPlot:
    """What is drawn. described: all in words. low, high: ends of the scale. banded: with level and error."""

    described: str
    unit: str
    across: str
    low: float
    high: float
    banded: bool
    dots: Sequence[Dot]


def trend_html(plot: TrendPlot) -> str:
    """Markup of a plot; history.css has its looks."""
    parts = (
        *_level(plot),
        *_grid(plot),
        *_days(plot),
        *_dots(plot),
    )
    return (
        f'<div class="fc-trend" role="img" aria-label="{escape(plot.described)}">'
        f'<p class="unit">{escape(plot.unit)}</p><div class="area">{"".join(parts)}</div>'
        f'<p class="across">{escape(plot.across)}</p></div>'
    )


def labelled(count: int, most: int) -> list[int]:
    """Indices of those that have their day written below: evenly apart, the last one always."""
    every = -(-count // most)
    return list(range(count - 1, -1, -every))[::-1]


def _x(plot: TrendPlot, index: int) -> float:
    """Share of the width, 0..1."""
    return (index + 0.5) / len(plot.dots)


def _y(plot: TrendPlot, value: float) -> float:
    """Share of the height from the top, 0..1."""
    return (plot.high - value) / (plot.high - plot.low)


def _level(plot: TrendPlot) -> Iterator[str]:
    """Two areas cut out of the whole: the page takes no SVG, and these stretch as well."""
    if plot.banded:
        yield _area("band", plot, [each.error for each in plot.dots])
        yield _area("level", plot, [_LINE * (plot.high - plot.low)] * len(plot.dots))


def _area(name: str, plot: TrendPlot, half: Sequence[float]) -> str:
    """From so much below the level to as much above it."""
    upper, lower = (
        [
            f"{100 * _x(plot, n):.2f}% {100 * _y(plot, dot.level + sign * each):.2f}%"
            for n, (dot, each) in enumerate(zip(plot.dots, half, strict=True))
        ]
        for sign in (1, -1)
    )
    return f'<i class="{name}" style="clip-path:polygon({",".join([*upper, *reversed(lower)])})"></i>'


def _grid(plot: TrendPlot) -> Iterator[str]:
    for value in ticks(plot.low, plot.high):
        if value == round(value):
            yield f'<i class="tick" style="top:{100 * _y(plot, value):.2f}%"><b>{_number(value)}</b></i>'


def _number(value: float) -> str:
    """With a real minus, as the words beside it have."""
    return f"{value:.0f}".replace("-", "−")


def _days(plot: TrendPlot) -> Iterator[str]:
    count = len(plot.dots)
    on_a_phone = labelled(count, _MOST_DAYS_ON_A_PHONE)
    for n in sorted({*labelled(count, _MOST_DAYS), *on_a_phone}):
        wide = n in labelled(count, _MOST_DAYS)
        kind = "day" if n in on_a_phone and wide else "day roomy" if wide else "day tight"
        yield f'<span class="{kind}" style="left:{100 * _x(plot, n):.2f}%">{escape(plot.dots[n].day)}</span>'


def _dots(plot: TrendPlot) -> Iterator[str]:
    for n, each in enumerate(plot.dots):
        x = _x(plot, n)
        turned = " turned" if n >= len(plot.dots) // 2 else ""
        yield (
            f'<span class="dot{turned}" style="left:{100 * x:.2f}%;top:{100 * _y(plot, each.value):.2f}%">'
            f"<span>{escape(each.said)}</span></span>"
        )
