"""One frame of a workout, understood: what the stage of the live page shows and says."""

from dataclasses import dataclass
from typing import Literal

from formcheck.domain.body import Side
from formcheck.engine.step import Step
from formcheck.engine.workout.plan import Stage


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the set-up list. ok: None while it cannot be told yet. fix: key of what to do about it."""

    key: str
    ok: bool | None
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Breath:
    """The pacer: breathe in or out now, and how much of that is over, 0..1. Paced, never judged."""

    phase: Literal["in", "out"]
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Everything at one time. t_s: capture time.

    counted: whether this frame belongs to a set. count, partial, held_s: of the set under way. left_s: of
    the countdown, rest or switch. set_no: from 1, per side where sides take turns. side: the side to train
    now, None as long as either may begin. say: key of what is to be spoken, once.
    """

    t_s: float
    step: Step
    stage: Stage
    paused_by: Literal["command", "position"] | None
    checks: tuple[Check, ...]
    counted: bool
    count: int
    partial: int
    target_reps: int | None
    held_s: float
    target_s: float | None
    set_no: int
    sets: int
    side: Side | None
    left_s: float | None = None
    breath: Breath | None = None
    say: str | None = None
