"""A whole workout: set-up, countdown, sets, rests, sides, end. The person need not touch anything."""

from formcheck.engine.workout.again import judge_again, look_again
from formcheck.engine.workout.plan import Command, Plan, Stage
from formcheck.engine.workout.set_run import ClosedRun, RunSpan
from formcheck.engine.workout.state import Breath, Check, WorkoutState
from formcheck.engine.workout.workout import Workout

__all__ = [
    "Breath",
    "Check",
    "ClosedRun",
    "Command",
    "Plan",
    "RunSpan",
    "Stage",
    "Workout",
    "WorkoutState",
    "judge_again",
    "look_again",
]
