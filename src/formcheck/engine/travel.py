"""How far somebody has gone along the picture of late."""

import math
from collections.abc import Sequence

from formcheck.signals.quantile import middle


def travel_trunks(along_px: Sequence[float], trunks_px: Sequence[float]) -> float:
    """How far hips have gone along the picture, in trunk lengths; NaN where one of them is not seen."""
    trunk_px = middle(trunks_px)
    if math.isnan(sum(along_px) + sum(trunks_px)) or trunk_px == 0.0:
        return math.nan
    return (max(along_px) - min(along_px)) / trunk_px
