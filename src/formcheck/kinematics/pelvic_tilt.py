"""How far the pelvis has tipped since the person's own neutral, and how sure that is.

Landmarks hardly move when the pelvis tips about the hip joints; the outline of the back does. A small model,
learnt from rendered people with known tilt (docs/PELVIC_TILT.md), compares the outline and the landmarks of
a frame with those of the neutral. It says a mean and a standard deviation; where the picture does not show
the back, or the standard deviation is too large to be of use, it says nothing.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from formcheck.domain.body import Floats
from formcheck.domain.posture import Posture
from formcheck.kinematics.trunk_features import N_CONTOUR, N_FEATURES, TrunkLook

SD_LIMIT_DEG = 5.5
BACK_SEEN_MIN = 0.9
ARM_FREE_MIN = 0.5
YAW_LIMIT_DEG = 14.0
LEAST_SD_SHARE = 0.3
HEADS = ("half_kneeling", "standing", "seated", "lying")
_HEAD_OF: Mapping[Posture, str] = MappingProxyType(
    {
        Posture.HALF_KNEELING: "half_kneeling",
        Posture.STANDING: "standing",
        Posture.SEATED: "seated",
        Posture.HOOK_LYING: "lying",
        Posture.LYING_STRAIGHT: "lying",
        Posture.LYING_KNEE_IN: "lying",
    }
)
_ONE_OF = np.eye(len(HEADS))
_UNIT_DEG, _DOUBT_DEG = 10.0, 5.0  # what the networks count in
Layer = tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class Tilt:
    """Change of tilt since the neutral, + anterior, and its standard deviation; degrees, NaN = not seen.

    Upright it is against the vertical; lying against the trunk's own line, since a bridge turns all of it.
    """

    deg: float
    sd_deg: float


UNSEEN = Tilt(math.nan, math.nan)


@dataclass(frozen=True, slots=True, kw_only=True)
class TiltModel:
    """The learnt numbers. members: layers of networks that answer each on its own, stacked along axis 0;
    they differ where they guess.

    centre, spread: of the features. change_spread: of their change since the neutral. sd_scale: per head,
    what the stated standard deviation was off by on people that were left out of the training. gain: per
    head, what undoes the shrinking towards nothing of every learnt guess, so that an arch is not understated.
    strange_limit: per head, how far from all that was learnt from a look may be, see `_size`. full_change:
    per head, how much a look must have changed for the whole standard deviation; a look that has hardly
    changed leaves little to be wrong about.
    """

    centre: Floats
    spread: Floats
    change_spread: Floats
    members: tuple[Layer, ...]
    yaw: tuple[Layer, ...]
    sd_scale: Floats
    gain: Floats
    strange_limit: Floats
    full_change: Floats

    def __post_init__(self) -> None:
        if self.centre.shape != (N_FEATURES,):
            raise ValueError(f"a tilt model needs {N_FEATURES} features, got {self.centre.shape}")

    def change(self, neutral: TrunkLook, now: TrunkLook, posture: Posture) -> Tilt:
        """What the model says; unseen in a posture, or of a look, that is unlike all it has learnt from."""
        name = _HEAD_OF.get(posture)
        if name is None:
            return UNSEEN
        head = HEADS.index(name)
        forward_deg = -math.remainder(now.trunk_deg - neutral.trunk_deg, 360.0)
        inputs = np.concatenate(
            [
                (neutral.values - self.centre) / self.spread,
                (now.values - neutral.values) / self.change_spread,
                [forward_deg / _UNIT_DEG],
                _ONE_OF[head],
            ]
        )
        if _size(inputs[: 2 * N_FEATURES]) > self.strange_limit[head]:
            return UNSEEN
        answers = _answer(self.members, inputs)
        base_deg = 0.0 if name == "lying" else forward_deg
        means = self.gain[head] * (base_deg + _UNIT_DEG * answers[:, 0])
        doubts = (self.gain[head] * _DOUBT_DEG) ** 2 * np.exp(answers[:, 1])
        variance = float(np.mean(doubts) + np.var(means))
        changed, full = _size(inputs[N_FEATURES : 2 * N_FEATURES]), float(self.full_change[head])
        share = max(changed / full, LEAST_SD_SHARE) if changed < full else 1.0
        return Tilt(float(np.mean(means)), share * float(self.sd_scale[head]) * math.sqrt(variance))

    def yaw_deg(self, look: TrunkLook, posture: Posture) -> float:
        """How far the body is turned from side-on, from its landmarks; NaN in an unknown posture."""
        name = _HEAD_OF.get(posture)
        if name is None:
            return math.nan
        values = (look.values - self.centre) / self.spread
        values[:N_CONTOUR] = 0.0
        inputs = np.concatenate([values, _ONE_OF[HEADS.index(name)]])
        return _UNIT_DEG * float(_answer(self.yaw, inputs)[0])


def back_visible(look: TrunkLook) -> bool:
    """Whether the outline of the back is there to be read, with no arm over it."""
    return look.back_seen >= BACK_SEEN_MIN and look.arm_free >= ARM_FREE_MIN


def _size(features: Floats) -> float:
    """Root mean square of features, in units of their spread: 1 is usual."""
    return math.sqrt(float(features @ features) / len(features))


def _answer(layers: tuple[Layer, ...], inputs: Floats) -> Floats:
    """One network, or several at once whose layers are stacked: (answers,) or (networks, answers)."""
    for weights, bias in layers[:-1]:
        inputs = (weights @ inputs[..., None])[..., 0] + bias
        inputs = inputs / (1.0 + np.exp(-inputs))
    weights, bias = layers[-1]
    answer: Floats = (weights @ inputs[..., None])[..., 0] + bias
    return answer
