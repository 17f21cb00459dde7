"""How far a hold went, and how the pelvis stood meanwhile."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from formcheck.domain.events import HoldEnded
from formcheck.domain.measure import Channel, Measure
from formcheck.engine.pelvis import TiltWay, way_of
from formcheck.review.axis import Sample

_TILT = Channel(Measure.PELVIC_TILT).column
_TILT_SD = Channel(Measure.PELVIC_TILT_SD).column


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldAngle:
    """Of the time in the zone, degrees from the own neutral; NaN = not seen.

    mean_deg, best_deg: of the measure that is followed. tilt_deg: of the pelvis, + forward, on average;
    tilt_sd_deg: its uncertainty, on average.
    """

    mean_deg: float = math.nan
    best_deg: float = math.nan
    tilt_deg: float = math.nan
    tilt_sd_deg: float = math.nan

    @property
    def seen(self) -> bool:
        """Whether the followed measure was."""
        return not math.isnan(self.mean_deg)

    @property
    def tilt_seen(self) -> bool:
        """Whether the pelvis was, and how surely."""
        return not math.isnan(self.tilt_deg + self.tilt_sd_deg)

    @property
    def tilt_way(self) -> TiltWay:
        """Which way the pelvis had tipped."""
        return way_of(self.tilt_deg, self.tilt_sd_deg)


def held_angle(holds: Sequence[HoldEnded], samples: Iterable[Sample]) -> HeldAngle:
    """Angles of some holds together."""
    spans = [span for hold in holds for span in hold.spans]
    if not spans:
        return HeldAngle()
    inside = [s for s in samples if any(start_s <= s.t_s <= end_s for start_s, end_s in spans)]
    held = [s.tracked for s in inside if not math.isnan(s.tracked)]
    tilts, sds = (
        [v for s in inside if s.judged and not math.isnan(v := s.values.get(column, math.nan))]
        for column in (_TILT, _TILT_SD)
    )
    both = bool(tilts and sds)
    return HeldAngle(
        mean_deg=fmean(held) if held else math.nan,
        best_deg=max(held, default=math.nan),
        tilt_deg=fmean(tilts) if both else math.nan,
        tilt_sd_deg=fmean(sds) if both else math.nan,
    )
