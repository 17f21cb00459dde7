"""Bodies with known angles, seen from the side: what the laws are stated on."""

import math
from dataclasses import dataclass

import numpy as np

from formcheck.domain.body import N_LANDMARKS, Facing, Floats, Landmark, Pose, Sighting
from formcheck.kinematics.bodyview import leg_rows

TRUNK_PX, THIGH_PX, SHANK_PX, FOOT_PX = 120.0, 100.0, 100.0, 40.0


def _step(start: Floats, direction_deg: float, length_px: float) -> Floats:
    turn = math.radians(direction_deg)
    return start + length_px * np.array([math.cos(turn), math.sin(turn)])


@dataclass(frozen=True, kw_only=True)
class Stick:
    """A person who faces right. trunk_deg: direction hip -> shoulder (90 upright, 180 on the back).

    hip_*: hip flexion against the trunk line; knee_*: knee flexion; foot at a right angle to the shank.
    """

    trunk_deg: float = 90.0
    hip_near: float = 0.0
    knee_near: float = 0.0
    hip_far: float = 0.0
    knee_far: float = 0.0
    hip_px: tuple[float, float] = (320.0, -240.0)

    def points(self) -> Floats:
        points = np.full((N_LANDMARKS, 2), np.nan)
        hip = np.array(self.hip_px)
        shoulder = _step(hip, self.trunk_deg, TRUNK_PX)
        ear = _step(shoulder, self.trunk_deg, 40.0)
        for row in (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER):
            points[row] = shoulder
        for row in (Landmark.LEFT_EAR, Landmark.RIGHT_EAR):
            points[row] = ear
        points[Landmark.NOSE] = _step(ear, self.trunk_deg - 90.0, 15.0)
        for side, hip_deg, knee_deg in (
            (Facing.RIGHT.near_side, self.hip_near, self.knee_near),
            (Facing.RIGHT.near_side.opposite, self.hip_far, self.knee_far),
        ):
            thigh_deg = self.trunk_deg + 180.0 + hip_deg
            knee = _step(hip, thigh_deg, THIGH_PX)
            ankle = _step(knee, thigh_deg - knee_deg, SHANK_PX)
            heel = _step(ankle, thigh_deg - knee_deg - 60.0, 10.0)
            toe = _step(ankle, thigh_deg - knee_deg + 90.0, FOOT_PX)
            for row, point in zip(leg_rows(side), (hip, knee, ankle, heel, toe), strict=True):
                points[row] = point
        return points

    def pose(self, t_s: float = 0.0, *, facing: Facing = Facing.RIGHT) -> Pose:
        points = self.points()
        return pose_of(points if facing is Facing.RIGHT else mirror(points), t_s)

    def sighting(self, t_s: float, *, facing: Facing = Facing.RIGHT) -> Sighting:
        return sighting_of(self.pose(t_s, facing=facing))


def pose_of(points_px: Floats, t_s: float = 0.0) -> Pose:
    return Pose(t_s=t_s, points_px=points_px, visibility=np.ones(N_LANDMARKS))


def sighting_of(pose: Pose) -> Sighting:
    return Sighting(t_s=pose.t_s, size_px=(640, 480), brightness=0.5, pose=pose)


def mirror(points_px: Floats, width_px: float = 640.0) -> Floats:
    """The picture seen in a mirror: x reversed, and what was the left side is now called the right."""
    flipped = points_px.copy()
    flipped[:, 0] = width_px - flipped[:, 0]
    for left in (7, 11, 13, 15, 23, 25, 27, 29, 31):
        flipped[[left, left + 1]] = flipped[[left + 1, left]]
    return flipped


def rotate(points_px: Floats, by_deg: float) -> Floats:
    turn = math.radians(by_deg)
    matrix = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
    middle = np.array([320.0, -240.0])
    return (points_px - middle) @ matrix.T + middle


STANDING = Stick()
HALF_KNEELING = Stick(hip_near=0.0, knee_near=90.0, hip_far=95.0, knee_far=95.0)
SEATED = Stick(hip_near=90.0, knee_near=90.0, hip_far=90.0, knee_far=90.0)
HOOK_LYING = Stick(trunk_deg=180.0, hip_near=50.0, knee_near=95.0, hip_far=50.0, knee_far=95.0)
BRIDGING = Stick(trunk_deg=205.0, hip_near=0.0, knee_near=85.0, hip_far=0.0, knee_far=85.0)
LYING_STRAIGHT = Stick(trunk_deg=180.0)
KNEE_IN = Stick(trunk_deg=180.0, hip_far=120.0, knee_far=125.0)
PRONE = Stick(trunk_deg=0.0)
ALL_FOURS = Stick(trunk_deg=5.0, hip_near=95.0, knee_near=90.0, hip_far=95.0, knee_far=90.0)
TALL_KNEELING = Stick(hip_near=0.0, knee_near=90.0, hip_far=0.0, knee_far=90.0)
SQUATTING = Stick(trunk_deg=50.0, hip_near=115.0, knee_near=120.0, hip_far=115.0, knee_far=120.0)
LUNGING = Stick(hip_near=-35.0, knee_near=40.0, hip_far=80.0, knee_far=85.0)
