"""Can this frame be judged? And if not, why: one reason, the first that bites."""

import math
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from formcheck.domain.body import Facing, Floats, Landmark, Pose, Sighting
from formcheck.domain.events import Event, Judged, NotJudged, Reason
from formcheck.engine.sight import Sight, trunk_px
from formcheck.exercises.gates import Gates
from formcheck.exercises.spec import ExerciseSpec
from formcheck.kinematics.bodyview import leg_rows
from formcheck.signals.conditioning import Persistence, Window

_RATE_SPAN_S = 1.0
_RATE_MIN_FRAMES = 4


@dataclass(slots=True)
class Gatekeeper:
    """Remembers the frame rate and how long a reason has held."""

    gates: Gates
    spec: ExerciseSpec
    _times: Window = field(default_factory=lambda: Window(_RATE_SPAN_S))
    _state: Persistence[Reason | None] = field(default_factory=lambda: Persistence[Reason | None](None))
    _last_s: float = math.inf
    _started: bool = False

    def picture_reason(self, sighting: Sighting) -> Reason | None:
        """Reason that lies in the picture, before anybody is looked at."""
        hole_s, self._last_s = sighting.t_s - self._last_s, sighting.t_s
        self._times.add(sighting.t_s, np.array([sighting.t_s]))
        if sighting.brightness not in self.gates.brightness:
            return Reason.TOO_DARK
        if sighting.pose is None:
            return Reason.NO_PERSON
        if sighting.others:
            return Reason.SEVERAL_PEOPLE
        if hole_s > _RATE_SPAN_S:
            return Reason.LOW_FRAME_RATE
        times_s = self._times.values[:, 0]
        if len(times_s) >= _RATE_MIN_FRAMES or self._times.covered_s > _RATE_SPAN_S / 2:
            gap_s = median(np.diff(times_s).tolist())
            if gap_s not in self.gates.frame_gap:
                return Reason.LOW_FRAME_RATE
        return None

    def body_reason(self, sight: Sight, size_px: tuple[int, int]) -> Reason | None:
        """Reason that lies in how the body stands in the picture."""
        gates, pose = self.gates, sight.raw
        trunk = trunk_px(pose.points_px)
        if trunk / size_px[1] not in gates.trunk:
            return Reason.TOO_FAR
        if _outside(pose, (Landmark.NOSE,), size_px, gates.inside.interval.low):
            return Reason.HEAD_OUT_OF_FRAME
        feet = (Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE)
        if _outside(pose, feet, size_px, gates.inside.interval.low):
            return Reason.FEET_OUT_OF_FRAME
        if sight.view.shoulder_width_px / trunk not in gates.side_on:
            return Reason.NOT_SIDE_ON
        if self._weakest(pose, sight.facing, near=True) not in gates.visibility:
            return Reason.TRACKING_UNSURE
        if self.spec.needs_both_legs and (
            self._weakest(pose, sight.facing, near=False) not in gates.far_visibility
        ):
            return Reason.FAR_LEG_HIDDEN
        return None if sight.sure else Reason.TRACKING_UNSURE

    @staticmethod
    def _weakest(pose: Pose, facing: Facing, *, near: bool) -> float:
        side = facing.near_side if near else facing.near_side.opposite
        return float(np.min(pose.visibility[list(leg_rows(side)[1:3])]))

    def settle(self, t_s: float, seen: Reason | None) -> tuple[Reason | None, tuple[Event, ...]]:
        """Reason that holds by now, and the event if that changed just now."""
        wait_s = self.gates.regain_s if seen is None else self.gates.lose_s
        if self._state.state is not None and seen is not None:
            wait_s = self.gates.regain_s
        if not self._started:
            self._started, wait_s = True, 0.0
            if seen is None:
                return None, (Judged(t_s),)
        if not self._state.update(t_s, seen, wait_s):
            return self._state.state, ()
        reason = self._state.state
        began_s = self._state.since_s
        return reason, ((Judged(t_s) if reason is None else NotJudged(began_s, reason)),)


def _outside(pose: Pose, rows: tuple[Landmark, ...], size_px: tuple[int, int], margin: float) -> bool:
    points: Floats = pose.points_px[list(rows)] * np.array([1.0, -1.0]) / np.array(size_px)
    if math.isnan(float(points.sum())):
        return False
    return bool(np.any(points < margin) or np.any(points > 1.0 - margin))
