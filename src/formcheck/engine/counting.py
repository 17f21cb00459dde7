"""Runs the trackers that an exercise asks for, one per leg that may work; their results are events."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from formcheck.domain.body import Facing, Limb, Side
from formcheck.domain.events import Event, HoldEnded, HoldStarted, MobilityMeasured, RepCompleted
from formcheck.domain.measure import Channel, Flag, Interval, Measure
from formcheck.engine.holds import Hold, HoldTracker
from formcheck.engine.mobility import MobilityTracker, Try
from formcheck.engine.reps import Rep, RepTracker
from formcheck.exercises.spec import Condition, ExerciseSpec, HoldRule, MobilityRule, RepRule

Values = Mapping[Channel, float]


def side_of(limb: Limb | None, facing: Facing) -> Side:
    """The person's own side of a near or far leg; both when there is no one leg."""
    if limb is None:
        return Side.BOTH
    return facing.near_side if limb is Limb.NEAR else facing.near_side.opposite


@dataclass(slots=True)
class LegCounter:
    """One tracker, bound to the leg it watches. limb None: both legs as one."""

    spec: ExerciseSpec
    limb: Limb | None
    tracker: RepTracker | HoldTracker | MobilityTracker = field(init=False)

    def __post_init__(self) -> None:
        match self.spec.progress:
            case RepRule() as rule:
                self.tracker = RepTracker(rule)
            case HoldRule() as rule:
                self.tracker = HoldTracker(rule)
            case MobilityRule() as rule:
                self.tracker = MobilityTracker(rule)

    @property
    def channel(self) -> Channel:
        """The measure that this counter follows."""
        rule = self.spec.progress
        return (rule.lift if isinstance(rule, MobilityRule) else rule.channel).on(self.limb)

    @property
    def zone(self) -> Interval:
        """Where the measure should get to."""
        match self.spec.progress:
            case RepRule() as rule:
                return rule.full.interval
            case HoldRule() as rule:
                return rule.zone.interval
            case MobilityRule() as rule:
                return rule.stayed_down.interval

    def update(
        self, t_s: float, value: float, values: Values, facing: Facing, *, far_knee_cover: float = 0.0
    ) -> list[Event]:
        """Feed one frame; the tracked value comes already held against its reference.

        far_knee_cover: how much the near knee covers the far one at rest, 0 to 1.
        """
        side = side_of(self.limb, facing)
        match self.tracker:
            case RepTracker() as reps:
                rep = reps.update(
                    t_s,
                    value,
                    timing=self._timing(values),
                    hidden=far_knee_cover if self.limb is Limb.FAR else 0.0,
                    also_met=self._holds(reps.rule.full_also, values),
                    recognised=self._holds(reps.rule.seen_by, values),
                )
                return [self.rep_event(t_s, rep, side)] if rep else []
            case HoldTracker() as holds:
                was_engaged = holds.engaged
                hold = holds.update(t_s, value)
                events: list[Event] = [hold_event(t_s, hold, side)] if hold else []
                if holds.engaged and not was_engaged:
                    events.append(HoldStarted(t_s, holds.started_s, side))
                return events
            case MobilityTracker() as mobility:
                tilt_deg = values.get(Channel(Measure.PELVIC_TILT), math.nan)
                done = mobility.update(t_s, value, tilt_deg, pulled=self._pulled(values))
                return [mobility_event(t_s, done, side)] if done else []

    def finish(self, t_s: float, facing: Facing) -> list[Event]:
        """Close what is under way at the end of the stream."""
        side = side_of(self.limb, facing)
        match self.tracker:
            case RepTracker() as reps:
                rep = reps.finish()
                return [self.rep_event(t_s, rep, side)] if rep else []
            case HoldTracker() as holds:
                hold = holds.finish()
                return [hold_event(t_s, hold, side)] if hold else []
            case MobilityTracker() as mobility:
                done = mobility.finish()
                return [mobility_event(t_s, done, side)] if done else []

    def _timing(self, values: Values) -> float:
        rule = self.spec.progress
        if not isinstance(rule, RepRule) or rule.timed_by is None:
            return math.nan
        return values.get(rule.timed_by.channel.on(self.limb), math.nan)

    def _holds(self, condition: Condition | None, values: Values) -> bool:
        """Whether a condition of the rule holds in this frame; there being none, it does."""
        if condition is None:
            return True
        return values.get(condition.channel.on(self.limb), math.nan) in condition.bound

    def _pulled(self, values: Values) -> bool:
        rule = self.spec.progress
        return isinstance(rule, MobilityRule) and self._holds(rule.pulled, values)

    def rep_event(self, t_s: float, rep: Rep, side: Side) -> RepCompleted:
        """The event of a repetition, with the faults that lie in its own shape (height and tempo)."""
        rule = self.spec.progress
        flags: list[Flag] = []
        if isinstance(rule, RepRule):
            if not rep.complete:
                flags.append(Flag.TOO_LOW)
            if rule.too_high and rep.peak in rule.too_high:
                flags.append(Flag.TOO_HIGH)
            up_s = rep.stroke.peak_s - rep.stroke.start_s
            down_s = rep.stroke.end_s - rep.stroke.leave_s
            hurried = (rule.up_s and up_s not in rule.up_s) or (rule.down_s and down_s not in rule.down_s)
            if rep.complete and hurried:  # the tempo of an attempt that went nowhere says nothing
                flags.append(Flag.TOO_FAST)
        return RepCompleted(
            t_s=t_s,
            start_s=rep.stroke.start_s,
            peak_s=rep.stroke.peak_s,
            end_s=rep.stroke.end_s,
            side=side,
            complete=rep.complete,
            peak={self.channel.column: rep.peak},
            flags=tuple(flags),
        )


def hold_event(t_s: float, hold: Hold, side: Side) -> HoldEnded:
    """The event of a hold that is over."""
    return HoldEnded(
        t_s=t_s,
        start_s=hold.start_s,
        end_s=hold.end_s,
        in_zone_s=hold.in_zone_s,
        longest_s=hold.longest_s,
        side=side,
        spans=hold.spans,
    )


def mobility_event(t_s: float, done: Try, side: Side) -> MobilityMeasured:
    """The event of a try that is over."""
    return MobilityMeasured(
        t_s=t_s,
        start_s=done.start_s,
        end_s=done.end_s,
        lift_deg=done.lift_deg,
        tilt_deg=done.tilt_deg,
        side=side,
    )
