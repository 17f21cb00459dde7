"""How far the pelvis has tipped since the person's own neutral, and how sure that is.

Landmarks hardly move when the pelvis tips about the hip joints; the outline of the back does. A small model,
learnt from rendered people with known tilt (docs/PELVIC_TILT.md), compares the outline and the landmarks of
a frame with those of the neutral. It says a mean and a standard deviation; where the picture does not show
the back, or the standard deviation is too large to be of use, it says nothing.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from formcheck.domain.body import Floats
from formcheck.domain.pelvis import TiltUnseen
from formcheck.domain.posture import Posture
from formcheck.kinematics.side_on_tilt import SideOnModel, share_of_side_on, side_on
from formcheck.kinematics.small_networks import Layer, answer, answers_of_all
from formcheck.kinematics.tilt_inputs import (
    HEAD_OF,
    HEADS,
    LYING,
    N_READ,
    ONE_OF,
    UNIT_DEG,
    changed_by,
    distance_of,
    free_in_both,
    moves_of,
    read_of,
    tilt_inputs,
    with_moves,
)
from formcheck.kinematics.trunk_features import N_CONTOUR, TrunkLook

SD_LIMIT_DEG = 6.9  # of one frame; of what is said of it, calmed over time, that is 5.5
BACK_SEEN_MIN = 0.9
LOW_BACK_FREE_MIN = 0.5
YAW_LIMIT_DEG = 22.0
LEAST_SD_SHARE = 0.3
_ALEATORIC_DEG = 5.0  # the networks' unit of a standard deviation


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
    """Weights of an ensemble of networks. members: their layers, stacked along axis 0.

    Every network answers with a mean and a log variance. The variance of the ensemble is the mean of those
    variances (aleatoric) and the variance of the means (epistemic).
    centre, spread: of the features. change_spread: of their change since the neutral. sd_scale: per head,
    calibrates the stated standard deviation on people left out of the training. gain: per head, undoes the
    shrinkage of the means, so that an arch is not understated. out_of_distribution_limit: per head, the
    largest root mean square of standardised features (see `distance_of`) that is judged. full_change: per
    head, the change of the features from which on the standard deviation is whole: less change, less can be
    wrong. moves_spread: (N_MOVES,), of what the trunk's ends have moved, see `moves_of`; None: that is not
    read. side_on: weights for who stands side-on with the back open; None: these serve everywhere.
    lying: weights that learnt from people who lie alone, most with the arms on the floor: they serve for who
    lies where the side-on weights do not, and say how far they are turned; None: these serve there, too.
    """

    centre: Floats
    spread: Floats
    change_spread: Floats
    members: tuple[Layer, ...]
    yaw: tuple[Layer, ...]
    sd_scale: Floats
    gain: Floats
    out_of_distribution_limit: Floats
    full_change: Floats
    moves_spread: Floats | None = None
    side_on: SideOnModel | None = None
    lying: "TiltModel | None" = None

    def __post_init__(self) -> None:
        if self.centre.shape != (N_READ,):
            raise ValueError(f"a tilt model needs {N_READ} features, got {self.centre.shape}")

    def change(
        self, neutral: TrunkLook, now: TrunkLook, posture: Posture, *, turned_deg: float = 0.0
    ) -> Tilt:
        """What the model says; UNSEEN for a posture without a head, and for features out of distribution.

        turned_deg: how far the body is turned from side-on, see `yaw_deg`.
        """
        return self.change_many(neutral, [now], posture, turned_deg=[turned_deg])[0]

    def change_many(
        self,
        neutral: TrunkLook,
        looks: Sequence[TrunkLook],
        posture: Posture,
        *,
        turned_deg: Sequence[float] | None = None,
    ) -> list[Tilt]:
        """The same of many looks at once, to the bit."""
        turns_deg = [0.0] * len(looks) if turned_deg is None else turned_deg
        held = self.against(neutral, looks, posture)
        return [held.tilt(index, turn) for index, turn in enumerate(turns_deg)]

    def against(self, neutral: TrunkLook, looks: Sequence[TrunkLook], posture: Posture) -> "HeldAgainst":
        """Looks held against a neutral, to be asked for one by one."""
        return HeldAgainst(self, neutral, looks, _head(posture))

    def why_hidden(self, look: TrunkLook, posture: Posture) -> TiltUnseen | None:
        """What keeps the outline from being read; None where nothing does.

        Of who lies the front tells as much, and no arm beside the body hides that.
        """
        hidden = why_hidden(look)
        tells = self.lying is not None and HEAD_OF.get(posture) == LYING
        return None if tells and hidden is TiltUnseen.ARM_OVER_BACK else hidden

    def is_side_on(self, neutral: TrunkLook, now: TrunkLook, turned_deg: float) -> bool:
        """Whether no arm and no turn is in the way; always, where there are no side-on weights."""
        return self.side_on is None or side_on(neutral, now, turned_deg)

    def side_on_share(self, neutral: TrunkLook, now: TrunkLook, turned_deg: float) -> float:
        """How much the side-on weights count, 0..1."""
        return 0.0 if self.side_on is None else share_of_side_on(neutral, now, turned_deg)

    def ask_side_on(self, neutral: TrunkLook, looks: Sequence[TrunkLook], head: int) -> list[Tilt]:
        """What the side-on weights say; nothing where there are none."""
        if self.side_on is None:
            return [UNSEEN] * len(looks)
        lying = HEADS[head] == LYING
        base_deg = np.array([0.0 if lying else _forward_deg(neutral, now) for now in looks])
        said = self.side_on.changes(neutral, looks, head, base_deg=base_deg, least_sd_share=LEAST_SD_SHARE)
        return [UNSEEN if each is None else Tilt(*each) for each in said]

    def ask_wide(self, neutral: TrunkLook, looks: Sequence[TrunkLook], head: int) -> list[Tilt]:
        """What the weights say that know arms and turns."""
        if self.lying is None or HEADS[head] != LYING:
            return self._ask_own(neutral, looks, head)
        return self.lying.ask_against_rest(neutral, looks, head)

    def ask_against_rest(self, neutral: TrunkLook, looks: Sequence[TrunkLook], head: int) -> list[Tilt]:
        """The same, less what is said of the neutral itself: that has not tilted."""
        if not looks:
            return []
        rest, *said = self.ask_wide(neutral, [neutral, *looks], head)
        return [Tilt(tilt.deg - rest.deg, tilt.sd_deg) for tilt in said]

    def _ask_own(self, neutral: TrunkLook, looks: Sequence[TrunkLook], head: int) -> list[Tilt]:
        if not looks:
            return []
        forward_deg = np.array([_forward_deg(neutral, now) for now in looks])
        both = free_in_both(neutral.free, np.array([now.free for now in looks]))
        inputs = tilt_inputs(
            neutral=read_of(neutral)[None],
            values=np.array([read_of(now) for now in looks]),
            both=both,
            forward_deg=forward_deg,
            heads=np.broadcast_to(ONE_OF[head], (len(looks), len(HEADS))),
            centre=self.centre,
            spread=self.spread,
            change_spread=self.change_spread,
        )
        if self.moves_spread is not None:
            moves = moves_of(neutral.ends_px[None], np.array([now.ends_px for now in looks]))
            inputs = with_moves(inputs, moves, self.moves_spread)
        answers = answers_of_all(self.members, inputs)
        base_deg = 0.0 if HEADS[head] == LYING else forward_deg[:, None]
        means = self.gain[head] * (base_deg + UNIT_DEG * answers[..., 0])
        aleatoric = (self.gain[head] * _ALEATORIC_DEG) ** 2 * np.exp(answers[..., 1])
        variance = np.mean(aleatoric, axis=1) + np.var(means, axis=1)
        changed, full = changed_by(inputs, both), self.full_change[head]
        share = np.where(changed < full, np.maximum(changed / (full or 1.0), LEAST_SD_SHARE), 1.0)
        deg, sd_deg = np.mean(means, axis=1), share * self.sd_scale[head] * np.sqrt(variance)
        known = distance_of(inputs, both) <= self.out_of_distribution_limit[head]
        return [
            Tilt(float(mean), float(sd)) if usual else UNSEEN
            for mean, sd, usual in zip(deg, sd_deg, known, strict=True)
        ]

    def yaw_deg(self, look: TrunkLook, posture: Posture) -> float:
        """How far the body is turned from side-on, from its landmarks; NaN in an unknown posture.

        + towards the camera (its front is seen), - away from it.
        """
        return self.yaws_deg([look], posture)[0]

    def yaws_deg(self, looks: Sequence[TrunkLook], posture: Posture) -> list[float]:
        """The same of many looks at once, to the bit."""
        head = _head(posture)
        if head is None or not looks:
            return [math.nan] * len(looks)
        if self.lying is not None and HEADS[head] == LYING:
            return self.lying.yaws_deg(looks, posture)
        values = (np.array([read_of(look) for look in looks]) - self.centre) / self.spread
        values[:, :N_CONTOUR] = 0.0
        heads = np.broadcast_to(ONE_OF[head], (len(looks), len(HEADS)))
        said = answer(self.yaw, np.concatenate([values, heads], axis=1))[:, 0]
        turns_deg = [UNIT_DEG * each for each in said.tolist()]
        if self.side_on is None:
            return turns_deg
        # Each of the two misses some who are turned; of 24 test people beyond 20 degrees, both missed one.
        others_deg = self.side_on.yaws_deg(looks, head)
        return [max(pair, key=abs) for pair in zip(turns_deg, others_deg, strict=True)]


@dataclass(slots=True)
class HeldAgainst:
    """Looks held against a neutral. Weights that are needed for one look are asked about all of them."""

    model: TiltModel
    neutral: TrunkLook
    looks: Sequence[TrunkLook]
    head: int | None
    _side_on: list[Tilt] = field(default_factory=list)
    _wide: list[Tilt] = field(default_factory=list)

    def tilt(self, index: int, turned_deg: float) -> Tilt:
        """What the model says of one of them, see `TiltModel.change`."""
        if self.head is None:
            return UNSEEN
        share = self.model.side_on_share(self.neutral, self.looks[index], turned_deg)
        if share > 0.0 and not self._side_on:
            self._side_on = self.model.ask_side_on(self.neutral, self.looks, self.head)
        if share < 1.0 and not self._wide:
            self._wide = self.model.ask_wide(self.neutral, self.looks, self.head)
        return _blended(
            self._side_on[index] if share > 0.0 else UNSEEN,
            self._wide[index] if share < 1.0 else UNSEEN,
            share,
        )


def _blended(one: Tilt, other: Tilt, share: float) -> Tilt:
    """The mixture of two answers, the first of which counts by this share."""
    if share in (0.0, 1.0):
        return one if share else other
    apart_deg = one.deg - other.deg
    variance = share * one.sd_deg**2 + (1.0 - share) * (other.sd_deg**2 + share * apart_deg**2)
    return Tilt(share * one.deg + (1.0 - share) * other.deg, math.sqrt(variance))


def why_hidden(look: TrunkLook) -> TiltUnseen | None:
    """What keeps the outline of the back from being read; None where nothing does."""
    if look.back_seen < BACK_SEEN_MIN:
        return TiltUnseen.BACK_HIDDEN
    return TiltUnseen.ARM_OVER_BACK if look.low_back_free < LOW_BACK_FREE_MIN else None


def _head(posture: Posture) -> int | None:
    name = HEAD_OF.get(posture)
    return None if name is None else HEADS.index(name)


def _forward_deg(neutral: TrunkLook, now: TrunkLook) -> float:
    return -math.remainder(now.trunk_deg - neutral.trunk_deg, 360.0)
