"""Two-bone leg geometry in the sagittal plane: where must thigh and knee be to put the ankle there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from validation.body import Body
from validation.pose import LegPose

Array = NDArray[np.float64]


def leg_lengths(body: Body, side: str, out_deg: float) -> tuple[float, float]:
    """Thigh and shank length in metres as they appear in the sagittal plane."""
    hip, knee, ankle = (body.joint(f"{name}.{side}") for name in ("upperleg01", "lowerleg01", "foot"))
    lateral = np.sin(np.radians(out_deg))
    thigh = float(np.linalg.norm(knee - hip)) * np.sqrt(1.0 - lateral**2)
    shank = float(np.linalg.norm(ankle - knee)) * np.sqrt(1.0 - (0.4 * lateral) ** 2)
    return float(thigh), float(shank)


def reach(body: Body, side: str, leg: LegPose, *, hip: Array, ankle: Array) -> LegPose:
    """Leg whose ankle (x, z) is at `ankle` while its hip is at `hip`; knee in front. Clipped if too far."""
    thigh, shank = leg_lengths(body, side, leg.out_deg)
    dx, dz = ankle[0] - hip[0], ankle[2] - hip[2]
    distance = float(np.clip(np.hypot(dx, dz), abs(thigh - shank) + 1e-3, thigh + shank - 1e-4))
    cos_knee = (thigh**2 + shank**2 - distance**2) / (2 * thigh * shank)
    cos_hip = (thigh**2 + distance**2 - shank**2) / (2 * thigh * distance)
    line = np.degrees(np.arctan2(dx, -dz))
    flexion = line + np.degrees(np.arccos(np.clip(cos_hip, -1, 1)))
    return replace(
        leg, flexion_deg=float(flexion), knee_deg=float(180 - np.degrees(np.arccos(np.clip(cos_knee, -1, 1))))
    )
