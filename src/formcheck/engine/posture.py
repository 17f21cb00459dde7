"""Which posture is this? From angles alone, so it does not matter which way the person faces or lies."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from formcheck.domain.body import Limb
from formcheck.domain.posture import Attitude, Posture
from formcheck.exercises.posture_limits import POSTURE_LIMITS as _LIMITS
from formcheck.kinematics.bodyview import BodyView, Leg
from formcheck.kinematics.geometry import distance_px, turn_deg
from formcheck.kinematics.measures import (
    hip_flexion_deg,
    knee_flexion_deg,
    thigh_extension_deg,
    trunk_lean_deg,
)


@dataclass(frozen=True, slots=True)
class LegShape:
    """A leg in the words the rules below use. Angles in degrees, lengths in own shank lengths."""

    hip_deg: float
    knee_deg: float
    thigh_back_deg: float
    shank_off_down_deg: float
    ankle_ahead: float
    ankle_above_hip: float
    knee_above_ankle: float
    knee_y_px: float
    ankle_y_px: float
    shank_px: float

    @property
    def kneels(self) -> bool:
        """Knee on the floor, shank lying behind it."""
        return (
            self.thigh_back_deg in _LIMITS.kneeling_thigh
            and self.knee_deg in _LIMITS.kneeling_knee
            and self.knee_above_ankle in _LIMITS.kneeling_knee_height
            and self.shank_off_down_deg in _LIMITS.kneeling_shank
        )

    def knee_at_the_floor_of(self, front: "LegShape") -> bool:
        """Knee about as low as the other foot: in a lunge with the knee in the air it is higher."""
        return self.knee_y_px - front.ankle_y_px < _LIMITS.kneeling_floor.interval.high * self.shank_px

    @property
    def planted(self) -> bool:
        """Foot under the knee, as when sitting or with the front leg of half-kneeling."""
        return (
            self.shank_off_down_deg in _LIMITS.planted_shank
            and self.knee_above_ankle in _LIMITS.planted_knee_height
        )

    @property
    def hugged(self) -> bool:
        """Pulled in so far that the foot cannot stand on the floor."""
        return self.hip_deg in _LIMITS.hugged_hip

    @property
    def in_the_air(self) -> bool:
        """Of a lying body: the foot neither stands nor lies on the floor, but is held up."""
        return self.ankle_above_hip in _LIMITS.air_foot and not self.planted

    @property
    def stands(self) -> bool:
        """Nearly straight, under the body."""
        return (
            self.thigh_back_deg in _LIMITS.standing_thigh
            and self.knee_deg in _LIMITS.standing_knee
            and self.planted
        )

    @property
    def straight(self) -> bool:
        """Lying leg stretched out."""
        return self.hip_deg in _LIMITS.straight_hip and self.knee_deg in _LIMITS.straight_knee

    @property
    def bent(self) -> bool:
        """Lying leg with a clearly bent knee."""
        return self.knee_deg in _LIMITS.bent_knee and self.hip_deg in _LIMITS.bent_hip


def leg_shapes(view: BodyView) -> tuple[LegShape, LegShape]:
    """Near and far leg of a body in the standard view."""
    return _shape(view, view.leg(Limb.NEAR)), _shape(view, view.leg(Limb.FAR))


def _shape(view: BodyView, leg: Leg) -> LegShape:
    shank_px, thigh_px = distance_px(leg.knee, leg.ankle), distance_px(leg.hip, leg.knee)
    return LegShape(
        hip_deg=hip_flexion_deg(view, leg),
        knee_deg=knee_flexion_deg(leg),
        thigh_back_deg=thigh_extension_deg(leg),
        shank_off_down_deg=turn_deg(-90.0, leg.shank_deg),
        ankle_ahead=(leg.ankle[0] - leg.hip[0]) / thigh_px if thigh_px else float("nan"),
        ankle_above_hip=(leg.ankle[1] - leg.hip[1]) / thigh_px if thigh_px else float("nan"),
        knee_above_ankle=(leg.knee[1] - leg.ankle[1]) / shank_px if shank_px else float("nan"),
        knee_y_px=leg.knee[1],
        ankle_y_px=leg.ankle[1],
        shank_px=shank_px,
    )


def classify_posture(
    view: BodyView,
    legs: tuple[LegShape, LegShape] | None = None,
    rest: BodyView | None = None,
    *,
    foot_stays: Callable[[], bool] = lambda: False,
) -> Posture:
    """Posture of one frame; UNKNOWN where trunk or both legs are not seen.

    legs: where they are known. rest: the same body at rest, as far as it is known. foot_stays: whether a foot
    is seen to stand where it stood then, whatever its landmarks say.
    """
    upright_deg = trunk_lean_deg(view, Attitude.UPRIGHT)
    lying_deg = trunk_lean_deg(view, Attitude.LYING)
    near, far = legs or leg_shapes(view)
    if upright_deg != upright_deg or near.hip_deg != near.hip_deg:  # noqa: PLR0124 - NaN is not itself
        return Posture.UNKNOWN
    if upright_deg in _LIMITS.upright_trunk:
        return _upright(near, far)
    if lying_deg in _LIMITS.lying_trunk:
        return _lying(view, near, far, lying_deg, rest=rest, foot_stays=foot_stays)
    return Posture.OTHER


def _upright(near: LegShape, far: LegShape) -> Posture:
    for down, front in ((near, far), (far, near)):
        if down.kneels and front.planted and front.thigh_back_deg in _LIMITS.front_thigh:
            return Posture.HALF_KNEELING if down.knee_at_the_floor_of(front) else Posture.OTHER
    if near.kneels or far.kneels:
        return Posture.OTHER
    # On the floor the hips are as low as the feet.
    low = min(near.ankle_above_hip, far.ankle_above_hip) in _LIMITS.seated_foot_height
    # Behind the near leg a foot is read up to .6 too far back, in a squat both stand below: so their mean.
    ahead = (near.ankle_ahead + far.ankle_ahead) / 2.0 in _LIMITS.seated_foot_ahead
    if low and ahead and all(_sits(leg) for leg in (near, far)):
        return Posture.SEATED
    if near.stands or far.stands:
        return Posture.STANDING
    return Posture.OTHER


def _sits(leg: LegShape) -> bool:
    """Thigh about level, knee bent; where the feet are in front of the hips, a chair carries the weight."""
    return leg.thigh_back_deg in _LIMITS.seated_thigh and leg.knee_deg in _LIMITS.seated_knee


def _lying(
    view: BodyView,
    near: LegShape,
    far: LegShape,
    lying_deg: float,
    *,
    rest: BodyView | None,
    foot_stays: Callable[[], bool],
) -> Posture:
    if near.straight and far.straight:
        return Posture.LYING_STRAIGHT
    for lying, pulled in ((near, far), (far, near)):
        if lying.straight and pulled.hip_deg in _LIMITS.pulled_hip:
            return Posture.LYING_KNEE_IN
    both_up = all(leg.in_the_air for leg in (near, far)) or all(leg.hugged for leg in (near, far))
    if both_up and not foot_stays():
        return Posture.OTHER  # as in a dead bug
    if near.bent and far.bent:
        carried = _both_feet_down(near, far, rest) or _far_foot_strays(near, far, rest)
        return Posture.BRIDGE if _hips_raised(view, lying_deg) and carried else Posture.HOOK_LYING
    if any(down.bent and up.hip_deg in _LIMITS.pulled_hip for down, up in ((near, far), (far, near))):
        return Posture.HOOK_LYING  # a lifted leg may stretch its knee: a fault, but still this posture
    return Posture.OTHER


def _hips_raised(view: BodyView, lying_deg: float) -> bool:
    """Hips clearly higher than the shoulders, and off the line from these to the feet, however that slopes.

    A camera that is a little tilted makes the trunk of who rests on the floor slope by as much as a low lift.
    """
    return lying_deg in _LIMITS.bridge_trunk and hips_off_the_floor(view)


def hips_off_the_floor(view: BodyView) -> bool:
    """Whether the hips of who lies on the back are lifted, whichever way the floor slopes."""
    return _hips_over_the_line(view) in _LIMITS.bridge_hips


def _hips_over_the_line(view: BodyView) -> float:
    """Hips over the line from the shoulders to the lower ankle, in trunk lengths; NaN where not seen."""
    lower = min(view.near.ankle, view.far.ankle, key=lambda ankle: ankle[1])
    along_px = lower[0] - view.shoulder[0], lower[1] - view.shoulder[1]
    hip_px = view.hip[0] - view.shoulder[0], view.hip[1] - view.shoulder[1]
    area = along_px[0] * hip_px[1] - along_px[1] * hip_px[0]
    size = math.hypot(*along_px) * math.hypot(*hip_px)
    return area / size if size > 0.0 else math.nan


def _both_feet_down(near: LegShape, far: LegShape, rest: BodyView | None) -> bool:
    """A bridge stands on both feet: with one of them in the air it is a march whose pelvis came up.

    From above the far foot is drawn higher than the near one: by 0.01 to 0.26 shank lengths in 26 rendered
    bridges, by 0.28 to 0.38 of real people whose camera stood on a table. There a lifted near foot only comes
    as high as the far one: so each is where it was at rest, if that is known.
    """
    higher = _far_foot_higher(near, far, None)
    return higher in _LIMITS.bridge_feet and feet_as_at_rest(near, far, rest)


def _far_foot_strays(near: LegShape, far: LegShape, rest: BodyView | None) -> bool:
    """Whether the far foot seems to be in the air, while both thighs go on in the line of the trunk.

    Lifted hips then rest on both legs: behind the near one its landmarks are up to a shank too high. A foot
    that is lifted bends the hip.
    """
    stretched = near.hip_deg in _LIMITS.bridge_thigh and far.hip_deg in _LIMITS.bridge_thigh
    return stretched and _far_foot_higher(near, far, rest) > 0.0


def _far_foot_higher(near: LegShape, far: LegShape, rest: BodyView | None) -> float:
    """How much higher the far foot is than the near one, less that at rest if known; in shank lengths."""
    higher = (far.ankle_y_px - near.ankle_y_px) / near.shank_px if near.shank_px > 0.0 else math.nan
    if rest is None:
        return higher
    return higher - (rest.far.ankle[1] - rest.near.ankle[1]) / distance_px(rest.near.knee, rest.near.ankle)


def feet_as_at_rest(near: LegShape, far: LegShape, rest: BodyView | None) -> bool:
    """Whether one foot is as high over the other as at rest, as far as that is known: none is lifted."""
    if rest is None:
        return True
    return _far_foot_higher(near, far, rest) in _LIMITS.bridge_foot_moved
