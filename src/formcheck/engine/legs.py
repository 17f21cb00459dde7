"""Keeps the near and the far leg apart over time.

The pose model mixes up the two legs now and then when they cross, side-on, and its visibility does not tell.
Legs move continuously; labels jump. So two stories are weighed in every frame: the labels are right, or they
are exchanged. A story goes on from frame to frame as far as each leg is found where it was heading; turning
from one story to the other is rare. Where the legs are apart, a jump of the labels decides at once; where
they cover each other, nothing does, and the trust in the labels comes back with time.
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from formcheck.domain.body import Facing, Floats, Landmark, Pose
from formcheck.kinematics.bodyview import leg_rows

Rows = list[Landmark]

_TRACKED = slice(1, 5)  # knee, ankle, heel, toe: the hips hardly move apart side-on
_KNEE, _ANKLE = 1, 2
_STRAY = 0.06  # how far a leg strays from where it was heading within a frame, in leg lengths
_MOST_COST = 12.0  # beyond this a misfit is a misfit: one wild frame must not decide for good
_MIX_UP_COST = 5.5  # a mix-up begins about once in 250 frames ...
_REPAIR_COST = 3.0  # ... and lasts about 20: together, labels are right in 92 % of frames (88-97 measured)
_LASTING_COST_PER_S = 2.0  # without a repair: the longer labels stay put, the likelier they are right,
_TOGETHER_COST_PER_S = 6.0  # and sooner where the legs cover each other: no jump can have shown them wrong
_SURE = 0.3
_APART = 0.12  # legs closer than this, in leg lengths, measure the same whichever is which
_VELOCITY_SHARE = 0.5
_GOES_ON_S = 0.1  # how long a leg goes on as it went; nothing is known of it after that
_AWAY = 0.10  # a standing foot this far from both labels, in leg lengths, is held by neither ...
_ON_THE_WAY_S = 0.4  # ... for as long as labels take from leg to leg: 3-5 frames, seldom 8


@dataclass(slots=True)
class _Track:
    """One leg on its way: joints (5, 2) in pixels and their speed."""

    points_px: Floats
    speed_px_per_s: Floats

    def ahead(self, dt_s: float) -> Floats:
        return self.points_px + self.speed_px_per_s * min(dt_s, _GOES_ON_S)

    def move_to(self, points_px: Floats, dt_s: float) -> None:
        seen = (points_px - self.points_px) / dt_s
        self.speed_px_per_s += _VELOCITY_SHARE * (seen - self.speed_px_per_s)
        self.points_px = points_px


@dataclass(slots=True)
class LegIdentity:
    """Where each leg was heading, and the belief in the labels: log odds, positive = labels are right."""

    _near: _Track | None = None
    _far: _Track | None = None
    _t_s: float = 0.0
    _belief: float = 4.0

    def reset(self) -> None:
        """Forget the legs; trust the labels."""
        self._near = self._far = None
        self._belief = 4.0

    def sort(self, pose: Pose, facing: Facing) -> tuple[Pose, bool]:
        """Pose with its legs under the right labels, and whether that is sure."""
        near_rows = list(leg_rows(facing.near_side))
        far_rows = list(leg_rows(facing.near_side.opposite))
        near, far = pose.points_px[near_rows], pose.points_px[far_rows]
        dt_s = max(pose.t_s - self._t_s, 1e-3)
        if self._near is None or self._far is None:
            self._t_s = pose.t_s
            self._near, self._far = _Track(near, np.zeros_like(near)), _Track(far, np.zeros_like(far))
            return pose, True
        was_right = self._belief >= 0.0
        size_px = _size_px(near)
        if dt_s < _ON_THE_WAY_S and _on_the_way(
            (self._near.points_px, self._far.points_px), (near, far), size_px
        ):
            return (pose if was_right else _exchanged(pose, near_rows, far_rows)), abs(self._belief) > _SURE
        self._t_s = pose.t_s
        ahead_near, ahead_far = self._near.ahead(dt_s), self._far.ahead(dt_s)
        straight = _misfit(near, ahead_near, size_px) + _misfit(far, ahead_far, size_px)
        crossed = _misfit(near, ahead_far, size_px) + _misfit(far, ahead_near, size_px)
        # The tracks carry the names of the story believed so far: under the other one, all is reversed.
        go_on, turn = (straight, crossed) if was_right else (crossed, straight)
        together = _misfit(near, far, size_px) < 0.5 * (_APART / _STRAY) ** 2
        lasting = dt_s * (_TOGETHER_COST_PER_S if together else _LASTING_COST_PER_S)
        self._weigh(min(go_on, _MOST_COST), min(turn, _MOST_COST), lasting)
        if self._belief < 0.0:
            near, far = far, near
            pose = _exchanged(pose, near_rows, far_rows)
        self._near.move_to(near, dt_s)
        self._far.move_to(far, dt_s)
        return pose, together or abs(self._belief) > _SURE

    def _weigh(self, go_on: float, turn: float, lasting: float) -> None:
        """One step of the two stories. Costs are negative log likelihoods."""
        right, exchanged = -_softplus(-self._belief), -_softplus(self._belief)
        new_right = np.logaddexp(right - go_on, exchanged - turn - _REPAIR_COST)
        new_exchanged = np.logaddexp(exchanged - go_on - lasting, right - turn - _MIX_UP_COST)
        self._belief = float(np.clip(new_right - new_exchanged, -8.0, 8.0))


def _on_the_way(legs: tuple[Floats, Floats], labels: tuple[Floats, Floats], size_px: float) -> bool:
    """Whether the labels are going over from leg to leg: there is none where the standing foot was.

    They need some frames for it, in which each goes a plausible step.
    """
    stands, lifted = sorted(legs, key=lambda leg: float(leg[_ANKLE][1]))
    apart_px = float(np.hypot(*(lifted - stands).T)[[_KNEE, _ANKLE]].min())
    away_px = min(float(np.hypot(*(label - stands)[_ANKLE])) for label in labels)
    return apart_px > 2 * _AWAY * size_px and away_px > _AWAY * size_px


def _exchanged(pose: Pose, near_rows: Rows, far_rows: Rows) -> Pose:
    points, visibility = pose.points_px.copy(), pose.visibility.copy()
    points[near_rows], points[far_rows] = pose.points_px[far_rows], pose.points_px[near_rows]
    visibility[near_rows], visibility[far_rows] = pose.visibility[far_rows], pose.visibility[near_rows]
    return replace(pose, points_px=points, visibility=visibility)


def _misfit(seen: Floats, expected: Floats, size_px: float) -> float:
    """Squared distance in strays, averaged over the tracked joints."""
    away_px = seen[_TRACKED] - expected[_TRACKED]
    off = (away_px * away_px).sum(axis=1)
    if math.isnan(off.sum()):
        off = off[~np.isnan(off)]
    return 0.5 * float(off.sum()) / (len(off) * (_STRAY * size_px) ** 2) if len(off) else 0.0


def _size_px(leg: Floats) -> float:
    """Length of a leg, thigh and shank."""
    thigh, shank = leg[0] - leg[1], leg[1] - leg[2]
    length = float(np.hypot(*thigh) + np.hypot(*shank))
    return length if length > 0.0 else 1.0


def _softplus(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))
