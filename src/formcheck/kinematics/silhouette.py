"""The outline of the trunk in the trunk's own frame, read off the person's mask.

The frame starts at the hips, runs along the hip-shoulder line, and is as long as it: 0 is the hips, 1 the
shoulders. At every station the outline is as far behind (`back`) and in front (`front`) of that line as the
mask reaches, in trunk lengths. So the picture's scale, place, mirroring and turn change nothing.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from formcheck.domain.body import INSIDE, Facing, Floats, Pose, Silhouette
from formcheck.kinematics.bodyview import trunk_ends
from formcheck.kinematics.geometry import mirrored

STATIONS = np.linspace(-0.35, 1.0, 48)
"""Places along the trunk, in trunk lengths: from below the buttocks to the shoulders."""
_REACH, _STEP = 0.78, 0.013
_OFFSETS = np.arange(-round(_REACH / _STEP), round(_REACH / _STEP) + 1) * _STEP
_AXIS = len(_OFFSETS) // 2
_HOLE = round(0.07 / _STEP)  # a gap in the mask up to this wide does not end the body
_OFF_AXIS = round(0.14 / _STEP)  # nor does an axis that runs this far beside it
# Half an arm, in trunk lengths: what lies so close may be the outline. Who has not learnt from arms needs the
# landmarks' error as well: at 0.085 an arm propped beside a seated body passed, and half the error was added.
_ARM_MARGIN, _WIDE_ARM_MARGIN = 0.10, 0.14
_ARM_REACH = 0.05
_BACK_FROM, _BACK_TO = -0.12, 0.78
_LOW_BACK_TO = 0.45
_WHOLE = 0.9
LOW_BACK = (STATIONS >= _BACK_FROM) & (STATIONS <= _LOW_BACK_TO)
"""The stations from the seat to the waist."""
_LOW_STATIONS = np.flatnonzero(LOW_BACK)
_BACK_STATIONS = np.flatnonzero((STATIONS >= _BACK_FROM) & (STATIONS <= _BACK_TO))
_BELOW_SHOULDER, _HAND = 0.35, 0.35  # of an upper arm: still the trunk; of a forearm: the hand beyond it
_ALONG_LIMB = np.linspace(0.0, 1.0, 9)
_SHOULDERS, _ELBOWS, _WRISTS = slice(11, 13), slice(13, 15), slice(15, 17)  # left and right
_PLACES = np.arange(len(_OFFSETS) - _AXIS, dtype=np.int16)  # from the axis outward


@dataclass(frozen=True, slots=True, kw_only=True)
class Contour:
    """Outline at `STATIONS`, in trunk lengths from the hip-shoulder line; NaN where it is not seen.

    back: + behind the line. front: + in front. arm, arm_front: 1 where an arm lies over the outline of the
    back, of the front, else 0. open_back: share of the back from the seat to the shoulder blades with no arm
    anywhere near it, 0 where the picture or the mask ends within it. back_seen: share of that back with an
    outline or an arm over it; what is missing is cut off by the picture, or torn out of the mask.
    low_back_free: share of the low back, from the seat to the waist, whose outline is seen and no arm's.
    """

    back: Floats
    front: Floats
    arm: Floats
    arm_front: Floats
    open_back: float
    back_seen: float
    low_back_free: float


@dataclass(frozen=True, slots=True)
class TrunkFrame:
    """Where the trunk lies in the picture. along and behind are unit vectors, the body facing right."""

    hip: Floats
    along: Floats
    behind: Floats
    length_px: float

    @property
    def ends_px(self) -> Floats:
        """Middle of the hips, and of the shoulders, (2, 2)."""
        return np.stack([self.hip, self.hip + self.length_px * self.along])

    def seen_from_it(self, points_px: Floats) -> Floats:
        """Points (n, 2) in this frame: along the trunk and behind it, in trunk lengths."""
        away = (points_px - self.hip) / self.length_px
        return np.stack([away @ self.along, away @ self.behind], axis=-1)


def trunk_frame(points_px: Floats) -> TrunkFrame | None:
    """Frame of a body that faces right; None where hips or shoulders are not seen."""
    hip, shoulder = trunk_ends(points_px)
    line = shoulder[0] - hip[0], shoulder[1] - hip[1]
    length_px = math.hypot(*line)
    if math.isnan(length_px) or length_px == 0.0:
        return None
    along = line[0] / length_px, line[1] / length_px
    return TrunkFrame(np.array(hip), np.array(along), np.array([-along[1], along[0]]), length_px)


def facing_right(pose: Pose, facing: Facing) -> Floats:
    """Landmarks of a pose, mirrored if need be so that the body faces right."""
    return pose.points_px if facing is Facing.RIGHT else mirrored(pose.points_px)


@dataclass(frozen=True, slots=True)
class OutlinedTrunk:
    """A trunk whose outline can be read. points: the landmarks (33, 2) in its frame."""

    frame: TrunkFrame
    points: Floats
    silhouette: Silhouette
    facing: Facing


def outlined_trunk(pose: Pose, facing: Facing) -> OutlinedTrunk | None:
    """What an outline is read of; None without a mask or a trunk."""
    points_px = facing_right(pose, facing)
    frame = trunk_frame(points_px)
    if frame is None or pose.silhouette is None:
        return None
    return OutlinedTrunk(frame, frame.seen_from_it(points_px), pose.silhouette, facing)


def read_contour(pose: Pose, facing: Facing) -> Contour | None:
    """Outline of the trunk; None without a mask or a trunk."""
    trunk = outlined_trunk(pose, facing)
    return None if trunk is None else read_contours([trunk])[0]


def read_contours(trunks: Sequence[OutlinedTrunk]) -> list[Contour]:
    """Outlines of several trunks, each as it is alone: numpy takes as long to be asked for one."""
    if not trunks:
        return []
    profiles = np.stack([_profile(trunk) for trunk in trunks])
    ways = np.stack([profiles[..., _AXIS:], profiles[..., _AXIS::-1]])
    back, front = _edges(ways.reshape(-1, len(_PLACES))).reshape(2, len(trunks), len(STATIONS))
    along, behind = _arm_lines(np.stack([trunk.points for trunk in trunks]))
    outline = _outline_at(along, back)
    arm = _arms_over(along, behind, outline, margin=_ARM_MARGIN)
    wide = _arms_over(along, behind, outline, margin=_WIDE_ARM_MARGIN)
    arm_front = _arms_over(along, -behind, _outline_at(along, front), margin=_ARM_MARGIN)
    known = np.isfinite(back)
    whole = _share(known, _BACK_STATIONS) >= _WHOLE
    open_back = np.where(whole, _share(wide == 0.0, _BACK_STATIONS), 0.0).tolist()
    back_seen = _share(known | (arm == 1.0), _BACK_STATIONS).tolist()
    low_back_free = _share(known & (arm == 0.0), _LOW_STATIONS).tolist()
    return [
        Contour(
            back=back[i],
            front=front[i],
            arm=arm[i],
            arm_front=arm_front[i],
            open_back=open_back[i],
            back_seen=back_seen[i],
            low_back_free=low_back_free[i],
        )
        for i in range(len(trunks))
    ]


def contour_px(pose: Pose, facing: Facing, contour: Contour) -> Floats | None:
    """Outline of the back as points of the picture, (48, 2), for drawing; NaN where it is not seen."""
    frame = trunk_frame(facing_right(pose, facing))
    if frame is None:
        return None
    places = np.stack([STATIONS, contour.back], axis=-1) * frame.length_px
    points = frame.hip + places[:, :1] * frame.along + places[:, 1:] * frame.behind
    return points if facing is Facing.RIGHT else mirrored(points)


def _profile(trunk: OutlinedTrunk) -> Floats:
    """Mask along a line across the trunk at every station: (stations, offsets), NaN off the picture."""
    frame, silhouette = trunk.frame, trunk.silhouette
    cell_x, cell_y = silhouette.px_per_cell
    per_cell = np.array([trunk.facing.value / cell_x, -1.0 / cell_y])
    start = frame.hip * per_cell - 0.5
    along, behind = (frame.length_px * way * per_cell for way in (frame.along, frame.behind))
    rows, columns = silhouette.mask.shape
    left, share_x = _cells(start[0] + STATIONS * along[0], _OFFSETS * behind[0], columns)
    top, share_y = _cells(start[1] + STATIONS * along[1], _OFFSETS * behind[1], rows)
    flat, corner = silhouette.mask.ravel(), top * columns + left
    above = flat.take(corner, mode="clip")  # none is clipped: it is only quicker than to be on one's guard
    above += (flat[1:].take(corner, mode="clip") - above) * share_x
    corner += columns
    below = flat.take(corner, mode="clip")
    below += (flat[1:].take(corner, mode="clip") - below) * share_x
    below -= above
    value: Floats = above + below * share_y
    return value


def _cells(along: Floats, across: Floats, count: int) -> tuple[npt.NDArray[np.intp], Floats]:
    """One axis of the grid along x across: the cell before, the share of the next; NaN off the picture."""
    place = along[:, None] + across
    # Lines that stay within the picture, as most do, need no second look.
    ends = [float(a + b) for a in along[:: len(along) - 1] for b in across[:: len(across) - 1]]
    inside = min(ends) >= 0.0 and max(ends) <= count - 1.001
    off = None if inside else (place < -0.5) | (place > count - 0.5)
    if off is not None:
        np.clip(place, 0.0, count - 1.001, out=place)
    cell = place.astype(np.intp)
    place -= cell
    if off is not None:
        place[off] = np.nan
    return cell, place


def _edges(outward: Floats) -> Floats:
    """Where the body ends on each line outward from the axis, in trunk lengths; NaN where it does not."""
    inside = outward >= INSIDE  # NaN, off the picture, is not inside
    length = outward.shape[1]
    # How far back the last inside cell lies: where that is more than a hole, the body has ended.
    last_inside = np.maximum.accumulate(np.where(inside, _PLACES, np.int16(-1)), axis=1)
    start = np.where(last_inside[:, _OFF_AXIS] >= 0, np.argmax(inside, axis=1), length).astype(np.int16)
    ended = (_PLACES - last_inside > _HOLE) & (start[:, None] < _PLACES)
    end = np.argmax(ended, axis=1)
    end[end == 0] = length - 1  # nothing ends at the axis: there it runs on
    row = np.arange(len(outward))
    last = np.where(start < length, last_inside[row, end], -1).astype(np.intp)
    after = np.minimum(last + 1, length - 1)
    high, low = outward[row, last], outward[row, after]
    with np.errstate(divide="ignore", invalid="ignore"):
        edges: Floats = (last + (high - INSIDE) / (high - low)) * _STEP
    # A body that runs on, out of reach or out of the picture, has no edge here.
    edges[(last < 0) | (last + 1 >= length) | np.isnan(low)] = np.nan
    return edges


def _share(seen: npt.NDArray[np.bool_], stations: npt.NDArray[np.intp]) -> Floats:
    """Share of these stations, (n,), of (n, 48)."""
    return np.asarray(np.count_nonzero(seen[:, stations], axis=1) / len(stations))


def _arm_lines(points: Floats) -> tuple[Floats, Floats]:
    """Points along both upper arms and forearms, (n, 4, 9): along the trunk, and behind it."""
    shoulder, elbow, wrist = points[:, _SHOULDERS], points[:, _ELBOWS], points[:, _WRISTS]
    starts = np.concatenate([shoulder + _BELOW_SHOULDER * (elbow - shoulder), elbow], axis=1)
    ends = np.concatenate([elbow, wrist + _HAND * (wrist - elbow)], axis=1)
    lines = starts[:, :, None] + _ALONG_LIMB[:, None] * (ends - starts)[:, :, None]
    return lines[..., 0], lines[..., 1]


def _outline_at(along: Floats, edges: Floats) -> Floats:
    """The outline beside each point of the arms, (n, 4, 9); NaN where none is seen."""
    outline = np.full(along.shape, np.nan)
    for beside, edge, place in zip(outline, edges, along, strict=True):
        known = np.isfinite(edge)
        if known.any():
            beside[...] = np.interp(place, STATIONS[known], edge[known])
    return outline


def _arms_over(along: Floats, outward: Floats, outline: Floats, *, margin: float) -> Floats:
    """1 at the stations (n, 48) where an arm lies over the outline, else 0. outward: + away from the line."""
    close = outward > outline - margin  # NaN, not seen, is not close
    first = np.where(close, along, np.inf).min(axis=-1) - _ARM_REACH
    last = np.where(close, along, -np.inf).max(axis=-1) + _ARM_REACH
    over = (first[..., None] < STATIONS) & (last[..., None] > STATIONS)
    return np.asarray(over.any(axis=1), dtype=np.float64)
