"""The positions that formcheck tells apart."""

from enum import Enum, StrEnum


class Attitude(Enum):
    """How the body is placed: it decides what the trunk is held against."""

    UPRIGHT = "upright"
    LYING = "lying"


class Posture(StrEnum):
    """What position a body is in. `UNKNOWN`: cannot be told; `OTHER`: one that no exercise here uses."""

    HALF_KNEELING = "half_kneeling"
    HOOK_LYING = "hook_lying"
    BRIDGE = "bridge"
    LYING_STRAIGHT = "lying_straight"
    LYING_KNEE_IN = "lying_knee_in"
    SEATED = "seated"
    STANDING = "standing"
    OTHER = "other"
    UNKNOWN = "unknown"
