"""Signed plane geometry in pixels, y up. Every function returns NaN when a point is NaN or two coincide.

Of a few points numpy takes longer to be asked than Python to answer: single points are pairs of numbers.
"""

import math
from collections.abc import Sequence

import numpy as np

from formcheck.domain.body import Floats

Point = tuple[float, float]
"""Place in the picture: x, and y up; pixels."""
Place = Sequence[float] | Floats
"""A point in any form: x and y by index."""


def inclination_deg(start: Place, end: Place) -> float:
    """Direction of the segment start -> end against +x, counter-clockwise, in (-180, 180]."""
    dx, dy = float(end[0] - start[0]), float(end[1] - start[1])
    if math.isnan(dx + dy) or (dx == 0.0 and dy == 0.0):
        return math.nan
    return math.degrees(math.atan2(dy, dx))


def turn_deg(from_deg: float, to_deg: float) -> float:
    """Signed turn from one direction to another, counter-clockwise positive, in (-180, 180]."""
    return -((from_deg - to_deg + 180.0) % 360.0 - 180.0)


def distance_px(a: Place, b: Place) -> float:
    """Length of the segment a-b."""
    return math.hypot(b[0] - a[0], b[1] - a[1])


def midpoint(a: Place, b: Place) -> Point:
    """Middle of a and b; where one is NaN, NaN."""
    return (a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0


def mirrored(points_px: Floats) -> Floats:
    """The same points with x reversed: a body that faces left then faces right."""
    flipped: Floats = points_px * np.array([-1.0, 1.0])
    return flipped
