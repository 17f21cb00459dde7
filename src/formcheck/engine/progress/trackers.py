"""The progress of a set: one tracker per leg that may work, weighed against each other, and what was done."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from formcheck.domain.body import Facing, Side
from formcheck.domain.events import Event, HoldEnded, MobilityMeasured, RepCompleted
from formcheck.domain.measure import Flag
from formcheck.domain.walking import PassWalked
from formcheck.engine.fault_spans import Span, credited_s
from formcheck.engine.progress.base import Observation, Tracker, Values
from formcheck.engine.progress.crosstalk import Crosstalk, foremost
from formcheck.engine.progress.kinds import tracker_of
from formcheck.engine.step import Progress
from formcheck.exercises.spec import ExerciseSpec


@dataclass(slots=True)
class Trackers:
    """Feed one observation per frame. side: count only this leg; None counts whichever works."""

    spec: ExerciseSpec
    side: Side | None
    worker: Tracker | None = None
    """Tracker of the leg that works now."""
    _all: tuple[Tracker, ...] = field(init=False)
    _crosstalk: Crosstalk = field(init=False)
    _done: Progress = field(init=False)
    _last_held: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        self._all = tuple(tracker_of(self.spec.progress, limb) for limb in self.spec.limbs or (None,))
        self._crosstalk = Crosstalk(self.spec)
        first = self._all[0]
        self._done = Progress(channel=first.channel, value=first.value, zone=first.zone, engaged=False)

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return any(tracker.engaged for tracker in self._all)

    @property
    def settled_s(self) -> float:
        """Nothing that is told from now on happened before that time; infinite where nothing is held back."""
        return min(tracker.settled_s for tracker in self._all)

    def update(self, seen: Observation) -> tuple[Event, ...]:
        """Take one frame; what happened in it."""
        done = [(tracker, event) for tracker in self._all for event in tracker.update(seen)]
        self.worker = foremost(self._all)
        return self._tallied(event for _, event in self._crosstalk.own(done, self._all))

    def break_off(self, nothing: Observation) -> tuple[Event, ...]:
        """Pictures are missing from here on. nothing: an observation without values."""
        done = self.update(nothing)
        return done + self._closed(
            (tracker, event)
            for tracker in self._all
            for event in tracker.break_off(nothing.t_s, nothing.facing.side_of(tracker.limb))
        )

    def finish(self, t_s: float, facing: Facing) -> tuple[Event, ...]:
        """Close what is under way at the end of the stream."""
        return self._closed(
            (tracker, event)
            for tracker in self._all
            for event in tracker.finish(t_s, facing.side_of(tracker.limb))
        )

    def forget(self) -> None:
        """Drop what is under way: the body was taken to face the other way."""
        for tracker in self._all:
            tracker.forget()

    def shown(self, values: Values) -> Values:
        """The values that can be believed while one leg works in front of the other."""
        return self._crosstalk.seen(values, self._all)

    def progress(self, shown: Values, cuts: Iterable[Span], uncredited: Flag | None) -> Progress:
        """How far the set is. shown: the values that can be believed. cuts: time that does not count.

        uncredited: the fault for which it does not, just now.
        """
        tracker = self.worker or self._all[0]
        held = tracker.spans or self._last_held
        return replace(
            self._done,
            channel=tracker.channel,
            value=tracker.value if tracker.channel in shown else float("nan"),
            engaged=tracker.engaged,
            held_s=credited_s(held, ()),
            credited_s=credited_s(held, cuts),
            uncredited=uncredited if tracker.spans else None,
        )

    def _closed(self, done: Iterable[tuple[Tracker, Event]]) -> tuple[Event, ...]:
        """What ended because nothing more is seen, and what was held back until then."""
        kept = [*self._crosstalk.own(list(done), self._all), *self._crosstalk.finish()]
        return self._tallied(event for _, event in kept)

    def _tallied(self, events: Iterable[Event]) -> tuple[Event, ...]:
        wanted = tuple(event for event in events if self._wanted(event))
        for event in wanted:
            done = self._done
            match event:
                case RepCompleted(complete=True):
                    self._done = replace(done, complete_reps=done.complete_reps + 1)
                case RepCompleted():
                    self._done = replace(done, partial_reps=done.partial_reps + 1)
                case HoldEnded(spans=spans):
                    self._done, self._last_held = replace(done, holds=done.holds + 1), spans
                case MobilityMeasured():
                    self._done = replace(done, holds=done.holds + 1)
                case PassWalked(steps=steps):
                    self._done = replace(done, steps=done.steps + len(steps), passes=done.passes + 1)
        return wanted

    def _wanted(self, event: Event) -> bool:
        return self.side is None or getattr(event, "side", None) in (None, Side.BOTH, self.side)
