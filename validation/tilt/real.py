"""The tilt on recordings of real people: how often it is said, what keeps it unsaid, whether it is steady.

A recording holds what the pose model saw, without a picture. The truth about the tilt is not known. The
neutral is forced on the first second of a stay in a posture that was learnt in which the back is free, since
these people were not told to stand still; as for everything recorded it serves the frames before it, too.
Gates of an exercise are left out, they are not the question here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from formcheck.domain.body import Landmark, Pose, Silhouette
from formcheck.domain.measure import Channel, Measure
from formcheck.domain.pelvis import TiltUnseen
from formcheck.domain.posture import Posture
from formcheck.engine.pelvis import PelvicTiltTracker
from formcheck.engine.posture import classify_posture
from formcheck.engine.tracked_body import BodyTracker, TrackedBody
from formcheck.kinematics.geometry import distance_px
from formcheck.kinematics.pelvic_tilt import TiltModel
from formcheck.kinematics.tilt_inputs import HEAD_OF
from formcheck.kinematics.trunk_features import TrunkLook
from formcheck.signals.conditioning import Persistence

Array = NDArray[np.float64]
NEUTRAL_S, POSTURE_S, LEFT_S = 1.0, 0.3, 2.0
ALLOWED_YAW_DEG, ALLOWED_FREE = 20.0, 0.5
"""Body and arms allow the tilt to be said: turned by at most so much, half of the low back free."""
STILL_S, STILL_TRUNKS = 1.0, 0.008
"""A stretch is still when hips, shoulders and knees stay within this standard deviation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RealTilt:
    """One recording, rows per frame of a posture that was learnt. said, sd_deg: NaN where nothing is said.

    allowed: turned little enough, half of the low back free. still: within a still stretch, its number or -1.
    """

    name: str
    frames: int
    said: Array
    sd_deg: Array
    yaw_deg: Array
    allowed: NDArray[np.bool_]
    unseen: tuple[TiltUnseen | None, ...]
    still: NDArray[np.int64]


def read_poses(path: Path) -> list[Pose | None]:
    """What the pose model saw, frame by frame; None where it saw nobody."""
    with np.load(path) as file:
        kept = {key: file[key] for key in file.files}
    cell = tuple(float(size) for size in kept["px_per_cell"])
    poses: list[Pose | None] = []
    for i, t_s in enumerate(kept["t_s"]):
        points = kept["points_px"][i].astype(np.float64)
        if not np.isfinite(points).any():
            poses.append(None)
            continue
        mask = kept["mask"][i].astype(np.float32) / 255.0
        poses.append(
            Pose(
                t_s=float(t_s),
                points_px=points,
                visibility=kept["visibility"][i].astype(np.float64),
                silhouette=Silhouette(mask, (cell[0], cell[1])),
            )
        )
    return poses


def mirrored_pose(pose: Pose) -> Pose:
    """The same person in a mirror: what was the left side is now called the right."""
    assert pose.silhouette is not None
    width_px = pose.silhouette.mask.shape[1] * pose.silhouette.px_per_cell[0]
    points, visibility = pose.points_px.copy(), pose.visibility.copy()
    points[:, 0] = width_px - points[:, 0]
    for left in (mark for mark in Landmark if mark.name.startswith("LEFT_")):
        both = [left, Landmark[left.name.replace("LEFT_", "RIGHT_")]]
        points[both], visibility[both] = points[both[::-1]], visibility[both[::-1]]
    mask = np.ascontiguousarray(pose.silhouette.mask[:, ::-1])
    return replace(
        pose,
        points_px=points,
        visibility=visibility,
        silhouette=Silhouette(mask, pose.silhouette.px_per_cell),
    )


@dataclass(slots=True)
class _Stay:
    """Frames of one posture, left for 2 s at most, as the engine has it; by their places in the recording."""

    last_s: float
    rows: list[tuple[int, TrackedBody, Posture]]


