"""The state machine of a workout. It needs no command: position and movement of the person drive it.

    SETUP --all in order--> COUNTDOWN --over, neutral taken--> WORK --target reached--> REST | SWITCH | DONE
      ^                                                         |                         |
      +<------ PAUSED <------ out of position, or asked --------+                         |
      +<----------------------------------------------------------------- over, or skipped+

One form session processes set-up, countdown and set, so that a person who is in position and goes straight
on loses nothing: the neutral is taken as soon as the person is still, and work begins with the first
movement. What happens before the countdown does not count.
"""

from collections import deque
from dataclasses import dataclass, field, replace
from typing import Literal

from formcheck.domain.body import Side, Sighting
from formcheck.domain.events import CueGiven
from formcheck.engine.progress.base import Done
from formcheck.engine.report import SetReport, joined
from formcheck.engine.step import Step
from formcheck.engine.workout.checklist import all_passed, checklist, first_fix
from formcheck.engine.workout.pacer import breath_at
from formcheck.engine.workout.plan import Command, Plan, Stage
from formcheck.engine.workout.readiness import Readiness
from formcheck.engine.workout.set_run import ClosedRun, RunSpan, SetRun, Tally
from formcheck.engine.workout.state import Check, WorkoutState
from formcheck.engine.workout.voice import Voice
from formcheck.kinematics.pelvic_tilt import TiltModel

COUNTDOWN_S = 3.0
_NO_NEUTRAL_S = 8.0  # who cannot keep still begins all the same; the neutral comes when it comes
_ABANDON_AFTER_S = 1.0
_PAUSE_AFTER_S = 3.0  # longer than a hold waits before it gives up, so that it ends before the pause
_TURN_AFTER_S = 12.0  # so long it may take to turn beyond the edge of the picture and come back
_ABANDONED_S = 60.0


