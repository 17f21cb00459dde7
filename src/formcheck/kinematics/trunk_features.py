"""A frame as the tilt model reads it: outline of the trunk and landmarks, both in the trunk's own frame."""

import math
from dataclasses import dataclass

import numpy as np

from formcheck.domain.body import Facing, Floats, Landmark, Pose
from formcheck.kinematics.geometry import inclination_deg
from formcheck.kinematics.silhouette import (
    STATIONS,
    Contour,
    facing_right,
    read_contour,
    trunk_frame,
)

_OPEN = 0.8  # an outline that runs on, as under a seated thigh: beyond what is looked at
_FARTHEST = 3.0
_POINTS = ("SHOULDER", "ELBOW", "WRIST", "HIP", "KNEE", "ANKLE", "HEEL", "TOE")
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
    contour = read_contour(pose, facing)
    points_px = facing_right(pose, facing)
    frame = trunk_frame(points_px)
    if contour is None or frame is None or not np.isfinite(contour.back).any():
        return None
    near = facing.near_side
    rows = [Landmark[f"{side.value.upper()}_{name}"] for side in (near, near.opposite) for name in _POINTS]
    ears = points_px[[Landmark.LEFT_EAR, Landmark.RIGHT_EAR]].mean(axis=0)
    points = np.concatenate([points_px[[Landmark.NOSE]], ears[None], points_px[rows]])
    places = np.clip(np.nan_to_num(frame.seen_from_it(points)), -_FARTHEST, _FARTHEST)
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
