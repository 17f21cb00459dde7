"""The outline of the trunk in the trunk's own frame, read off the person's mask.

The frame starts at the hips, runs along the hip-shoulder line, and is as long as it: 0 is the hips, 1 the
shoulders. At every station the outline is as far behind (`back`) and in front (`front`) of that line as the
mask reaches, in trunk lengths. So the picture's scale, place, mirroring and turn change nothing.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from formcheck.domain.body import Facing, Floats, Landmark, Pose, Silhouette
from formcheck.kinematics.geometry import midpoint, mirrored

STATIONS = np.linspace(-0.35, 1.0, 48)
"""Places along the trunk, in trunk lengths: from below the buttocks to the shoulders."""
_REACH, _STEP = 0.78, 0.013
_OFFSETS = np.arange(-round(_REACH / _STEP), round(_REACH / _STEP) + 1) * _STEP
_AXIS = len(_OFFSETS) // 2
_INSIDE = 0.5
_HOLE = round(0.07 / _STEP)  # a gap in the mask up to this wide does not end the body
_OFF_AXIS = round(0.14 / _STEP)  # nor does an axis that runs this far beside it
# Half an arm, in trunk lengths: what lies so close may be the outline. Who has not learnt from arms needs the
# landmarks' error as well: at 0.085 an arm propped beside a seated body passed, and half the error was added.
_ARM_MARGIN, _WIDE_ARM_MARGIN = 0.10, 0.14
_ARM_REACH = 0.05
_BACK_FROM, _BACK_TO = -0.12, 0.78
_LOW_BACK_TO = 0.45
_BACK = (STATIONS >= _BACK_FROM) & (STATIONS <= _BACK_TO)
_WHOLE = 0.9
LOW_BACK = (STATIONS >= _BACK_FROM) & (STATIONS <= _LOW_BACK_TO)
"""The stations from the seat to the waist."""
_BELOW_SHOULDER, _HAND = 0.35, 0.35  # of an upper arm: still the trunk; of a forearm: the hand beyond it
_ALONG_LIMB = np.linspace(0.0, 1.0, 9)
_ARMS = (
    [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER],
    [Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW],
    [Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST],
)
_TRUNK = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contour:
    """Outline at `STATIONS`, in trunk lengths from the hip-shoulder line; NaN where it is not seen.

    back: + behind the line. front: + in front. arm, arm_front: 1 where an arm lies over the outline of the
    back, of the front, else 0. open_back: share of the back from the seat to the shoulder blades with no arm
    anywhere near it, 0 where the picture or the mask ends within it.
    """

    back: Floats
    front: Floats
    arm: Floats
    arm_front: Floats
    open_back: float

    @property
    def back_seen(self) -> float:
        """Share of the back, from the seat to the shoulder blades, with an outline or an arm over it; 0..1.

        What is missing then is cut off by the picture, or torn out of the mask.
        """
        return float(np.mean((np.isfinite(self.back) | (self.arm == 1.0))[_BACK]))

    @property
    def low_back_free(self) -> float:
        """Share of the low back, from the seat to the waist, whose outline is seen and no arm's; 0..1."""
        return float(np.mean((np.isfinite(self.back) & (self.arm == 0.0))[LOW_BACK]))


@dataclass(frozen=True, slots=True)
class TrunkFrame:
    """Where the trunk lies in the picture. along and behind are unit vectors, the body facing right."""

    hip: Floats
    along: Floats
    behind: Floats
    length_px: float

    def seen_from_it(self, points_px: Floats) -> Floats:
        """Points (n, 2) in this frame: along the trunk and behind it, in trunk lengths."""
        away = (points_px - self.hip) / self.length_px
        return np.stack([away @ self.along, away @ self.behind], axis=-1)


def trunk_frame(points_px: Floats) -> TrunkFrame | None:
    """Frame of a body that faces right; None where hips or shoulders are not seen."""
    left_shoulder, right_shoulder, left_hip, right_hip = (points_px[row] for row in _TRUNK)
    hip = midpoint(left_hip, right_hip)
    line = midpoint(left_shoulder, right_shoulder) - hip
    length_px = math.hypot(line[0], line[1])
    if math.isnan(length_px) or length_px == 0.0:
        return None
    along = line / length_px
    return TrunkFrame(hip, along, np.array([-along[1], along[0]]), length_px)


def facing_right(pose: Pose, facing: Facing) -> Floats:
    """Landmarks of a pose, mirrored if need be so that the body faces right."""
    return pose.points_px if facing is Facing.RIGHT else mirrored(pose.points_px)


def read_contour(pose: Pose, facing: Facing) -> Contour | None:
    """Outline of the trunk; None without a mask or a trunk."""
    points_px = facing_right(pose, facing)
    frame = trunk_frame(points_px)
    if frame is None or pose.silhouette is None:
        return None
    return contour_in(frame, frame.seen_from_it(points_px), pose.silhouette, facing)


