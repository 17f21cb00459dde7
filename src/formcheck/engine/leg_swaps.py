"""Keeps the near and the far leg apart over time: the forward pass of a two-state hidden Markov model.

With hindsight the labels come from `leg_hindsight`, which goes over the same model from both ends.

The pose model mixes up the two legs now and then when they cross, side-on, and its visibility does not tell.
Legs move continuously; labels jump. The hidden states are: the labels are right, or they are swapped. A frame
is emitted with a likelihood that falls with the distance of each leg from where its motion predicts it; swaps
begin and end at low transition rates. Where the legs are apart, one jump of the labels decides the state;
where they cover each other, both states emit a frame alike, and the belief in the labels recovers with time.
All costs are negative log likelihoods.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from formcheck.domain.body import Facing, Pose
from formcheck.engine.leg_hindsight import SURE, TRUSTED, Evidence, Labels, LegNotes, forward
from formcheck.kinematics.bodyview import leg_slice
from formcheck.kinematics.geometry import Place, Point, distance_px

Joints = Sequence[Place]
"""Hip, knee, ankle, heel, toe of one leg."""

_TRACKED = slice(1, 5)  # knee, ankle, heel, toe: the hips hardly move apart side-on
_KNEE, _ANKLE = 1, 2
_PREDICTION_SD = 0.06  # of a leg within a frame, in leg lengths
_MAX_COST = 12.0  # of a frame: one outlier must not decide for good
_STAY_SWAPPED_COST_PER_S = 2.0  # the longer labels stay put, the likelier they are right,
_TOGETHER_COST_PER_S = 6.0  # and sooner where the legs cover each other: no jump can have shown them wrong
_APART = 0.12  # legs closer than this, in leg lengths, measure the same whichever is which
_VELOCITY_SHARE = 0.5
_GOES_ON_S = 0.1  # how long a leg goes on as it went; nothing is known of it after that
_AWAY = 0.10  # a standing foot this far from both labels, in leg lengths, is held by neither ...
_ON_THE_WAY_S = 0.4  # ... for as long as labels take from leg to leg: 3-5 frames, seldom 8


@dataclass(slots=True)
class _Track:
    """One leg on its way: its joints and their speed."""

    points_px: Joints
    speed_px_per_s: Sequence[Point] = ((0.0, 0.0),) * 5

    def ahead(self, dt_s: float) -> Joints:
        on_s = min(dt_s, _GOES_ON_S)
        return [
            (x + x_speed * on_s, y + y_speed * on_s)
            for (x, y), (x_speed, y_speed) in zip(self.points_px, self.speed_px_per_s, strict=True)
        ]

    def move_to(self, points_px: Joints, dt_s: float) -> None:
        self.speed_px_per_s = [
            (
                x_speed + _VELOCITY_SHARE * ((x - x_before) / dt_s - x_speed),
                y_speed + _VELOCITY_SHARE * ((y - y_before) / dt_s - y_speed),
            )
            for (x, y), (x_before, y_before), (x_speed, y_speed) in zip(
                points_px, self.points_px, self.speed_px_per_s, strict=True
            )
        ]
        self.points_px = points_px


@dataclass(slots=True)
class LegSwaps:
    """Motion of each leg, and the belief in the labels: log odds of the two states, positive = right.

    foreseen: the labels by time, where a pass before has found them. notes: what this pass has seen.
    """

    foreseen: Mapping[float, Labels] = field(default_factory=dict)
    notes: LegNotes = field(default_factory=LegNotes)
    _near: _Track | None = None
    _far: _Track | None = None
    _t_s: float = 0.0
    _belief: float = TRUSTED

    def reset(self) -> None:
        """Forget the legs; trust the labels."""
        self._near = self._far = None
        self._belief = TRUSTED

    def sort(self, pose: Pose, facing: Facing) -> tuple[Pose, bool]:
        """Pose with its legs under the right labels, and whether that is sure."""
        near_rows, far_rows = leg_slice(facing.near_side), leg_slice(facing.near_side.opposite)
        known = self.foreseen.get(pose.t_s)
        if known:
            return (_swapped(pose, near_rows, far_rows) if known.swapped else pose), known.sure
        near, far = pose.points_px[near_rows].tolist(), pose.points_px[far_rows].tolist()
        dt_s = max(pose.t_s - self._t_s, 1e-3)
        if self._near is None or self._far is None:
            self._t_s = pose.t_s
            self._near, self._far = _Track(near), _Track(far)
            self.notes.begin(pose.t_s)
            return pose, True
        was_right = self._belief >= 0.0
        size_px = _size_px(near)
        if dt_s < _ON_THE_WAY_S and _on_the_way(
            (self._near.points_px, self._far.points_px), (near, far), size_px
        ):
            self.notes.add(Evidence(pose.t_s))
            return (pose if was_right else _swapped(pose, near_rows, far_rows)), abs(self._belief) > SURE
        self._t_s = pose.t_s
        ahead_near, ahead_far = self._near.ahead(dt_s), self._far.ahead(dt_s)
        straight = _emission_cost(near, ahead_near, size_px) + _emission_cost(far, ahead_far, size_px)
        crossed = _emission_cost(near, ahead_far, size_px) + _emission_cost(far, ahead_near, size_px)
        # The tracks carry the names of the state believed so far: in the other state, all is reversed.
        stay, change = (straight, crossed) if was_right else (crossed, straight)
        together = _emission_cost(near, far, size_px) < 0.5 * (_APART / _PREDICTION_SD) ** 2
        seen = Evidence(
            pose.t_s,
            stay=min(stay, _MAX_COST),
            change=min(change, _MAX_COST),
            stay_swapped=dt_s * (_TOGETHER_COST_PER_S if together else _STAY_SWAPPED_COST_PER_S),
            together=together,
        )
        self.notes.add(seen)
        self._belief = forward(self._belief, seen)
        if self._belief < 0.0:
            near, far = far, near
            pose = _swapped(pose, near_rows, far_rows)
        self._near.move_to(near, dt_s)
        self._far.move_to(far, dt_s)
        return pose, together or abs(self._belief) > SURE


def _on_the_way(legs: tuple[Joints, Joints], labels: tuple[Joints, Joints], size_px: float) -> bool:
    """Whether the labels are going over from leg to leg: there is none where the standing foot was.

    They need some frames for it, in which each goes a plausible step.
    """
    stands, lifted = sorted(legs, key=lambda leg: leg[_ANKLE][1])
    apart_px = (distance_px(stands[joint], lifted[joint]) for joint in (_KNEE, _ANKLE))
    away_px = min(distance_px(stands[_ANKLE], label[_ANKLE]) for label in labels)
    return all(px > 2 * _AWAY * size_px for px in apart_px) and away_px > _AWAY * size_px


def _swapped(pose: Pose, near_rows: slice, far_rows: slice) -> Pose:
    points, visibility = pose.points_px.copy(), pose.visibility.copy()
    points[near_rows], points[far_rows] = pose.points_px[far_rows], pose.points_px[near_rows]
    visibility[near_rows], visibility[far_rows] = pose.visibility[far_rows], pose.visibility[near_rows]
    return replace(pose, points_px=points, visibility=visibility)


def _emission_cost(seen: Joints, expected: Joints, size_px: float) -> float:
    """Squared distance in standard deviations, averaged over the tracked joints."""
    off = [
        (x - x_expected) * (x - x_expected) + (y - y_expected) * (y - y_expected)
        for (x, y), (x_expected, y_expected) in zip(seen[_TRACKED], expected[_TRACKED], strict=True)
    ]
    known = [each for each in off if not math.isnan(each)]
    return 0.5 * sum(known) / (len(known) * (_PREDICTION_SD * size_px) ** 2) if known else 0.0


def _size_px(leg: Joints) -> float:
    """Length of a leg, thigh and shank."""
    length = distance_px(leg[0], leg[1]) + distance_px(leg[1], leg[2])
    return length if length > 0.0 else 1.0
