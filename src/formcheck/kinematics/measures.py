"""The one table that joins measures and landmarks.

All angles in degrees, in the picture plane, on the standard view of `bodyview` (facing right):

trunk_lean       shoulder-hip line against the vertical, + forward; lying: against the horizontal, + towards
                 sitting up
thigh_extension  upright only: thigh against the vertical, + knee behind the hip
hip_flexion      thigh against the trunk line, 0 straight, + bent, - extended behind the trunk line
knee_flexion     0 straight, + bent
thigh_elevation  knee above the hip against the horizontal, -90..90
hip_extension    thigh_extension less the pelvic tilt since the neutral (in `engine.pelvis`)
ankle_lift       ankle above its place in the neutral view, in shank lengths of that view
march_height     knee above its place in the neutral view, in thigh lengths
thigh_lift       turn of the thigh that raises the knee so far, about a hip that lies still, -90..90
knee_outline     outline above the knee of the neutral view, in shank lengths (in `outline_height`)
hip_outline      outline above the hips of the neutral view, in trunk lengths (in `outline_height`)
pelvis_rise      hip above its place in the neutral view, in trunk lengths
trunk_stretch    trunk length against that of the neutral view, 1 = same, less = slumped; from hips that come
                 up no higher than in it; NaN where the trunk leans much further than in it
"""

import math
from collections.abc import Callable, Mapping, Sequence

from formcheck.domain.body import Limb
from formcheck.domain.measure import Channel, Measure
from formcheck.domain.posture import Attitude
from formcheck.kinematics.bodyview import BodyView, Leg
from formcheck.kinematics.geometry import distance_px, turn_deg

_UP_DEG, _LEFT_DEG, _DOWN_DEG = 90.0, 180.0, -90.0
_COMPARED_DEG = 15.0


def trunk_lean_deg(view: BodyView, attitude: Attitude) -> float:
    """+ forward (upright) or + towards sitting up (lying)."""
    level = _UP_DEG if attitude is Attitude.UPRIGHT else _LEFT_DEG
    return turn_deg(view.trunk_deg, level)


def thigh_extension_deg(leg: Leg) -> float:
    """Thigh against the vertical, + behind."""
    return turn_deg(leg.thigh_deg, _DOWN_DEG)


def hip_flexion_deg(view: BodyView, leg: Leg) -> float:
    """Thigh against the trunk line drawn on through the hip."""
    return turn_deg(view.trunk_deg + 180.0, leg.thigh_deg)


def knee_flexion_deg(leg: Leg) -> float:
    """Shank against the thigh line drawn on through the knee."""
    return turn_deg(leg.shank_deg, leg.thigh_deg)


def thigh_elevation_deg(leg: Leg) -> float:
    """Thigh against the horizontal, whichever way it points."""
    rise, reach = leg.knee[1] - leg.hip[1], leg.knee[0] - leg.hip[0]
    if math.isnan(rise + reach) or (rise == 0.0 and reach == 0.0):
        return math.nan
    return math.degrees(math.atan2(rise, abs(reach)))


def _over(length_px: float, per_px: float) -> float:
    return length_px / per_px if per_px > 0.0 else math.nan


def ankle_lift_ratio(leg: Leg, neutral: Leg) -> float:
    """Rise of the ankle in shank lengths."""
    return _over(leg.ankle[1] - neutral.ankle[1], distance_px(neutral.knee, neutral.ankle))


def march_height_ratio(leg: Leg, neutral: Leg) -> float:
    """Rise of the knee in thigh lengths."""
    return _over(leg.knee[1] - neutral.knee[1], distance_px(neutral.hip, neutral.knee))


def thigh_lift_deg(leg: Leg, neutral: Leg) -> float:
    """Rise of the knee as a turn of the thigh about a hip that stays where it is.

    For a leg that lies: the hip landmark sinks by up to 0.05 thigh lengths when the other knee is pulled in,
    though the hip stays on the floor, and the thigh's own angle then reads up to 6 deg too high.
    """
    rise = march_height_ratio(leg, neutral)
    return math.degrees(math.asin(rise)) if abs(rise) <= 1.0 else math.nan


def pelvis_rise_ratio(view: BodyView, neutral: BodyView) -> float:
    """Rise of the hips in trunk lengths."""
    return _over(view.hip[1] - neutral.hip[1], distance_px(neutral.hip, neutral.shoulder))


def trunk_stretch_ratio(view: BodyView, neutral: BodyView) -> float:
    """Trunk length in own trunk lengths, from hips that come up no higher than in the neutral.

    Who sits does not leave the seat. But the hip landmark is drawn up to 0.07 trunk lengths higher when a leg
    is lifted and stretched, and the trunk would read that much shorter. NaN where the trunk leans by over
    15 degrees further than in the neutral, either way: a straight back then reads 5 to 8 % shorter, too.
    """
    if abs(turn_deg(neutral.trunk_deg, view.trunk_deg)) > _COMPARED_DEG:
        return math.nan
    higher = view.hip[1] > neutral.hip[1]
    hip = view.hip[0], neutral.hip[1] if higher else view.hip[1]
    return _over(distance_px(hip, view.shoulder), distance_px(neutral.hip, neutral.shoulder))


_LEGS = (Limb.NEAR, Limb.FAR)
_TRUNK_LEAN, _PELVIS_RISE = Channel(Measure.TRUNK_LEAN), Channel(Measure.PELVIS_RISE)
_TRUNK_STRETCH = Channel(Measure.TRUNK_STRETCH)
_THIGH_EXTENSION: Mapping[Limb, Channel] = {limb: Channel(Measure.THIGH_EXTENSION, limb) for limb in _LEGS}
_LEG_ANGLES: Mapping[Limb, Sequence[tuple[Channel, Callable[[BodyView, Leg], float]]]] = {
    limb: (
        (Channel(Measure.HIP_FLEXION, limb), hip_flexion_deg),
        (Channel(Measure.KNEE_FLEXION, limb), lambda _, leg: knee_flexion_deg(leg)),
        (Channel(Measure.THIGH_ELEVATION, limb), lambda _, leg: thigh_elevation_deg(leg)),
    )
    for limb in _LEGS
}
_LEG_LIFTS: Mapping[Limb, Sequence[tuple[Channel, Callable[[Leg, Leg], float]]]] = {
    limb: (
        (Channel(Measure.ANKLE_LIFT, limb), ankle_lift_ratio),
        (Channel(Measure.MARCH_HEIGHT, limb), march_height_ratio),
        (Channel(Measure.THIGH_LIFT, limb), thigh_lift_deg),
    )
    for limb in _LEGS
}


def measure_body(view: BodyView, attitude: Attitude) -> dict[Channel, float]:
    """Every measure that one view gives by itself."""
    values = {_TRUNK_LEAN: trunk_lean_deg(view, attitude)}
    for limb, angles in _LEG_ANGLES.items():
        leg = view.leg(limb)
        for channel, angle_deg in angles:
            values[channel] = angle_deg(view, leg)
        values[_THIGH_EXTENSION[limb]] = (
            thigh_extension_deg(leg) if attitude is Attitude.UPRIGHT else math.nan
        )
    return values


def measure_against(view: BodyView, neutral: BodyView) -> dict[Channel, float]:
    """Every measure that needs the person's own resting place to be held against."""
    values = {
        _PELVIS_RISE: pelvis_rise_ratio(view, neutral),
        _TRUNK_STRETCH: trunk_stretch_ratio(view, neutral),
    }
    for limb, lifts in _LEG_LIFTS.items():
        leg, resting = view.leg(limb), neutral.leg(limb)
        for channel, lift_ratio in lifts:
            values[channel] = lift_ratio(leg, resting)
    return values
