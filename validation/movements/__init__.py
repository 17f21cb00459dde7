"""All movements by key; a movement turns a brief into a performance."""

from __future__ import annotations

from collections.abc import Callable

from validation.movements.bridge import glute_bridge
from validation.movements.distractors import squat, walk
from validation.movements.half_kneeling import half_kneeling_stretch
from validation.movements.march import standing_march, supine_march
from validation.movements.seated import seated_knee_raise
from validation.movements.thomas import thomas_check
from validation.movements.walking import walking_check
from validation.performance import Brief, Performance

MOVEMENTS: dict[str, Callable[[Brief], Performance]] = {
    "half-kneeling-stretch": half_kneeling_stretch,
    "supine-march": supine_march,
    "seated-knee-raise": seated_knee_raise,
    "thomas-check": thomas_check,
    "glute-bridge": glute_bridge,
    "standing-march": standing_march,
    "walking-check": walking_check,
    "walk": walk,
    "squat": squat,
}

VARIANTS: dict[str, tuple[str, ...]] = {
    "half-kneeling-stretch": (
        "clean", "arched_back", "leaned_back", "leaned_forward", "bouncing", "too_low", "too_high",
    ),
    "supine-march": (
        "clean", "arched_back", "too_fast", "too_low", "too_high", "knee_straightened", "pelvis_lifted",
    ),
    "seated-knee-raise": (
        "clean", "leaned_back", "leaned_forward", "too_fast", "too_low", "slumped", "knee_straightened",
    ),
    "thomas-check": ("clean", "unsure", "lifted"),
    "glute-bridge": ("clean", "arched_back", "too_fast", "too_low"),
    "standing-march": ("clean", "leaned_back", "leaned_forward", "too_fast", "too_low"),
    "walking-check": ("clean", "asymmetric", "limp", "shuffling", "leaned_forward", "treadmill"),
    "walk": ("clean",),
    "squat": ("clean",),
}  # fmt: skip
"""What each movement can show."""

EXERCISES = tuple(key for key in MOVEMENTS if key not in ("walk", "squat"))
