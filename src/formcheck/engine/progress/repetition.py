"""Repetitions: how they are counted, which faults lie in their shape, and when a set of them is done."""

import math
from dataclasses import dataclass, field

from formcheck.domain.body import Limb, Side, Sighting
from formcheck.domain.events import RepCompleted, RepUnfinished
from formcheck.domain.measure import Channel, Flag, Interval, Measure
from formcheck.engine.fault_spans import Span
from formcheck.engine.progress.base import Attempt, Done, Observation, Values
from formcheck.engine.progress.rep_counter import CutOff, RepCounter, RepResult
from formcheck.engine.progress.timing import timer_of
from formcheck.engine.travel import travel_trunks
from formcheck.exercises.counting import COUNTING
from formcheck.exercises.spec import ExerciseSpec, RepRule
from formcheck.kinematics.bodyview import trunk_ends
from formcheck.kinematics.geometry import distance_px
from formcheck.signals.conditioning import Window

_TRAVEL_S = 0.6
_FLAT_DEG = 4.0  # a trunk that lies leans up to 3 more than in the neutral
_RESTED_S = 1.5  # shoulders come up for half a second before a foot that they lift seems to
_TRUNK_LEAN = Channel(Measure.TRUNK_LEAN)
_BLIND_S = COUNTING.blind_s.value


@dataclass(slots=True)
class RepTracker:
    """Counts what an exercise's rule calls a repetition."""

    rule: RepRule
    limb: Limb | None
    value: float = math.nan
    channel: Channel = field(init=False)
    _counter: RepCounter = field(init=False)
    _rest_leans_deg: Window = field(default_factory=lambda: Window(_RESTED_S))
    _hips: Window = field(default_factory=lambda: Window(_TRAVEL_S))
    _t_s: float = 0.0
    _blind_since_s: float = math.nan

    def __post_init__(self) -> None:
        self.channel = self.rule.channel.on(self.limb)
        self._counter = RepCounter(self.rule, timer_of(self.rule.timing, self.limb))

    @property
    def zone(self) -> Interval:
        """Where it should get to."""
        return self.rule.target.interval

    @property
    def engaged(self) -> bool:
        """Whether an attempt is under way."""
        return self._counter.engaged

    at_work = engaged

    @property
    def spans(self) -> tuple[Span, ...]:
        """Nothing is held."""
        return ()

    @property
    def attempt(self) -> Attempt | None:
        """The attempt under way; or what is left of one that nobody saw begin, and that will not count."""
        if self.engaged:
            return Attempt(self.limb, self._counter.started_s, self._t_s, self._counter.reach)
        if self._counter.aloft is None:
            return None
        since_s, height = self._counter.aloft
        return Attempt(self.limb, since_s, self._t_s, height)

    @property
    def settled_s(self) -> float:
        """Nothing is held back that is drawn."""
        return math.inf

    @property
    def measured(self) -> Values:
        """Nothing that others could not measure."""
        return {}

    def update(self, seen: Observation) -> tuple[RepCompleted | RepUnfinished, ...]:
        """Take one frame."""
        self._t_s = seen.t_s
        broken_off = self._look_for_hole(seen)
        self.value = seen.baseline.value_of(self.channel, seen.values, self.rule.reference)
        rep = self._counter.update(
            seen.t_s,
            self.value,
            timing=self._counter.timer.sample(seen),
            also_met=seen.meets(self.rule.also_required, self.limb),
            too_high=self._is_too_high(seen),
            recognised=seen.meets(self.rule.recognised_by, self.limb),
            ruled_out=self._is_another(seen),
        )
        return (*broken_off, *self._told(rep, seen.t_s, seen.facing.side_of(self.limb)))

    def _look_for_hole(self, seen: Observation) -> tuple[RepCompleted | RepUnfinished, ...]:
        """Nothing goes on across frames that were not judged, or began before: who knows what they held."""
        since_s = seen.t_s if math.isnan(self._blind_since_s) else self._blind_since_s
        self._blind_since_s = math.nan if seen.values else since_s
        if seen.t_s - since_s <= _BLIND_S:
            return ()
        return self.break_off(since_s, seen.facing.side_of(self.limb))

    def _is_too_high(self, seen: Observation) -> bool:
        """Whether this frame is further than it should go, and by what the rule is about."""
        too_high, by = self.rule.too_high, self.rule.too_high_by
        return too_high is not None and self.value in too_high and seen.meets(by, self.limb)

    def _is_another(self, seen: Observation) -> bool:
        """Whether this frame shows that it is another movement, or that they walk."""
        curl, travel = self.rule.curl, self.rule.travel
        if curl and self._curled_deg(seen) > curl.interval.high:
            return True
        if travel and seen.sighting and self._travel_trunks(seen.sighting) > travel.interval.high:
            return True
        return any(seen.meets(each, self.limb) for each in self.rule.ruled_out_by)

    def _curled_deg(self, seen: Observation) -> float:
        """How much further the trunk leans than it did of late, while the limb was at rest; NaN = not seen.

        0 up to where it lies in the neutral: hips that were up lean it the other way, and come down again.
        """
        lean_deg = seen.values.get(_TRUNK_LEAN, math.nan)
        if not self.engaged and self.value in self.rule.rest and not math.isnan(lean_deg):
            self._rest_leans_deg.add(seen.t_s, (lean_deg,))
        if lean_deg - seen.baseline.neutral_of(_TRUNK_LEAN) < _FLAT_DEG:
            return 0.0
        return lean_deg - min(self._rest_leans_deg.values.ravel().tolist(), default=math.nan)

    def _travel_trunks(self, sighting: Sighting) -> float:
        """How far the hips have gone along the floor of late, in trunk lengths; NaN = not seen."""
        if sighting.pose is None:
            return math.nan
        hip, shoulder = trunk_ends(sighting.pose.points_px)
        self._hips.add(sighting.t_s, (hip[0], distance_px(hip, shoulder)))
        return travel_trunks(*self._hips.values.T.tolist())

    def break_off(self, t_s: float, side: Side) -> tuple[RepCompleted | RepUnfinished, ...]:
        """What is under way ends: nobody knows how it went on."""
        done = self.finish(t_s, side)
        self.forget()
        return done

    def finish(self, t_s: float, side: Side) -> tuple[RepCompleted | RepUnfinished, ...]:
        """A limb already back at rest has done its repetition."""
        return self._told(self._counter.finish(), t_s, side)

    def forget(self) -> None:
        """Drop what is under way."""
        self._counter.reset()

    def _told(
        self, rep: RepResult | CutOff | None, t_s: float, side: Side
    ) -> tuple[RepCompleted | RepUnfinished, ...]:
        if rep is None:
            return ()
        if isinstance(rep, CutOff):
            return (RepUnfinished(t_s, rep.start_s, side),)
        done = RepCompleted(
            t_s=t_s,
            start_s=rep.times.start_s,
            peak_s=rep.times.peak_s,
            leave_s=rep.times.leave_s,
            end_s=rep.times.end_s,
            side=side,
            complete=rep.complete,
            peak={self.channel.column: rep.peak},
            flags=tuple(flags_of(rep, self.rule)),
        )
        return (done,)


