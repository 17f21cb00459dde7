"""Draws a body as the camera should see it: rounded strokes on a mat, in tones that suit light and dark."""

from collections.abc import Iterable
from dataclasses import replace

from formcheck.ui.pictures.positions import POSITIONS, STARTS, Point, Position

WIDTH, HEIGHT = 240, 160
GROUND_Y = 141
BODY, FAR, ACCENT, ARROW, FLOOR = "#71849c", "#a8b5c5", "#0f9d8c", "#d97b1f", "#9aa8b8"


def position_picture(key: str, title: str = "") -> str:
    """SVG of an exercise's position; without a title it is decoration and hidden from screen readers."""
    return _picture_of(POSITIONS[key], title)


def start_picture(key: str, title: str = "") -> str:
    """SVG of where an exercise starts, and where its movement goes."""
    return _picture_of(replace(POSITIONS[key], **STARTS[key]), title)


def _picture_of(position: Position, title: str) -> str:
    parts = (
        mat(),
        *(_line(points, FLOOR, 5) for points in position.furniture),
        _leg(position.far_leg, FAR),
        _line((position.head, position.shoulder), BODY, 9),
        _line((position.shoulder, position.hip), BODY, 21),
        _leg(position.near_leg, ACCENT if position.near_works else BODY),
        _line(position.arm, BODY, 8),
        f'<circle cx="{position.head[0]}" cy="{position.head[1]}" r="11.5" fill="{BODY}"/>',
        _band(position),
        _arrow(position),
    )
    hidden = f'role="img" aria-label="{title}"' if title else 'aria-hidden="true"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {hidden}>'
    return f"{head}{''.join(parts)}</svg>"


def mat() -> str:
    """What the body kneels, lies, sits or stands on."""
    return (
        f'<rect x="14" y="{GROUND_Y}" width="212" height="5" rx="2.5" fill="{ACCENT}" opacity=".35"/>'
        f'<rect x="4" y="{GROUND_Y + 6}" width="232" height="1.5" rx=".75" fill="{FLOOR}" opacity=".5"/>'
    )


def _line(points: Iterable[Point], colour: str, width: float) -> str:
    path = " ".join(f"{x},{y}" for x, y in points)
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _leg(points: tuple[Point, ...], colour: str) -> str:
    hip, knee, ankle, toe = points
    return (
        _line((ankle, toe), colour, 8)
        + _line((hip, knee, ankle), colour, 11)
        + _line((hip, knee), colour, 15)
    )


def _band(position: Position) -> str:
    return _line(position.band, ARROW, 3) if position.band else ""


def _arrow(position: Position) -> str:
    """Where the movement goes: a bent line with a head, never the only sign."""
    (x0, y0), (cx, cy), (x1, y1) = position.arrow
    dx, dy = x1 - cx, y1 - cy
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    ux, uy = dx / length, dy / length
    tip = f"{x1 + 7 * ux:.1f},{y1 + 7 * uy:.1f}"
    left = f"{x1 - 5 * uy:.1f},{y1 + 5 * ux:.1f}"
    right = f"{x1 + 5 * uy:.1f},{y1 - 5 * ux:.1f}"
    return (
        f'<path d="M{x0},{y0} Q{cx},{cy} {x1},{y1}" fill="none" stroke="{ARROW}" stroke-width="3.5" '
        f'stroke-linecap="round"/><polygon points="{tip} {left} {right}" fill="{ARROW}"/>'
    )
