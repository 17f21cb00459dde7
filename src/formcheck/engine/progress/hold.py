"""Times a held position on media time.

    WAITING --inside for debounce_s--> HOLDING --outside--> PAUSED --outside for give_up_s--> WAITING (+ hold)
                                        ^                   |
                                        +-----inside--------+

The hold is dated back to the entry and ends at the last moment inside. The clock counts only time inside;
an excursion shorter than grace_s does not break the longest run, but is not counted either. A hole in the
frames is such an excursion too: what nobody saw was not held.
"""

import math
from dataclasses import dataclass, field
from enum import Enum, auto

from formcheck.domain.body import Limb, Side
from formcheck.domain.events import HoldEnded, HoldStarted
from formcheck.domain.measure import Channel, Interval, Measure
from formcheck.engine.fault_spans import Span
from formcheck.engine.progress.base import Attempt, Done, Observation, Values
from formcheck.engine.progress.stay import LongestStay, swing
from formcheck.exercises.counting import COUNTING
from formcheck.exercises.spec import ExerciseSpec, HoldRule
from formcheck.signals.conditioning import Window

_SWAY_SPAN_S, _SWAY_MIN_S = COUNTING.sway_s.value, COUNTING.sway_min_s.value


class HoldPhase(Enum):
    """Whether the position is held."""

    WAITING = auto()
    HOLDING = auto()
    PAUSED = auto()


@dataclass(frozen=True, slots=True)
class HoldResult:
    """One hold: first and last moment inside, the runs inside, and the longest of them (grace bridged)."""

    start_s: float
    end_s: float
    in_zone_s: float
    longest_s: float
    spans: tuple[tuple[float, float], ...]


@dataclass(slots=True)
class HoldCounter:
    """Feed one value per frame (NaN = not seen = outside); get a `HoldResult` when one is over."""

    rule: HoldRule
    phase: HoldPhase = HoldPhase.WAITING
    _spans: list[tuple[float, float]] = field(default_factory=list)
    _inside: bool = False
    _last_in_s: float = -math.inf
    _stay: LongestStay = field(init=False)

    def __post_init__(self) -> None:
        self._stay = LongestStay(self.rule.stays_within)

    @property
    def engaged(self) -> bool:
        """Whether a hold is under way."""
        return self.phase is not HoldPhase.WAITING

    @property
    def at_work(self) -> bool:
        """Whether the position is held just now."""
        return self.phase is HoldPhase.HOLDING

    def goes_on(self, t_s: float) -> bool:
        """Whether the position is held, or was left no longer ago than a break is bridged."""
        return self.engaged and t_s - self._last_in_s <= self.rule.grace_s

    @property
    def spans(self) -> tuple[Span, ...]:
        """The runs inside so far."""
        return tuple(self._spans) if self.engaged else ()

    @property
    def started_s(self) -> float:
        """When the hold under way began."""
        return self._spans[0][0] if self._spans else math.nan

    def update(self, t_s: float, value: float) -> HoldResult | None:
        """Take one frame."""
        unheld_s = t_s - self._last_in_s if self._spans else 0.0
        if unheld_s > (self.rule.give_up_s if self.engaged else self.rule.grace_s):
            given_up = self.finish()
            self.update(t_s, value)
            return given_up
        slack = self.rule.leave_slack if self._inside else 0.0
        inside = self.rule.zone.interval.holds(value, slack=slack)
        if inside and self._inside and unheld_s <= self.rule.grace_s:
            self._spans[-1] = (self._spans[-1][0], t_s)
        elif inside:
            self._spans.append((t_s, t_s))
        self._inside = inside
        if inside:
            if unheld_s > self.rule.grace_s:
                self._stay.interrupt()
            self._stay.add(t_s, value)
            self._last_in_s = t_s
        return self._turn(t_s)

    def _turn(self, t_s: float) -> HoldResult | None:
        out_s = t_s - self._last_in_s
        match self.phase:
            case HoldPhase.WAITING if not self._inside and out_s > self.rule.grace_s:
                self._spans.clear()
                self._stay.reset()
            case HoldPhase.WAITING if self._inside and self._longest_s() >= self.rule.debounce_s:
                self.phase = HoldPhase.HOLDING
            case HoldPhase.HOLDING if not self._inside:
                self.phase = HoldPhase.PAUSED
            case HoldPhase.PAUSED if self._inside:
                self.phase = HoldPhase.HOLDING
            case HoldPhase.PAUSED if out_s > self.rule.give_up_s:
                return self.finish()
        return None

    def finish(self) -> HoldResult | None:
        """End the hold under way; None when there is none or it was too short to report."""
        hold, stayed_s = self._hold() if self.engaged else None, self._stay.longest_s
        self.reset()
        if hold is None or hold.in_zone_s < self.rule.min_report_s:
            return None
        held = stayed_s >= self.rule.min_stay_s or hold.longest_s >= self.rule.min_report_s
        return hold if held else None

    def reset(self) -> None:
        """Forget the hold under way."""
        self.phase, self._inside, self._last_in_s = HoldPhase.WAITING, False, -math.inf
        self._spans.clear()
        self._stay.reset()

    def _longest_s(self) -> float:
        longest_s = 0.0
        run_start_s, run_end_s = math.nan, -math.inf
        for start_s, end_s in self._spans:
            if start_s - run_end_s > self.rule.grace_s:
                run_start_s = start_s
            run_end_s = end_s
            longest_s = max(longest_s, run_end_s - run_start_s)
        return longest_s

    def _hold(self) -> HoldResult:
        return HoldResult(
            start_s=self._spans[0][0],
            end_s=self._spans[-1][1],
            in_zone_s=sum(end - start for start, end in self._spans),
            longest_s=self._longest_s(),
            spans=tuple(self._spans),
        )


