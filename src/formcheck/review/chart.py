"""The course of the main measure over time, ready to be drawn: by the page, the HTML and the PDF report."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, Protocol

from formcheck.domain.body import Limb
from formcheck.domain.events import RepCompleted
from formcheck.domain.measure import Interval, Measure, Unit
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import ExerciseSpec, HoldRule, MobilityRule, RepRule
from formcheck.review.lines import Line, line

Kind = Literal["rep", "partial", "hold", "try", "unjudged"]


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


@dataclass(frozen=True, slots=True)
class Stretch:
    """A shaded stretch of time and what it is."""

    kind: Kind
    start_s: float
    end_s: float
    label: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """title: what is drawn. unit: `deg` or `percent`. points: time and value, NaN where nothing was judged.

    band: where the value should get to, or what counts as still; infinite at an open end.
    band_label: what it is. start_s, end_s: what is shown; a live set begins after its set-up, and rests lie
    between sets.
    """

    title: Line
    unit: Literal["deg", "percent"]
    points: tuple[tuple[float, float], ...]
    band: tuple[float, float]
    band_label: Line
    stretches: tuple[Stretch, ...]
    start_s: float
    end_s: float

    @property
    def extent(self) -> tuple[float, float]:
        """Lowest and highest value to show: all points and the finite ends of the band, with some room."""
        seen = [value for _, value in self.points if not math.isnan(value)]
        seen += [end for end in self.band if math.isfinite(end)]
        low, high = min(seen, default=0.0), max(seen, default=1.0)
        room = max(0.08 * (high - low), 2.0)
        return low - room, high + room

    @property
    def band_shown(self) -> tuple[float, float]:
        """The band, cut to the extent."""
        low, high = self.extent
        return max(self.band[0], low), min(self.band[1], high)


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
        match spec.progress:
            case RepRule(full_also=also, full=full) if also is not None and Limb.FAR not in spec.limbs:
                channel = also.channel.on(Limb.NEAR)
                return cls(channel.measure, channel.column, also.bound.interval, full.interval)
            case RepRule(channel=channel, full=bound):
                return cls(channel.measure, None, bound.interval)
            case HoldRule(channel=channel, zone=bound):
                return cls(channel.measure, None, bound.interval)
            case MobilityRule(lift=channel, stayed_down=bound):
                return cls(channel.measure, None, bound.interval)

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


def chart_of(report: SetReport, samples: Sequence[Sample]) -> Chart:
    """Chart of a set."""
    spec = EXERCISES[report.exercise]
    axis = Axis.of(spec)
    times_s = [sample.t_s for sample in samples] or [0.0]
    return Chart(
        title=line(f"{spec.key}.measure"),
        unit=axis.unit,
        points=tuple((sample.t_s, axis.of_sample(sample)) for sample in samples),
        band=axis.band(samples),
        band_label=line(
            f"report.plot.{'stayed_down' if isinstance(spec.progress, MobilityRule) else 'target'}"
        ),
        stretches=(*_unjudged(report), *_done(report)),
        start_s=times_s[0],
        end_s=max(report.duration_s, times_s[-1]),
    )


def _unjudged(report: SetReport) -> tuple[Stretch, ...]:
    return tuple(Stretch("unjudged", g.start_s, g.end_s, line(f"gate.{g.reason}.what")) for g in report.gaps)


def _done(report: SetReport) -> tuple[Stretch, ...]:
    reps = [
        Stretch(
            "rep" if rep.complete else "partial",
            rep.start_s,
            rep.end_s,
            line(f"report.kind.{'rep' if rep.complete else 'partial'}", n=n, side=line(f"side.{rep.side}")),
        )
        for n, rep in enumerate(report.reps, start=1)
    ]
    holds = [
        Stretch("hold", start_s, end_s, line("report.kind.hold", n=n, side=line(f"side.{held.hold.side}")))
        for n, held in enumerate(report.holds, start=1)
        for start_s, end_s in held.hold.spans or ((held.hold.start_s, held.hold.end_s),)
    ]
    tries = [
        Stretch("try", e.start_s, e.end_s, line("report.kind.try", n=n, side=line(f"side.{e.side}")))
        for n, e in enumerate(report.tries, start=1)
    ]
    return (*reps, *holds, *tries)
