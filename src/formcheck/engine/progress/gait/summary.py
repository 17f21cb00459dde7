"""What the steps of all passes say together: medians and spreads of either leg, and left against right."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import median

import numpy as np

from formcheck.domain.body import Side
from formcheck.domain.walking import LeftOut, PassWalked, WalkStep
from formcheck.exercises.gait_limits import GAIT

SIDES = (Side.LEFT, Side.RIGHT)
_Z_95 = 1.96


class GaitMeasure(StrEnum):
    """What is told of either leg."""

    STEP_LENGTH = "step_length_ratio"
    STEP_TIME = "step_s"
    STRIDE_TIME = "stride_s"
    STANCE = "stance_ratio"
    EXTENSION = "late_stance_extension_deg"
    FLEXION = "swing_flexion_deg"
    KNEE = "swing_knee_flexion_deg"


COMPARED = (GaitMeasure.STEP_LENGTH, GaitMeasure.STEP_TIME, GaitMeasure.STANCE)
"""What left and right are compared in, in percent: not near zero."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A median, the standard deviation of its steps, and how many they were; NaN = not seen."""

    median: float = math.nan
    sd: float = math.nan
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Right less left, in percent of their mean, and how far that may be off (about 95 %)."""

    measure: GaitMeasure
    percent: float
    error_percent: float

    @property
    def told(self) -> bool:
        """Whether it is large enough, and clear enough, to be said."""
        return abs(self.percent) >= max(GAIT.told_difference.value, self.error_percent)


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkSummary:
    """All passes together. Times a minute, leg lengths a second, degrees (+ forward); NaN = not seen."""

    steps: int
    passes: int
    treadmill: bool
    cadence_per_min: float
    speed_ratio_per_s: float
    trunk_lean_deg: float
    neutral_known: bool
    legs: Mapping[Side, Mapping[GaitMeasure, Spread]]
    differences: tuple[Difference, ...]
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)

    def of(self, side: Side, measure: GaitMeasure) -> Spread:
        """One measure of one leg."""
        return self.legs[side][measure]

    @property
    def fewest(self) -> int:
        """Steps of the leg that made fewer."""
        return min(self.of(side, GaitMeasure.STEP_LENGTH).count for side in SIDES)

    @property
    def enough(self) -> bool:
        """Whether there are enough steps for a result."""
        return self.fewest >= GAIT.enough_steps.value

    @property
    def comparable(self) -> bool:
        """Whether there are enough to hold left against right."""
        return self.fewest >= GAIT.enough_to_compare.value


def summary_of(passes: Sequence[PassWalked]) -> WalkSummary | None:
    """Sum up; None where nobody walked."""
    steps = [step for each in passes for step in each.steps]
    if not steps:
        return None
    legs = {side: {m: _spread(_values(steps, side, m)) for m in GaitMeasure} for side in SIDES}
    fewest = min(legs[side][GaitMeasure.STEP_LENGTH].count for side in SIDES)
    compared = COMPARED if fewest >= GAIT.enough_to_compare.value else ()
    belt = any(each.treadmill for each in passes)
    left_out: Counter[LeftOut] = Counter()
    for each in passes:
        left_out.update(each.left_out)
    return WalkSummary(
        steps=len(steps),
        passes=len(passes),
        treadmill=belt,
        cadence_per_min=_cadence_per_min(legs),
        speed_ratio_per_s=_weighted((each.speed_ratio_per_s, len(each.steps)) for each in passes),
        trunk_lean_deg=_weighted((each.trunk_lean_deg, len(each.steps)) for each in passes),
        neutral_known=all(each.neutral_known for each in passes),
        legs=legs,
        differences=tuple(d for m in compared if (d := _difference(steps, m, belt=belt)) is not None),
        left_out=dict(left_out),
    )


def _cadence_per_min(legs: Mapping[Side, Mapping[GaitMeasure, Spread]]) -> float:
    """Two steps a stride: between two contacts of one foot, what is late in both falls out."""
    strides_s = [legs[side][GaitMeasure.STRIDE_TIME] for side in SIDES]
    seen = [each.median for each in strides_s if each.count]
    if seen:
        return 120.0 / float(np.mean(seen))
    times_s = [legs[side][GaitMeasure.STEP_TIME] for side in SIDES]
    return 60.0 / float(np.mean([each.median for each in times_s if each.count]))


def length_m(length_ratio: float, height_m: float) -> float:
    """Length of a step, from leg lengths and the height of the person; NaN where either is not known."""
    return length_ratio * GAIT.leg_of_height.value * height_m


def _values(steps: Iterable[WalkStep], side: Side, measure: GaitMeasure) -> list[float]:
    match measure:
        case GaitMeasure.STEP_LENGTH:
            found = [step.length_ratio for step in steps if step.side is side]
        case GaitMeasure.STEP_TIME:
            found = [step.step_s for step in steps if step.side is side]
        case GaitMeasure.STRIDE_TIME:
            found = [step.stride_s for step in steps if step.side is side]
        case GaitMeasure.STANCE:
            found = [step.stance_ratio for step in steps if step.side is side]
        case GaitMeasure.EXTENSION:
            # It is the leg behind that is stretched when a foot comes down.
            found = [step.trailing_extension_deg for step in steps if step.side is side.opposite]
        case GaitMeasure.FLEXION:
            found = [step.flexion_deg for step in steps if step.side is side]
        case GaitMeasure.KNEE:
            found = [step.knee_deg for step in steps if step.side is side]
    return [value for value in found if not math.isnan(value)]


def _spread(values: Sequence[float]) -> Spread:
    if not values:
        return Spread()
    sd = float(np.std(values, ddof=1)) if len(values) > 1 else math.nan
    return Spread(median(values), sd, len(values))


def _difference(steps: Sequence[WalkStep], measure: GaitMeasure, *, belt: bool) -> Difference | None:
    left, right = (_values(steps, side, measure) for side in SIDES)
    if min(len(left), len(right)) < GAIT.enough_to_compare.value:
        return None
    less, mean = median(right) - median(left), (median(left) + median(right)) / 2.0
    if mean <= 0.0:
        return None
    own_error = GAIT.own_difference_error.value
    if measure is GaitMeasure.STEP_LENGTH:
        # To and fro the near leg is the left one and the right one in turn, and the body's growth along the
        # way tells how the camera is turned. On a belt one leg is near, and nothing tells.
        own = GAIT.belt_length_error if belt else GAIT.own_length_error
        own_error = 100.0 * own.value / mean
    low, high = _within_95(left, right)
    wander = 100.0 * max(high - less, less - low) / mean
    return Difference(
        measure=measure, percent=100.0 * less / mean, error_percent=math.hypot(wander, own_error)
    )


def _within_95(left: Sequence[float], right: Sequence[float]) -> tuple[float, float]:
    """Bounds of right less left (95 %), whatever their distribution: one odd step moves them little.

    Of all differences of a right and a left step, those at the ranks that the rank sum test leaves (Hodges &
    Lehmann 1963; Moses 1965).
    """
    apart = np.sort(np.subtract.outer(np.array(right), np.array(left)), axis=None)
    spread = math.sqrt(len(apart) * (len(left) + len(right) + 1) / 12.0)
    rank = max(0, math.floor(len(apart) / 2.0 - _Z_95 * spread) - 1)
    return float(apart[rank]), float(apart[-1 - rank])


def _weighted(pairs: Iterable[tuple[float, int]]) -> float:
    seen = [(value, weight) for value, weight in pairs if not math.isnan(value)]
    total = sum(weight for _, weight in seen)
    return sum(value * weight for value, weight in seen) / total if total else math.nan