@dataclass(slots=True)
class HoldTracker:
    """Times what an exercise's rule calls a hold, and how unsteady it is."""

    rule: HoldRule
    limb: Limb | None
    value: float = math.nan
    channel: Channel = field(init=False)
    measured: Values = field(default_factory=dict)
    _counter: HoldCounter = field(init=False)
    _sway: Window = field(default_factory=lambda: Window(_SWAY_SPAN_S))
    _judged_since_s: float = math.nan
    _t_s: float = math.nan

    def __post_init__(self) -> None:
        self.channel = self.rule.channel.on(self.limb)
        self._counter = HoldCounter(self.rule)

    @property
    def settled_s(self) -> float:
        """Nothing is held back that is drawn."""
        return math.inf

    @property
    def zone(self) -> Interval:
        """Where it should get to."""
        return self.rule.zone.interval

    @property
    def engaged(self) -> bool:
        """Whether a hold is under way."""
        return self._counter.engaged

    @property
    def at_work(self) -> bool:
        """Whether the position is held just now, or nearly: who does not get there is to hear why."""
        return self._counter.at_work or self._t_s - self._judged_since_s >= self.rule.debounce_s

    @property
    def spans(self) -> tuple[Span, ...]:
        """The runs inside so far."""
        return self._counter.spans

    @property
    def attempt(self) -> Attempt | None:
        """None: one leg of a position is not taken for the other."""
        return None

    def update(self, seen: Observation) -> tuple[HoldStarted | HoldEnded, ...]:
        """Take one frame."""
        self.value, self._t_s = self._value(seen), seen.t_s
        if self.rule.judged is None or self.value not in self.rule.judged:
            self._judged_since_s = math.nan
        elif math.isnan(self._judged_since_s):
            self._judged_since_s = seen.t_s
        side, was_engaged = seen.facing.side_of(self.limb), self.engaged
        ended = _ended(self._counter.update(seen.t_s, self.value), seen.t_s, side)
        self.measured = self._unsteadiness(seen.t_s)
        if self.engaged and not was_engaged:
            return (*ended, HoldStarted(seen.t_s, self._counter.started_s, side))
        return ended

    def break_off(self, t_s: float, side: Side) -> tuple[HoldEnded, ...]:  # noqa: ARG002 - as others
        """It goes on when pictures come again soon; the time between does not count."""
        return ()

    def finish(self, t_s: float, side: Side) -> tuple[HoldEnded, ...]:
        """End the hold under way."""
        return _ended(self._counter.finish(), t_s, side)

    def forget(self) -> None:
        """Drop what is under way."""
        self._counter.reset()
        self._judged_since_s = math.nan

    def _value(self, seen: Observation) -> float:
        """NaN for a leg that, by its neutral, is not the one that works."""
        if not self.rule.works_at(seen.baseline.neutral_of(self.channel)):
            return math.nan
        return seen.baseline.value_of(self.channel, seen.values, self.rule.reference)

    def _unsteadiness(self, t_s: float) -> Values:
        """How much it swings of late. Who bounces leaves the zone and comes back: that is to be measured."""
        counter = self._counter
        begun = counter.goes_on(t_s) and t_s - counter.started_s >= self.rule.debounce_s
        if math.isnan(self.value) or not begun:
            self._sway.clear()
            return {}
        self._sway.add(t_s, (t_s, self.value))
        if self._sway.covered_s < _SWAY_MIN_S:
            return {}
        return {Channel(Measure.UNSTEADINESS): swing(*self._sway.values.T)}


def _ended(hold: HoldResult | None, t_s: float, side: Side) -> tuple[HoldEnded, ...]:
    if hold is None:
        return ()
    return (
        HoldEnded(
            t_s=t_s,
            start_s=hold.start_s,
            end_s=hold.end_s,
            in_zone_s=hold.in_zone_s,
            longest_s=hold.longest_s,
            side=side,
            spans=hold.spans,
        ),
    )


@dataclass(frozen=True, slots=True)
class HoldGoal:
    """So many seconds in the target zone that count.

    longest_s: then it is over, whether or not they come out of it.
    """

    seconds: float
    longest_s: float
    near_leg_only: bool = True

    @classmethod
    def of(cls, spec: ExerciseSpec, target: int, side: Side | None) -> "HoldGoal":  # noqa: ARG003 - seconds of either
        """A target of an exercise, in seconds."""
        return cls(float(target), max(float(target), float((spec.dose.hold_s or (0, 0))[1])))

    @property
    def reps(self) -> int | None:
        """It is not about repetitions."""
        return None

    def reached(self, done: Done) -> bool:
        """Whether the set is over."""
        return (done.ended_s >= self.seconds and not done.engaged) or done.held_s >= self.longest_s

    def encouragement(self, done: Done) -> str | None:
        """Key of what to say on the way, if anything."""
        if done.held_s >= self.seconds:
            return "live.say.come_out"
        return "live.say.half_way" if done.held_s >= self.seconds / 2.0 else None
