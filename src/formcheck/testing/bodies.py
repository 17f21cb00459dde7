"""Bodies with known angles, seen from the side by a level camera."""

import math
from dataclasses import dataclass

import numpy as np

from formcheck.domain.body import N_LANDMARKS, Facing, Floats, Landmark, Pose, Sighting
from formcheck.kinematics.bodyview import leg_rows

SIZE_PX = (640, 480)
TRUNK_PX, THIGH_PX, SHANK_PX, FOOT_PX = 120.0, 100.0, 100.0, 40.0
_NECK_PX, _NOSE_PX, _HEEL_PX = 40.0, 15.0, 10.0
_PAIRS = (7, 11, 13, 15, 23, 25, 27, 29, 31)  # rows of the left; the right is the next


@dataclass(frozen=True, kw_only=True)
class Stick:
    """A person who faces right, the right side to the camera.

    trunk_deg: direction hip -> shoulder, 90 upright, 180 on the back with the head to the left. hip_near,
    hip_far: hip flexion in degrees against the line of the trunk, negative behind it. knee_near, knee_far:
    knee flexion in degrees, 0 straight. Feet are at a right angle to the shanks. hip_px: the hips' place in a
    picture of 640 by 480, y up.
    """

    trunk_deg: float = 90.0
    hip_near: float = 0.0
    knee_near: float = 0.0
    hip_far: float = 0.0
    knee_far: float = 0.0
    hip_px: tuple[float, float] = (320.0, -240.0)

    def points(self) -> Floats:
        """Landmarks, (33, 2), in pixels, y up; NaN for those that a stick has not."""
        points = np.full((N_LANDMARKS, 2), np.nan)
        hip = np.array(self.hip_px)
        shoulder = _step(hip, self.trunk_deg, TRUNK_PX)
        ear = _step(shoulder, self.trunk_deg, _NECK_PX)
        for row in (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER):
            points[row] = shoulder
        for row in (Landmark.LEFT_EAR, Landmark.RIGHT_EAR):
            points[row] = ear
        points[Landmark.NOSE] = _step(ear, self.trunk_deg - 90.0, _NOSE_PX)
        for side, hip_deg, knee_deg in (
            (Facing.RIGHT.near_side, self.hip_near, self.knee_near),
            (Facing.RIGHT.near_side.opposite, self.hip_far, self.knee_far),
        ):
            thigh_deg = self.trunk_deg + 180.0 + hip_deg
            knee = _step(hip, thigh_deg, THIGH_PX)
            ankle = _step(knee, thigh_deg - knee_deg, SHANK_PX)
            heel = _step(ankle, thigh_deg - knee_deg - 60.0, _HEEL_PX)
            toe = _step(ankle, thigh_deg - knee_deg + 90.0, FOOT_PX)
            for row, point in zip(leg_rows(side), (hip, knee, ankle, heel, toe), strict=True):
                points[row] = point
        return points

    def pose(self, t_s: float = 0.0, *, facing: Facing = Facing.RIGHT) -> Pose:
        """Pose at a time; facing left, it is the mirror image, and the left side is the near one."""
        points = self.points()
        return pose_of(points if facing is Facing.RIGHT else mirror(points), t_s)

    def sighting(self, t_s: float, *, facing: Facing = Facing.RIGHT) -> Sighting:
        """All that a picture of it tells, at a time."""
        return sighting_of(self.pose(t_s, facing=facing))


def pose_of(points_px: Floats, t_s: float = 0.0) -> Pose:
    """Pose of which every landmark is seen surely, without a silhouette. points_px: (33, 2), y up."""
    return Pose(t_s=t_s, points_px=points_px, visibility=np.ones(N_LANDMARKS))


def sighting_of(pose: Pose) -> Sighting:
    """A well-lit picture of 640 by 480 with nobody else in it."""
    return Sighting(t_s=pose.t_s, size_px=SIZE_PX, brightness=0.5, pose=pose)


def mirror(points_px: Floats, width_px: float = float(SIZE_PX[0])) -> Floats:
    """The picture seen in a mirror: x reversed, and what was the left side is now called the right."""
    flipped = points_px.copy()
    flipped[:, 0] = width_px - flipped[:, 0]
    for left in _PAIRS:
        flipped[[left, left + 1]] = flipped[[left + 1, left]]
    return flipped


def _step(start: Floats, direction_deg: float, length_px: float) -> Floats:
    turn = math.radians(direction_deg)
    return start + length_px * np.array([math.cos(turn), math.sin(turn)])


STANDING = Stick()
HALF_KNEELING = Stick(hip_near=0.0, knee_near=90.0, hip_far=95.0, knee_far=95.0)
SEATED = Stick(hip_near=90.0, knee_near=90.0, hip_far=90.0, knee_far=90.0)
HOOK_LYING = Stick(trunk_deg=180.0, hip_near=50.0, knee_near=95.0, hip_far=50.0, knee_far=95.0)
BRIDGING = Stick(trunk_deg=205.0, hip_near=0.0, knee_near=85.0, hip_far=0.0, knee_far=85.0)
LYING_STRAIGHT = Stick(trunk_deg=180.0)
KNEE_IN = Stick(trunk_deg=180.0, hip_far=120.0, knee_far=125.0)
