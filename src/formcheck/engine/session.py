"""The recipe of one frame, top to bottom: gate, see, refer to the own neutral, count, judge, cue."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from formcheck.domain.body import Facing, Limb, Side, Sighting
from formcheck.domain.events import (
    Event,
    HoldEnded,
    HoldStarted,
    MobilityMeasured,
    NeutralTaken,
    Reason,
    RepCompleted,
)
from formcheck.domain.measure import Channel, Concern, Measure, Reference
from formcheck.domain.posture import Posture
from formcheck.engine.bench import Bench
from formcheck.engine.coach import Coach
from formcheck.engine.counting import LegCounter, side_of
from formcheck.engine.dragging import Drags, foremost
from formcheck.engine.gatekeeper import Gatekeeper
from formcheck.engine.holds import HoldTracker
from formcheck.engine.mobility import MobilityTracker
from formcheck.engine.posture import camera_roll_deg, classify_posture
from formcheck.engine.reference import OwnReference
from formcheck.engine.sight import Eye, Sight
from formcheck.engine.step import Progress, Step
from formcheck.engine.tilting import TiltWatch, hip_extension_deg
from formcheck.exercises.gates import GATES, Gates
from formcheck.exercises.spec import ExerciseSpec, HoldRule, MobilityRule
from formcheck.kinematics.measures import measure_body
from formcheck.kinematics.pelvic_tilt import TiltModel
from formcheck.signals.conditioning import Persistence, Window

_POSTURE_S = 0.3
_SWAY_SPAN_S, _SWAY_MIN_S = 5.0, 2.5

Values = dict[Channel, float]


@dataclass(slots=True)
class FormSession:
    """One person doing one exercise. Feed sightings in rising time; call `finish` at the end.

    side: count only this leg; None counts whichever works. tilt_model: None leaves the pelvis unjudged.
    """

    spec: ExerciseSpec
    tilt_model: TiltModel | None
    side: Side | None = None
    gates: Gates = GATES
    _eye: Eye = field(default_factory=Eye)
    _keeper: Gatekeeper = field(init=False)
    _posture: Persistence[Posture] = field(default_factory=lambda: Persistence[Posture](Posture.UNKNOWN))
    _own: OwnReference = field(init=False)
    _tilt: TiltWatch = field(init=False)
    _counters: list[LegCounter] = field(init=False)
    _bench: Bench = field(init=False)
    _drags: Drags = field(default_factory=Drags)
    _coach: Coach = field(default_factory=Coach)
    _sway: Window = field(default_factory=lambda: Window(_SWAY_SPAN_S))
    _facing: Facing = Facing.RIGHT
    _t_s: float = 0.0
    _counted: Progress = field(init=False)

    def __post_init__(self) -> None:
        self._keeper = Gatekeeper(self.gates, self.spec)
        self._own = OwnReference(self.spec)
        # A bridge bends the back in ways that the model was wrong about: better nothing than that.
        bridges = Posture.BRIDGE in self.spec.postures
        self._tilt = TiltWatch(None if bridges else self.tilt_model, self.spec.neutral_s)
        self._bench = Bench(self.spec)
        self._counters = [LegCounter(self.spec, limb) for limb in self.spec.limbs or (None,)]
        first = self._counters[0]
        self._counted = Progress(channel=first.channel, value=math.nan, zone=first.zone, engaged=False)

    def step(self, sighting: Sighting) -> Step:
        """Understand one frame."""
        t_s = self._t_s = sighting.t_s
        seen = self._keeper.picture_reason(sighting)
        sight: Sight | None = None
        if sighting.pose is not None and seen is not Reason.TOO_DARK:
            sight = self._look(sighting)
            seen = (
                seen or self._keeper.body_reason(sight, sighting.size_px) or self._posture_reason(t_s, sight)
            )
        reason, events = self._keeper.settle(t_s, seen)
        values: Values = {}
        if sight and reason is None and seen is None:
            values, more = self._measure(t_s, sight)
            events += more
        events += tuple(self._count_and_judge(t_s, values))
        events += self._cue(t_s, events)
        values = self._without_shadow(values)
        return Step(
            t_s=t_s,
            pose=sight.pose if sight else None,
            facing=sight.facing if sight else None,
            posture=self._posture.state,
            reason=reason,
            values=values,
            progress=self._progress(values),
            verdicts=self._bench.verdicts,
            cue=self._coach.shown(t_s),
            has_neutral=self._own.neutral is not None,
            events=events,
        )

    def finish(self) -> tuple[Event, ...]:
        """Close what is under way at the end of the stream."""
        closing = [event for counter in self._counters for event in counter.finish(self._t_s, self._facing)]
        events = tuple(self._with_flags(event) for event in closing if self._wanted(event))
        self._tally(events)
        return events

    def _look(self, sighting: Sighting) -> Sight:
        assert sighting.pose is not None  # noqa: S101 - the caller has just asked
        sight, fresh = self._eye.see(sighting.pose)
        if fresh:
            self._facing = sight.facing
            self._posture = Persistence(Posture.UNKNOWN)
        wait_s = 0.0 if self._posture.state is Posture.UNKNOWN else _POSTURE_S
        self._posture.update(sighting.t_s, classify_posture(sight.view), wait_s)
        return sight

    def _posture_reason(self, t_s: float, sight: Sight) -> Reason | None:
        if self._posture.state not in self.spec.postures:
            self._own.left_posture(t_s)
            return Reason.WRONG_POSTURE
        roll_deg = camera_roll_deg(sight.view, self._posture.state)
        level = math.isnan(roll_deg) or roll_deg in self.gates.camera_roll
        return None if level else Reason.CAMERA_TILTED

    def _measure(self, t_s: float, sight: Sight) -> tuple[Values, tuple[Event, ...]]:
        values: Values = measure_body(sight.view, self.spec.attitude)
        busy = any(counter.tracker.engaged for counter in self._counters)
        taken = self._own.update(t_s, sight.view, values, self._posture.state, busy=busy)
        values.update(self._own.lifts(sight))
        if taken:
            self._tilt.take_neutral()
        elif self._own.neutral is None and self._tilt.neutral:
            self._tilt.forget()
        values.update(self._tilt.update(t_s, sight, self._posture.state))
        values[Channel(Measure.HIP_EXTENSION, Limb.NEAR)] = hip_extension_deg(values)
        return values, (NeutralTaken(t_s),) if taken else ()

    def _without_shadow(self, values: Values) -> Values:
        """Values less those of a far leg that the working near leg hides: the model makes them up."""
        near_works = any(c.limb is Limb.NEAR and c.tracker.engaged for c in self._counters)
        if not (self.spec.far_leg_shadowed and near_works):
            return values
        return {channel: value for channel, value in values.items() if channel.limb is not Limb.FAR}

    def _tracked(self, counter: LegCounter, values: Mapping[Channel, float]) -> float:
        rule = self.spec.progress
        if isinstance(rule, HoldRule) and self._own.neutral_of(counter.channel) not in rule.working:
            return math.nan
        # What a mobility check measures is held against the neutral already.
        reference = Reference.ABSOLUTE if isinstance(rule, MobilityRule) else rule.reference
        value = values.get(counter.channel, math.nan)
        return self._own.held_against(counter.channel, value, reference)

    def _count_and_judge(self, t_s: float, values: Values) -> Iterator[Event]:
        done: list[Event] = []
        cover = self._own.far_knee_cover
        for counter in self._counters:
            value = self._tracked(counter, values)
            done += counter.update(t_s, value, values, self._facing, far_knee_cover=cover)
        self._measure_sway(t_s, values)
        worker = foremost(self._counters, t_s)
        yield from self._bench.update(t_s, values, self._own.held_against, worker, self._facing)
        done = self._drags.without(done, self._counters, t_s, self._facing)
        finished = tuple(self._with_flags(event) for event in done if self._wanted(event))
        self._tally(finished)
        yield from finished

    def _measure_sway(self, t_s: float, values: Values) -> None:
        counter = foremost(self._counters, t_s)
        if counter is None or not isinstance(counter.tracker, HoldTracker):
            self._sway.clear()
            return
        tracker, value = counter.tracker, self._tracked(counter, values)
        # Who bounces leaves the zone and comes back: that is what is to be measured.
        begun = tracker.goes_on(t_s) and t_s - tracker.started_s >= tracker.rule.settle_s
        if math.isnan(value) or not begun:
            self._sway.clear()
            return
        self._sway.add(t_s, np.array([value]))
        if self._sway.covered_s >= _SWAY_MIN_S:
            values[Channel(Measure.UNSTEADINESS)] = float(np.std(self._sway.values))

    def _wanted(self, event: Event) -> bool:
        side = getattr(event, "side", None)
        return self.side is None or side in (None, Side.BOTH, self.side)

    def _with_flags(self, event: Event) -> Event:
        if not isinstance(event, RepCompleted):
            return event
        limb = next((c.limb for c in self._counters if side_of(c.limb, self._facing) == event.side), None)
        flags = set(event.flags) | self._bench.flags_between(event.start_s, event.end_s, limb)
        return replace(event, flags=tuple(sorted(flags)))

    def _tally(self, events: tuple[Event, ...]) -> None:
        for event in events:
            match event:
                case RepCompleted(complete=True):
                    self._counted = replace(self._counted, complete_reps=self._counted.complete_reps + 1)
                case RepCompleted():
                    self._counted = replace(self._counted, partial_reps=self._counted.partial_reps + 1)
                case HoldEnded() | MobilityMeasured():
                    self._counted = replace(self._counted, holds=self._counted.holds + 1)

    def _progress(self, values: Values) -> Progress:
        counter = foremost(self._counters, self._t_s) or self._counters[0]
        held_s = 0.0
        if isinstance(counter.tracker, HoldTracker | MobilityTracker):
            held_s = counter.tracker.held_s
        return replace(
            self._counted,
            channel=counter.channel,
            value=self._tracked(counter, values),
            engaged=counter.tracker.engaged,
            held_s=held_s,
        )

    def _cue(self, t_s: float, events: tuple[Event, ...]) -> tuple[Event, ...]:
        candidates = self._bench.complaints()
        for event in events:
            match event:
                case RepCompleted(flags=flags):
                    candidates += [
                        (
                            Concern.TEMPO if flag == "too_fast" else Concern.RANGE,
                            f"{self.spec.key}.cue.{flag}",
                        )
                        for flag in flags
                        if flag in ("too_fast", "too_low", "too_high")
                    ]
                case HoldStarted():
                    candidates.append((Concern.RANGE, f"{self.spec.key}.cue.hold_it"))
        cue = self._coach.consider(t_s, candidates)
        return (cue,) if cue else ()
