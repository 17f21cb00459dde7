"""Leads a person through a workout without being touched.

    SETUP --all in order--> COUNTDOWN --over, neutral taken--> WORK --target reached--> REST | SWITCH | DONE
      ^                                                         |                         |
      +<------ PAUSED <------ out of position, or asked --------+                         |
      +<----------------------------------------------------------------- over, or skipped+

The same form session sees set-up, countdown and set, so that a person who is in position and goes straight
on loses nothing: the neutral is taken as soon as there is a still moment, and work begins with the first
movement. What it sees before the countdown does not count.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import Literal

from formcheck.domain.body import Side, Sighting
from formcheck.domain.events import CueGiven
from formcheck.engine.report import SetReport, joined
from formcheck.engine.step import Step
from formcheck.engine.workout.bout import Bout, Tally
from formcheck.engine.workout.checklist import all_green, checklist, first_fix
from formcheck.engine.workout.moment import Check, Moment
from formcheck.engine.workout.pacer import breath_at
from formcheck.engine.workout.plan import Command, Plan, Stage
from formcheck.engine.workout.voice import Voice
from formcheck.exercises.spec import HoldRule, MobilityRule
from formcheck.kinematics.pelvic_tilt import TiltModel

COUNTDOWN_S = 3.0
_GREEN_S = 1.0
_NO_NEUTRAL_S = 8.0  # who cannot keep still begins all the same; the neutral comes when it comes
_OUT_S = 3.0  # longer than a hold waits before it gives up, so that it ends before the pause
_ABANDONED_S = 60.0


@dataclass(slots=True)
class Workout:
    """Feed sightings in rising time; commands take effect with the next one.

    tilt_model: None leaves the pelvis unjudged.
    """

    plan: Plan
    tilt_model: TiltModel | None
    stage: Stage = Stage.SETUP
    _bout: Bout = field(init=False)
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
    _green_since_s: float | None = None
    _out_since_s: float | None = None
    _told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._side = self.plan.side
        self._bout = self._fresh_bout()

    @property
    def done(self) -> bool:
        """Whether the workout is over."""
        return self.stage is Stage.DONE

    def do(self, command: Command) -> None:
        """Take a command."""
        self._commands.append(command)

    def step(self, sighting: Sighting) -> Moment:
        """Understand one frame, and go on."""
        t_s = self._t_s = sighting.t_s
        while self._commands:
            self._obey(self._commands.popleft())
        step = self._bout.step(sighting)
        checks = checklist(step, self._side if self._near_side_matters else None)
        green = all_green(checks)
        self._green_since_s = (t_s if self._green_since_s is None else self._green_since_s) if green else None
        self._out_since_s = None if green else t_s if self._out_since_s is None else self._out_since_s
        counted = self.stage is Stage.WORK
        self._go_on(step, checks)
        return self._moment(step, checks, counted=counted)

    def finish(self) -> None:
        """The stream has ended: close what is under way."""
        if not self.done:
            self._end_bout(self._t_s)
            self._enter(Stage.DONE)

    def report(self) -> SetReport:
        """What was done so far, all sets together."""
        running = [self._bout.report()] if self._bout.begun else []
        return joined([*self._reports, *running], self.plan.spec)

    @property
    def _near_side_matters(self) -> bool:
        """A held position is read off the near leg; repetitions are counted on either."""
        return isinstance(self.plan.spec.progress, HoldRule | MobilityRule) and bool(self.plan.spec.limbs)

    @property
    def _tally(self) -> Tally:
        return self._earlier + self._bout.tally

    @property
    def _held_s(self) -> float:
        return self._tally.held_s + self._bout.held_now_s

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
        if self._green_for_s >= _GREEN_S:
            self._start_countdown(forced=False)
        elif self._reports and self._out_for_s >= _ABANDONED_S and self._t_s - self._since_s >= _ABANDONED_S:
            self._end()

    def _start_countdown(self, *, forced: bool) -> None:
        self._voice.announce("live.say.resumed" if self.stage is Stage.PAUSED else "live.say.get_ready")
        self._forced = forced
        self._enter(Stage.COUNTDOWN)
        self._bout.begin(self._t_s)

    def _count_down(self, step: Step) -> None:
        over_s = self._t_s - self._since_s - COUNTDOWN_S
        if not self._forced and self._out_for_s >= _GREEN_S:
            self._bout.abandon()
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
        self._encourage()
        if self._set_is_done(step):
            self._end_set()
        elif self._out_for_s >= _OUT_S:
            self._pause("position")
        elif step.reason is not None:
            self._voice.advise(self._t_s, first_fix(checks))

    def _encourage(self) -> None:
        reps, target_s = self.plan.target_reps, self.plan.target_s
        if reps and reps > 1 and self._tally.count == reps - 1:
            self._tell_once("live.say.last_one")
        if target_s and isinstance(self.plan.spec.progress, HoldRule):
            if self._held_s >= target_s:
                self._tell_once("live.say.come_out")
            elif self._held_s >= target_s / 2.0:
                self._tell_once("live.say.half_way")

    def _set_is_done(self, step: Step) -> bool:
        if self.plan.target_reps:
            return self._tally.count >= self.plan.target_reps
        target_s = self.plan.target_s or 0.0
        if isinstance(self.plan.spec.progress, HoldRule):
            longest_s = max(target_s, float((self.plan.spec.dose.hold_s or (0, 0))[1]))
            out = not step.progress.engaged
            return (self._tally.held_s >= target_s and out) or self._held_s >= longest_s
        return self._tally.count >= 1

    def _end_set(self) -> None:
        self._end_bout(self._t_s)
        self._earlier = Tally()
        self._told.clear()
        if self._set_no < self.plan.sets:
            self._set_no += 1
            self._voice.announce("live.say.rest")
            self._enter(Stage.REST)
        elif self.plan.sides_take_turns and not self._turned and self._side is not None:
            self._side, self._turned, self._set_no = self._side.opposite, True, 1
            self._bout = self._fresh_bout()
            self._voice.announce("live.say.switch")
            self._enter(Stage.SWITCH)
        else:
            self._voice.announce("live.say.done")
            self._enter(Stage.DONE)

    def _end_bout(self, end_s: float) -> None:
        report = self._bout.close(end_s)
        if report:
            self._reports.append(report)
            self._earlier += self._bout.tally
        self._bout = self._fresh_bout()

    def _pause(self, by: Literal["command", "position"]) -> None:
        """Ends the bout where the person was last seen well; what follows needs a neutral of its own."""
        out_s = self._out_since_s if by == "position" and self._out_since_s is not None else self._t_s
        self._end_bout(out_s)
        self._voice.announce("live.say.paused")
        self._enter(Stage.PAUSED)
        self._paused_by = by

    def _set_up_again(self, say: str) -> None:
        self._bout = self._fresh_bout()
        self._green_since_s = None
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
                self._end_set()
            case Command.SKIP | Command.START, Stage.REST | Stage.SWITCH:
                self._set_up_again("live.say.next_set")
            case Command.PAUSE, Stage.COUNTDOWN | Stage.WORK:
                self._pause("command")
            case Command.RESUME | Command.START, Stage.PAUSED:
                self._set_up_again("live.say.resumed")

    def _end(self) -> None:
        if not self.done:
            self._end_bout(self._t_s)
            self._voice.announce("live.say.done")
            self._enter(Stage.DONE)

    def _enter(self, stage: Stage) -> None:
        self.stage, self._since_s, self._paused_by = stage, self._t_s, None

    def _fresh_bout(self) -> Bout:
        return Bout(self.plan.spec, self._side, self.tilt_model)

    def _tell_once(self, key: str) -> None:
        if key not in self._told:
            self._told.add(key)
            self._voice.announce(key)

    @property
    def _green_for_s(self) -> float:
        return 0.0 if self._green_since_s is None else self._t_s - self._green_since_s

    @property
    def _out_for_s(self) -> float:
        return 0.0 if self._out_since_s is None else self._t_s - self._out_since_s

    def _moment(self, step: Step, checks: tuple[Check, ...], *, counted: bool) -> Moment:
        lasts_s = {
            Stage.COUNTDOWN: COUNTDOWN_S,
            Stage.REST: self.plan.rest_s,
            Stage.SWITCH: self.plan.rest_s,
        }.get(self.stage)
        breathing = self.stage is Stage.WORK and isinstance(self.plan.spec.progress, HoldRule)
        held_since_s = self._bout.hold_since_s
        return Moment(
            t_s=self._t_s,
            step=step,
            stage=self.stage,
            paused_by=self._paused_by,
            checks=checks,
            counted=counted,
            count=self._tally.count,
            partial=self._tally.partial,
            target_reps=self.plan.target_reps,
            held_s=self._held_s,
            target_s=self.plan.target_s,
            set_no=self._set_no,
            sets=self.plan.sets,
            side=self._side,
            left_s=None if lasts_s is None else max(0.0, self._since_s + lasts_s - self._t_s),
            breath=breath_at(self._t_s - held_since_s) if breathing and held_since_s <= self._t_s else None,
            say=self._voice.next(),
        )
