"""Which number of a frame a review draws and lists, and where that number should get to."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, Protocol

from formcheck.domain.body import Limb
from formcheck.domain.events import RepCompleted
from formcheck.domain.measure import Interval, Measure, Unit
from formcheck.exercises.spec import ExerciseSpec


class Sample(Protocol):
    """What is needed of a frame."""

    @property
    def t_s(self) -> float:
        """Media time."""

    @property
    def judged(self) -> bool:
        """Whether it could be judged."""

    @property
    def values(self) -> Mapping[str, float]:
        """Measures by column name."""

    @property
    def tracked(self) -> float:
        """The tracked measure, held against its reference."""


_NO_LIMIT_DEG = 180.0


@dataclass(frozen=True, slots=True)
class Axis:
    """Which number of a frame is drawn, and how. column: None is the tracked measure.

    target: where it should get to. change: the same for the tracked measure, where both must be met.
    """

    measure: Measure
    column: str | None
    target: Interval
    change: Interval | None = None

    @classmethod
    def of(cls, spec: ExerciseSpec) -> "Axis":
        """Axis of an exercise: what its target is stated in, the person's own neutral or the horizontal."""
        rule = spec.progress
        if rule.stated_in is not None and Limb.FAR not in spec.limbs:
            channel = rule.stated_in.channel.on(Limb.NEAR)
            stated, change = rule.stated_in.bound.interval, rule.target.interval
            return cls(channel.measure, channel.column, stated, change)
        return cls(rule.channel.measure, None, rule.target.interval)

    @property
    def unit(self) -> Literal["deg", "percent"]:
        """Unit of what is drawn."""
        return "percent" if self.measure.unit is Unit.RATIO else "deg"

    def shown(self, value: float) -> float:
        """Value as it is drawn: ratios in per cent, hip flexion as the angle shoulder-hip-knee."""
        if self.measure is Measure.HIP_FLEXION:
            return 180.0 - value
        return 100.0 * value if self.measure.unit is Unit.RATIO else value

    def band(self, samples: Sequence[Sample]) -> tuple[float, float]:
        """Find the target as it is drawn, low and high; infinite at an open end."""
        low, high = self.target.low, self.target.high
        shift = self._rest_of(samples)
        if self.change is not None and not math.isnan(shift):
            low = max(low, _open(self.change.low) + shift)
            high = min(high, _open(self.change.high) + shift)
        a, b = self.shown(_open(low)), self.shown(_open(high))
        return min(a, b), max(a, b)

    def _rest_of(self, samples: Sequence[Sample]) -> float:
        """Find what the tracked measure is held against, as it is drawn; NaN when not known."""
        if self.column is None:
            return math.nan
        rests = [
            rest
            for sample in samples
            if sample.judged
            and not math.isnan(rest := sample.values.get(self.column, math.nan) - sample.tracked)
        ]
        return median(rests) if rests else math.nan

    def of_sample(self, sample: Sample) -> float:
        """Give what is drawn of a frame; NaN where nothing was judged."""
        if not sample.judged:
            return math.nan
        return self.shown(sample.values.get(self.column, math.nan) if self.column else sample.tracked)

    def top_of(self, rep: RepCompleted, points: Sequence[tuple[float, float]]) -> float:
        """Best value of a repetition as it is drawn; NaN when it was not seen."""
        if self.column is None:
            return self.shown(next(iter(rep.peak.values()), math.nan))
        inside = [v for t, v in points if rep.start_s <= t <= rep.end_s and not math.isnan(v)]
        return max(inside, default=math.nan)


def _open(end: float) -> float:
    """Infinite where an end only says that there is no limit."""
    return math.copysign(math.inf, end) if abs(end) >= _NO_LIMIT_DEG else end
