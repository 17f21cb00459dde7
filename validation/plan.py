"""From a seed to everything that varies in a clip; body, side, clothes, room, camera, picture quality."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from validation.bank import BANK_SIZE
from validation.degrade import Degradation, draw_degradation
from validation.wardrobe import FITS

FIRST_TEST_SEED = 1000
"""Seeds below are for tuning, seeds from here on for testing; they never share a body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One clip's conditions. Angles in degrees, lengths in metres."""

    exercise: str
    variant: str
    seed: int
    body_index: int
    near: str
    looseness: str
    yaw_deg: float
    roll_deg: float
    fov_vertical_deg: float
    camera_height_m: float
    room_to_spare: float
    """1 = the body just fits with its margin, more = further away."""
    degradation: Degradation
    size: tuple[int, int]
    fps: float
    distance_m: float | None = None
    """Camera to person; None = as far as the whole movement needs."""
    entrance: bool = False
    """The person comes into position first and leaves it at the end."""
    pause_s: float = 0.0
    """A rest in the middle of the exercise."""
    bystander: bool = False
    """A second person stands aside."""
    look: str = "plain"
    """The room: one of `scene.LOOKS`."""
    reps: int | None = None
    """Repetitions or holds; None = as the movement has them."""
    hold_s: float | None = None
    supersample: int = 2
    """How many times larger (each way) the picture is drawn; 1 is enough for a large one."""

    def rng(self, purpose: str) -> np.random.Generator:
        """An independent stream per purpose, so that a change in one place moves nothing else."""
        return np.random.default_rng(
            [self.seed, zlib.crc32(f"{self.exercise}/{self.variant}/{purpose}".encode())]
        )

    @property
    def name(self) -> str:
        """The clip's file stem."""
        extras = (("entrance", self.entrance), ("pause", self.pause_s > 0), ("bystander", self.bystander))
        stem = f"{self.exercise.replace('-', '_')}_{self.variant}_{self.seed:04d}"
        return "_".join([stem, *(word for word, wanted in extras if wanted)])


def make_plan(
    exercise: str,
    variant: str,
    seed: int,
    *,
    size: tuple[int, int] = (640, 480),
    fps: float = 24.0,
    yaw_deg: float | None = None,
    looseness: str | None = None,
    near: str | None = None,
    degradation: Degradation | None = None,
    camera: Mapping[str, float] | None = None,
    picture: Mapping[str, float | bool | None] | None = None,
    **extras: Any,
) -> Plan:
    """Draw a plan; what is given is not drawn (and does not change the rest).

    `camera` sets roll_deg, distance_m, fov_vertical_deg, camera_height_m or room_to_spare; `picture` sets
    single fields of the drawn `Degradation`; `extras` are the fields of `Plan` with a default.
    """
    rng = np.random.default_rng([seed, zlib.crc32(f"{exercise}/{variant}/plan".encode())])
    half = BANK_SIZE // 2
    body = int(rng.integers(half)) + (half if seed >= FIRST_TEST_SEED else 0)
    drawn_near = "L" if rng.random() < 0.5 else "R"
    drawn_yaw = float(rng.uniform(-12, 12))
    drawn_fit = str(rng.choice(FITS, p=[0.4, 0.3, 0.3]))
    heights = {"half-kneeling-stretch": (0.45, 0.8), "seated-knee-raise": (0.6, 0.9)}
    lying = exercise in ("supine-march", "thomas-check", "glute-bridge")
    low, high = (0.22, 0.5) if lying else heights.get(exercise, (0.7, 1.1))
    plan = Plan(
        exercise=exercise,
        variant=variant,
        seed=seed,
        body_index=body,
        near=near or drawn_near,
        looseness=looseness or drawn_fit,
        yaw_deg=drawn_yaw if yaw_deg is None else yaw_deg,
        roll_deg=float(np.clip(rng.normal(0, 0.6), -1.5, 1.5)),
        fov_vertical_deg=float(rng.uniform(36, 56)),
        camera_height_m=float(rng.uniform(low, high)),
        room_to_spare=float(rng.uniform(1.0, 1.2)),
        degradation=degradation or draw_degradation(rng),
        size=size,
        fps=fps,
    )
    spoiled = replace(plan.degradation, **(picture or {}))
    return replace(plan, degradation=spoiled, **(camera or {}), **extras)
