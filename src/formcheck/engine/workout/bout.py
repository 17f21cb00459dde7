"""One uninterrupted run of an exercise: a form session, what it saw, and from when on that counts."""

import math
from dataclasses import dataclass, field, replace

from formcheck.domain.body import Side, Sighting
from formcheck.domain.events import Event, HoldEnded, HoldStarted, MobilityMeasured, RepCompleted
from formcheck.engine.report import SetReport, fold
from formcheck.engine.session import FormSession
from formcheck.engine.step import Step
from formcheck.exercises.spec import ExerciseSpec
from formcheck.kinematics.pelvic_tilt import TiltModel


@dataclass(frozen=True, slots=True)
class Tally:
    """What was done so far. held_s: in holds that are over."""

    count: int = 0
    partial: int = 0
    held_s: float = 0.0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.count + other.count, self.partial + other.partial, self.held_s + other.held_s)


@dataclass(slots=True)
class Bout:
    """Steps from the moment that somebody may be there; counts from `begin` to `close`."""

    spec: ExerciseSpec
    side: Side | None
    tilt_model: TiltModel | None
    tally: Tally = field(default_factory=Tally)
    hold_since_s: float = math.nan
    held_now_s: float = 0.0
    _session: FormSession = field(init=False)
    _events: list[Event] = field(default_factory=list)
    _start_s: float = math.inf
    _last_s: float = 0.0

    def __post_init__(self) -> None:
        self._session = FormSession(self.spec, side=self.side, tilt_model=self.tilt_model)

    @property
    def begun(self) -> bool:
        """Whether what is seen counts."""
        return self._start_s < math.inf

    def step(self, sighting: Sighting) -> Step:
        """Understand one frame."""
        step = self._session.step(sighting)
        self._last_s = sighting.t_s
        self._take(step.events)
        self.held_now_s = step.progress.held_s if self.begun else 0.0
        if not step.progress.engaged:
            self.hold_since_s = math.nan
        return step

    def begin(self, t_s: float) -> None:
        """From here on it counts."""
        self._start_s = t_s

    def abandon(self) -> None:
        """It does not count yet, after all."""
        self._start_s, self.tally = math.inf, Tally()

    def close(self, end_s: float) -> SetReport | None:
        """End it; None when it never began. end_s: end of what is told of, no later than the last frame."""
        if not self.begun:
            return None
        self._take(self._session.finish())
        return self.report(end_s)

    def report(self, end_s: float | None = None) -> SetReport:
        """What was done, so far."""
        end_s = self._last_s if end_s is None else end_s
        return fold(self._events, self.spec, max(end_s, self._start_s), start_s=self._start_s)

    def _take(self, events: tuple[Event, ...]) -> None:
        self._events += events
        for event in events if self.begun else ():
            match event:
                case RepCompleted(complete=True) | MobilityMeasured():
                    self.tally = replace(self.tally, count=self.tally.count + 1)
                case RepCompleted():
                    self.tally = replace(self.tally, partial=self.tally.partial + 1)
                case HoldStarted(start_s=start_s):
                    self.hold_since_s = start_s
                case HoldEnded(in_zone_s=in_zone_s):
                    self.tally = replace(self.tally, held_s=self.tally.held_s + in_zone_s)
