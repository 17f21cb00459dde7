"""Measures how far the lying leg is drawn up while the other knee is pulled in: one result per try."""

import math
from dataclasses import dataclass, field

import numpy as np

from formcheck.exercises.spec import MobilityRule

_RELEASE_S = 0.5


@dataclass(frozen=True, slots=True)
class Try:
    """One pull: from the settled pull to the release. lift_deg and tilt_deg are medians; NaN = not seen."""

    start_s: float
    end_s: float
    lift_deg: float
    tilt_deg: float


@dataclass(slots=True)
class MobilityTracker:
    """Feed lift, tilt and whether the other knee is pulled in; get a `Try` when one is over."""

    rule: MobilityRule
    _pulled_since_s: float = math.nan
    _last_pulled_s: float = -math.inf
    _samples: list[tuple[float, float, float]] = field(default_factory=list)

    @property
    def engaged(self) -> bool:
        """Whether a knee is pulled in."""
        return bool(self._samples)

    @property
    def lift_deg(self) -> float:
        """Lift in the try so far, NaN before there is one."""
        return float(np.median([lift for _, lift, _ in self._samples])) if self._samples else math.nan

    @property
    def held_s(self) -> float:
        """Seconds the pull has been held."""
        return self._samples[-1][0] - self._samples[0][0] if self._samples else 0.0

    @property
    def at_work(self) -> bool:
        """Whether there is something to judge just now."""
        return self.engaged

    def update(self, t_s: float, lift_deg: float, tilt_deg: float, *, pulled: bool) -> Try | None:
        """Take one frame. A lift of NaN is a frame that says nothing."""
        if pulled:
            if math.isnan(self._pulled_since_s):
                self._pulled_since_s = t_s
            self._last_pulled_s = t_s
            if t_s - self._pulled_since_s >= self.rule.settle_s and not math.isnan(lift_deg):
                self._samples.append((t_s, lift_deg, tilt_deg))
            return None
        return self.finish() if t_s - self._last_pulled_s > _RELEASE_S else None

    def finish(self) -> Try | None:
        """End the try under way; None when it was not held for long enough to say anything."""
        samples, self._samples, self._pulled_since_s = self._samples, [], math.nan
        if not samples or samples[-1][0] - samples[0][0] < self.rule.settle_s:
            return None
        _, lifts, tilts = np.array(samples).T
        tilt_deg = float(np.nanmedian(tilts)) if np.isfinite(tilts).any() else math.nan
        return Try(samples[0][0], samples[-1][0], float(np.median(lifts)), tilt_deg)
