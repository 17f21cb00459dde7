"""A neutral of somebody who never keeps still: where each leg comes down to between its lifts."""

import math
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from formcheck.domain.body import Floats, Limb
from formcheck.domain.events import Hindrance
from formcheck.domain.measure import Channel, Measure
from formcheck.engine.neutral import Neutral, median_view
from formcheck.kinematics.bodyview import BodyView
from formcheck.kinematics.geometry import distance_px

Sample = tuple[float, BodyView, Mapping[Channel, float]]

_SPAN_S, _LEAST_S, _GAP_S = 4.0, 2.5, 0.3
_DOWN_SHARE = 0.25  # of the time each foot is surely down, whoever marches
_MOVES_SHANKS = 0.10  # who moves less will keep still in a moment
_ALIKE_DEG = 6.0  # the places to which a leg comes down
_MARCH_PERIOD_S = 1.1  # of each foot; who runs on the spot lifts it every .4-.8 s, a quick march every 1.6
_SAME_SPOT_TRUNKS = 0.25  # who walks does not march


@dataclass(slots=True)
class RestlessNeutral:
    """Feed frames of the start posture; a neutral comes once the legs came down to one place often.

    hindrance: what they do instead of marching on the spot, None where they do not.
    """

    hindrance: Hindrance | None = None
    _samples: deque[Sample] = field(default_factory=deque)

    def update(self, t_s: float, view: BodyView, values: Mapping[Channel, float]) -> Neutral | None:
        """Neutral of the last seconds, None while they show none."""
        if self._samples and t_s - self._samples[-1][0] > _GAP_S:
            self.reset()
        if not np.isfinite([*view.near.ankle, *view.far.ankle, *view.hip]).all():
            return None
        self._samples.append((t_s, view, values))
        while t_s - self._samples[0][0] > _SPAN_S:
            self._samples.popleft()
        if t_s - self._samples[0][0] < _LEAST_S:
            return None
        samples = tuple(self._samples)
        self.hindrance = _hindrance_of(samples)
        return None if self.hindrance else _neutral_of(samples)

    def reset(self) -> None:
        """Begin anew: the posture was left."""
        self._samples.clear()
        self.hindrance = None


def _hindrance_of(samples: Sequence[Sample]) -> Hindrance | None:
    views = [view for _, view, _ in samples]
    hips = np.array([view.hip[0] for view in views])
    trunk_px = float(np.median([distance_px(view.hip, view.shoulder) for view in views]))
    if np.ptp(hips) > _SAME_SPOT_TRUNKS * trunk_px:
        return Hindrance.TRAVELS
    if any(_period_s(samples, limb) < _MARCH_PERIOD_S for limb in (Limb.NEAR, Limb.FAR)):
        return Hindrance.RUNS
    return None


def _neutral_of(samples: Sequence[Sample]) -> Neutral | None:
    views = [view for _, view, _ in samples]
    middle = median_view(views)
    down = {limb: _frames_down(views, limb) for limb in (Limb.NEAR, Limb.FAR)}
    if not any(_moves(views, limb) for limb in down):
        return None
    if not all(_comes_back(views, limb, frames) for limb, frames in down.items()):
        return None
    values = {channel: _median(samples, channel, down) for channel in samples[-1][2]}
    if any(_spread_deg(samples, limb, frames) > _ALIKE_DEG for limb, frames in down.items()):
        return None
    near, far = (median_view([views[i] for i in down[limb]]).leg(limb) for limb in down)
    return Neutral(view=replace(middle, near=near, far=far), values=values)


def _frames_down(views: Sequence[BodyView], limb: Limb) -> list[int]:
    """Frames in which a foot is lowest."""
    heights = np.array([view.leg(limb).ankle[1] for view in views])
    return [int(i) for i in np.flatnonzero(heights <= np.quantile(heights, _DOWN_SHARE))]


def _moves(views: Sequence[BodyView], limb: Limb) -> bool:
    heights = np.array([view.leg(limb).ankle[1] for view in views])
    leg = views[-1].leg(limb)
    return bool(np.ptp(heights) > _MOVES_SHANKS * distance_px(leg.knee, leg.ankle))


def _comes_back(views: Sequence[BodyView], limb: Limb, frames_down: Sequence[int]) -> bool:
    """Whether a foot that rises was down before and after; one that does not move is where it is.

    One that was in the air when the film, or the stay, began has only to come down and stay there. One that
    is in the air again now has done so before.
    """
    if not _moves(views, limb):
        return True
    heights = np.array([view.leg(limb).ankle[1] for view in views])
    above = np.flatnonzero(heights > (heights.max() + heights.min()) / 2.0)
    began_up = bool(above[0] == 0)
    return any((began_up or frames_down[0] < i) and i < frames_down[-1] for i in above)


def _period_s(samples: Sequence[Sample], limb: Limb) -> float:
    """Usual time from one lift of a foot to its next; infinite where it has lifted but once."""
    views = [view for _, view, _ in samples]
    heights = np.array([view.leg(limb).ankle[1] for view in views])
    above = heights > (heights.max() + heights.min()) / 2.0
    rises_s = np.array([t_s for t_s, _, _ in samples])[1:][above[1:] & ~above[:-1]]
    return float(np.median(np.diff(rises_s))) if len(rises_s) > 1 and _moves(views, limb) else math.inf


def _spread_deg(samples: Sequence[Sample], limb: Limb, frames: Sequence[int]) -> float:
    channel = Channel(Measure.KNEE_FLEXION, limb)
    return float(np.nanstd(_column(samples, channel, frames)))


def _median(samples: Sequence[Sample], channel: Channel, down: Mapping[Limb, Sequence[int]]) -> float:
    frames = down[channel.limb] if channel.limb else range(len(samples))
    column = _column(samples, channel, frames)
    return float(np.nanmedian(column)) if np.isfinite(column).any() else float("nan")


def _column(samples: Sequence[Sample], channel: Channel, frames: Sequence[int]) -> Floats:
    return np.array([samples[i][2].get(channel, np.nan) for i in frames])
