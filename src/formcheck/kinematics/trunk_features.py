"""A frame as the tilt model reads it: outline of the trunk and landmarks, both in the trunk's own frame."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from formcheck.domain.body import Facing, Floats, Landmark, Pose
from formcheck.kinematics.geometry import inclination_deg
from formcheck.kinematics.silhouette import STATIONS, OutlinedTrunk, outlined_trunk, read_contours

_OPEN = 0.8  # an outline that runs on, as under a seated thigh: beyond what is looked at
_FARTHEST = 3.0
_POINTS = ("SHOULDER", "HIP", "KNEE", "ANKLE", "HEEL", "TOE")
# No arms: they add nothing to the guess, and there is always one more way to hold them than was learnt.
_ROWS: Mapping[Facing, list[int]] = MappingProxyType(
    {
        facing: [
            int(Landmark[f"{side.value.upper()}_{name}"])
            for side in (facing.near_side, facing.near_side.opposite)
            for name in _POINTS
        ]
        for facing in Facing
    }
)
N_CONTOUR = 2 * len(STATIONS)
_BACK, _FRONT = slice(0, len(STATIONS)), slice(len(STATIONS), N_CONTOUR)
N_HEAD = 4
N_FEATURES = N_CONTOUR + N_HEAD + 2 * 2 * len(_POINTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrunkLook:
    """One frame. values: (N_FEATURES,), trunk lengths: outline, nose and ears, shoulders, hips and legs.

    free: (N_CONTOUR,), 1 where the outline is seen, 0 under an arm or out of the picture; there `clear`, the
    outline, goes straight from what is seen to what is seen. trunk_deg: direction of the trunk line, facing
    right. ends_px: (2, 2), middle of the hips and of the shoulders in the picture, facing right, y up.
    back_seen, low_back_free, open_back: shares 0..1, see `Contour`.
    """

    values: Floats
    free: Floats
    clear: Floats
    trunk_deg: float
    ends_px: Floats
    back_seen: float
    low_back_free: float
    open_back: float


def look_at_trunk(pose: Pose, facing: Facing) -> TrunkLook | None:
    """Features of one frame; None without a mask, a trunk, or any outline of the back."""
    return look_at_trunks([(pose, facing)])[0]


def look_at_trunks(bodies: Sequence[tuple[Pose, Facing]]) -> list[TrunkLook | None]:
    """The same of several frames: each gives what it gives alone, in a third of the time."""
    trunks = [outlined_trunk(pose, facing) for pose, facing in bodies]
    outlined = [trunk for trunk in trunks if trunk]
    looks = iter(_looks(outlined))
    return [next(looks) if trunk else None for trunk in trunks]


def _looks(trunks: Sequence[OutlinedTrunk]) -> list[TrunkLook | None]:
    if not trunks:
        return []
    contours = read_contours(trunks)
    back, front = np.stack([each.back for each in contours]), np.stack([each.front for each in contours])
    arms = np.array([[each.arm, each.arm_front] for each in contours])
    known = np.isfinite(back)
    free = np.concatenate([(arms[:, 0] == 0.0) & known, arms[:, 1] == 0.0], axis=1)
    places = _places(trunks)
    outlines = np.concatenate([back, np.where(np.isfinite(front), front, _OPEN)], axis=1)
    looks: list[TrunkLook | None] = []
    for i, (trunk, contour) in enumerate(zip(trunks, contours, strict=True)):
        if not known[i].any():
            looks.append(None)
            continue
        outline = outlines[i]
        outline[_BACK] = _across(back[i], known[i])
        looks.append(
            TrunkLook(
                values=np.concatenate([outline, places[i]]),
                free=free[i].astype(np.float64),
                clear=bridged(outline, free[i]),
                trunk_deg=inclination_deg(trunk.frame.hip, trunk.frame.hip + trunk.frame.along),
                ends_px=trunk.frame.ends_px,
                back_seen=contour.back_seen,
                low_back_free=contour.low_back_free,
                open_back=contour.open_back,
            )
        )
    return looks


def _places(trunks: Sequence[OutlinedTrunk]) -> Floats:
    """Nose, ears, shoulders, hips and legs in the trunk's frame, (n, places), x and y by turns; 0: unseen."""
    points = np.stack([trunk.points for trunk in trunks])
    rows = np.array([_ROWS[trunk.facing] for trunk in trunks])
    ears = (points[:, Landmark.LEFT_EAR] + points[:, Landmark.RIGHT_EAR]) / 2.0
    legs = points[np.arange(len(trunks))[:, None], rows]
    places = np.concatenate([points[:, [Landmark.NOSE]], ears[:, None], legs], axis=1)
    near: Floats = np.clip(np.nan_to_num(places), -_FARTHEST, _FARTHEST)
    return near.reshape(len(trunks), -1)


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
        ends_px=np.median([look.ends_px for look in looks], axis=0),
        back_seen=float(np.median([look.back_seen for look in looks])),
        low_back_free=float(np.median([look.low_back_free for look in looks])),
        open_back=float(np.median([look.open_back for look in looks])),
    )


def bridged(outline: Floats, free: npt.NDArray[np.bool_]) -> Floats:
    """The outline of back and front, straight across the stations that are not free; 0 where none is."""
    bridges = np.zeros(N_CONTOUR)
    for edge in (_BACK, _FRONT):
        if free[edge].any():
            bridges[edge] = _across(outline[edge], free[edge])
    return bridges


def _across(outline: Floats, seen: npt.NDArray[np.bool_]) -> Floats:
    """The outline of one side, straight across what is not seen of it."""
    return outline if seen.all() else np.interp(STATIONS, STATIONS[seen], outline[seen])
