"""One uninterrupted run of a set: a form session, its events, and the time from which they count."""

import math
from dataclasses import dataclass, field, replace

from formcheck.domain.body import Side, Sighting
from formcheck.domain.events import Event, HoldEnded, HoldStarted, MobilityMeasured, RepCompleted
from formcheck.domain.walking import PassWalked
from formcheck.engine.hindsight import Hindsight
from formcheck.engine.report import SetReport, fold
from formcheck.engine.session import FormSession
from formcheck.engine.step import Step
from formcheck.exercises.spec import ExerciseSpec
from formcheck.kinematics.pelvic_tilt import TiltModel


@dataclass(frozen=True, slots=True)
class Tally:
    """What was done so far.

    count, partial: complete and partial repetitions, tries of a mobility check, or steps; passes: in which
    these were made. held_s: seconds in the
    target zone that count, of holds that are over; lost_s: those that do not.
    """

    count: int = 0
    partial: int = 0
    passes: int = 0
    held_s: float = 0.0
    lost_s: float = 0.0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.count + other.count,
            self.partial + other.partial,
            self.passes + other.passes,
            self.held_s + other.held_s,
            self.lost_s + other.lost_s,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSpan:
    """When a run was. Its frames are those from from_s to last_s.

    side: leg that was trained; None for either. start_s, end_s: what of it counts. work_s: its first frame
    that is shown, after set-up and countdown; None where it ended before.
    """

    side: Side | None
    from_s: float
    last_s: float
    start_s: float
    end_s: float
    work_s: float | None

    def shows(self, t_s: float) -> bool:
        """Whether the frame of that time is one of the exercise."""
        return self.work_s is not None and self.work_s <= t_s <= self.last_s


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRun:
    """A run that is over, and what is known of it now."""

    span: RunSpan
    found: Hindsight


@dataclass(slots=True)
class SetRun:
    """Feeds its session from the set-up on, so that a neutral is taken early; counts from `begin` to `close`.

    side: leg to train; None for either. tilt_model: None leaves the pelvis unjudged. hold_since_s: media time
    at which the hold under way began; NaN without one. held_now_s: seconds in the zone of that hold that
    count, lost_now_s: those that do not.
    """

    spec: ExerciseSpec
    side: Side | None
    tilt_model: TiltModel | None
    tally: Tally = field(default_factory=Tally)
    hold_since_s: float = math.nan
    held_now_s: float = 0.0
    lost_now_s: float = 0.0
    _session: FormSession = field(init=False)
    _events: list[Event] = field(default_factory=list)
    _start_s: float = math.inf
    _from_s: float = math.inf
    _last_s: float = 0.0
    _work_s: float | None = None

    def __post_init__(self) -> None:
        self._session = FormSession(self.spec, side=self.side, tilt_model=self.tilt_model)

    @property
    def begun(self) -> bool:
        """Whether frames count."""
        return self._start_s < math.inf

    def step(self, sighting: Sighting, *, shown: bool = True) -> Step:
        """Process one frame; frames come in rising time. shown: the exercise is under way."""
        step = self._session.step(sighting)
        if shown and self._work_s is None:
            self._work_s = sighting.t_s
        self._from_s, self._last_s = min(self._from_s, sighting.t_s), sighting.t_s
        self._take(step.events)
        progress = step.progress
        now = self.begun and progress.engaged
        self.held_now_s = progress.credited_s if now else 0.0
        self.lost_now_s = progress.held_s - progress.credited_s if now else 0.0
        if not progress.engaged:
            self.hold_since_s = math.nan
        return step

    def begin(self, t_s: float) -> None:
        """Count from t_s on."""
        self._start_s = t_s

    def abandon(self) -> None:
        """Take `begin` back: nothing has counted."""
        self._start_s, self.tally = math.inf, Tally()

    def close(self, end_s: float) -> SetReport | None:
        """End the run and report it up to end_s, at most the last frame; None when it never began."""
        if not self.begun:
            return None
        self._take(self._session.finish())
        return self.report(end_s)

    def closed(self, end_s: float) -> ClosedRun:
        """What a second pass over its frames has to know. Call it when it is closed."""
        return ClosedRun(span=self.span(end_s), found=self._session.found())

    def span(self, end_s: float) -> RunSpan:
        """When it was, if it ends at end_s. At least one frame has come."""
        return RunSpan(
            side=self.side,
            from_s=self._from_s,
            last_s=self._last_s,
            start_s=self._start_s,
            end_s=max(end_s, self._start_s),
            work_s=self._work_s,
        )

    def report(self, end_s: float | None = None) -> SetReport:
        """Report from `begin` to end_s, by default to the last frame."""
        end_s = self._last_s if end_s is None else end_s
        return fold(self._events, self.spec, max(end_s, self._start_s), start_s=self._start_s)

    def _take(self, events: tuple[Event, ...]) -> None:
        self._events += events
        for event in events if self.begun else ():
            match event:
                case RepCompleted(complete=True) | MobilityMeasured():
                    self.tally = replace(self.tally, count=self.tally.count + 1)
                case PassWalked(steps=steps):
                    count, passes = self.tally.count + len(steps), self.tally.passes + 1
                    self.tally = replace(self.tally, count=count, passes=passes)
                case RepCompleted():
                    self.tally = replace(self.tally, partial=self.tally.partial + 1)
                case HoldStarted(start_s=start_s):
                    self.hold_since_s = start_s
                case HoldEnded():
                    holds = self.report().holds
                    held_s = sum(hold.credited_s for hold in holds)
                    lost_s = sum(hold.hold.in_zone_s for hold in holds) - held_s
                    self.tally = replace(self.tally, held_s=held_s, lost_s=lost_s)
