"""A dial for the tilt of the pelvis: a needle on a half circle, a band as wide as the uncertainty, and on the
scale what the exercise calls good.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from formcheck.adapters.lettering import Colour
from formcheck.domain.body import Bytes, Facing
from formcheck.domain.measure import Interval

_RANGE_DEG = 20.0
_SWEEP_DEG = 70.0  # of the half circle to either side, for the whole range
_PLATE = (16, 22, 30)
_WHITE = (255, 255, 255)
_SCALE = (176, 190, 204)
_OK: Colour = (86, 180, 233)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial:
    """Where a dial stands on a picture, in pixels, y down; it leans the way the person faces."""

    centre: tuple[int, int]
    radius: int
    facing: Facing

    def draw(
        self, image: Bytes, tilt_deg: float, sd_deg: float, *, colour: Colour, ok: Interval | None
    ) -> None:
        """Draw in place; the needle leans the way the pelvis tips, the band is one standard deviation.

        ok: what the exercise's criterion calls good; None where it has none: then the scale says nothing.
        """
        cv2.circle(image, self.centre, round(1.15 * self.radius), _PLATE, -1, cv2.LINE_AA)
        thick = max(1, self.radius // 14)
        self._band(image, 1.0, (-_RANGE_DEG, _RANGE_DEG), _SCALE, thick)
        if ok is not None:
            self._band(image, 1.0, (max(ok.low, -_RANGE_DEG), min(ok.high, _RANGE_DEG)), _OK, 3 * thick)
        self._band(image, 0.82, (tilt_deg - sd_deg, tilt_deg + sd_deg), colour, 4 * thick)
        cv2.line(image, self.centre, self._at(0.95, tilt_deg), _WHITE, 2 * thick, cv2.LINE_AA)
        cv2.circle(image, self.centre, 2 * thick, _WHITE, -1, cv2.LINE_AA)

    def _at(self, share: float, tilt_deg: float) -> tuple[int, int]:
        within_deg = max(-_RANGE_DEG, min(_RANGE_DEG, tilt_deg))
        turn = math.radians(within_deg / _RANGE_DEG * _SWEEP_DEG) * self.facing.value
        x, y = self.centre
        reach = share * self.radius
        return round(x + reach * math.sin(turn)), round(y - reach * math.cos(turn))

    def _band(
        self, image: Bytes, share: float, span_deg: tuple[float, float], colour: Colour, thick: int
    ) -> None:
        line = [self._at(share, float(deg)) for deg in np.linspace(*span_deg, 25)]
        cv2.polylines(image, [np.array(line, dtype=np.int32)], False, colour, thick, cv2.LINE_AA)  # noqa: FBT003
