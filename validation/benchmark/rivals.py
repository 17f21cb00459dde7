"""The common rules of the field, on the landmarks that formcheck itself was given: what the care buys.

Written from their usual description, by us. Each gets what it needs and nothing more: landmarks of the leg
that its code would take, in its own coordinates, without gates, smoothing or leg identity.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.domain.body import Landmark
from validation.benchmark.clips import Clip
from validation.benchmark.observation import Observation

Array = NDArray[np.float64]
ASSUMED_FPS = 30.0
"""Many programs take this for granted, or trust a camera's nominal figure."""
SHOULDER = {"left": Landmark.LEFT_SHOULDER, "right": Landmark.RIGHT_SHOULDER}
HIP = {"left": Landmark.LEFT_HIP, "right": Landmark.RIGHT_HIP}
KNEE = {"left": Landmark.LEFT_KNEE, "right": Landmark.RIGHT_KNEE}


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoThresholds:
    """The repetition counter that tutorials teach: up beyond one angle, down beyond another, one more."""

    up_deg: float
    down_deg: float

    def count(self, angle_deg: Array) -> int:
        """Complete cycles of an unsigned shoulder-hip-knee angle."""
        reps, stage = 0, "down"
        for value in angle_deg[np.isfinite(angle_deg)]:
            if stage == "down" and value < self.up_deg:
                stage = "up"
            elif stage == "up" and value > self.down_deg:
                stage, reps = "down", reps + 1
        return reps


THRESHOLDS = {
    "supine-march": TwoThresholds(up_deg=110.0, down_deg=120.0),
    "seated-knee-raise": TwoThresholds(up_deg=80.0, down_deg=90.0),
    "standing-march": TwoThresholds(up_deg=120.0, down_deg=160.0),
}
BRIDGE = TwoThresholds(up_deg=-160.0, down_deg=-140.0)
"""A bridge opens the angle: the same rule on its negative."""
HOLD_ZONE_DEG = (155.0, 170.0)
"""10 to 25 degrees short of straight: an unsigned angle cannot say on which side of it."""


def three_point_deg(seen: Observation, side: str, *, normalised: bool = False) -> Array:
    """Unsigned shoulder-hip-knee angle, 0..180; `normalised`: on x and y that both run from 0 to 1."""
    points = seen.landmarks_px / np.array(seen.size_px if normalised else (1.0, 1.0))
    shoulder, hip, knee = (points[:, rows[side]] for rows in (SHOULDER, HIP, KNEE))
    up, along = shoulder - hip, knee - hip
    lengths = np.linalg.norm(up, axis=1) * np.linalg.norm(along, axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        cosine = np.sum(up * along, axis=1) / lengths
    return np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))


def hip_error_deg(clip: Clip, seen: Observation, *, normalised: bool = False) -> Array:
    """Hip angle of the rule (180 = straight) against the true hip flexion, at every frame with landmarks."""
    said = 180.0 - three_point_deg(seen, clip.near_side, normalised=normalised)
    return _finite(said - true_hip_flexion(clip, seen))


def own_hip_error_deg(clip: Clip, seen: Observation) -> Array:
    """The same of formcheck's signed hip flexion, where it judges."""
    return _finite(seen.column("hip_flexion_near_deg") - true_hip_flexion(clip, seen))


def true_hip_flexion(clip: Clip, seen: Observation) -> Array:
    """True hip flexion of the near leg; early truth files tell it only of who lies."""
    if clip.knows("hip_flexion_near"):
        return clip.track("hip_flexion_near", seen.times_s)
    flexion = clip.track("thigh_near", seen.times_s)
    lying = clip.exercise in ("supine-march", "thomas-check", "glute-bridge")
    return flexion if lying else flexion + clip.track("trunk_lean", seen.times_s)


def count_reps(clip: Clip, seen: Observation) -> int | None:
    """Repetitions that the two-threshold rule counts, both legs together; None: it has no rule for this."""
    sides = ("left", "right")
    if clip.judged_as == "glute-bridge":
        return BRIDGE.count(-three_point_deg(seen, clip.near_side))
    rule = THRESHOLDS.get(clip.judged_as)
    if rule is None:
        return None
    sides = (clip.near_side,) if clip.judged_as == "seated-knee-raise" else sides
    return sum(rule.count(three_point_deg(seen, side)) for side in sides)


def held_s(clip: Clip, seen: Observation, *, real_s_per_frame: float | None = None) -> float:
    """Seconds that a frame counter gives a held stretch: frames in the zone through the assumed rate.

    real_s_per_frame: count the machine's own time instead (a program that reads a file as fast as it can
    and asks the wall clock).
    """
    angle = three_point_deg(seen, clip.near_side)
    frames = int(np.sum((angle >= HOLD_ZONE_DEG[0]) & (angle <= HOLD_ZONE_DEG[1])))
    return frames * (1.0 / ASSUMED_FPS if real_s_per_frame is None else real_s_per_frame)


def _finite(values: Array) -> Array:
    return values[np.isfinite(values)]
