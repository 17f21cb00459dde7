"""Where the judged measure is in the picture, and where it should be: what the browser draws as a target.

Nothing is measured here: the limb is where it is, and how far it would have to go for another value follows
from the value that the engine gives.
"""

import math
from collections.abc import Mapping
from typing import Literal

import numpy as np

from formcheck.adapters.live.messages import Judged, Point
from formcheck.domain.body import Facing, Floats, Landmark, Limb, Pose, Side
from formcheck.domain.measure import Interval, Measure, Unit
from formcheck.engine.step import Step

_OPEN_END = {Unit.DEG: 40.0, Unit.RATIO: 0.4}  # how far an open end is drawn beyond the closed one
_MOST = {Unit.DEG: 180.0, Unit.RATIO: math.inf}  # an end as far out as this is open
_JOINTS = {
    Side.LEFT: (Landmark.LEFT_HIP, Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE),
    Side.RIGHT: (Landmark.RIGHT_HIP, Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE),
}
_THIGH, _SHANK = (0, 1), (1, 2)
# Which part of the leg turns, and which way when the measure grows and the body faces right: + is
# counter-clockwise with y up.
_TURNS: Mapping[Measure, tuple[tuple[int, int], float]] = {
    Measure.THIGH_EXTENSION: (_THIGH, -1.0),
    Measure.HIP_FLEXION: (_THIGH, 1.0),
    Measure.THIGH_ELEVATION: (_THIGH, 1.0),
    Measure.THIGH_LIFT: (_THIGH, 1.0),
    Measure.KNEE_FLEXION: (_SHANK, -1.0),
}
# These go the way the thigh points, whichever way the body faces.
_WHERE_IT_POINTS = (Measure.THIGH_ELEVATION, Measure.THIGH_LIFT)
# Which end rises, and the part of the leg that is the unit.
_RISES: Mapping[Measure, tuple[int, int]] = {Measure.ANKLE_LIFT: _SHANK, Measure.MARCH_HEIGHT: _THIGH}


def judged(step: Step, size_px: tuple[int, int]) -> Judged:
    """Say where the tracked measure is. Points are in 0..1 of the picture, y down."""
    progress = step.progress
    value, zone, channel = progress.value, progress.zone, progress.channel
    points: tuple[Point, Point, Point] | None = None
    band: tuple[Point, Point] | None = None
    limb = channel.limb if channel.limb in (Limb.NEAR, Limb.FAR) else Limb.NEAR
    if step.pose is not None and step.facing is not None and not math.isnan(value):
        leg = _leg(step.pose, step.facing, limb)
        forward = step.facing is Facing.RIGHT
        places = _places(leg, channel.measure, value, _ends(zone), forward=forward)
        if places is not None and all(np.isfinite(place).all() for place in places):
            start, joint, now, low, high = (_share(place, size_px) for place in places)
            points, band = (start, joint, now), (low, high)
    return Judged(
        name=channel.measure.key,
        value=None if math.isnan(value) else round(value, 3),
        low=None if zone.low <= -_MOST[zone.unit] else zone.low,
        high=None if zone.high >= _MOST[zone.unit] else zone.high,
        unit=zone.unit.value,
        state=_state(value, zone),
        points=points,
        band=band,
    )


def _state(value: float, zone: Interval) -> Literal["inside", "below", "above", "unseen"]:
    if math.isnan(value):
        return "unseen"
    return "inside" if value in zone else "below" if value < zone.low else "above"


def _ends(zone: Interval) -> tuple[float, float]:
    """Ends of the zone as they are drawn, an open one not far from the other."""
    reach, most = _OPEN_END[zone.unit], _MOST[zone.unit]
    low_open, high_open = zone.low <= -most, zone.high >= most
    low = zone.high - reach if low_open and not high_open else zone.low
    high = zone.low + reach if high_open and not low_open else zone.high
    return low, high


def _leg(pose: Pose, facing: Facing, limb: Limb) -> list[Floats]:
    """Hip, knee, ankle in pixels."""
    side = facing.near_side if limb is Limb.NEAR else facing.near_side.opposite
    return [pose.points_px[row] for row in _JOINTS[side]]


def _places(
    leg: list[Floats], measure: Measure, value: float, ends: tuple[float, float], *, forward: bool
) -> tuple[Floats, Floats, Floats, Floats, Floats] | None:
    """Pixels of: end of the reference ray, joint, end of the limb, its ends at low and at high."""
    if measure in _TURNS:
        (first, last), sense = _TURNS[measure]
        joint, end = leg[first], leg[last]
        if measure in _WHERE_IT_POINTS:
            forward = bool(end[0] >= joint[0])
        sense = sense if forward else -sense
        turned = [_turned(joint, end, sense * (to - value)) for to in (0.0, *ends)]
        return turned[0], joint, end, turned[1], turned[2]
    if measure in _RISES:
        first, last = _RISES[measure]
        # The part that rises: the ankle of a shank, the knee of a thigh.
        end, unit_px = leg[last], float(np.linalg.norm(leg[last] - leg[first]))
        resting, low, high = (end + np.array([0.0, (to - value) * unit_px]) for to in (0.0, *ends))
        return resting, resting, end, low, high
    return None


def _turned(joint: Floats, end: Floats, by_deg: float) -> Floats:
    turn = math.radians(by_deg)
    matrix = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
    return np.asarray(joint + matrix @ (end - joint), dtype=np.float64)


def _share(place_px: Floats, size_px: tuple[int, int]) -> Point:
    return round(float(place_px[0]) / size_px[0], 4), round(-float(place_px[1]) / size_px[1], 4)
