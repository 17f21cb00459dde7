"""Whether who walks comes towards the camera, or goes away from it.

At the edge of a wide picture who walks past it is seen obliquely, too, but for a moment: they cross it. Who
comes closer shows the breadth of the shoulders and stays where they are in the picture.
"""

import math
from dataclasses import dataclass, field

from formcheck.domain.measure import Interval
from formcheck.engine.tracked_body import TrackedBody
from formcheck.engine.travel import travel_trunks
from formcheck.signals.conditioning import Window
from formcheck.signals.quantile import middle

_SPAN_S = 1.5
_STAYS_TRUNKS = 0.5  # steps sway the hips by .2; who crosses the picture goes 3 and more


@dataclass(slots=True)
class LineOfSight:
    """Feed the bodies of a walker. side_on: shoulder width over trunk length of who is seen from the side."""

    side_on: Interval
    _seen: Window = field(default_factory=lambda: Window(_SPAN_S))

    def along(self, t_s: float, body: TrackedBody | None) -> bool:
        """Whether they have walked along it for a while."""
        if body is None or not body.trunk_px > 0.0:
            self._seen.clear()
            return False
        self._seen.add(t_s, (body.view.hip[0], body.trunk_px, body.view.shoulder_width_px))
        if self._seen.covered_s < 0.9 * _SPAN_S:
            return False
        across_px, trunks_px, widths_px = self._seen.values.T.tolist()
        stays = travel_trunks(across_px, trunks_px) < _STAYS_TRUNKS
        width = middle([width / trunk for width, trunk in zip(widths_px, trunks_px, strict=True)])
        return stays and not math.isnan(width) and width > self.side_on.high
