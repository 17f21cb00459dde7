"""Errors of angles and heights, frame by frame, and what is said of many of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from validation.benchmark.clips import Clip
from validation.benchmark.observation import Observation

Array = NDArray[np.float64]
Z95 = 1.96
REST_S = 1.5
"""How long every clip rests at its start: there a measure that is relative to the own neutral is zero."""

THIGH = {
    "half-kneeling-stretch": ("thigh_extension_near_deg", -1.0, 0.0),
    "standing-march": ("thigh_extension_near_deg", -1.0, 0.0),
    "seated-knee-raise": ("thigh_elevation_near_deg", 1.0, 90.0),
}
LYING = ("hip_flexion_near_deg", 1.0, 0.0)
"""Column that the truth's `thigh_near` speaks of, and the sign and offset that turn one into the other."""
TILT_SEEN_IN = "pelvic_tilt_deg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One measure of one clip where formcheck judged it: truth, error raw, error less the clip's median."""

    measure: str
    truth: Array
    error: Array

    @property
    def steady(self) -> Array:
        """Errors after the clip's constant offset is taken away."""
        return self.error - np.median(self.error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How well two ways to measure agree: bias, mean absolute and root mean square error, 95 % limits."""

    frames: int
    clips: int
    bias: float
    mae: float
    rmse: float
    low: float
    high: float


def compare(clip: Clip, seen: Observation) -> Iterator[Compared]:
    """Every measure that the truth knows and formcheck judged in at least one frame."""
    for measure, said, true in _pairs(clip, seen):
        both = np.isfinite(said) & np.isfinite(true)
        if both.any():
            yield Compared(measure=measure, truth=true[both], error=(said - true)[both])


def agreement(errors: Iterable[Array]) -> Agreement:
    """Sum up the errors of several clips; every frame counts once. Needs at least one."""
    groups = list(errors)
    error = np.concatenate(groups)
    bias, spread = float(np.mean(error)), float(np.std(error))
    return Agreement(
        frames=len(error),
        clips=len(groups),
        bias=bias,
        mae=float(np.mean(np.abs(error))),
        rmse=float(np.sqrt(np.mean(error**2))),
        low=bias - Z95 * spread,
        high=bias + Z95 * spread,
    )


def _pairs(clip: Clip, seen: Observation) -> Iterator[tuple[str, Array, Array]]:
    times_s = seen.times_s
    column, sign, offset = THIGH.get(clip.exercise, LYING)
    yield "thigh", sign * seen.column(column) + offset, clip.track("thigh_near", times_s)
    # Early truth files know the trunk of a bridge only as flat; the later ones have its line.
    if clip.knows("trunk_line"):
        yield "trunk", seen.column("trunk_lean_deg"), clip.track("trunk_line", times_s)
    elif clip.exercise != "glute-bridge":
        yield "trunk", seen.column("trunk_lean_deg"), clip.track("trunk_lean", times_s)
    yield "knee", seen.column("knee_flexion_near_deg"), clip.track("knee_near", times_s)
    resting = times_s < REST_S
    if clip.exercise == "standing-march":
        height_m = clip.track("knee_z_near", times_s)
        rise = (height_m - np.median(height_m[resting])) / clip.truth["thigh_m"]
        yield "march height", seen.column("march_height_near_ratio"), rise
    tilt = clip.track("pelvic_tilt", times_s)
    yield "pelvic tilt", seen.column(TILT_SEEN_IN), tilt - np.median(tilt[resting])
