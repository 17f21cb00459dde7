"""The state of a workout after one frame: everything that the live page shows and says."""

from dataclasses import dataclass
from typing import Literal

from formcheck.domain.body import Side
from formcheck.domain.measure import Flag
from formcheck.engine.step import Step
from formcheck.engine.workout.plan import Stage


@dataclass(frozen=True, slots=True)
class Check:
    """One item of the set-up list. ok: None while unknown. fix: key of what to do, if it is not ok."""

    key: str
    ok: bool | None
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Breath:
    """What the breathing pacer asks for now, never judged.

    share: how much of this phase is over, 0..1. phase_s: how long all of it lasts.
    """

    phase: Literal["in", "out"]
    share: float
    phase_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkoutState:
    """State at media time t_s.

    counted: whether this frame belongs to a set. count, partial: complete and partial repetitions of the set
    under way, or steps; passes: in which these were made. held_s: its seconds in the target zone that count,
    lost_s: those that do not, for a fault. uncredited: the fault for which the clock stands still now.
    set_no: from 1, per side where sides take turns. side: leg to train now; None while either may begin.
    left_s: seconds left of countdown, rest or switch, >= 0. breath: only in a hold. say: key of what is to be
    spoken now, once.
    """

    t_s: float
    step: Step
    stage: Stage
    paused_by: Literal["command", "position"] | None
    checks: tuple[Check, ...]
    counted: bool
    count: int
    partial: int
    passes: int
    target_reps: int | None
    held_s: float
    lost_s: float
    uncredited: Flag | None
    target_s: float | None
    set_no: int
    sets: int
    side: Side | None
    left_s: float | None = None
    breath: Breath | None = None
    say: str | None = None
