"""Half-kneeling: the rear knee and both feet stay where they are, the pelvis moves over them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from validation.body import Body
from validation.legs import leg_lengths, reach
from validation.pose import ArmStyle, BodyPose, LegPose
from validation.postures.base import (
    Placed,
    Signals,
    bisect,
    finish,
    flat_ankle_height,
    hip_of,
    lowest,
    rows_of,
    trunk_and_legs,
)

REAR_FOOT_PITCH_DEG = -140.0
"""World pitch of the rear sole: the instep lies on the floor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfKneeling:
    """Signals: extension (deg, + rear knee behind the hip), tilt, lean, slump, sway_x."""

    body: Body
    rear: str
    arms: dict[str, ArmStyle]
    front_ankle_x_m: float
    shank_pitch_deg: float
    knee_height_m: float

    def solve(self, signals: Signals) -> Placed:
        """Hip from the rear knee, front leg to its planted foot."""
        get = lambda key: signals.get(key, 0.0)  # noqa: E731 - a local shorthand
        lean = get("lean")
        pose = BodyPose(
            pelvis_pitch_deg=get("tilt"),
            thorax_pitch_deg=lean,
            slump_deg=get("slump"),
            head_pitch_deg=0.5 * lean + get("head"),
            arms=self.arms,
        ).with_leg(self.rear, _rear_leg(self.shank_pitch_deg, get("extension")))
        bones = trunk_and_legs(self.body, pose)
        knee = bones.joints[self.body.bone[f"lowerleg01.{self.rear}"]]
        offset = np.array([0.0, 0.0, self.knee_height_m]) - knee * np.array([1.0, 0.0, 1.0])
        bones = bones.moved(offset)
        front = "R" if self.rear == "L" else "L"
        target = np.array([self.front_ankle_x_m, 0.0, flat_ankle_height(self.body, front)])
        leg = reach(
            self.body, front, LegPose(foot_pitch_deg=0.0), hip=hip_of(self.body, bones, front), ankle=target
        )
        pose = pose.with_leg(front, leg)
        return finish(self.body, pose, trunk_and_legs(self.body, pose).moved(offset))


def _foot_bones(side: str) -> tuple[str, ...]:
    return (f"foot.{side}", *(f"toe{i}-{j}.{side}" for i in range(1, 6) for j in (1, 2, 3)))


def _rear_leg(shank_pitch_deg: float, extension_deg: float) -> LegPose:
    return LegPose(
        flexion_deg=-extension_deg,
        knee_deg=shank_pitch_deg - extension_deg,
        foot_pitch_deg=REAR_FOOT_PITCH_DEG,
    )


def half_kneeling(body: Body, *, rear: str, arms: dict[str, ArmStyle], front_knee_deg: float) -> HalfKneeling:
    """Measure the contacts of this body: knee on the floor, instep on the floor, front sole flat."""
    knee_rows = rows_of(body, (f"lowerleg01.{rear}", f"upperleg02.{rear}"), 0.5)
    foot_rows = rows_of(body, _foot_bones(rear), 0.5)
    pose = BodyPose()

    def knee_minus_foot(shank_pitch: float) -> float:
        bones = trunk_and_legs(body, pose.with_leg(rear, _rear_leg(shank_pitch, 0.0)))
        return lowest(body, bones, knee_rows) - lowest(body, bones, foot_rows)

    shank_pitch = bisect(knee_minus_foot, 70.0, 105.0)
    bones = trunk_and_legs(body, pose.with_leg(rear, _rear_leg(shank_pitch, 0.0)))
    knee = bones.joints[body.bone[f"lowerleg01.{rear}"]]
    knee_height = float(knee[2] - lowest(body, bones, knee_rows))
    front = "R" if rear == "L" else "L"
    hip_height = knee_height + leg_lengths(body, rear, 3.0)[0]

    def knee_error(ankle_x: float) -> float:
        hip = np.array([0.0, 0.0, hip_height])
        ankle = np.array([ankle_x, 0.0, flat_ankle_height(body, front)])
        return front_knee_deg - reach(body, front, LegPose(), hip=hip, ankle=ankle).knee_deg

    return HalfKneeling(
        body=body,
        rear=rear,
        arms=arms,
        front_ankle_x_m=bisect(knee_error, 0.1, 0.75),
        shank_pitch_deg=shank_pitch,
        knee_height_m=knee_height,
    )
