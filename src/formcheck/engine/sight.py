"""Makes one trustworthy body out of a stream of poses: which way it faces, which leg is which, smoothed."""

from dataclasses import dataclass, field

import numpy as np

from formcheck.domain.body import Facing, Floats, Landmark, Pose
from formcheck.engine.legs import LegIdentity
from formcheck.kinematics.bodyview import BodyView, view_body
from formcheck.kinematics.facing import facing_vote
from formcheck.signals.one_euro import OneEuro

_FORGET_S = 0.5


@dataclass(frozen=True, slots=True)
class Sight:
    """The body as the engine trusts it. raw: before smoothing, legs already sorted. sure: legs told apart."""

    pose: Pose
    raw: Pose
    view: BodyView
    facing: Facing
    sure: bool


@dataclass(slots=True)
class Eye:
    """Memory of one person's facing, legs and smoothing. A gap of 0.5 s or a turn starts it afresh."""

    _facing: Facing | None = None
    _balance: float = 0.0
    _last_s: float | None = None
    _scale_px: float = 1.0
    _legs: LegIdentity = field(default_factory=LegIdentity)
    _filter: OneEuro = field(default_factory=lambda: OneEuro(min_cutoff_hz=2.0, beta=4.0))

    def see(self, pose: Pose) -> tuple[Sight, bool]:
        """Trusted body of this frame, and whether it is a new one (first, turned, or after a gap)."""
        dt_s = pose.t_s - self._last_s if self._last_s is not None else None
        fresh = dt_s is None or dt_s > _FORGET_S
        self._last_s = pose.t_s
        fresh = self._turn(facing_vote(pose), dt_s, fresh=fresh) or fresh
        facing = self._facing or Facing.RIGHT
        if fresh:
            self._legs.reset()
            self._filter.reset()
            self._scale_px = trunk_px(pose.points_px) or 1.0
        raw, sure = self._legs.sort(pose, facing)
        points_px = self._filter(pose.t_s, raw.points_px / self._scale_px) * self._scale_px
        smooth = Pose(
            t_s=pose.t_s, points_px=points_px, visibility=raw.visibility, silhouette=pose.silhouette
        )
        return Sight(smooth, raw, view_body(smooth, facing), facing, sure), fresh

    def _turn(self, vote: float, dt_s: float | None, *, fresh: bool) -> bool:
        """Take a vote on the facing; True when it changed. It needs about half a second to change."""
        if fresh or dt_s is None:
            self._balance = float(np.clip(vote, -2.0, 2.0))
        else:
            share = min(1.0, dt_s / 0.4)
            self._balance += share * (float(np.clip(vote, -4.0, 4.0)) - self._balance)
        facing = self._facing
        if facing is None or self._balance * facing.value < -1.0:
            self._facing = Facing.RIGHT if self._balance >= 0.0 else Facing.LEFT
        return facing is not None and facing is not self._facing


def trunk_px(points_px: Floats) -> float:
    """Length of the trunk in pixels, 0 when not seen."""
    shoulder = points_px[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]].mean(axis=0)
    hip = points_px[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    length = float(np.hypot(*(shoulder - hip)))
    return max(0.0, length)