def judge_real(name: str, poses: Sequence[Pose | None], model: TiltModel) -> RealTilt:
    """Through body, posture and tilt of the engine."""
    rows = sorted(
        (row for stay in _stays(poses) for row in _judge_stay(stay, model)), key=lambda row: row.index
    )
    return RealTilt(
        name=name,
        frames=len(poses),
        said=np.array([row.said for row in rows]),
        sd_deg=np.array([row.sd_deg for row in rows]),
        yaw_deg=np.array([row.yaw_deg for row in rows]),
        allowed=np.array([row.allowed for row in rows], dtype=bool),
        unseen=tuple(row.unseen for row in rows),
        still=_still_stretches([row.place for row in rows]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One frame, see `RealTilt`."""

    index: int
    said: float
    sd_deg: float
    yaw_deg: float
    allowed: bool
    unseen: TiltUnseen | None
    place: tuple[float, Array]


def _stays(poses: Sequence[Pose | None]) -> list[_Stay]:
    stays: list[_Stay] = []
    now_in: dict[str, _Stay] = {}
    for index, (sight, posture) in enumerate(_bodies(poses)):
        head, t_s = HEAD_OF.get(posture), sight.pose.t_s
        if head is None:
            continue
        if head not in now_in or t_s - now_in[head].last_s > LEFT_S:
            now_in[head] = _Stay(t_s, [])
            stays.append(now_in[head])
        now_in[head].last_s = t_s
        now_in[head].rows.append((index, sight, posture))
    return stays


def _judge_stay(stay: _Stay, model: TiltModel) -> Iterator[_Row]:
    watch = PelvicTiltTracker(model, NEUTRAL_S)
    looks, held_in = _neutral_looks(stay, model)
    if looks:
        watch.take_neutral(looks, posture=held_in)
    for index, sight, posture in stay.rows:
        values = watch.update(sight.pose.t_s, sight, posture)
        half_free = sight.look is not None and sight.look.low_back_free >= ALLOWED_FREE
        yield _Row(
            index=index,
            said=values.get(Channel(Measure.PELVIC_TILT), math.nan),
            sd_deg=values.get(Channel(Measure.PELVIC_TILT_SD), math.nan),
            yaw_deg=watch.yaw_deg,
            allowed=half_free and abs(watch.yaw_deg) <= ALLOWED_YAW_DEG,
            unseen=watch.unseen,
            place=(sight.pose.t_s, _places(sight)),
        )


def _neutral_looks(stay: _Stay, model: TiltModel) -> tuple[list[TrunkLook], Posture]:
    """The looks of the first second in which the back is free throughout; none where there is no such."""
    looks: list[TrunkLook] = []
    since_s = math.nan
    for _, sight, posture in stay.rows:
        if sight.look is None or model.why_hidden(sight.look, posture):
            looks = []
            continue
        since_s = since_s if looks else sight.pose.t_s
        looks.append(sight.look)
        if sight.pose.t_s - since_s >= 0.9 * NEUTRAL_S:
            return looks, posture
    return [], Posture.UNKNOWN


def _bodies(poses: Sequence[Pose | None]) -> Iterator[tuple[TrackedBody, Posture]]:
    eye, state = BodyTracker(), Persistence(Posture.UNKNOWN)
    for pose in poses:
        if pose is None:
            continue
        sight, fresh = eye.update(pose)
        if fresh:
            state = Persistence(Posture.UNKNOWN)
        wait_s = 0.0 if state.state is Posture.UNKNOWN else POSTURE_S
        state.update(pose.t_s, classify_posture(sight.view), wait_s)
        yield sight, state.state


def _places(sight: TrackedBody) -> Array:
    view = sight.view
    scale_px = distance_px(view.hip, view.shoulder)
    return np.concatenate([view.hip, view.shoulder, view.near.knee, view.far.knee]) / scale_px


def _still_stretches(places: Sequence[tuple[float, Array]]) -> NDArray[np.int64]:
    """Number of the still stretch that a frame lies in, -1 where it moves."""
    numbers = np.full(len(places), -1)
    first, number = 0, 0
    while first < len(places):
        last = first
        while last + 1 < len(places) and _still([place for _, place in places[first : last + 2]]):
            last += 1
        if places[last][0] - places[first][0] >= STILL_S:
            numbers[first : last + 1] = number
            number += 1
            first = last + 1
        else:
            first += 1
    return numbers


def _still(places: Sequence[Array]) -> bool:
    return bool(np.all(np.std(places, axis=0) < STILL_TRUNKS))
