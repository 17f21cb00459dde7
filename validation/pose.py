"""A pose in the words of the exercises: segment angles in the sagittal plane.

All pitches are world angles in degrees, + = the top of the segment goes forward; supine is -90.
`flexion` of a thigh is against the downward vertical, + knee in front (supine leg flat = 90).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
ArmStyle = Literal[
    "hang",
    "crossed",
    "hips",
    "thigh",
    "lap",
    "seat",
    "floor",
    "belly",
    "pull",
    "front",
    "swing",
    "behind",
    "head",
]
SIDES = ("L", "R")


@dataclass(frozen=True, slots=True, kw_only=True)
class LegPose:
    """One leg: thigh flexion, knee flexion (0 straight, + bent), outward angles, foot pitch (+ toes up)."""

    flexion_deg: float = 0.0
    knee_deg: float = 0.0
    out_deg: float = 3.0
    foot_pitch_deg: float | None = None
    """World pitch of the sole, + toes up; None keeps the ankle at its rest angle."""
    ankle_deg: float = 0.0
    """Used when foot_pitch_deg is None: dorsiflexion against rest, + toes to the shin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPose:
    """Everything that moves; positions come from `place`, not from here."""

    pelvis_pitch_deg: float = 0.0
    thorax_pitch_deg: float = 0.0
    slump_deg: float = 0.0
    """Rounding of the upper back, added to the upper thorax and taken from the lower."""
    head_pitch_deg: float = 0.0
    neck_pitch_deg: float | None = None
    """World pitch of the lower neck; None lets it follow between thorax and head."""
    legs: dict[str, LegPose] = field(default_factory=lambda: {side: LegPose() for side in SIDES})
    arms: dict[str, ArmStyle] = field(default_factory=lambda: dict.fromkeys(SIDES, "hang"))
    arms_next: dict[str, ArmStyle] | None = None
    """Where the hands are going, when `arm_blend` > 0."""
    arm_blend: float = 0.0
    """0 = hands as in `arms`, 1 = as in `arms_next`."""
    arm_swing_deg: dict[str, float] = field(default_factory=lambda: dict.fromkeys(SIDES, 0.0))
    breath: float = 0.0
    """-1 .. 1, moves the chest by a few millimetres."""

    def with_leg(self, side: str, leg: LegPose) -> BodyPose:
        """The same pose with one leg replaced."""
        return replace(self, legs={**self.legs, side: leg})