@dataclass(slots=True)
class Workout:
    """Feed it sightings in rising time; commands take effect with the next one.

    tilt_model: None leaves the pelvis unjudged. runs: those that are over and counted, for a second pass.
    """

    plan: Plan
    tilt_model: TiltModel | None
    stage: Stage = Stage.SETUP
    _run: SetRun = field(init=False)
    runs: list[ClosedRun] = field(default_factory=list)
    _reports: list[SetReport] = field(default_factory=list)
    _earlier: Tally = field(default_factory=Tally)
    _commands: deque[Command] = field(default_factory=deque)
    _voice: Voice = field(default_factory=Voice)
    _paused_by: Literal["command", "position"] | None = None
    _forced: bool = False
    _set_no: int = 1
    _side: Side | None = None
    _turned: bool = False
    _t_s: float = 0.0
    _since_s: float = 0.0
    _ready: Readiness = field(default_factory=Readiness)
    _told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._side = self.plan.side
        self._run = self._new_run()

    @property
    def done(self) -> bool:
        """Whether the workout is over."""
        return self.stage is Stage.DONE

    def do(self, command: Command) -> None:
        """Queue a command."""
        self._commands.append(command)

    def step(self, sighting: Sighting) -> WorkoutState:
        """Process one frame and return the state after it."""
        t_s = self._t_s = sighting.t_s
        while self._commands:
            self._obey(self._commands.popleft())
        counted = self.stage is Stage.WORK
        step = self._run.step(sighting, shown=counted)
        checks = checklist(step, self._side if self.plan.near_side_matters else None)
        self._ready.update(t_s, ready=all_passed(checks))
        self._go_on(step, checks)
        return self._state(step, checks, counted=counted)

    def finish(self) -> None:
        """End the workout as the stream has ended; harmless when it is over."""
        if not self.done:
            self._end_run(self._t_s)
            self._enter(Stage.DONE)

    def report(self) -> SetReport:
        """Report on all sets so far, joined."""
        running = [self._run.report()] if self._run.begun else []
        return replace(joined([*self._reports, *running], self.plan.spec), aim=self.plan.aim)

    @property
    def spans(self) -> list[RunSpan]:
        """When each run was that counts, the one under way as if it ended now."""
        running = [self._run.span(self._t_s)] if self._run.begun else []
        return [*(run.span for run in self.runs), *running]

    @property
    def _tally(self) -> Tally:
        return self._earlier + self._run.tally

    @property
    def _held_s(self) -> float:
        return self._tally.held_s + self._run.held_now_s

    def _done(self, step: Step) -> Done:
        tally = self._tally
        return Done(
            count=tally.count, held_s=self._held_s, ended_s=tally.held_s, engaged=step.progress.engaged
        )

    def _go_on(self, step: Step, checks: tuple[Check, ...]) -> None:
        match self.stage:
            case Stage.SETUP | Stage.PAUSED if self._paused_by != "command":
                self._wait_for_position(checks)
            case Stage.COUNTDOWN:
                self._count_down(step)
            case Stage.WORK:
                self._work(step, checks)
            case Stage.REST | Stage.SWITCH if self._t_s - self._since_s >= self.plan.rest_s:
                self._set_up_again("live.say.next_set")

    def _wait_for_position(self, checks: tuple[Check, ...]) -> None:
        self._voice.advise(self._t_s, first_fix(checks))
        if self._ready.enough:
            self._start_countdown(forced=False)
        elif self._reports and min(self._ready.out_for_s, self._t_s - self._since_s) >= _ABANDONED_S:
            self._end()

    def _start_countdown(self, *, forced: bool) -> None:
        self._voice.announce("live.say.resumed" if self.stage is Stage.PAUSED else "live.say.get_ready")
        self._forced = forced
        self._enter(Stage.COUNTDOWN)
        self._run.begin(self._t_s)

    def _count_down(self, step: Step) -> None:
        over_s = self._t_s - self._since_s - COUNTDOWN_S
        if not self._forced and self._ready.out_for_s >= _ABANDON_AFTER_S:
            self._run.abandon()
            self._ready.broke_off(done=False)
            self._enter(Stage.SETUP)
        elif step.progress.engaged or (over_s >= 0.0 and (step.has_neutral or over_s >= _NO_NEUTRAL_S)):
            self._start_work(step)
        elif over_s >= 0.0:
            self._tell_once("live.say.hold_still")

    def _start_work(self, step: Step) -> None:
        if self._side is None and self.plan.sides_take_turns and step.facing is not None:
            self._side = step.facing.near_side
        self._voice.announce("live.say.go")
        self._enter(Stage.WORK)

    def _work(self, step: Step, checks: tuple[Check, ...]) -> None:
        for event in step.events:
            if isinstance(event, CueGiven):
                self._voice.announce(event.key)
        goal, done = self.plan.goal, self._done(step)
        encouragement = goal.encouragement(done)
        if encouragement:
            self._tell_once(encouragement)
        if goal.reached(done):
            self._end_set(earned=True)
        elif self._ready.out_for_s >= self._may_be_out_s:
            self._pause("position")
        elif step.reason is not None and not self.plan.spec.progress.crosses_picture:
            self._voice.advise(self._t_s, first_fix(checks))

    def _end_set(self, *, earned: bool) -> None:
        """earned: the goal was reached; who skips what is left of a set is not told that it was well done."""
        self._end_run(self._t_s)
        self._earlier = Tally()
        self._told.clear()
        if self._set_no < self.plan.sets:
            self._set_no += 1
            self._voice.announce("live.say.rest" if earned else "live.say.pause")
            self._enter(Stage.REST)
        elif self.plan.sides_take_turns and not self._turned and self._side is not None:
            self._side, self._turned, self._set_no = self._side.opposite, True, 1
            self._run = self._new_run()
            self._voice.announce("live.say.switch")
            self._enter(Stage.SWITCH)
        else:
            self._voice.announce("live.say.done" if earned else "live.say.end")
            self._enter(Stage.DONE)

    def _end_run(self, end_s: float) -> None:
        report = self._run.close(end_s)
        if report:
            self._reports.append(report)
            self.runs.append(self._run.closed(end_s))
            self._earlier += self._run.tally
        self._run = self._new_run()

    def _pause(self, by: Literal["command", "position"]) -> None:
        """End the run where the checks last passed; the next run takes a neutral of its own."""
        out_since_s = self._ready.out_since_s if by == "position" else None
        if by == "position":
            self._ready.broke_off(done=self._run.tally != Tally())
        self._end_run(self._t_s if out_since_s is None else out_since_s)
        self._voice.announce("live.say.paused")
        self._enter(Stage.PAUSED)
        self._paused_by = by

    def _set_up_again(self, say: str) -> None:
        self._run = self._new_run()
        self._ready.start_over()
        self._voice.announce(say)
        self._enter(Stage.SETUP)

    def _obey(self, command: Command) -> None:
        match command, self.stage:
            case Command.STOP, _:
                self._end()
            case Command.START | Command.SKIP, Stage.SETUP:
                self._start_countdown(forced=True)
            case Command.SKIP, Stage.COUNTDOWN:
                self._enter(Stage.WORK)
            case Command.SKIP, Stage.WORK | Stage.PAUSED:
                self._end_set(earned=False)
            case Command.SKIP | Command.START, Stage.REST | Stage.SWITCH:
                self._set_up_again("live.say.next_set")
            case Command.PAUSE, Stage.COUNTDOWN | Stage.WORK:
                self._pause("command")
            case Command.RESUME | Command.START, Stage.PAUSED:
                self._set_up_again("live.say.resumed")

    def _end(self) -> None:
        if not self.done:
            self._end_run(self._t_s)
            self._voice.announce("live.say.end")
            self._enter(Stage.DONE)

    def _enter(self, stage: Stage) -> None:
        self.stage, self._since_s, self._paused_by = stage, self._t_s, None

    def _new_run(self) -> SetRun:
        return SetRun(self.plan.spec, self._side, self.tilt_model)

    def _tell_once(self, key: str) -> None:
        if key not in self._told:
            self._told.add(key)
            self._voice.announce(key)

    @property
    def _may_be_out_s(self) -> float:
        """Who walks by is out of the picture whenever they turn."""
        return _TURN_AFTER_S if self.plan.spec.progress.crosses_picture else _PAUSE_AFTER_S

    def _state(self, step: Step, checks: tuple[Check, ...], *, counted: bool) -> WorkoutState:
        lasts_s = {
            Stage.COUNTDOWN: COUNTDOWN_S,
            Stage.REST: self.plan.rest_s,
            Stage.SWITCH: self.plan.rest_s,
        }.get(self.stage)
        held_since_s = self._run.hold_since_s  # NaN where nothing is held
        holding = self.stage is Stage.WORK and held_since_s <= self._t_s
        return WorkoutState(
            t_s=self._t_s,
            step=step,
            stage=self.stage,
            paused_by=self._paused_by,
            checks=checks,
            counted=counted,
            count=self._tally.count,
            partial=self._tally.partial,
            passes=self._tally.passes,
            target_reps=self.plan.target_reps,
            held_s=self._held_s,
            lost_s=self._tally.lost_s + self._run.lost_now_s,
            uncredited=step.progress.uncredited if counted else None,
            target_s=self.plan.target_s,
            set_no=self._set_no,
            sets=self.plan.sets,
            side=self._side,
            left_s=None if lasts_s is None else max(0.0, self._since_s + lasts_s - self._t_s),
            breath=breath_at(self._t_s - held_since_s) if holding else None,
            say=self._voice.next(),
        )