def flags_of(rep: RepResult, rule: RepRule) -> list[Flag]:
    """Faults that lie in the shape of a repetition: height and tempo."""
    flags: list[Flag] = []
    if not rep.complete:
        flags.append(Flag.TOO_LOW)
    if rep.too_high:
        flags.append(Flag.TOO_HIGH)
    up_s, down_s = rep.times.peak_s - rep.times.start_s, rep.times.end_s - rep.times.leave_s
    hurried = (rule.up_s and up_s not in rule.up_s) or (rule.down_s and down_s not in rule.down_s)
    if rep.complete and hurried:  # the tempo of an attempt that went nowhere says nothing
        flags.append(Flag.TOO_FAST)
    return flags


@dataclass(frozen=True, slots=True)
class RepGoal:
    """So many complete repetitions, of both legs together."""

    reps: int
    near_leg_only: bool = False

    @classmethod
    def of(cls, spec: ExerciseSpec, target: int, side: Side | None) -> "RepGoal":
        """A target of an exercise; it is meant per leg where its dose is."""
        both_legs = spec.dose.per_leg and side is None and bool(spec.limbs)
        return cls(2 * target if both_legs else target)

    @property
    def seconds(self) -> float | None:
        """It is not about seconds."""
        return None

    def reached(self, done: Done) -> bool:
        """Whether the set is over."""
        return done.count >= self.reps

    def encouragement(self, done: Done) -> str | None:
        """Key of what to say on the way, if anything."""
        return "live.say.last_one" if done.count == self.reps - 1 > 0 else None
