"""Standing: feet planted, one thigh may rise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from validation.body import Body
from validation.legs import leg_lengths, reach
from validation.pose import SIDES, ArmStyle, BodyPose, LegPose
from validation.postures.base import (
    Placed,
    Signals,
    finish,
    flat_ankle_height,
    hip_middle,
    hip_of,
    trunk_and_legs,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The posture's frames from its signals.

    Signals: raise_L, raise_R (thigh flexion deg), hang_L/R (shank behind vertical deg), tilt, lean, slump,
    crouch (m the hips sink), walk_x (m), stride_L/R (deg), yaw, arm_swing.
    """

    body: Body
    arms: dict[str, ArmStyle]

    def solve(self, signals: Signals) -> Placed:
        """Hips over the ankles; a raised leg hangs from its hip, a planted one reaches for its place."""
        body, get = self.body, lambda key: signals.get(key, 0.0)
        lean = get("lean")
        pose = BodyPose(
            pelvis_pitch_deg=get("tilt") + 0.5 * lean,
            thorax_pitch_deg=lean,
            slump_deg=get("slump"),
            head_pitch_deg=0.4 * lean + get("head"),
            arms=self.arms,
            arm_swing_deg={"L": get("arm_swing"), "R": -get("arm_swing")},
            legs={side: LegPose(foot_pitch_deg=0.0) for side in SIDES},
        )
        bones = trunk_and_legs(body, pose)
        height = (
            min(sum(leg_lengths(body, side, 3.0)) + flat_ankle_height(body, side) for side in SIDES)
            - 0.0012
            - get("crouch")
        )
        sway = get("sway_x")
        bones = bones.moved(np.array([get("walk_x") + sway, get("sway_y"), height]) - hip_middle(body, bones))
        for side in SIDES:
            pose = pose.with_leg(side, self._leg(side, signals, hip_of(body, bones, side), pose.legs[side]))
        placed = trunk_and_legs(body, pose)
        return finish(body, pose, placed.moved(hip_middle(body, bones) - hip_middle(body, placed)))

    def _leg(self, side: str, signals: Signals, hip: np.ndarray, leg: LegPose) -> LegPose:
        lift = signals.get(f"raise_{side}", 0.0)
        ankle_height = flat_ankle_height(self.body, side)
        planted_x = signals.get(f"foot_x_{side}", signals.get("foot_x", 0.0) - 0.012)
        clearance = signals.get(f"foot_z_{side}", 0.0)
        target = np.array([planted_x, 0.0, ankle_height + clearance])
        planted = reach(self.body, side, leg, hip=hip, ankle=target)
        if lift <= 0.0:
            return planted
        flexion = planted.flexion_deg + lift
        knee = max(planted.knee_deg, planted.knee_deg + lift + signals.get(f"hang_{side}", 0.0))
        return LegPose(flexion_deg=flexion, knee_deg=knee, foot_pitch_deg=-min(0.35 * lift, 18.0))
