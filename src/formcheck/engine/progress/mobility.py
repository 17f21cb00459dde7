"""Measures how far the lying leg is drawn up while the other knee is pulled in: one result per try.

A try goes on over what was not seen for no longer than a slip of the hand takes, but measures only what was
seen; over a longer hole nobody knows whether the knee was let go, and it ends where the hole begins.
"""

import math
from dataclasses import dataclass, field

import numpy as np

from formcheck.domain.body import Limb, Side
from formcheck.domain.events import MobilityMeasured
from formcheck.domain.measure import Channel, Interval, Measure
from formcheck.engine.fault_spans import Span
from formcheck.engine.progress.base import Attempt, Done, Observation, Values
from formcheck.exercises.counting import COUNTING
from formcheck.exercises.spec import ExerciseSpec, MobilityRule

_RELEASE_S = COUNTING.release_s.value


@dataclass(frozen=True, slots=True)
class TryResult:
    """One pull: from the debounced pull to the release. lift_deg and tilt_deg are medians; NaN = not seen.

    spans: the stretches that were measured.
    """

    start_s: float
    end_s: float
    lift_deg: float
    tilt_deg: float
    spans: tuple[Span, ...]


@dataclass(slots=True)
class TryCounter:
    """Feed lift, tilt and whether the other knee is pulled in; get a `TryResult` when one is over."""

    rule: MobilityRule
    _pulled_since_s: float = math.nan
    _last_pulled_s: float = -math.inf
    _samples: list[tuple[float, float, float]] = field(default_factory=list)
    _spans: list[Span] = field(default_factory=list)
    _measuring: bool = False

    @property
    def engaged(self) -> bool:
        """Whether a knee is pulled in."""
        return bool(self._samples)

    @property
    def spans(self) -> tuple[Span, ...]:
        """What was measured of the pull under way."""
        return tuple(self._spans)

    def update(self, t_s: float, lift_deg: float, tilt_deg: float, *, pulled: bool) -> TryResult | None:
        """Take one frame. A lift of NaN is a frame that says nothing."""
        done = self.finish() if t_s - self._last_pulled_s > _RELEASE_S else None
        was_measuring, self._measuring = self._measuring, False
        if pulled:
            if math.isnan(self._pulled_since_s):
                self._pulled_since_s = t_s
            self._last_pulled_s = t_s
            self._measuring = t_s - self._pulled_since_s >= self.rule.debounce_s and not math.isnan(lift_deg)
        if self._measuring:
            self._samples.append((t_s, lift_deg, tilt_deg))
            since_s = self._spans.pop()[0] if was_measuring else t_s
            self._spans.append((since_s, t_s))
        return done

    def reset(self) -> None:
        """Forget the try under way."""
        self._samples, self._spans, self._pulled_since_s, self._measuring = [], [], math.nan, False

    def finish(self) -> TryResult | None:
        """End the try under way; None when it was not held for long enough to say anything."""
        samples, spans = self._samples, tuple(self._spans)
        self.reset()
        if not samples or sum(end_s - start_s for start_s, end_s in spans) < self.rule.debounce_s:
            return None
        _, lifts, tilts = np.array(samples).T
        tilt_deg = float(np.nanmedian(tilts)) if np.isfinite(tilts).any() else math.nan
        return TryResult(samples[0][0], samples[-1][0], float(np.median(lifts)), tilt_deg, spans)


@dataclass(slots=True)
class MobilityTracker:
    """Measures what an exercise's rule calls a try."""

    rule: MobilityRule
    limb: Limb | None
    value: float = math.nan
    channel: Channel = field(init=False)
    _counter: TryCounter = field(init=False)

    def __post_init__(self) -> None:
        self.channel = self.rule.channel.on(self.limb)
        self._counter = TryCounter(self.rule)

    @property
    def zone(self) -> Interval:
        """Where the measure should stay."""
        return self.rule.target.interval

    @property
    def engaged(self) -> bool:
        """Whether a knee is pulled in."""
        return self._counter.engaged

    at_work = engaged

    @property
    def spans(self) -> tuple[Span, ...]:
        """What was measured of the pull under way."""
        return self._counter.spans

    @property
    def attempt(self) -> Attempt | None:
        """None: the leg that is pulled in is not taken for the one that lies."""
        return None

    @property
    def settled_s(self) -> float:
        """Nothing is held back that is drawn."""
        return math.inf

    @property
    def measured(self) -> Values:
        """Nothing that others could not measure."""
        return {}

    def update(self, seen: Observation) -> tuple[MobilityMeasured, ...]:
        """Take one frame."""
        self.value = seen.baseline.value_of(self.channel, seen.values, self.rule.reference)
        tilt_deg = seen.values.get(Channel(Measure.PELVIC_TILT), math.nan)
        pulled = seen.meets(self.rule.pulled, self.limb)
        done = self._counter.update(seen.t_s, self.value, tilt_deg, pulled=pulled)
        return _measured(done, seen.t_s, seen.facing.side_of(self.limb))

    def break_off(self, t_s: float, side: Side) -> tuple[MobilityMeasured, ...]:  # noqa: ARG002 - as others
        """It goes on when pictures come again soon; the time between does not count."""
        return ()

    def finish(self, t_s: float, side: Side) -> tuple[MobilityMeasured, ...]:
        """End the try under way."""
        return _measured(self._counter.finish(), t_s, side)

    def forget(self) -> None:
        """Drop what is under way."""
        self._counter.reset()


def _measured(done: TryResult | None, t_s: float, side: Side) -> tuple[MobilityMeasured, ...]:
    if done is None:
        return ()
    return (
        MobilityMeasured(
            t_s=t_s,
            start_s=done.start_s,
            end_s=done.end_s,
            lift_deg=done.lift_deg,
            tilt_deg=done.tilt_deg,
            side=side,
            spans=done.spans,
        ),
    )


@dataclass(frozen=True, slots=True)
class MobilityGoal:
    """One try. seconds: how long the position should be held."""

    seconds: float
    near_leg_only: bool = True

    @classmethod
    def of(cls, spec: ExerciseSpec, target: int, side: Side | None) -> "MobilityGoal":  # noqa: ARG003 - one try of either
        """A target of an exercise, in seconds."""
        return cls(float(target))

    @property
    def reps(self) -> int | None:
        """It is not about repetitions."""
        return None

    def reached(self, done: Done) -> bool:
        """Whether the set is over."""
        return done.count >= 1

    def encouragement(self, done: Done) -> str | None:  # noqa: ARG002 - it is short
        """Nothing."""
        return None
