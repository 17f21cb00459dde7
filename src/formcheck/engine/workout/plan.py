"""The plan of a workout, its stages and its commands."""

from dataclasses import dataclass
from enum import StrEnum

from formcheck.domain.body import Side
from formcheck.engine.progress.base import Goal
from formcheck.engine.progress.kinds import goal_of
from formcheck.engine.report import Aim
from formcheck.exercises.spec import ExerciseSpec


class Stage(StrEnum):
    """Stage of a workout. Only in `WORK` is anything counted."""

    SETUP = "setup"
    COUNTDOWN = "countdown"
    WORK = "work"
    REST = "rest"
    SWITCH = "switch"
    PAUSED = "paused"
    DONE = "done"


class Command(StrEnum):
    """A command by button or key. None is needed: taking and leaving the position does the same."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a workout consists of. Raises ValueError for less than one set or a target below one.

    side: train only this leg; None trains both. sets: per side where sides take turns. target, of one set:
    repetitions (per leg, where one leg works at a time), or seconds in the target zone; of a mobility check,
    seconds that the position is held. pause_s: seconds between two sets, >= 0; None: as the dose has it.
    """

    spec: ExerciseSpec
    side: Side | None = None
    sets: int = 2
    target: int = 10
    pause_s: float | None = None

    def __post_init__(self) -> None:
        if self.sets < 1 or self.target < 1:
            raise ValueError(f"a workout needs at least one set and a target, got {self.sets}, {self.target}")

    @property
    def goal(self) -> Goal:
        """What ends a set."""
        return goal_of(self.spec, self.target, self.side)

    @property
    def target_reps(self) -> int | None:
        """Complete repetitions of a set, both legs together; None where the target is in seconds."""
        return self.goal.reps

    @property
    def target_s(self) -> float | None:
        """Seconds of a set; None where the target is in repetitions."""
        return self.goal.seconds

    @property
    def aim(self) -> Aim:
        """All of it in numbers."""
        pieces = self.sets * (2 if self.sides_take_turns else 1)
        return Aim(reps=self.target_reps, seconds=self.target_s, pieces=pieces)

    @property
    def sides_take_turns(self) -> bool:
        """Whether all sets of one side come before those of the other: a hold is measured on the near leg."""
        return self.side is None and self.near_side_matters

    @property
    def near_side_matters(self) -> bool:
        """Whether the leg that is trained must be the near one."""
        return self.goal.near_leg_only and bool(self.spec.limbs)

    @property
    def rest_s(self) -> float:
        """Seconds between two sets. A skip ends the rest, staying away extends it."""
        return float(self.spec.dose.rest_s[0]) if self.pause_s is None else self.pause_s
