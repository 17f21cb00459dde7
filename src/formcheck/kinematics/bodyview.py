"""A body brought into one standard view, so that every measure is written once.

After `view_body` the person faces right (mirrored if need be) and the legs are called near and far instead
of left and right. A measure that holds here holds for both sides: mirroring the picture cannot change it.
"""

from dataclasses import dataclass, field

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
    points: list[Point] = [(forward * x, y) for x, y in pose.points_px.tolist()]
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
