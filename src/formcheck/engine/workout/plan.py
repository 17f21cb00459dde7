"""What is to be done in a workout, in which order, and how far it has got."""

from dataclasses import dataclass
from enum import StrEnum

from formcheck.domain.body import Side
from formcheck.exercises.spec import ExerciseSpec, RepRule


class Stage(StrEnum):
    """Where in the workout the person is. Only in `WORK` is anything counted."""

    SETUP = "setup"
    COUNTDOWN = "countdown"
    WORK = "work"
    REST = "rest"
    SWITCH = "switch"
    PAUSED = "paused"
    DONE = "done"


class Command(StrEnum):
    """What a button or key asks for. Everything also happens by itself, by taking or leaving the position."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The order of a workout.

    side: train only this leg; None trains both. sets: how many, per side where the sides take turns.
    target: repetitions (per leg, where one leg works at a time) or seconds held in a set; of a mobility
    check, seconds that the position is held.
    """

    spec: ExerciseSpec
    side: Side | None = None
    sets: int = 2
    target: int = 10

    def __post_init__(self) -> None:
        if self.sets < 1 or self.target < 1:
            raise ValueError(f"a workout needs at least one set and a target, got {self.sets}, {self.target}")

    @property
    def target_reps(self) -> int | None:
        """Complete repetitions that make a set, both legs together; None where seconds make it."""
        if not isinstance(self.spec.progress, RepRule):
            return None
        both_legs = self.spec.dose.per_leg and self.side is None and bool(self.spec.limbs)
        return 2 * self.target if both_legs else self.target

    @property
    def target_s(self) -> float | None:
        """Seconds that make a set; None where it is about repetitions."""
        return None if self.target_reps else float(self.target)

    @property
    def sides_take_turns(self) -> bool:
        """Whether the person turns round after one side: a held position shows the camera one leg."""
        return self.side is None and self.target_reps is None and bool(self.spec.limbs)

    @property
    def rest_s(self) -> float:
        """Pause between two sets: the shorter end of the dose; skip it, or take longer by staying away."""
        return float(self.spec.dose.rest_s[0])
