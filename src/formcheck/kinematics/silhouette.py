"""The outline of the trunk in the trunk's own frame, read off the person's mask.

The frame starts at the hips, runs along the hip-shoulder line, and is as long as it: 0 is the hips, 1 the
shoulders. At every station the outline is as far behind (`back`) and in front (`front`) of that line as the
mask reaches, in trunk lengths. So the picture's scale, place, mirroring and turn change nothing.
"""

import math
from dataclasses import dataclass

import numpy as np

from formcheck.domain.body import Facing, Floats, Landmark, Pose, Silhouette
from formcheck.kinematics.geometry import mirrored

STATIONS = np.linspace(-0.35, 1.0, 48)
"""Places along the trunk, in trunk lengths: from below the buttocks to the shoulders."""
_REACH, _STEP = 0.78, 0.013
_OFFSETS = np.arange(-round(_REACH / _STEP), round(_REACH / _STEP) + 1) * _STEP
_AXIS = len(_OFFSETS) // 2
_INSIDE = 0.5
_HOLE = round(0.07 / _STEP)  # a gap in the mask up to this wide does not end the body
_OFF_AXIS = round(0.14 / _STEP)  # nor does an axis that runs this far beside it
# Half an arm and the landmarks' error, in trunk lengths: what lies so close may be the outline. At 0.085 an
# arm propped beside a seated body passes, and the error there goes up by half.
_ARM_MARGIN = 0.14
_ARM_REACH = 0.05
_BACK_FROM, _BACK_TO = -0.12, 0.78
_ARMS = (
    (Landmark.LEFT_SHOULDER, Landmark.LEFT_ELBOW, Landmark.LEFT_WRIST),
    (Landmark.RIGHT_SHOULDER, Landmark.RIGHT_ELBOW, Landmark.RIGHT_WRIST),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contour:
    """Outline at `STATIONS`, in trunk lengths from the hip-shoulder line; NaN where it is not seen.

    back: + behind the line. front: + in front. arm: where an arm lies over the outline of the back.
    """

    back: Floats
    front: Floats
    arm: Floats

    @property
    def back_seen(self) -> float:
        """Share of the back, from the seat to the shoulder blades, whose outline is seen; 0..1."""
        there = (STATIONS >= _BACK_FROM) & (STATIONS <= _BACK_TO)
        return float(np.mean(np.isfinite(self.back[there])))

    @property
    def arm_free(self) -> float:
        """Share of the same stretch over which no arm lies; 0..1."""
        there = (STATIONS >= _BACK_FROM) & (STATIONS <= _BACK_TO)
        return float(np.mean(self.arm[there] == 0.0))


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
    hip = points_px[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    line = points_px[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]].mean(axis=0) - hip
    length_px = float(np.hypot(*line))
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
    profile = _profiles(frame, pose.silhouette, facing)
    back, front = _edge(profile[:, _AXIS:]), _edge(profile[:, _AXIS::-1])
    arm = _arm_over(frame.seen_from_it(points_px), back)
    return Contour(back=back, front=front, arm=arm)


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
    places = (
        frame.hip
        + frame.length_px * STATIONS[:, None, None] * frame.along
        + frame.length_px * _OFFSETS[None, :, None] * frame.behind
    )
    mask, (cell_x, cell_y) = silhouette.mask, silhouette.px_per_cell
    rows, columns = mask.shape
    x = places[..., 0] * facing.value / cell_x - 0.5
    y = -places[..., 1] / cell_y - 0.5
    off = (x < -0.5) | (y < -0.5) | (x > columns - 0.5) | (y > rows - 0.5)
    left = np.clip(x, 0.0, columns - 1.001).astype(np.intp)
    top = np.clip(y, 0.0, rows - 1.001).astype(np.intp)
    share_x, share_y = np.clip(x - left, 0.0, 1.0), np.clip(y - top, 0.0, 1.0)
    flat, corner = mask.ravel(), top * columns + left
    above = flat[corner] * (1.0 - share_x) + flat[corner + 1] * share_x
    corner += columns
    below = flat[corner] * (1.0 - share_x) + flat[corner + 1] * share_x
    value: Floats = above * (1.0 - share_y) + below * share_y
    value[off] = np.nan
    return value


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


def _arm_over(seen: Floats, back: Floats) -> Floats:
    """1 at the stations where an arm lies over the outline of the back, else 0."""
    over = np.zeros(len(STATIONS))
    known = np.isfinite(back)
    if not known.any():
        return over
    outline = np.interp(STATIONS, STATIONS[known], back[known])
    for arm in _ARMS:
        joints = seen[list(arm)]
        if np.isnan(joints).any():
            continue
        hand = joints[2] + 0.35 * (joints[2] - joints[1])
        for start, end in ((joints[0] + 0.35 * (joints[1] - joints[0]), joints[1]), (joints[1], hand)):
            line = start + np.linspace(0.0, 1.0, 9)[:, None] * (end - start)
            edge = np.interp(line[:, 0], STATIONS, outline)
            close = line[line[:, 1] > edge - _ARM_MARGIN, 0]
            if len(close):
                over[(close.min() - _ARM_REACH < STATIONS) & (close.max() + _ARM_REACH > STATIONS)] = 1.0
    return over
