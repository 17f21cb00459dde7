"""Draws the counted measure and its target on a picture: an angle as an arc, a height as a bar."""

import math
from dataclasses import dataclass
from typing import assert_never

import cv2
import numpy as np

from formcheck.adapters.lettering import Colour
from formcheck.domain.body import Bytes, Floats
from formcheck.review.target import Arc, Bar, Target

_WHITE: Colour = (255, 255, 255)
_INK: Colour = (16, 22, 30)
_INSIDE: Colour = (86, 180, 233)
_RADIUS_SHARE = 0.62  # of the limb: the joint's own landmark and the limb's end stay free


def draw_target(image: Bytes, target: Target, colour: Colour) -> tuple[int, int] | None:
    """Draw in place; colour: of the limb's own mark. Returns where the number may stand: x, y down."""
    thick = max(2, min(image.shape[:2]) // 200)
    band: Colour = _INSIDE if target.state == "inside" else _WHITE
    match target.shape:
        case Arc() as arc:
            return _draw_arc(image, arc, band, colour, thick)
        case Bar() as bar:
            return _draw_bar(image, bar, band, colour, thick)
        case None:
            return None
        case unknown:
            assert_never(unknown)


def cell(point_px: Floats) -> tuple[int, int]:
    """The picture's cell of a point: x to the right, y down."""
    return round(float(point_px[0])), round(-float(point_px[1]))


def _draw_arc(image: Bytes, arc: Arc, band: Colour, colour: Colour, thick: int) -> tuple[int, int]:
    """The target as a band, 0 as a ray, and from there to the limb an arc: the angle that is written."""
    joint = cell(arc.joint)
    reach_px = float(np.hypot(*(arc.now - arc.joint)))
    radius = round(_RADIUS_SHARE * reach_px)
    zero_deg, now_deg, low_deg, high_deg = (
        _direction_deg(arc.joint, end) for end in (arc.zero, arc.now, arc.low, arc.high)
    )
    circle = _Circle(joint, radius)
    circle.arc(image, (low_deg, high_deg), _INK, 5 * thick)
    circle.arc(image, (low_deg, high_deg), band, 4 * thick)
    cv2.line(image, joint, _along(arc.joint, zero_deg, radius), _WHITE, max(1, thick // 2), cv2.LINE_AA)
    _Circle(joint, round(0.8 * radius)).arc(image, (zero_deg, now_deg), colour, thick)
    _marker(image, _along(arc.joint, now_deg, radius), colour, thick)
    aside = radius // 2 if arc.now[0] >= arc.joint[0] else -2 * radius
    return joint[0] + aside, joint[1] + radius // 3


def _draw_bar(image: Bytes, bar: Bar, band: Colour, colour: Colour, thick: int) -> tuple[int, int]:
    """The target as a band, the height that is to be reached as a line, rest as a short one."""
    half = 3 * thick
    (x, now_y), (_, zero_y), (_, low_y), (_, high_y) = (
        cell(point) for point in (bar.now, bar.zero, bar.low, bar.high)
    )
    cv2.rectangle(image, (x - half - 1, low_y), (x + half + 1, high_y), _INK, -1, cv2.LINE_AA)
    cv2.rectangle(image, (x - half, low_y), (x + half, high_y), band, -1, cv2.LINE_AA)
    cv2.line(image, (x, zero_y), (x, now_y), colour, thick, cv2.LINE_AA)
    cv2.line(image, (x - 2 * half, zero_y), (x + 2 * half, zero_y), _WHITE, max(1, thick // 2), cv2.LINE_AA)
    cv2.line(image, (x - 3 * half, low_y), (x + 3 * half, low_y), _INK, 2 * thick + 2, cv2.LINE_AA)
    cv2.line(image, (x - 3 * half, low_y), (x + 3 * half, low_y), _WHITE, 2 * thick, cv2.LINE_AA)
    _marker(image, (x, now_y), colour, thick)
    return x + 4 * half, now_y - 2 * half


def _marker(image: Bytes, at: tuple[int, int], colour: Colour, thick: int) -> None:
    cv2.circle(image, at, 4 * thick, _WHITE, -1, cv2.LINE_AA)
    cv2.circle(image, at, 3 * thick, colour, -1, cv2.LINE_AA)


@dataclass(frozen=True, slots=True)
class _Circle:
    centre: tuple[int, int]
    radius: int

    def arc(self, image: Bytes, span_deg: tuple[float, float], colour: Colour, thick: int) -> None:
        """The shorter way from one direction to another."""
        start_deg, end_deg = span_deg
        turn_deg = (end_deg - start_deg + 180.0) % 360.0 - 180.0
        axes = (self.radius, self.radius)
        # cv2 turns clockwise because its y points down.
        ends = -start_deg, -(start_deg + turn_deg)
        cv2.ellipse(image, self.centre, axes, 0.0, *ends, colour, thick, cv2.LINE_AA)


def _direction_deg(joint: Floats, end: Floats) -> float:
    return math.degrees(math.atan2(end[1] - joint[1], end[0] - joint[0]))


def _along(joint: Floats, direction_deg: float, length_px: float) -> tuple[int, int]:
    turn = math.radians(direction_deg)
    return cell(joint + length_px * np.array([math.cos(turn), math.sin(turn)]))
