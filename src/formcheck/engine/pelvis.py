"""Follows the tilt of the pelvis through a session: remembers the neutral's look, gates, and calms."""

import math
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from formcheck.domain.body import Limb
from formcheck.domain.measure import Channel, Measure
from formcheck.domain.pelvis import TiltUnseen
from formcheck.domain.posture import Posture
from formcheck.engine.tracked_body import TrackedBody
from formcheck.kinematics.pelvic_tilt import (
    SD_LIMIT_DEG,
    YAW_LIMIT_DEG,
    Tilt,
    TiltModel,
)
from formcheck.kinematics.side_on_tilt import SIDE_ON_LIMIT_DEG, arm_near_back
from formcheck.kinematics.tilt_inputs import HEAD_OF, LYING
from formcheck.kinematics.trunk_features import TrunkLook, look_at_trunks, middle_of
from formcheck.signals.one_euro import OneEuro
from formcheck.signals.quantile import middle

_YAW_SPAN_S, _SAME_TIME_S = 3.0, 1e-9
_NEUTRAL_DEG = 3.0
_MIN_CUTOFF_HZ, _BETA = 0.8, 0.04
# What calming takes off the error, by 98 films of tuning seeds: 69 % of it is then within one standard
# deviation and 95 % within two (79 and 98 % without).
CALM_SHARE = 0.8
# Up to these a tilt is sure, said with its number or not; less so where an arm or a turn is in the way.
# Beyond 5 degrees it is an arch only by so many of its own standard deviations: 6 that may be 4 warn, and
# four in five errors of one sign lie within .84. The weights for who lies with an arm in the way read least
# of an arch: left out of their learning, people pass by .1 in one picture of 43 without one (.3: 61,
# .84: 165), and in 85 of 100 that show 11-17 degrees (81, 68).
_SMALL_SD_DEG, _SMALL_SIDE_ON_SD_DEG = 3.0, 4.4
_ARCH_DEG, _CLEARLY, _CLEARLY_LYING = 5.0, 0.84, 0.1
# Of thighs further back few were learnt from: three people who tucked there were read 5-13 deg arched.
_FAR_BACK_DEG = 26.0
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
class PelvicTiltTracker:
    """Feed every judged frame; get the tilt's values. Without a model there are none.

    neutral_s: how long the still stretch of a neutral lasts. unseen, yaw_deg: of the last frame, why the tilt
    was not said (None: it was), and how far the body was turned from side-on of late, NaN = not seen.
    sure_deg: the tilt where its uncertainty is small, else NaN. firm_deg: what is held against a criterion;
    that, but no more than 5 degrees where it is not clearly an arch, and a clear arch, said or not.
    neutral_hidden: what hid the back in the neutral that was to be taken. silent: it says nothing, but keeps
    what a neutral is made of.
    """

    model: TiltModel | None
    neutral_s: float
    silent: bool = False
    gain: float = 1.0
    neutral: TrunkLook | None = None
    neutral_hidden: TiltUnseen | None = None
    unseen: TiltUnseen | None = TiltUnseen.NOT_JUDGED
    yaw_deg: float = math.nan
    sure_deg: float = math.nan
    firm_deg: float = math.nan
    _bodies: deque[tuple[float, TrackedBody]] = field(default_factory=deque)
    _yaws: deque[tuple[float, float]] = field(default_factory=deque)
    _calm: OneEuro = field(default_factory=lambda: OneEuro(min_cutoff_hz=_MIN_CUTOFF_HZ, beta=_BETA))

    @property
    def unjudged(self) -> TiltUnseen | None:
        """Why nobody can tell whether the back arched in the last frame; a clear arch needs no number."""
        return self.unseen if math.isnan(self.firm_deg) else None

    def update(
        self, t_s: float, body: TrackedBody, posture: Posture, *, thigh_back_deg: float = 0.0
    ) -> dict[Channel, float]:
        """Tilt and its standard deviation now; empty where they are not seen.

        thigh_back_deg: how far the near thigh has gone behind where it was in the neutral.
        """
        self.unseen, self.yaw_deg = TiltUnseen.NOT_JUDGED, math.nan
        self.sure_deg = self.firm_deg = math.nan
        if self.model is None:
            return {}
        self._bodies.append((t_s, body))
        while t_s - self._bodies[0][0] > self.neutral_s:
            self._bodies.popleft()
        if self.silent:
            return {}
        look = body.look
        if look is None:
            self.unseen = TiltUnseen.BACK_HIDDEN
            return {}
        self._yaws.append((t_s, body.yaw_deg(self.model, posture)))
        while t_s - self._yaws[0][0] > _YAW_SPAN_S + _SAME_TIME_S:
            self._yaws.popleft()
        self.yaw_deg = self._recent_yaw_deg()
        tilt, self.unseen = self._judge(self.model, body, look, posture)
        if tilt is None:
            return {}
        calm_deg = self.gain * float(self._calm(t_s, np.array([tilt.deg]))[0])
        sd_deg = CALM_SHARE * tilt.sd_deg
        side_on = self.neutral is not None and self.model.is_side_on(self.neutral, look, self.yaw_deg)
        well_back = thigh_back_deg > _FAR_BACK_DEG
        if sd_deg <= (_SMALL_SIDE_ON_SD_DEG if side_on and not well_back else _SMALL_SD_DEG):
            self.sure_deg, self.firm_deg = calm_deg, min(calm_deg, _ARCH_DEG)
        lead = _CLEARLY_LYING if HEAD_OF.get(posture) == LYING and not side_on else _CLEARLY
        if abs(calm_deg) > _ARCH_DEG + lead * sd_deg:
            self.firm_deg = calm_deg
        return {} if self.unseen else {_TILT: calm_deg, _SD: self.gain * sd_deg}

    def take_neutral(
        self, looks: Sequence[TrunkLook] | None = None, *, posture: Posture = Posture.UNKNOWN
    ) -> None:
        """These looks, or those of the last stretch, are the person's neutral; none if most hide the back.

        posture: in which they were held; of who lies an arm hides nothing.
        """
        if looks is None:
            looks = [look for look in self._looks() if look]
        reasons = [self.model.why_hidden(look, posture) if self.model else None for look in looks]
        free = [look for look, reason in zip(looks, reasons, strict=True) if reason is None]
        self.neutral = middle_of(free) if len(free) > len(looks) // 2 else None
        hidden = Counter(reason for reason in reasons if reason)
        self.neutral_hidden = hidden.most_common(1)[0][0] if hidden and self.neutral is None else None
        self._calm.reset()

    def forget(self) -> None:
        """Nothing that was known holds."""
        self.neutral = self.neutral_hidden = None
        self._bodies.clear()
        self._yaws.clear()
        self._calm.reset()

    def _looks(self) -> Sequence[TrunkLook | None]:
        """Of the last stretch. Nobody has looked at it yet where nothing was said of it."""
        bodies = [body for _, body in self._bodies]
        if self.silent:
            return look_at_trunks([(body.raw, body.facing) for body in bodies])
        return [body.look for body in bodies]

    def _recent_yaw_deg(self) -> float:
        """How far the body was turned from side-on of late; NaN when that was not seen."""
        return middle([yaw_deg for _, yaw_deg in self._yaws if math.isfinite(yaw_deg)])

    def _judge(
        self, model: TiltModel, body: TrackedBody, look: TrunkLook, posture: Posture
    ) -> tuple[Tilt | None, TiltUnseen | None]:
        """The tilt, and why it is not said: what hides the back comes before what is missing since."""
        hidden = model.why_hidden(look, posture)
        if hidden is not None:
            return None, hidden
        if math.isnan(self.yaw_deg):
            return None, TiltUnseen.NOT_JUDGED
        if abs(self.yaw_deg) > YAW_LIMIT_DEG:
            return None, TiltUnseen.TURNED
        if self.neutral is None:
            return None, self.neutral_hidden or TiltUnseen.NO_NEUTRAL
        tilt = body.tilt(model, self.neutral, posture, turned_deg=self.yaw_deg)
        if math.isnan(tilt.deg):
            return None, TiltUnseen.UNFAMILIAR
        if tilt.sd_deg <= SD_LIMIT_DEG:
            return tilt, None
        if abs(self.yaw_deg) > SIDE_ON_LIMIT_DEG:
            return tilt, TiltUnseen.TURNED
        return tilt, TiltUnseen.ARM_OVER_BACK if arm_near_back(self.neutral, look) else TiltUnseen.UNSURE


def hip_extension_deg(values: dict[Channel, float]) -> float:
    """Extension of the near hip: the thigh behind the vertical, less what the pelvis tipped forward."""
    thigh_deg = values.get(Channel(Measure.THIGH_EXTENSION, Limb.NEAR), math.nan)
    return thigh_deg - values.get(_TILT, math.nan)
