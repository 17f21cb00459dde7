"""A frame as the tilt model reads it: outline of the trunk and landmarks, both in the trunk's own frame."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from formcheck.domain.body import Facing, Floats, Landmark, Pose
from formcheck.kinematics.geometry import inclination_deg, midpoint
from formcheck.kinematics.silhouette import (
    STATIONS,
    Contour,
    contour_in,
    facing_right,
    trunk_frame,
)

_OPEN = 0.8  # an outline that runs on, as under a seated thigh: beyond what is looked at
_FARTHEST = 3.0
_POINTS = ("SHOULDER", "HIP", "KNEE", "ANKLE", "HEEL", "TOE")
# No arms: they add nothing to the guess, and there is always one more way to hold them than was learnt.
_ROWS: Mapping[Facing, list[Landmark]] = MappingProxyType(
    {
        facing: [
            Landmark[f"{side.value.upper()}_{name}"]
            for side in (facing.near_side, facing.near_side.opposite)
            for name in _POINTS
        ]
        for facing in Facing
    }
)
N_CONTOUR = 2 * len(STATIONS)
N_FEATURES = N_CONTOUR + 2 * (2 * len(_POINTS) + 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrunkLook:
    """One frame. values: (N_FEATURES,), trunk lengths. trunk_deg: direction of the trunk line, facing right.

    back_seen, arm_free: shares 0..1, see `Contour`.
    """

    values: Floats
    trunk_deg: float
    back_seen: float
    arm_free: float


def look_at_trunk(pose: Pose, facing: Facing) -> TrunkLook | None:
    """Features of one frame; None without a mask, a trunk, or any outline of the back."""
    points_px = facing_right(pose, facing)
    frame = trunk_frame(points_px)
    if frame is None or pose.silhouette is None:
        return None
    seen = frame.seen_from_it(points_px)
    contour = contour_in(frame, seen, pose.silhouette, facing)
    if not np.isfinite(contour.back).any():
        return None
    ears = midpoint(seen[Landmark.LEFT_EAR], seen[Landmark.RIGHT_EAR])
    places = np.concatenate([seen[[Landmark.NOSE]], ears[None], seen[_ROWS[facing]]])
    places = np.clip(np.nan_to_num(places), -_FARTHEST, _FARTHEST)
    return TrunkLook(
        values=np.concatenate([_filled(contour), places.ravel()]),
        trunk_deg=inclination_deg(frame.hip, frame.hip + frame.along),
        back_seen=contour.back_seen,
        arm_free=contour.arm_free,
    )


def middle_of(looks: list[TrunkLook]) -> TrunkLook:
    """The median look of a still stretch. Raises ValueError when there is none."""
    if not looks:
        raise ValueError("a middle needs at least one look, got none")
    first = looks[0].trunk_deg
    turns = [math.remainder(look.trunk_deg - first, 360.0) for look in looks]
    return TrunkLook(
        values=np.median([look.values for look in looks], axis=0),
        trunk_deg=first + float(np.median(turns)),
        back_seen=float(np.median([look.back_seen for look in looks])),
        arm_free=float(np.median([look.arm_free for look in looks])),
    )


def _filled(contour: Contour) -> Floats:
    known = np.isfinite(contour.back)
    back = np.interp(STATIONS, STATIONS[known], contour.back[known])
    front = np.where(np.isfinite(contour.front), contour.front, _OPEN)
    return np.concatenate([back, front])
