"""Plots as small SVGs, written by hand so that the same figures give the same bytes on every machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from formcheck.adapters.report_plot import ticks

Pairs = Sequence[tuple[float, float]]
Levels = Sequence[tuple[float, str]]
WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 56, 150, 34, 46
COLOURS = ("#0b7d70", "#3b6fb6", "#c25b12", "#7a4fa3", "#a08a00", "#b03060")


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """Ranges and names of a plot."""

    title: str
    x_name: str
    y_name: str
    x: tuple[float, float]
    y: tuple[float, float]
    steps: tuple[str, ...] = ()
    """Words for x = 0, 1, 2 ... where x is no quantity."""

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Place of a value; what lies outside is put on the edge."""
        across = (min(max(x, self.x[0]), self.x[1]) - self.x[0]) / (self.x[1] - self.x[0])
        up = (min(max(y, self.y[0]), self.y[1]) - self.y[0]) / (self.y[1] - self.y[0])
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)


def scatter(axes: Axes, groups: Mapping[str, Pairs], *, levels: Levels = (), radius: float = 1.6) -> str:
    """Points in one colour per group; levels: horizontal lines with their words."""
    parts = list(_frame(axes))
    for index, (name, points) in enumerate(groups.items()):
        colour = COLOURS[index % len(COLOURS)]
        dots = "".join(_dot(*axes.at(x, y), radius) for x, y in points)
        parts.append(f'<g fill="{colour}" fill-opacity=".45">{dots}</g>')
        parts.append(_key(index, name, colour))
    for value, words in levels:
        parts.append(_level(axes, value, words))
    return _svg(axes.title, parts)


def lines(axes: Axes, solid: Mapping[str, Pairs], dashed: Mapping[str, Pairs], *, levels: Levels = ()) -> str:
    """Two lines with dots per group, in one colour: a solid one and a dashed one."""
    parts = list(_frame(axes))
    for index, name in enumerate(solid):
        colour = COLOURS[index % len(COLOURS)]
        parts.append(_line(axes, solid[name], colour, ""))
        parts.append(_line(axes, dashed.get(name, ()), colour, ' stroke-dasharray="3 3"'))
        parts.append(_key(index, name, colour))
    for value, words in levels:
        parts.append(_level(axes, value, words))
    return _svg(axes.title, parts)


def _line(axes: Axes, points: Pairs, colour: str, style: str) -> str:
    places = [axes.at(x, y) for x, y in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(_dot(x, y, 3.0) for x, y in places)
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{style}/>'
        f'<g fill="{colour}">{dots}</g>'
    )


def _dot(x: float, y: float, radius: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"/>'


def _level(axes: Axes, value: float, words: str) -> str:
    left, y = axes.at(axes.x[0], value)
    right, _ = axes.at(axes.x[1], value)
    return (
        f'<line x1="{left:.1f}" y1="{y:.1f}" x2="{right:.1f}" y2="{y:.1f}" stroke="#222" '
        f'stroke-dasharray="5 4"/><text x="{right - 4:.1f}" y="{y - 4:.1f}" text-anchor="end">'
        f"{escape(words)}</text>"
    )


def _key(index: int, name: str, colour: str) -> str:
    y = TOP + 12 + 18 * index
    x = WIDTH - RIGHT + 10
    dot = f'<circle cx="{x}" cy="{y - 4}" r="4" fill="{colour}"/>'
    return f'{dot}<text x="{x + 9}" y="{y}">{escape(name)}</text>'


def _frame(axes: Axes) -> Iterable[str]:
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    for value in ticks(*axes.y):
        _, y = axes.at(axes.x[0], value)
        yield f'<line x1="{LEFT}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}" stroke="#e2e6ea"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>'
    named = enumerate(axes.steps) if axes.steps else ((value, f"{value:g}") for value in ticks(*axes.x))
    for value, words in named:
        x, _ = axes.at(value, axes.y[0])
        yield f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{escape(words)}</text>'
    middle = (TOP + bottom) / 2
    yield f'<text x="{LEFT}" y="18" font-size="14" font-weight="bold">{escape(axes.title)}</text>'
    yield (
        f'<text x="{(LEFT + right) / 2}" y="{HEIGHT - 10}" text-anchor="middle">{escape(axes.x_name)}</text>'
    )
    yield (
        f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">'
        f"{escape(axes.y_name)}</text>"
    )


def _svg(title: str, parts: Iterable[str]) -> str:
    words = escape(title, {'"': "&quot;"})
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{words}" font-family="sans-serif" font-size="11" fill="#222">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )
