"""How far the camera is turned about its own axis, from bodies that must be upright or level.

Only a body that stands on both feet, or lies with both on the floor, shows it: feet in the air, a step, a
lean or a lunge do not. Where nothing shows it, it is what it was when it was shown last.

A lean, lifted hips or a lifted foot slope like a camera, for a while; the camera slopes all the time. So of
what was shown of late the least slope is believed, unless it changes as by no lean: the camera was turned.
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from formcheck.domain.posture import Posture
from formcheck.engine.posture import LegShape, hips_off_the_floor, leg_shapes
from formcheck.kinematics.bodyview import BodyView
from formcheck.kinematics.geometry import distance_px, inclination_deg, midpoint, turn_deg
from formcheck.signals.quantile import quantile_of_ordered

Legs = tuple[LegShape, LegShape]

_REMEMBERED_FRAMES = 150  # 5 s: hips are held up, and a foot in the air, for less
_LEAST_SHARE = 0.1  # a camera that is put straight is so within half a second
_TURNED_DEG = 8.0  # from the least slope; of real people's bodies up to 5
_LEVEL_FEET_SHANKS, _LEVEL_FEET_LYING_SHANKS = 0.25, 0.45
_SIDE_ON_TRUNKS = 0.35  # of shoulder width: who is turned shows a slope of their own;
# Who lies, sooner: in level pictures of real people in which they slope by 10-15 deg, shoulders are .19-.36
# wide, and hips, which crossed arms do not narrow, .15-.25.
_LYING_SHOULDERS_TRUNKS, _LYING_HIPS_TRUNKS = 0.22, 0.14
_STRAIGHT_KNEE_DEG, _STRAIGHT_HIP_DEG = 25.0, 14.0
_CURLED_DEG = 9.0  # more between trunk and legs than of who lies flat: shoulders come up
_ON_THE_FLOOR_TRUNKS = 0.35  # a foot on the floor lies no higher over the hips; one in the air .6 to .9


@dataclass(slots=True)
class CameraRoll:
    """Feed the frames in which a body was found."""

    _shown_deg: deque[float] = field(default_factory=lambda: deque(maxlen=_REMEMBERED_FRAMES))
    _least_deg: float = math.nan

    def update(self, view: BodyView, posture: Posture, legs: Legs | None = None) -> float:
        """Roll in degrees, counter-clockwise positive for a body facing right; NaN = never shown yet.

        legs: near and far, where they are known already.
        """
        roll_deg = shown_roll_deg(view, posture, legs)
        if math.isnan(roll_deg):
            return self._least_deg
        self._shown_deg.append(roll_deg)
        self._least_deg = _least_slope_deg(self._shown_deg)
        turned = abs(roll_deg) - abs(self._least_deg) > _TURNED_DEG
        return roll_deg if turned else self._least_deg


def _least_slope_deg(shown_deg: Sequence[float]) -> float:
    """What nearly all of them have at least, to one side; 0 where they are to both."""
    ordered = sorted(shown_deg)
    low_deg, high_deg = (quantile_of_ordered(ordered, share) for share in (_LEAST_SHARE, 1.0 - _LEAST_SHARE))
    return max(low_deg, 0.0) + min(high_deg, 0.0)


def shown_roll_deg(view: BodyView, posture: Posture, legs: Legs | None = None) -> float:
    """Roll that one frame shows, NaN where it shows none.

    The line from the feet to the shoulders, against the vertical for who stands, the floor for who lies. Of
    a straight body, legs and trunk slope alike: what only one of them has is a lean, and not the camera's.
    """
    trunk_px = distance_px(view.hip, view.shoulder)
    if not _side_on(view, trunk_px, posture):
        return math.nan
    near, far = legs or leg_shapes(view)
    if posture is Posture.STANDING:
        level_deg, feet = 90.0, midpoint(view.near.ankle, view.far.ankle)
    else:
        # A far foot on the floor is drawn higher than the near one, from above.
        level_deg, feet = 180.0, view.near.ankle if near.ankle_y_px <= far.ankle_y_px else view.far.ankle
    trunk_deg = turn_deg(level_deg, view.trunk_deg)
    legs_deg = turn_deg(level_deg, inclination_deg(feet, view.hip))
    match posture:
        case Posture.STANDING if _stands_straight(near, far):
            return _in_common_deg(trunk_deg, legs_deg)
        case Posture.LYING_STRAIGHT if _level_feet(near, far, _LEVEL_FEET_LYING_SHANKS):
            return _in_common_deg(trunk_deg, legs_deg)
        case Posture.HOOK_LYING if _both_soles_down(view, near, far):
            flat = abs(trunk_deg - legs_deg) < _CURLED_DEG
            return turn_deg(level_deg, inclination_deg(feet, view.shoulder)) if flat else math.nan
    return math.nan


def _in_common_deg(one_deg: float, other_deg: float) -> float:
    """The lesser of two slopes to the same side; 0 where they are to both, NaN where one is."""
    if math.isnan(one_deg + other_deg):
        return math.nan
    return min(one_deg, other_deg, key=abs) if one_deg * other_deg > 0.0 else 0.0


def _side_on(view: BodyView, trunk_px: float, posture: Posture) -> bool:
    """Whether a slope is the camera's, and not that of a body which lies or stands obliquely."""
    if posture is Posture.STANDING:
        return view.shoulder_width_px <= _SIDE_ON_TRUNKS * trunk_px
    return (
        view.shoulder_width_px <= _LYING_SHOULDERS_TRUNKS * trunk_px
        and view.hip_width_px <= _LYING_HIPS_TRUNKS * trunk_px
    )


def _stands_straight(near: LegShape, far: LegShape) -> bool:
    """Both feet on the floor, and the trunk in line with the legs: else it is a step or a lean."""
    return _level_feet(near, far, _LEVEL_FEET_SHANKS) and all(
        abs(leg.knee_deg) < _STRAIGHT_KNEE_DEG and abs(leg.hip_deg) < _STRAIGHT_HIP_DEG for leg in (near, far)
    )


def _both_soles_down(view: BodyView, near: LegShape, far: LegShape) -> bool:
    """Both shanks stand on their feet, these lie about as low as the body does, and the hips on the floor."""
    trunk = distance_px(view.hip, view.shoulder)
    return (
        not hips_off_the_floor(view)
        and _level_feet(near, far, _LEVEL_FEET_LYING_SHANKS)
        and all(leg.planted for leg in (near, far))
        and all(leg.ankle_y_px - view.hip[1] < _ON_THE_FLOOR_TRUNKS * trunk for leg in (near, far))
    )


def _level_feet(near: LegShape, far: LegShape, limit_shanks: float) -> bool:
    return abs(far.ankle_y_px - near.ankle_y_px) < limit_shanks * near.shank_px
