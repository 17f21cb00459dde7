"""A body brought into one standard view, so that every measure is written once.

After `view_body` the person faces right (mirrored if need be) and the legs are called near and far instead
of left and right. A measure that holds here holds for both sides: mirroring the picture cannot change it.
"""

from dataclasses import dataclass, field

import numpy as np

from formcheck.domain.body import Facing, Floats, Landmark, Limb, Pose, Side
from formcheck.kinematics.geometry import Point, distance_px, inclination_deg, midpoint


@dataclass(frozen=True, slots=True)
class Leg:
    """Joints of one leg, pixels y up. thigh_deg, shank_deg: direction hip -> knee, and knee -> ankle."""

    hip: Point
    knee: Point
    ankle: Point
    heel: Point
    toe: Point
    thigh_deg: float = field(init=False)
    shank_deg: float = field(init=False)

    def __post_init__(self) -> None:
        # Half a dozen measures and postures are told from these two.
        object.__setattr__(self, "thigh_deg", inclination_deg(self.hip, self.knee))
        object.__setattr__(self, "shank_deg", inclination_deg(self.knee, self.ankle))


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyView:
    """The body facing right. shoulder, hip and ear are the middles of both sides.

    trunk_deg: direction hip -> shoulder: 90 upright, 180 on the back, 0 face down.
    """

    nose: Point
    ear: Point
    shoulder: Point
    hip: Point
    near: Leg
    far: Leg
    shoulder_width_px: float
    hip_width_px: float
    trunk_deg: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "trunk_deg", inclination_deg(self.hip, self.shoulder))

    def leg(self, limb: Limb) -> Leg:
        """The near or the far leg."""
        if limb is Limb.NEAR:
            return self.near
        if limb is Limb.FAR:
            return self.far
        raise ValueError(f"a body has a near and a far leg, not {limb}")


_LEG_ROWS = {
    Side.LEFT: (
        Landmark.LEFT_HIP,
        Landmark.LEFT_KNEE,
        Landmark.LEFT_ANKLE,
        Landmark.LEFT_HEEL,
        Landmark.LEFT_TOE,
    ),
    Side.RIGHT: (
        Landmark.RIGHT_HIP,
        Landmark.RIGHT_KNEE,
        Landmark.RIGHT_ANKLE,
        Landmark.RIGHT_HEEL,
        Landmark.RIGHT_TOE,
    ),
}


# Nose, ears, shoulders; then the legs from the hips on, left and right by turns.
_VIEWED = np.array([0, 7, 8, 11, 12, *range(Landmark.LEFT_HIP, Landmark.RIGHT_TOE + 1)])
_SHOULDERS = slice(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER + 1)
_HIPS = slice(Landmark.LEFT_HIP, Landmark.RIGHT_HIP + 1)


def trunk_ends(points_px: Floats) -> tuple[Point, Point]:
    """Middle of the hips, and of the shoulders, of landmarks (33, 2)."""
    return midpoint(*points_px[_HIPS].tolist()), midpoint(*points_px[_SHOULDERS].tolist())


def leg_rows(side: Side) -> tuple[Landmark, ...]:
    """Rows of hip, knee, ankle, heel, toe on one side."""
    return _LEG_ROWS[side]


def leg_slice(side: Side) -> slice:
    """The rows of `leg_rows`: those of the two sides lie by turns."""
    first, *_, last = _LEG_ROWS[side]
    return slice(first, last + 1, 2)


def view_body(pose: Pose, facing: Facing, *, swap_legs: bool = False) -> BodyView:
    """Turn a pose into the standard view. swap_legs: the landmark labels of the two legs are exchanged."""
    forward = facing.value
    points: list[Point] = [(forward * x, y) for x, y in pose.points_px[_VIEWED].tolist()]
    nose, left_ear, right_ear, left_shoulder, right_shoulder, *legs = points
    left, right = Leg(*legs[::2]), Leg(*legs[1::2])
    left_is_near = (facing.near_side is Side.LEFT) is not swap_legs
    return BodyView(
        nose=nose,
        ear=midpoint(left_ear, right_ear),
        shoulder=midpoint(left_shoulder, right_shoulder),
        hip=midpoint(left.hip, right.hip),
        near=left if left_is_near else right,
        far=right if left_is_near else left,
        shoulder_width_px=distance_px(left_shoulder, right_shoulder),
        hip_width_px=distance_px(left.hip, right.hip),
    )
