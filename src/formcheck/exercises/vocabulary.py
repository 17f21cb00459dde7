"""All that the file of an exercise imports: its words for bodies, measures, bounds, sources and rules."""

from formcheck.domain.body import Limb
from formcheck.domain.measure import (
    Channel,
    Concern,
    Criterion,
    Flag,
    Grade,
    Interval,
    Measure,
    Reference,
    Source,
    Unit,
    at_least,
    at_most,
    between,
)
from formcheck.domain.posture import Attitude, Posture
from formcheck.exercises.bound import Bound, Condition
from formcheck.exercises.spec import CameraHeight, Dose, ExerciseSpec, HoldRule, MobilityRule, RepRule
from formcheck.exercises.timing import LandmarkTiming, OutlineTiming
from formcheck.exercises.walk_rule import WalkRule

__all__ = [
    "DEG",
    "EXPERT",
    "OURS",
    "RATIO",
    "STUDY",
    "USER",
    "Attitude",
    "CameraHeight",
    "Channel",
    "Concern",
    "Condition",
    "Criterion",
    "Dose",
    "ExerciseSpec",
    "Flag",
    "HoldRule",
    "LandmarkTiming",
    "Limb",
    "Measure",
    "MobilityRule",
    "OutlineTiming",
    "Posture",
    "Reference",
    "RepRule",
    "S",
    "Source",
    "WalkRule",
    "at_least",
    "at_most",
    "between",
    "threshold",
]

DEG, RATIO, S = Unit.DEG, Unit.RATIO, Unit.S
USER, STUDY, EXPERT, OURS = Grade.USER, Grade.STUDY, Grade.EXPERT, Grade.OURS


def threshold(interval: Interval, grade: Grade, reference: str) -> Bound:
    """An interval that decides something, how well it is founded, and on what."""
    return Bound(interval, Source(grade, reference))
