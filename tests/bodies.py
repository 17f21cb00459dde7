"""Bodies with known angles: those that formcheck ships for the tests of others, and some in no exercise."""

import math

import numpy as np

from formcheck.domain.body import Floats
from formcheck.testing import (
    BRIDGING,
    HALF_KNEELING,
    HOOK_LYING,
    KNEE_IN,
    LYING_STRAIGHT,
    SEATED,
    STANDING,
    Stick,
    mirror,
    pose_of,
    sighting_of,
)
from formcheck.testing.bodies import FOOT_PX, SHANK_PX, THIGH_PX, TRUNK_PX

__all__ = [
    "ALL_FOURS",
    "BRIDGING",
    "FOOT_PX",
    "HALF_KNEELING",
    "HOOK_LYING",
    "KNEE_IN",
    "LUNGING",
    "LYING_STRAIGHT",
    "PRONE",
    "SEATED",
    "SHANK_PX",
    "SQUATTING",
    "STANDING",
    "TALL_KNEELING",
    "THIGH_PX",
    "TRUNK_PX",
    "Stick",
    "mirror",
    "pose_of",
    "rotate",
    "sighting_of",
]


def rotate(points_px: Floats, by_deg: float) -> Floats:
    turn = math.radians(by_deg)
    matrix = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
    middle = np.array([320.0, -240.0])
    return np.asarray((points_px - middle) @ matrix.T + middle, dtype=np.float64)


PRONE = Stick(trunk_deg=0.0)
ALL_FOURS = Stick(trunk_deg=5.0, hip_near=95.0, knee_near=90.0, hip_far=95.0, knee_far=90.0)
TALL_KNEELING = Stick(hip_near=0.0, knee_near=90.0, hip_far=0.0, knee_far=90.0)
SQUATTING = Stick(trunk_deg=50.0, hip_near=115.0, knee_near=120.0, hip_far=115.0, knee_far=120.0)
LUNGING = Stick(hip_near=-35.0, knee_near=40.0, hip_far=80.0, knee_far=85.0)
