"""Follows the tilt of the pelvis through a session: remembers the neutral's look, gates, and calms."""

import math
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from formcheck.domain.body import Limb
from formcheck.domain.measure import Channel, Measure
from formcheck.domain.posture import Posture
from formcheck.engine.sight import Sight
from formcheck.kinematics.pelvic_tilt import (
    SD_LIMIT_DEG,
    YAW_LIMIT_DEG,
    Tilt,
    TiltModel,
    back_visible,
)
from formcheck.kinematics.trunk_features import TrunkLook, look_at_trunk, middle_of
from formcheck.signals.conditioning import Window
from formcheck.signals.one_euro import OneEuro

_YAW_SPAN_S = 3.0
_NEUTRAL_DEG = 3.0
_MIN_CUTOFF_HZ, _BETA = 0.8, 0.04
# What calming takes off the error, by 98 films of tuning seeds: 69 % of it is then within one standard
# deviation and 95 % within two (79 and 98 % without).
CALM_SHARE = 0.8
_TILT, _SD = Channel(Measure.PELVIC_TILT), Channel(Measure.PELVIC_TILT_SD)


class TiltWay(StrEnum):
    """The tilt in a word; the words are in `i18n`, under `tilt.<value>`."""

    NEUTRAL = "neutral"
    ANTERIOR = "anterior"
    POSTERIOR = "posterior"


def way_of(tilt_deg: float, sd_deg: float) -> TiltWay:
    """Which way the pelvis has tipped; neutral as long as that is not clearer than the uncertainty."""
    if abs(tilt_deg) <= max(_NEUTRAL_DEG, sd_deg):
        return TiltWay.NEUTRAL
    return TiltWay.ANTERIOR if tilt_deg > 0.0 else TiltWay.POSTERIOR


@dataclass(slots=True)
class TiltWatch:
    """Feed every judged frame; get the tilt's values. Without a model there are none.

    neutral_s: how long the still stretch of a neutral lasts.
    """

    model: TiltModel | None
    neutral_s: float
    gain: float = 1.0
    neutral: TrunkLook | None = None
    _looks: deque[tuple[float, TrunkLook]] = field(default_factory=deque)
    _yaws: Window = field(default_factory=lambda: Window(_YAW_SPAN_S))
    _calm: OneEuro = field(default_factory=lambda: OneEuro(min_cutoff_hz=_MIN_CUTOFF_HZ, beta=_BETA))

    def update(self, t_s: float, sight: Sight, posture: Posture) -> dict[Channel, float]:
        """Tilt and its standard deviation now; empty where they are not seen."""
        if self.model is None:
            return {}
        look = look_at_trunk(sight.raw, sight.facing)
        if look is None:
            return {}
        self._looks.append((t_s, look))
        while t_s - self._looks[0][0] > self.neutral_s:
            self._looks.popleft()
        self._yaws.add(t_s, np.array([self.model.yaw_deg(look, posture)]))
        tilt = self._seen(look, posture)
        if tilt is None:
            return {}
        calm_deg = float(self._calm(t_s, np.array([tilt.deg]))[0])
        return {_TILT: self.gain * calm_deg, _SD: self.gain * CALM_SHARE * tilt.sd_deg}

    def take_neutral(self) -> None:
        """The last stretch was the person's neutral."""
        looks = [look for _, look in self._looks if back_visible(look)]
        self.neutral = middle_of(looks) if len(looks) > len(self._looks) // 2 else None
        self._calm.reset()

    def forget(self) -> None:
        """Nothing that was known holds."""
        self.neutral = None
        self._looks.clear()
        self._yaws.clear()
        self._calm.reset()

    def _yaw_deg(self) -> float:
        """How far the body was turned from side-on of late; NaN when that was not seen."""
        yaws_deg = self._yaws.values
        seen = yaws_deg[np.isfinite(yaws_deg)]
        return float(np.median(seen)) if len(seen) else math.nan

    def _seen(self, look: TrunkLook, posture: Posture) -> Tilt | None:
        if self.model is None or self.neutral is None or not back_visible(look):
            return None
        if not abs(self._yaw_deg()) <= YAW_LIMIT_DEG:
            return None
        tilt = self.model.change(self.neutral, look, posture)
        return tilt if tilt.sd_deg <= SD_LIMIT_DEG else None


def hip_extension_deg(values: dict[Channel, float]) -> float:
    """Extension of the near hip: the thigh behind the vertical, less what the pelvis tipped forward."""
    thigh_deg = values.get(Channel(Measure.THIGH_EXTENSION, Limb.NEAR), math.nan)
    return thigh_deg - values.get(_TILT, math.nan)
