"""Which posture is this? From angles alone, so it does not matter which way the person faces or lies."""

from dataclasses import dataclass

from formcheck.domain.body import Limb
from formcheck.domain.posture import Attitude, Posture
from formcheck.kinematics.bodyview import BodyView, Leg
from formcheck.kinematics.geometry import distance_px, inclination_deg, turn_deg
from formcheck.kinematics.measures import (
    hip_flexion_deg,
    knee_flexion_deg,
    thigh_extension_deg,
    trunk_lean_deg,
)


@dataclass(frozen=True, slots=True)
class _LegShape:
    """A leg in the words the rules below use. Angles in degrees, lengths in own shank lengths."""

    hip_deg: float
    knee_deg: float
    thigh_back_deg: float
    shank_off_down_deg: float
    ankle_ahead: float
    knee_above_ankle: float
    knee_y_px: float
    ankle_y_px: float
    shank_px: float

    @property
    def kneels(self) -> bool:
        """Knee on the floor, shank lying behind it."""
        return (
            -50.0 < self.thigh_back_deg < 50.0
            and self.knee_deg > 35.0
            and self.knee_above_ankle < 0.45
            and self.shank_off_down_deg < -45.0
        )

    def knee_at_the_floor_of(self, front: "_LegShape") -> bool:
        """Knee about as low as the other foot: in a lunge with the knee in the air it is higher."""
        return self.knee_y_px - front.ankle_y_px < 0.28 * self.shank_px

    @property
    def planted(self) -> bool:
        """Foot under the knee, as when sitting or with the front leg of half-kneeling."""
        return abs(self.shank_off_down_deg) < 45.0 and self.knee_above_ankle > 0.6

    @property
    def stands(self) -> bool:
        """Nearly straight, under the body."""
        return abs(self.thigh_back_deg) < 30.0 and self.knee_deg < 45.0 and self.planted

    @property
    def straight(self) -> bool:
        """Lying leg stretched out."""
        return self.hip_deg < 38.0 and self.knee_deg < 48.0

    @property
    def bent(self) -> bool:
        """Lying leg with a clearly bent knee."""
        return self.knee_deg > 48.0 and self.hip_deg > -25.0


def _shape(view: BodyView, leg: Leg) -> _LegShape:
    shank_px, thigh_px = distance_px(leg.knee, leg.ankle), distance_px(leg.hip, leg.knee)
    return _LegShape(
        hip_deg=hip_flexion_deg(view, leg),
        knee_deg=knee_flexion_deg(leg),
        thigh_back_deg=thigh_extension_deg(leg),
        shank_off_down_deg=turn_deg(-90.0, inclination_deg(leg.knee, leg.ankle)),
        ankle_ahead=float(leg.ankle[0] - leg.hip[0]) / thigh_px if thigh_px else float("nan"),
        knee_above_ankle=float(leg.knee[1] - leg.ankle[1]) / shank_px if shank_px else float("nan"),
        knee_y_px=float(leg.knee[1]),
        ankle_y_px=float(leg.ankle[1]),
        shank_px=shank_px,
    )


def classify_posture(view: BodyView) -> Posture:
    """Posture of one frame; UNKNOWN where trunk or both legs are not seen."""
    upright_deg = trunk_lean_deg(view, Attitude.UPRIGHT)
    lying_deg = trunk_lean_deg(view, Attitude.LYING)
    near, far = _shape(view, view.leg(Limb.NEAR)), _shape(view, view.leg(Limb.FAR))
    if upright_deg != upright_deg or near.hip_deg != near.hip_deg:  # noqa: PLR0124 - NaN is not itself
        return Posture.UNKNOWN
    if -40.0 < upright_deg < 45.0:
        return _upright(near, far)
    if -55.0 < lying_deg < 40.0:
        return _lying(near, far, lying_deg)
    return Posture.OTHER


def _upright(near: _LegShape, far: _LegShape) -> Posture:
    for down, front in ((near, far), (far, near)):
        if down.kneels and front.planted and front.thigh_back_deg < -45.0:
            return Posture.HALF_KNEELING if down.knee_at_the_floor_of(front) else Posture.OTHER
    if near.kneels or far.kneels:
        return Posture.OTHER
    if all(_sits(leg) for leg in (near, far)):
        return Posture.SEATED
    if near.stands or far.stands:
        return Posture.STANDING
    return Posture.OTHER


def _sits(leg: _LegShape) -> bool:
    """Thigh about level with the foot well in front of the hip: a chair carries the weight, not the feet."""
    return -140.0 < leg.thigh_back_deg < -50.0 and leg.knee_deg > 40.0 and leg.ankle_ahead > 0.5


def _lying(near: _LegShape, far: _LegShape, lying_deg: float) -> Posture:
    if near.straight and far.straight:
        return Posture.LYING_STRAIGHT
    for lying, pulled in ((near, far), (far, near)):
        if lying.straight and pulled.hip_deg > 30.0:
            return Posture.LYING_KNEE_IN
    if near.bent and far.bent:
        raised = lying_deg < -12.0 and _both_feet_down(near, far)
        return Posture.BRIDGE if raised else Posture.HOOK_LYING
    if any(down.bent and up.hip_deg > 30.0 for down, up in ((near, far), (far, near))):
        return Posture.HOOK_LYING  # a lifted leg may stretch its knee: a fault, but still this posture
    return Posture.OTHER


def _both_feet_down(near: _LegShape, far: _LegShape) -> bool:
    """A bridge stands on both feet: with one of them in the air it is a march whose pelvis came up.

    From above the far foot is drawn higher than the near one: by 0.01 to 0.26 shank lengths in 26 bridges.
    """
    return -0.03 * near.shank_px < far.ankle_y_px - near.ankle_y_px < 0.30 * near.shank_px


def camera_roll_deg(view: BodyView, posture: Posture) -> float:
    """How far the camera is turned: who stands is upright, who lies is level.

    The line from the lower ankle to the shoulders, against the vertical or the floor; counter-clockwise
    positive for a body that faces right. NaN in postures that show neither.
    """
    ankle = min(view.near.ankle, view.far.ankle, key=lambda point: float(point[1]))
    along_deg = inclination_deg(ankle, view.shoulder)
    if posture is Posture.STANDING:
        return turn_deg(90.0, along_deg)
    if posture in (Posture.HOOK_LYING, Posture.BRIDGE, Posture.LYING_STRAIGHT):
        return turn_deg(180.0, along_deg)
    return float("nan")