def contour_in(frame: TrunkFrame, seen: Floats, silhouette: Silhouette, facing: Facing) -> Contour:
    """Outline of the trunk whose frame is known. seen: the landmarks (33, 2) in that frame."""
    profile = _profiles(frame, silhouette, facing)
    # Both ways from the axis in one go: half the calls, and this runs for every picture.
    edges = _edge(np.concatenate([profile[:, _AXIS:], profile[:, _AXIS::-1]]))
    back, front = edges[: len(STATIONS)], edges[len(STATIONS) :]
    along, behind = _arm_lines(seen)
    whole = float(np.mean(np.isfinite(back)[_BACK])) >= _WHOLE
    wide = _arm_over(along, behind, back, margin=_WIDE_ARM_MARGIN)
    return Contour(
        back=back,
        front=front,
        arm=_arm_over(along, behind, back, margin=_ARM_MARGIN),
        arm_front=_arm_over(along, -behind, front, margin=_ARM_MARGIN),
        open_back=float(np.mean(wide[_BACK] == 0.0)) if whole else 0.0,
    )


def contour_px(pose: Pose, facing: Facing, contour: Contour) -> Floats | None:
    """Outline of the back as points of the picture, (48, 2), for drawing; NaN where it is not seen."""
    frame = trunk_frame(facing_right(pose, facing))
    if frame is None:
        return None
    places = np.stack([STATIONS, contour.back], axis=-1) * frame.length_px
    points = frame.hip + places[:, :1] * frame.along + places[:, 1:] * frame.behind
    return points if facing is Facing.RIGHT else mirrored(points)


def _profiles(frame: TrunkFrame, silhouette: Silhouette, facing: Facing) -> Floats:
    """Mask along a line across the trunk at every station: (stations, offsets), NaN off the picture."""
    cell_x, cell_y = silhouette.px_per_cell
    per_cell = np.array([facing.value / cell_x, -1.0 / cell_y])
    start = frame.hip * per_cell - 0.5
    along, behind = (frame.length_px * way * per_cell for way in (frame.along, frame.behind))
    rows, columns = silhouette.mask.shape
    left, share_x = _cells(start[0] + STATIONS * along[0], _OFFSETS * behind[0], columns)
    top, share_y = _cells(start[1] + STATIONS * along[1], _OFFSETS * behind[1], rows)
    flat, corner = silhouette.mask.ravel(), top * columns + left
    above = flat[corner]
    above += (flat[corner + 1] - above) * share_x
    corner += columns
    below = flat[corner]
    below += (flat[corner + 1] - below) * share_x
    below -= above
    value: Floats = above + below * share_y
    return value


def _cells(along: Floats, across: Floats, count: int) -> tuple[npt.NDArray[np.intp], Floats]:
    """One axis of the grid along x across: the cell before, the share of the next; NaN off the picture."""
    place = along[:, None] + across
    # Lines that stay within the picture, as most do, need no second look.
    ends = along[[0, -1], None] + across[[0, -1]]
    inside = ends.min() >= 0.0 and ends.max() <= count - 1.001
    off = None if inside else (place < -0.5) | (place > count - 0.5)
    if off is not None:
        np.clip(place, 0.0, count - 1.001, out=place)
    cell = place.astype(np.intp)
    place -= cell
    if off is not None:
        place[off] = np.nan
    return cell, place


def _edge(outward: Floats) -> Floats:
    """Where the body ends on each line outward from the axis, in trunk lengths; NaN where it does not."""
    inside = outward >= _INSIDE  # NaN, off the picture, is not inside
    length = outward.shape[1]
    place = np.arange(length)
    # How far back the last inside cell lies: where that is more than a hole, the body has ended.
    last_inside = np.maximum.accumulate(np.where(inside, place, -1), axis=1)
    start = np.where(last_inside[:, _OFF_AXIS] >= 0, np.argmax(inside, axis=1), length)
    ended = (place - last_inside > _HOLE) & (place > start[:, None])
    end = np.where(ended.any(axis=1), np.argmax(ended, axis=1), length - 1)
    row = np.arange(len(outward))
    last = np.where(start < length, last_inside[row, end], -1)
    after = np.minimum(last + 1, length - 1)
    high, low = outward[row, last], outward[row, after]
    with np.errstate(divide="ignore", invalid="ignore"):
        edges: Floats = (last + (high - _INSIDE) / (high - low)) * _STEP
    # A body that runs on, out of reach or out of the picture, has no edge here.
    edges[(last < 0) | (last + 1 >= length) | np.isnan(low)] = np.nan
    return edges


def _arm_lines(seen: Floats) -> tuple[Floats, Floats]:
    """Points along both upper arms and forearms, (4, points): along the trunk, and behind it."""
    shoulder, elbow, wrist = seen[_ARMS[0]], seen[_ARMS[1]], seen[_ARMS[2]]
    starts = np.concatenate([shoulder + _BELOW_SHOULDER * (elbow - shoulder), elbow])
    ends = np.concatenate([elbow, wrist + _HAND * (wrist - elbow)])
    lines = starts[:, None] + _ALONG_LIMB[:, None] * (ends - starts)[:, None]
    return lines[..., 0], lines[..., 1]


def _arm_over(along: Floats, outward: Floats, edge: Floats, *, margin: float) -> Floats:
    """1 at the stations where an arm lies over an edge, else 0. outward, edge: + away from the trunk line."""
    over = np.zeros(len(STATIONS))
    known = np.isfinite(edge)
    if not known.any():
        return over
    outline = np.interp(along, STATIONS[known], edge[known])
    close = outward > outline - margin  # NaN, not seen, is not close
    for places in (line[near] for line, near in zip(along, close, strict=True) if near.any()):
        over[(places.min() - _ARM_REACH < STATIONS) & (places.max() + _ARM_REACH > STATIONS)] = 1.0
    return over
