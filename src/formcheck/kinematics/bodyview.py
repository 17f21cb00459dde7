"""A body brought into one standard view, so that every measure is written once.

After `view_body` the person faces right (mirrored if need be) and the legs are called near and far instead
of left and right. A measure that holds here holds for both sides: mirroring the picture cannot change it.
"""

from dataclasses import dataclass

from formcheck.domain.body import Facing, Floats, Landmark, Limb, Pose, Side
from formcheck.kinematics.geometry import distance_px, midpoint, mirrored


@dataclass(frozen=True, slots=True)
class Leg:
    """Joints of one leg, (2,) each, pixels y up."""

    hip: Floats
    knee: Floats
    ankle: Floats
    heel: Floats
    toe: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyView:
    """The body facing right. shoulder and hip are the middles of both sides."""

    nose: Floats
    ear: Floats
    shoulder: Floats
    hip: Floats
    near: Leg
    far: Leg
    shoulder_width_px: float
    hip_width_px: float

    def leg(self, limb: Limb) -> Leg:
        """The near or the far leg."""
        if limb not in (Limb.NEAR, Limb.FAR):
            raise ValueError(f"a body has a near and a far leg, not {limb}")
        return self.near if limb is Limb.NEAR else self.far


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


def leg_rows(side: Side) -> tuple[Landmark, ...]:
    """Rows of hip, knee, ankle, heel, toe on one side."""
    return _LEG_ROWS[side]


def view_body(pose: Pose, facing: Facing, *, swap_legs: bool = False) -> BodyView:
    """Turn a pose into the standard view. swap_legs: the landmark labels of the two legs are exchanged."""
    points = pose.points_px if facing is Facing.RIGHT else mirrored(pose.points_px)
    near_side = facing.near_side.opposite if swap_legs else facing.near_side
    near = Leg(*(points[row] for row in _LEG_ROWS[near_side]))
    far = Leg(*(points[row] for row in _LEG_ROWS[near_side.opposite]))
    shoulders = points[Landmark.LEFT_SHOULDER], points[Landmark.RIGHT_SHOULDER]
    hips = points[Landmark.LEFT_HIP], points[Landmark.RIGHT_HIP]
    return BodyView(
        nose=points[Landmark.NOSE],
        ear=midpoint(points[Landmark.LEFT_EAR], points[Landmark.RIGHT_EAR]),
        shoulder=midpoint(shoulders[0], shoulders[1]),
        hip=midpoint(hips[0], hips[1]),
        near=near,
        far=far,
        shoulder_width_px=distance_px(*shoulders),
        hip_width_px=distance_px(*hips),
    )
