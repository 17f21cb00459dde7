"""Follows a leg that holds a position: what is held, how unsteady it is, and when a set of it is over."""

import math
from dataclasses import dataclass, field

from formcheck.domain.body import Limb, Side
from formcheck.domain.events import HoldEnded, HoldStarted
from formcheck.domain.measure import Channel, Interval, Measure
from formcheck.engine.fault_spans import Span
from formcheck.engine.progress.base import Attempt, Done, Observation, Values
from formcheck.engine.progress.hold_counter import HoldCounter, HoldResult
from formcheck.engine.progress.stay import swing
from formcheck.exercises.counting import COUNTING
from formcheck.exercises.spec import ExerciseSpec, HoldRule
from formcheck.signals.conditioning import Window

_UNSTEADINESS = Channel(Measure.UNSTEADINESS)
_SWAY_SPAN_S, _SWAY_MIN_S = COUNTING.sway_s.value, COUNTING.sway_min_s.value


@dataclass(slots=True)
class HoldTracker:
    """Times what an exercise's rule calls a hold, and how unsteady it is."""

    rule: HoldRule
    limb: Limb | None
    value: float = math.nan
    channel: Channel = field(init=False)
    _counter: HoldCounter = field(init=False)
    _sway: Window = field(default_factory=lambda: Window(_SWAY_SPAN_S))
    _measured: Values | None = None
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
    def measured(self) -> Values:
        """How much it swings of late; worked out when it is first asked for."""
        if self._measured is None:
            long = self._sway.covered_s >= _SWAY_MIN_S
            self._measured = {_UNSTEADINESS: swing(*self._sway.values.T)} if long else {}
        return self._measured

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
        self._note_sway(seen.t_s)
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

    def _note_sway(self, t_s: float) -> None:
        """Keep what it was of late. Who bounces leaves the zone and comes back: that is to be measured."""
        counter, self._measured = self._counter, None
        begun = counter.goes_on(t_s) and t_s - counter.started_s >= self.rule.debounce_s
        if math.isnan(self.value) or not begun:
            self._sway.clear()
        else:
            self._sway.add(t_s, (t_s, self.value))


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
