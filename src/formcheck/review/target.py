"""What geometry shows the counted measure of an exercise, and where its target lies.

An angle is an arc at its joint, a height is a bar beside the part of the leg that rises. Nothing is measured
here: the leg is where it is, and where it would be at another value follows from the value that the engine
gives. The annotated video and the live page both draw what is said here.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from formcheck.domain.body import Facing, Floats, Limb, Pose
from formcheck.domain.measure import Channel, Criterion, Interval, Measure, Unit
from formcheck.engine.step import Progress, Step
from formcheck.exercises.spec import ExerciseSpec
from formcheck.kinematics.bodyview import leg_rows

State = Literal["inside", "below", "above", "unseen"]

_OPEN_END: Mapping[Unit, float] = {Unit.DEG: 40.0, Unit.RATIO: 0.4}  # how far an open end is drawn
_MOST: Mapping[Unit, float] = {Unit.DEG: 180.0, Unit.RATIO: math.inf}  # an end as far out as this is open
_THIGH, _SHANK = (0, 1), (1, 2)
# Which part of the leg turns, and which way when the measure grows and the body faces right: + is
# counter-clockwise with y up.
_ANGLES: Mapping[Measure, tuple[tuple[int, int], float]] = {
    Measure.THIGH_EXTENSION: (_THIGH, -1.0),
    Measure.HIP_FLEXION: (_THIGH, 1.0),
    Measure.THIGH_ELEVATION: (_THIGH, 1.0),
    Measure.THIGH_LIFT: (_THIGH, 1.0),
    Measure.KNEE_FLEXION: (_SHANK, -1.0),
}
# These go the way the thigh points, whichever way the body faces.
_WHERE_IT_POINTS = (Measure.THIGH_ELEVATION, Measure.THIGH_LIFT)
# The part of the leg whose far end rises: the ankle of a shank, the knee of a thigh. Its length is the unit.
_HEIGHTS: Mapping[Measure, tuple[int, int]] = {Measure.ANKLE_LIFT: _SHANK, Measure.MARCH_HEIGHT: _THIGH}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """An angle, in pixels, y up. zero: where the limb's end is at the value 0; now: where it is.

    low, high: where it is at the ends of the target, an open end not far from the other one.
    """

    joint: Floats
    zero: Floats
    now: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A height, in pixels, y up. zero: where the limb's end is at the value 0; the others as in `Arc`."""

    zero: Floats
    now: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The counted measure. value: NaN when not seen. low, high: of the target, None at an open end.

    shape: None where the measure is not seen.
    """

    channel: Channel
    value: float
    low: float | None
    high: float | None
    state: State
    shape: Arc | Bar | None

    @property
    def reading(self) -> float:
        """The number that belongs to the shape: how far it is from 0 to now, + towards the target."""
        return -self.value if self.high is not None and self.high <= 0.0 else self.value


def tilt_criterion(spec: ExerciseSpec) -> Criterion | None:
    """What the tilt of the pelvis is judged by in an exercise; None where it is shown and not judged."""
    return next((each for each in spec.criteria if each.channel.measure is Measure.PELVIC_TILT), None)


def target_of(step: Step) -> Target:
    """Say what shows the counted measure in one frame."""
    progress = step.progress
    zone = progress.zone
    return Target(
        channel=progress.channel,
        value=progress.value,
        low=None if zone.low <= -_MOST[zone.unit] else zone.low,
        high=None if zone.high >= _MOST[zone.unit] else zone.high,
        state=_state(progress.value, zone),
        shape=_shape(step.pose, step.facing, progress),
    )


def _state(value: float, zone: Interval) -> State:
    if math.isnan(value):
        return "unseen"
    return "inside" if value in zone else "below" if value < zone.low else "above"


def _shape(pose: Pose | None, facing: Facing | None, progress: Progress) -> Arc | Bar | None:
    if pose is None or facing is None or math.isnan(progress.value):
        return None
    measure, limb = progress.channel.measure, progress.channel.limb
    side = facing.near_side.opposite if limb is Limb.FAR else facing.near_side
    leg = [pose.points_px[row] for row in leg_rows(side)]
    ends = _drawn_ends(progress.zone)
    shape: Arc | Bar
    if measure in _HEIGHTS:
        shape = _bar(leg, _HEIGHTS[measure], progress.value, ends)
    elif measure in _ANGLES:
        shape = _arc(leg, measure, progress.value, ends, forward=facing is Facing.RIGHT)
    else:
        return None
    seen = np.isfinite([shape.zero, shape.now, shape.low, shape.high]).all()
    return shape if seen else None


def _drawn_ends(zone: Interval) -> tuple[float, float]:
    """Ends of the target as they are drawn, an open one not far from the other."""
    reach, most = _OPEN_END[zone.unit], _MOST[zone.unit]
    low_open, high_open = zone.low <= -most, zone.high >= most
    low = zone.high - reach if low_open and not high_open else zone.low
    high = zone.low + reach if high_open and not low_open else zone.high
    return low, high


def _arc(
    leg: list[Floats], measure: Measure, value: float, ends: tuple[float, float], *, forward: bool
) -> Arc:
    (first, last), sense = _ANGLES[measure]
    joint, end = leg[first], leg[last]
    if measure in _WHERE_IT_POINTS:
        forward = bool(end[0] >= joint[0])
    sense = sense if forward else -sense
    zero, low, high = (_turned(joint, end, sense * (to - value)) for to in (0.0, *ends))
    return Arc(joint=joint, zero=zero, now=end, low=low, high=high)


def _bar(leg: list[Floats], part: tuple[int, int], value: float, ends: tuple[float, float]) -> Bar:
    first, last = part
    end, unit_px = leg[last], float(np.linalg.norm(leg[last] - leg[first]))
    zero, low, high = (end + np.array([0.0, (to - value) * unit_px]) for to in (0.0, *ends))
    return Bar(zero=zero, now=end, low=low, high=high)


def _turned(joint: Floats, end: Floats, by_deg: float) -> Floats:
    turn, (x, y) = math.radians(by_deg), (end - joint).tolist()
    cos, sin = math.cos(turn), math.sin(turn)
    return np.add(joint, (cos * x - sin * y, sin * x + cos * y), dtype=np.float64)
