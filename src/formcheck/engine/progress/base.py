"""What a kind of progress is to the rest of the engine: a tracker of one leg, and the goal of a set."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from formcheck.domain.body import Facing, Limb, Side, Sighting
from formcheck.domain.events import Event
from formcheck.domain.measure import Channel, Interval
from formcheck.engine.baseline import Baseline
from formcheck.engine.fault_spans import Span
from formcheck.exercises.bound import Condition

Values = Mapping[Channel, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One frame as trackers see it. values: its measures, none where it could not be judged.

    sighting: as it came, its pose neither smoothed nor its legs sorted; None where there is no picture.
    """

    t_s: float
    values: Values
    facing: Facing
    baseline: Baseline
    sighting: Sighting | None = None

    def meets(self, condition: Condition | None, limb: Limb | None) -> bool:
        """Whether a condition holds for a working leg; there being none, it does."""
        if condition is None:
            return True
        value = self.baseline.value_of(condition.channel.on(limb), self.values, condition.reference)
        return value in condition.bound


@dataclass(frozen=True, slots=True)
class Attempt:
    """A movement of one leg, under way or over. height: how far it got, in the unit of its measure."""

    limb: Limb | None
    start_s: float
    end_s: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was done of a set so far.

    count: complete repetitions, or tries. held_s: seconds in the target zone that count; ended_s: those of
    them in holds that are over. engaged: whether something is under way.
    """

    count: int
    held_s: float
    ended_s: float
    engaged: bool


class Goal(Protocol):
    """When a set is done."""

    @property
    def near_leg_only(self) -> bool:
        """Whether it can only be measured on the leg next to the camera."""

    @property
    def reps(self) -> int | None:
        """Complete repetitions, both legs together; None where the goal is in seconds."""

    @property
    def seconds(self) -> float | None:
        """Seconds; None where the goal is in repetitions."""

    def reached(self, done: Done) -> bool:
        """Whether the set is over."""

    def encouragement(self, done: Done) -> str | None:
        """Key of what to say on the way, if anything."""


class Tracker(Protocol):
    """Watches one leg; limb None: both as one."""

    limb: Limb | None
    value: float
    """The followed measure in the last frame, held against its reference; NaN = not seen."""

    @property
    def channel(self) -> Channel:
        """The measure that is followed, on this leg."""

    @property
    def zone(self) -> Interval:
        """Where it should get to."""

    @property
    def engaged(self) -> bool:
        """Whether an attempt is under way."""

    @property
    def at_work(self) -> bool:
        """Whether there is something to judge just now."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The stretches for which the position under way was held; none where nothing is held."""

    @property
    def attempt(self) -> Attempt | None:
        """The movement under way, where two legs could be taken for each other."""

    @property
    def settled_s(self) -> float:
        """Nothing that it tells from now on, and that is drawn, happened before that time; else infinite."""

    @property
    def measured(self) -> Values:
        """What only this tracker can measure of the last frame."""

    def update(self, seen: Observation) -> tuple[Event, ...]:
        """Take one frame."""

    def break_off(self, t_s: float, side: Side) -> tuple[Event, ...]:
        """Pictures are missing from here on: close what cannot go on unseen."""

    def finish(self, t_s: float, side: Side) -> tuple[Event, ...]:
        """Close what is under way at the end of the stream. side: of this leg."""

    def forget(self) -> None:
        """Drop what is under way: it was measured on a body taken to face the other way."""
