"""The recipe of one frame, top to bottom: see, gate, measure, count, judge, cue."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from formcheck.domain.body import Facing, Limb, Side, Sighting
from formcheck.domain.events import (
    Event,
    Hindrance,
    HoldStarted,
    NeutralHindered,
    NeutralTaken,
    PostureChanged,
    Reason,
    RepCompleted,
    VerdictChanged,
)
from formcheck.domain.measure import Channel, Concern, Measure, Reference
from formcheck.domain.posture import Posture
from formcheck.engine.baseline import Baseline
from formcheck.engine.coach import Coach, cues_about
from formcheck.engine.fault_spans import FaultSpans, Span
from formcheck.engine.hindsight import Hindsight, StayNeutral
from formcheck.engine.judge import CriteriaJudge
from formcheck.engine.pelvis import PelvicTiltTracker, hip_extension_deg
from formcheck.engine.perception import Percept, Perception, believed
from formcheck.engine.progress.base import Observation
from formcheck.engine.progress.trackers import Trackers
from formcheck.engine.step import Step
from formcheck.engine.tilt_sight import TiltSight
from formcheck.engine.tracked_body import TrackedBody
from formcheck.exercises.gates import GATES, Gates
from formcheck.exercises.spec import ExerciseSpec
from formcheck.kinematics.pelvic_tilt import TiltModel

Values = dict[Channel, float]
_TILT, _THIGH = Channel(Measure.PELVIC_TILT), Channel(Measure.THIGH_EXTENSION, Limb.NEAR)


@dataclass(slots=True)
class FormSession:
    """One person doing one exercise. Feed sightings in rising time; call `finish` at the end.

    side: count only this leg; None counts whichever works. tilt_model: None leaves the pelvis unjudged.
    hindsight: what a pass before over the same sightings has found. scouting: this one looks for neutrals
    only: nothing is judged but what they hang on.
    """

    spec: ExerciseSpec
    tilt_model: TiltModel | None
    side: Side | None = None
    gates: Gates = GATES
    hindsight: Hindsight = field(default_factory=Hindsight)
    scouting: bool = False
    perception: Perception = field(init=False)
    _stays: dict[int, StayNeutral] = field(default_factory=dict)
    _posture_told: Posture = Posture.UNKNOWN
    _baseline: Baseline = field(init=False)
    _tilt: PelvicTiltTracker = field(init=False)
    _tilt_sight: TiltSight = field(default_factory=TiltSight)
    _trackers: Trackers = field(init=False)
    _judge: CriteriaJudge = field(init=False)
    _coach: Coach = field(default_factory=Coach)
    _faults: FaultSpans = field(default_factory=FaultSpans)
    _hindrance: Hindrance | None = None
    _facing: Facing = Facing.RIGHT
    _t_s: float = 0.0

    def __post_init__(self) -> None:
        self.perception = Perception(self.spec, self.gates, self.hindsight.legs, self.hindsight.turns)
        foreseen = {stay: each.neutral for stay, each in self.hindsight.stays.items()}
        self._baseline = Baseline(self.spec, foreseen, self.hindsight.resting)
        tilt_model = self.tilt_model if self.spec.pelvis_judged else None
        self._tilt = PelvicTiltTracker(tilt_model, self.spec.neutral_s, silent=self.scouting)
        self._trackers = Trackers(self.spec, self.side)
        self._judge = CriteriaJudge(self.spec)

    def step(self, sighting: Sighting) -> Step:
        """Understand one frame."""
        return next(self.steps((sighting,)))

    def steps(self, sightings: Sequence[Sighting]) -> Iterator[Step]:
        """Understand frames that are at hand together: each as it is alone, in less time. Go to the end."""
        for seen in self.perception.see_all(sightings):
            yield self._think(seen)

    def _think(self, seen: Percept) -> Step:
        missed = (*self._end(seen.hole.since_s), *seen.hole.events) if seen.hole else ()
        t_s, body, ruling = seen.t_s, seen.body, seen.ruling
        self._t_s, self._facing = t_s, seen.facing
        if seen.turned:
            self._trackers.forget()
        if seen.matter is Reason.WRONG_POSTURE:
            self._baseline.left_posture(t_s)
        values, neutral = self._measure(body, seen) if body and ruling.reason is None else ({}, ())
        self.perception.rest = self._baseline.neutral.view if self._baseline.neutral else None
        frame = Observation(
            t_s=t_s, values=values, facing=self._facing, baseline=self._baseline, sighting=seen.sighting
        )
        # A try keeps the tilt without its uncertainty.
        done = self._trackers.update(_with_tilt(frame, self._tilt.sure_deg))
        if self.scouting:
            return self._scouted(seen, values, done)
        worker = self._trackers.worker
        if worker and worker.measured:
            values = {**values, **worker.measured}
            frame = replace(frame, values=values)
        verdicts = self._judge.update(_with_tilt(frame, self._tilt.firm_deg), worker)
        events = (
            *missed,
            *ruling.events,
            *self._new_posture(seen),
            *neutral,
            *verdicts,
            *self._with_faults(done),
        )
        self._note_faults(events)
        cue = self._coach.consider(t_s, [*self._judge.complaints(), *self._praise_or_advice(events)])
        shown = self._trackers.shown(values)
        return Step(
            t_s=t_s,
            pose=body.pose if body else None,
            facing=body.facing if body else None,
            posture=seen.posture,
            reason=ruling.reason,
            values=shown,
            progress=self._trackers.progress(shown, self._not_credited(t_s), self._judge.costing),
            verdicts=self._judge.verdicts,
            cue=self._coach.shown(t_s),
            has_neutral=self._baseline.neutral is not None,
            tilt_unseen=self._tilt.unseen if values else None,
            yaw_deg=self._tilt.yaw_deg if values else math.nan,
            events=(*events, cue) if cue else events,
        )

    def found(self) -> Hindsight:
        """What would have helped before it was found."""
        return Hindsight(
            stays=dict(self._stays),
            resting=self._baseline.levels,
            legs=self.perception.leg_labels,
            turns=self.perception.turns,
        )

    @property
    def settled_s(self) -> float:
        """What is known of the time before will not change any more; infinite where nothing is open."""
        return min(self._judge.settled_s, self._trackers.settled_s)

    def finish(self) -> tuple[Event, ...]:
        """Close what is under way at the end of the stream."""
        done = self._with_faults(self._trackers.finish(self._t_s, self._facing))
        nothing = Observation(t_s=self._t_s, values={}, facing=self._facing, baseline=self._baseline)
        return (*done, *self._judge.update(nothing, None))

    def break_off(self, t_s: float) -> tuple[Event, ...]:
        """From t_s on there is no picture: close what is under way, and let nothing last across the hole."""
        return (*self._end(t_s), *self.perception.miss(t_s))

    def _end(self, t_s: float) -> tuple[Event, ...]:
        nothing = Observation(t_s=t_s, values={}, facing=self._facing, baseline=self._baseline)
        done = self._with_faults(self._trackers.break_off(nothing))
        return (*done, *self._judge.update(nothing, None))

    def _scouted(self, seen: Percept, values: Values, done: tuple[Event, ...]) -> Step:
        """How far the set is; the rest says whoever judges it."""
        return Step(
            t_s=seen.t_s,
            pose=seen.body.pose if seen.body else None,
            facing=seen.body.facing if seen.body else None,
            posture=seen.posture,
            reason=seen.ruling.reason,
            values=values,
            progress=self._trackers.progress(values, (), None),
            has_neutral=self._baseline.neutral is not None,
            events=(*seen.ruling.events, *done),
        )

    def _note_faults(self, events: Iterable[Event]) -> None:
        for event in events:
            if isinstance(event, VerdictChanged):
                self._faults.add(event)

    def _not_credited(self, t_s: float) -> list[Span]:
        """Time under a fault that costs credit, or what may become one: a clock must not run back."""
        red = [(f.start_s, f.end_s) for f in self._faults.until(t_s) if f.flag.costs_credit]
        since_s = self._judge.turning_red_s
        return red if math.isnan(since_s) else [*red, (since_s, t_s)]

    def _praise_or_advice(self, events: Iterable[Event]) -> list[tuple[Concern, str]]:
        """What could be said of what has just been done: nobody is told to go on with what does not count."""
        wrong = self._judge.costing is not None or not math.isnan(self._judge.turning_red_s)
        return cues_about((e for e in events if not (wrong and isinstance(e, HoldStarted))), self.spec)

    def _new_posture(self, seen: Percept) -> tuple[PostureChanged, ...]:
        if seen.posture is self._posture_told:
            return ()
        self._posture_told = seen.posture
        return (PostureChanged(seen.t_s, seen.posture),)

    def _measure(self, body: TrackedBody, seen: Percept) -> tuple[Values, tuple[Event, ...]]:
        t_s, posture = seen.t_s, seen.posture
        taken = self._baseline.update(t_s, body.view, seen.values, posture, busy=self._trackers.busy)
        values = {**seen.values, **believed(self._baseline.lifts(body), body)}
        still = taken and self._take_neutral(posture)
        if not taken and self._baseline.neutral is None and (self._tilt.neutral or self._tilt.neutral_hidden):
            self._tilt.forget()
        back_deg = self._baseline.value_of(_THIGH, values, Reference.NEUTRAL)
        values |= self._tilt.update(t_s, body, posture, thigh_back_deg=back_deg)
        values[Channel(Measure.HIP_EXTENSION, Limb.NEAR)] = hip_extension_deg(values)
        events: tuple[Event, ...] = (NeutralTaken(t_s, still=still),) if taken else self._hindered(t_s)
        if self._tilt.model is not None and not self.scouting:
            events += self._tilt_sight.update(t_s, self._tilt.unjudged, self._tilt.yaw_deg)
        return values, events

    def _hindered(self, t_s: float) -> tuple[Event, ...]:
        """What keeps the neutral away, when it begins."""
        before, self._hindrance = self._hindrance, self._baseline.hindrance
        if self._hindrance is None or self._hindrance is before:
            return ()
        return (NeutralHindered(t_s, self._hindrance),)

    def _take_neutral(self, posture: Posture) -> bool:
        """Take over the neutral that was found; whether it is one of stillness."""
        baseline, stay = self._baseline, self._baseline.stay
        foreseen = self.hindsight.stays.get(stay)
        if baseline.neutral is None:
            return False
        if foreseen and baseline.neutral is foreseen.neutral:
            self._tilt.neutral, self._tilt.neutral_hidden = foreseen.look, foreseen.hidden
            return not foreseen.provisional
        self._tilt.take_neutral(posture=posture)
        known = self._stays.get(stay)
        if known is None or known.provisional:
            self._stays[stay] = StayNeutral(
                neutral=baseline.neutral,
                look=self._tilt.neutral,
                provisional=baseline.provisional,
                hidden=self._tilt.neutral_hidden,
            )
        return not baseline.provisional

    def _with_faults(self, events: Iterable[Event]) -> tuple[Event, ...]:
        return tuple(
            self._judge.with_faults(event, self._facing) if isinstance(event, RepCompleted) else event
            for event in events
        )


def _with_tilt(frame: Observation, tilt_deg: float) -> Observation:
    """A frame with the pelvic tilt that may be relied upon, none where that is NaN or nothing was judged."""
    seen_deg = frame.values.get(_TILT, math.nan)
    if not frame.values or seen_deg == tilt_deg or (math.isnan(seen_deg) and math.isnan(tilt_deg)):
        return frame
    others = {each: value for each, value in frame.values.items() if each != _TILT}
    return replace(frame, values=others if math.isnan(tilt_deg) else {**others, _TILT: tilt_deg})
