"""A frame as the tilt model reads it: outline of the trunk and landmarks, both in the trunk's own frame."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from formcheck.domain.body import Facing, Floats, Landmark, Pose
from formcheck.kinematics.geometry import inclination_deg, midpoint
from formcheck.kinematics.silhouette import STATIONS, contour_in, facing_right, trunk_frame

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
N_HEAD = 4
N_FEATURES = N_CONTOUR + N_HEAD + 2 * 2 * len(_POINTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrunkLook:
    """One frame. values: (N_FEATURES,), trunk lengths: outline, nose and ears, shoulders, hips and legs.

    free: (N_CONTOUR,), 1 where the outline is seen, 0 under an arm or out of the picture; there `clear`, the
    outline, goes straight from what is seen to what is seen. trunk_deg: direction of the trunk line, facing
    right. back_seen, low_back_free, open_back: shares 0..1, see `Contour`.
    """

    values: Floats
    free: Floats
    clear: Floats
    trunk_deg: float
    back_seen: float
    low_back_free: float
    open_back: float


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
    known = np.isfinite(contour.back)
    back = np.interp(STATIONS, STATIONS[known], contour.back[known])
    outline = np.concatenate([back, np.where(np.isfinite(contour.front), contour.front, _OPEN)])
    free = np.concatenate([(contour.arm == 0.0) & known, contour.arm_front == 0.0])
    return TrunkLook(
        values=np.concatenate([outline, places.ravel()]),
        free=free.astype(np.float64),
        clear=bridged(outline, free),
        trunk_deg=inclination_deg(frame.hip, frame.hip + frame.along),
        back_seen=contour.back_seen,
        low_back_free=contour.low_back_free,
        open_back=contour.open_back,
    )


def middle_of(looks: list[TrunkLook]) -> TrunkLook:
    """The median look of a still stretch, station by station. Raises ValueError when there is none.

    A station counts as seen where most looks see it; where some do, the median is theirs.
    """
    if not looks:
        raise ValueError("a middle needs at least one look, got none")
    first = looks[0].trunk_deg
    turns = [math.remainder(look.trunk_deg - first, 360.0) for look in looks]
    values = np.median([look.values for look in looks], axis=0)
    free = np.array([look.free for look in looks]) == 1.0
    clear = np.median([look.clear for look in looks], axis=0)
    outlines = np.array([look.clear for look in looks])
    for station in np.flatnonzero(free.any(axis=0) & ~free.all(axis=0)):
        clear[station] = np.median(outlines[free[:, station], station])
    mostly = free.mean(axis=0) > 0.5
    return TrunkLook(
        values=values,
        free=mostly.astype(np.float64),
        clear=bridged(clear, mostly),
        trunk_deg=first + float(np.median(turns)),
        back_seen=float(np.median([look.back_seen for look in looks])),
        low_back_free=float(np.median([look.low_back_free for look in looks])),
        open_back=float(np.median([look.open_back for look in looks])),
    )


def bridged(outline: Floats, free: npt.NDArray[np.bool_]) -> Floats:
    """The outline of back and front, straight across the stations that are not free; 0 where none is."""
    bridges = np.zeros(N_CONTOUR)
    for edge in (slice(0, len(STATIONS)), slice(len(STATIONS), N_CONTOUR)):
        if free[edge].any():
            bridges[edge] = np.interp(STATIONS, STATIONS[free[edge]], outline[edge][free[edge]])
    return bridges
