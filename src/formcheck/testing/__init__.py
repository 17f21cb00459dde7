"""For the tests of whoever builds on formcheck: bodies with known angles, motions with known times, and a
pose source made of them, so that an exercise is tested in milliseconds, without a video or a pose model.
"""

from formcheck.testing.bodies import (
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
from formcheck.testing.motions import Motion, added, frames, lift, smooth
from formcheck.testing.sightings import Sightings, film

__all__ = [
    "BRIDGING",
    "HALF_KNEELING",
    "HOOK_LYING",
    "KNEE_IN",
    "LYING_STRAIGHT",
    "SEATED",
    "STANDING",
    "Motion",
    "Sightings",
    "Stick",
    "added",
    "film",
    "frames",
    "lift",
    "mirror",
    "pose_of",
    "sighting_of",
    "smooth",
]
