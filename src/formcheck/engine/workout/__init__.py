"""A whole workout by itself: set-up, countdown, sets, rests, sides, the end. Nobody has to touch anything."""

from formcheck.engine.workout.moment import Breath, Check, Moment
from formcheck.engine.workout.plan import Command, Plan, Stage
from formcheck.engine.workout.workout import Workout

__all__ = ["Breath", "Check", "Command", "Moment", "Plan", "Stage", "Workout"]
