"""The tilt of who stands side-on with the back open: the older weights, which learnt from such people alone.

There they are better than those that know arms and turns (docs/PELVIC_TILT.md): they saw
twice as many.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from formcheck.domain.body import Floats
from formcheck.kinematics.small_networks import Layer, answer, answers_of_all
from formcheck.kinematics.tilt_inputs import HEADS, ONE_OF, UNIT_DEG
from formcheck.kinematics.trunk_features import N_CONTOUR, N_FEATURES, TrunkLook

OPEN_BACK_MIN, SIDE_ON_LIMIT_DEG = 0.5, 14.0
_ALONE_TO_DEG = 8.0
_ALEATORIC_DEG = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SideOnModel:
    """Learnt numbers, see `TiltModel`. They read the outline as it is, no station left out."""

    centre: Floats
    spread: Floats
    change_spread: Floats
    members: tuple[Layer, ...]
    yaw: tuple[Layer, ...]
    sd_scale: Floats
    gain: Floats
    out_of_distribution_limit: Floats
    full_change: Floats

    def yaws_deg(self, looks: Sequence[TrunkLook], head: int) -> list[float]:
        """How far the body is turned from side-on in each look, from its landmarks."""
        values = (np.array([look.values for look in looks]) - self.centre) / self.spread
        values[:, :N_CONTOUR] = 0.0
        heads = np.broadcast_to(ONE_OF[head], (len(looks), len(HEADS)))
        said = answer(self.yaw, np.concatenate([values, heads], axis=1))[:, 0]
        return [UNIT_DEG * each for each in said.tolist()]

    def changes(
        self,
        neutral: TrunkLook,
        looks: Sequence[TrunkLook],
        head: int,
        *,
        base_deg: Floats,
        least_sd_share: float,
    ) -> list[tuple[float, float] | None]:
        """Mean and standard deviation, degrees; None of a look unlike all that was learnt from.

        base_deg: (n,), what a stiff body would have tilted.
        """
        forward_deg = [-math.remainder(now.trunk_deg - neutral.trunk_deg, 360.0) for now in looks]
        values = np.array([now.values for now in looks])
        inputs = np.concatenate(
            [
                np.broadcast_to((neutral.values - self.centre) / self.spread, values.shape),
                (values - neutral.values) / self.change_spread,
                np.array(forward_deg)[:, None] / UNIT_DEG,
                np.broadcast_to(ONE_OF[head], (len(looks), len(HEADS))),
            ],
            axis=1,
        )
        answers = answers_of_all(self.members, inputs)
        means = self.gain[head] * (base_deg[:, None] + UNIT_DEG * answers[..., 0])
        aleatoric = (self.gain[head] * _ALEATORIC_DEG) ** 2 * np.exp(answers[..., 1])
        variance = (np.mean(aleatoric, axis=1) + np.var(means, axis=1)).tolist()
        mean_deg, full = np.mean(means, axis=1).tolist(), float(self.full_change[head])
        limit, sd_scale = float(self.out_of_distribution_limit[head]), float(self.sd_scale[head])
        said: list[tuple[float, float] | None] = []
        for i, row in enumerate(inputs):
            changed = _size(row[N_FEATURES : 2 * N_FEATURES])
            share = max(changed / full, least_sd_share) if changed < full else 1.0
            known = _size(row[: 2 * N_FEATURES]) <= limit
            said.append((mean_deg[i], share * sd_scale * math.sqrt(variance[i])) if known else None)
        return said


def side_on(neutral: TrunkLook, now: TrunkLook, yaw_deg: float) -> bool:
    """Whether this is what the older weights learnt from."""
    return share_of_side_on(neutral, now, yaw_deg) > 0.0


def arm_near_back(neutral: TrunkLook, now: TrunkLook) -> bool:
    """Whether an arm was near the outline of more than half of the back, then or now."""
    return min(neutral.open_back, now.open_back) < OPEN_BACK_MIN


def share_of_side_on(neutral: TrunkLook, now: TrunkLook, yaw_deg: float) -> float:
    """How much the older weights count, 0..1.

    They learnt from people within 12 degrees of side-on, and the turn is read 6 degrees off: so they hand
    over to the others little by little.
    """
    if arm_near_back(neutral, now):
        return 0.0
    share = (SIDE_ON_LIMIT_DEG - abs(yaw_deg)) / (SIDE_ON_LIMIT_DEG - _ALONE_TO_DEG)
    return min(max(share, 0.0), 1.0)


def _size(features: Floats) -> float:
    """Root mean square of features, in units of their spread: 1 is usual."""
    return math.sqrt(float(features @ features) / len(features))
