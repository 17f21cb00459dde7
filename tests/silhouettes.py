"""People with a known outline: a trunk whose back and front are functions of the place along it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from formcheck.domain.body import Facing, Floats, Landmark, Pose, Silhouette
from formcheck.kinematics.silhouette import trunk_frame
from tests.bodies import Stick, mirror, pose_of

SIZE_PX = (640, 480)
Outline = Callable[[Floats], Floats]


def back_of(along: Floats) -> Floats:
    """A seat, a hollow and shoulder blades."""
    return 0.20 + 0.07 * np.cos(2.0 * np.pi * along)


def front_of(along: Floats) -> Floats:
    return 0.24 - 0.05 * along


def outlined(
    points_px: Floats, t_s: float = 0.0, *, back: Outline = back_of, front: Outline = front_of
) -> Pose:
    """A pose that faces right with the mask of such a trunk, its edge one pixel soft."""
    frame = trunk_frame(points_px)
    assert frame is not None
    width, height = SIZE_PX
    x, y = np.meshgrid(np.arange(width) + 0.5, -(np.arange(height) + 0.5))
    seen = frame.seen_from_it(np.stack([x, y], axis=-1))
    along, behind = seen[..., 0], seen[..., 1]
    room = np.minimum(back(along) - behind, behind + front(along))
    room = np.minimum(room, np.minimum(along + 0.6, 1.2 - along)) * frame.length_px
    mask = np.clip(room + 0.5, 0.0, 1.0).astype(np.float32)
    return replace(pose_of(points_px, t_s), silhouette=Silhouette(mask, (1.0, 1.0)))


def kneeling_points(arms_behind: float = -0.1) -> Floats:
    """A stick figure with arms; their elbows and wrists lie so far behind the trunk line."""
    points = Stick(hip_near=5.0, knee_near=95.0, hip_far=85.0, knee_far=90.0).points()
    return with_arms(points, arms_behind)


def with_arms(points_px: Floats, behind: float) -> Floats:
    points, frame = points_px.copy(), trunk_frame(points_px)
    assert frame is not None
    for row, along in (
        (Landmark.LEFT_ELBOW, 0.5),
        (Landmark.RIGHT_ELBOW, 0.5),
        (Landmark.LEFT_WRIST, 0.2),
        (Landmark.RIGHT_WRIST, 0.2),
    ):
        points[row] = frame.hip + frame.length_px * (along * frame.along + behind * frame.behind)
    return points


def mirrored_pose(pose: Pose) -> Pose:
    """The same picture, mirrored; the person's left stays the left."""
    assert pose.silhouette is not None
    mask = np.ascontiguousarray(pose.silhouette.mask[:, ::-1])
    return replace(
        pose, points_px=mirror(pose.points_px), silhouette=Silhouette(mask, pose.silhouette.px_per_cell)
    )


FACES_RIGHT, FACES_LEFT = Facing.RIGHT, Facing.LEFT
