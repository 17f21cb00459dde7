"""Does the camera stand still? From how fast the background has moved of late."""

import math
from dataclasses import dataclass, field

import numpy as np

from formcheck.domain.body import Sighting
from formcheck.signals.conditioning import Window

_SPAN_S = 1.2
_LEAST_LOOKS = 3


@dataclass(slots=True)
class CameraMotion:
    """The mean of the last looks: a hand trembles, a pan goes on."""

    _looks: Window = field(default_factory=lambda: Window(_SPAN_S))

    def update(self, sighting: Sighting) -> float:
        """Pixels a second; NaN where it is not known."""
        if sighting.background_px_per_s is not None:
            self._looks.add(sighting.t_s, sighting.background_px_per_s)
        looks = self._looks.values
        if len(looks) < _LEAST_LOOKS:
            return math.nan
        # The mean of the middle half: neither a wild look counts, nor which way a trembling hand went last.
        quarter = len(looks) // 4
        middle = np.sort(looks, axis=0)[quarter : len(looks) - quarter]
        return float(np.hypot(*middle.mean(axis=0)))
