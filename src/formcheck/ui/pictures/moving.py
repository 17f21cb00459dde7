"""The position in motion: where the exercise starts, where it goes, and back. SVG that animates itself."""

from collections.abc import Iterable
from dataclasses import replace

from formcheck.ui.pictures.figure import ACCENT, BODY, FAR, FLOOR, HEIGHT, WIDTH, mat
from formcheck.ui.pictures.positions import POSITIONS, STARTS, Point, Position

_CYCLE_S = 5.0
# Rest, go, stay, come back: a calm tempo.
_TIMES = "0;.15;.45;.65;.95;1"
_EASE = ".4 0 .6 1"

Points = Iterable[Point]


def moving_picture(key: str, title: str) -> str:
    """SVG of an exercise, drawn as moving; where it may not move it shows the start."""
    top = POSITIONS[key]
    start = replace(top, **STARTS[key])
    parts = (
        mat(),
        *(_line(points, points, FLOOR, 5) for points in top.furniture),
        _leg(start.far_leg, top.far_leg, FAR),
        _line((start.head, start.shoulder), (top.head, top.shoulder), BODY, 9),
        _line((start.shoulder, start.hip), (top.shoulder, top.hip), BODY, 21),
        _leg(start.near_leg, top.near_leg, ACCENT if top.near_works else BODY),
        _line(start.arm, top.arm, BODY, 8),
        _head(start, top),
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{title}">{"".join(parts)}</svg>'
    )


def _line(start: Points, top: Points, colour: str, width: float) -> str:
    a, b = (" ".join(f"{x},{y}" for x, y in points) for points in (start, top))
    return (
        f'<polyline points="{a}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f'stroke-linecap="round" stroke-linejoin="round">{_animate("points", a, b)}</polyline>'
    )


def _leg(start: tuple[Point, ...], top: tuple[Point, ...], colour: str) -> str:
    return (
        _line(start[2:], top[2:], colour, 8)
        + _line(start[:3], top[:3], colour, 11)
        + _line(start[:2], top[:2], colour, 15)
    )


def _head(start: Position, top: Position) -> str:
    (x0, y0), (x1, y1) = start.head, top.head
    moves = _animate("cx", f"{x0}", f"{x1}") + _animate("cy", f"{y0}", f"{y1}")
    return f'<circle cx="{x0}" cy="{y0}" r="11.5" fill="{BODY}">{moves}</circle>'


def _animate(attribute: str, start: str, top: str) -> str:
    if start == top:
        return ""
    return (
        f'<animate attributeName="{attribute}" dur="{_CYCLE_S}s" repeatCount="indefinite" '
        f'calcMode="spline" keyTimes="{_TIMES}" keySplines="{";".join([_EASE] * 5)}" '
        f'values="{start};{start};{top};{top};{start};{start}"/>'
    )
