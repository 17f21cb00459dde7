"""Sitting on a stool: buttocks on the seat, feet flat, one thigh may rise."""

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
    lowest,
    rows_of,
    trunk_and_legs,
)

CUSHION_M = 0.012
"""How far skin sinks into the seat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """Signals: raise_L/R (thigh flexion added, deg), straighten_L/R (knee opened, deg), tilt, lean, slump."""

    body: Body
    arms: dict[str, ArmStyle]
    hip_height_m: float
    seat_height_m: float
    ankle_x_m: dict[str, float]

    def solve(self, signals: Signals) -> Placed:
        """Hips stay over the seat; a resting foot stays flat on the floor."""
        body, get = self.body, lambda key: signals.get(key, 0.0)
        lean = get("lean")
        pose = BodyPose(
            pelvis_pitch_deg=get("tilt") + 0.6 * lean - 0.4 * get("slump"),
            thorax_pitch_deg=lean,
            slump_deg=get("slump"),
            head_pitch_deg=0.4 * lean + 0.5 * get("slump") + get("head"),
            arms=self.arms,
        )
        bones = trunk_and_legs(body, pose)
        middle = np.array([0.0, 0.0, self.hip_height_m])
        bones = bones.moved(middle - hip_middle(body, bones))
        for side in SIDES:
            target = np.array([self.ankle_x_m[side], 0.0, flat_ankle_height(body, side)])
            leg = reach(
                body,
                side,
                LegPose(out_deg=4.0, foot_pitch_deg=0.0),
                hip=hip_of(body, bones, side),
                ankle=target,
            )
            lift, open_deg = get(f"raise_{side}"), get(f"straighten_{side}")
            if lift > 0.0:
                leg = LegPose(
                    flexion_deg=leg.flexion_deg + lift,
                    knee_deg=leg.knee_deg + lift * 0.75 - open_deg,
                    out_deg=4.0,
                    foot_pitch_deg=-min(0.6 * lift, 14.0) + 0.8 * open_deg,
                )
            pose = pose.with_leg(side, leg)
        placed = trunk_and_legs(body, pose)
        return finish(body, pose, placed.moved(middle - hip_middle(body, placed)))


def seated(body: Body, *, arms: dict[str, ArmStyle], thigh_deg: float, knee_deg: dict[str, float]) -> Seated:
    """Choose the seat's height so that thighs lie at `thigh_deg` (90 = level) with flat feet."""
    thigh, shank = leg_lengths(body, "L", 4.0)
    shank_pitch = min(knee_deg.values()) - thigh_deg
    hip_height = (
        flat_ankle_height(body, "L")
        + shank * np.cos(np.radians(shank_pitch))
        + thigh * np.cos(np.radians(thigh_deg))
    )
    ankle_x = {
        side: float(
            thigh * np.sin(np.radians(thigh_deg)) - shank * np.sin(np.radians(knee_deg[side] - thigh_deg))
        )
        for side in SIDES
    }
    legs = {side: LegPose(flexion_deg=thigh_deg, knee_deg=90.0, out_deg=4.0) for side in SIDES}
    bones = trunk_and_legs(body, BodyPose(legs=legs))
    rows = rows_of(body, ("root", "pelvis", "upperleg01", "spine05"), 0.9)
    under = lowest(body, bones, rows) - hip_middle(body, bones)[2]
    return Seated(
        body=body,
        arms=arms,
        hip_height_m=float(hip_height),
        seat_height_m=float(hip_height + under + CUSHION_M),
        ankle_x_m=ankle_x,
    )
