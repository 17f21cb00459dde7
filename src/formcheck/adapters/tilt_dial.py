"""A dial for the tilt of the pelvis: a needle on a half circle, and a band as wide as the uncertainty."""

import math

import cv2
import numpy as np

from formcheck.domain.body import Bytes, Facing

_RANGE_DEG = 20.0
_SWEEP_DEG = 70.0  # of the half circle to either side, for the whole range
_PLATE = (16, 22, 30)
_WHITE = (255, 255, 255)
_SCALE = (176, 190, 204)
_NEUTRAL_DEG = 3.0


def draw_dial(image: Bytes, centre: tuple[int, int], radius: int, tilt: tuple[float, float], facing: Facing,
              colour: tuple[int, int, int]) -> None:  # fmt: skip
    """Draw in place. tilt: degrees and its standard deviation; the needle leans the way the pelvis tips."""
    tilt_deg, sd_deg = tilt
    cv2.circle(image, centre, round(1.15 * radius), _PLATE, -1, cv2.LINE_AA)
    thick = max(1, radius // 14)
    _band(image, centre, radius, (-_RANGE_DEG, _RANGE_DEG), facing, _SCALE, thick)
    for mark_deg in (-_NEUTRAL_DEG, _NEUTRAL_DEG):
        cv2.line(image, _at(centre, 0.86 * radius, mark_deg, facing), _at(centre, radius, mark_deg, facing),
                 _SCALE, thick, cv2.LINE_AA)  # fmt: skip
    _band(image, centre, round(0.82 * radius), (tilt_deg - sd_deg, tilt_deg + sd_deg), facing, colour, 4 * thick)
    cv2.line(image, centre, _at(centre, 0.95 * radius, tilt_deg, facing), _WHITE, 2 * thick, cv2.LINE_AA)
    cv2.circle(image, centre, 2 * thick, _WHITE, -1, cv2.LINE_AA)


def _at(centre: tuple[int, int], radius: float, tilt_deg: float, facing: Facing) -> tuple[int, int]:
    within_deg = max(-_RANGE_DEG, min(_RANGE_DEG, tilt_deg))
    turn = math.radians(within_deg / _RANGE_DEG * _SWEEP_DEG) * facing.value
    return round(centre[0] + radius * math.sin(turn)), round(centre[1] - radius * math.cos(turn))


def _band(
    image: Bytes,
    centre: tuple[int, int],
    radius: int,
    span_deg: tuple[float, float],
    facing: Facing,
    colour: tuple[int, int, int],
    thick: int,
) -> None:
    line = [_at(centre, radius, float(deg), facing) for deg in np.linspace(*span_deg, 25)]
    cv2.polylines(image, [np.array(line, dtype=np.int32)], False, colour, thick, cv2.LINE_AA)  # noqa: FBT003
