"""What every posture shares: solved bones, contact helpers, the signals of one frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from validation.arms import add_arms
from validation.body import Body
from validation.pose import BodyPose
from validation.skeleton import Bones, pose_rotations, skin, solve_bones

Array = NDArray[np.float64]
Signals = Mapping[str, float]
"""One frame of a movement: named scalars (degrees, metres or 0..1), missing = 0."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A pose with its bones in the room; the floor is z = 0."""

    pose: BodyPose
    bones: Bones


class Posture(Protocol):
    """Built once per clip (it measures its contacts), then asked once per frame."""

    body: Body

    def solve(self, signals: Signals) -> Placed:
        """The body of one frame."""
        ...


@lru_cache(maxsize=256)
def rows_of(body: Body, names: tuple[str, ...], share: float = 0.5) -> NDArray[np.int64]:
    """Skin vertices (body group only) that hang on the named bones."""
    rows = np.flatnonzero(body.bone_share(names) >= share)
    return rows[rows < body.slices["body"].stop]


def lowest(body: Body, bones: Bones, rows: NDArray[np.int64]) -> float:
    """Height of the lowest of these vertices; the mean of the lowest few, so that no spike counts."""
    heights = np.sort(skin(body, bones, rows)[:, 2])
    return float(heights[: max(4, len(rows) // 200)].mean())


def trunk_and_legs(body: Body, pose: BodyPose) -> Bones:
    """Bones without arm solution, root at rest."""
    return solve_bones(body, pose_rotations(body, pose))


def finish(body: Body, pose: BodyPose, bones: Bones) -> Placed:
    """Add the arms to a placed body."""
    return Placed(pose, add_arms(body, pose, pose_rotations(body, pose), bones))


def hip_middle(body: Body, bones: Bones) -> Array:
    """The point between the hip joints."""
    return (bones.joints[body.bone["upperleg01.L"]] + bones.joints[body.bone["upperleg01.R"]]) / 2


def hip_of(body: Body, bones: Bones, side: str) -> Array:
    """One hip joint."""
    return bones.joints[body.bone[f"upperleg01.{side}"]]


@lru_cache(maxsize=64)
def flat_ankle_height(body: Body, side: str) -> float:
    """Height of the ankle joint when the sole stands flat on the floor."""
    rows = rows_of(body, (f"foot.{side}", *(f"toe{i}-{j}.{side}" for i in range(1, 6) for j in (1, 2, 3))))
    return float(body.joint(f"foot.{side}")[2] - np.sort(body.vertices[rows, 2])[:6].mean())


def bisect(function: object, low: float, high: float, *, steps: int = 14) -> float:
    """Root of a monotone function by halving; returns the nearer end when there is no sign change."""
    assert callable(function)
    f_low, f_high = function(low), function(high)
    if f_low * f_high > 0:
        return low if abs(f_low) < abs(f_high) else high
    for _ in range(steps):
        middle = (low + high) / 2
        f_middle = function(middle)
        if f_low * f_middle <= 0:
            high = middle
        else:
            low, f_low = middle, f_middle
    return (low + high) / 2
