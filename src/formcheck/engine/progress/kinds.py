"""Tracker and goal of every kind of rule. A new kind of progress is one file and one line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from formcheck.domain.body import Limb, Side
from formcheck.engine.progress.base import Goal, Tracker
from formcheck.engine.progress.hold import HoldGoal, HoldTracker
from formcheck.engine.progress.mobility import MobilityGoal, MobilityTracker
from formcheck.engine.progress.repetition import RepGoal, RepTracker
from formcheck.engine.progress.walking import WalkGoal, WalkTracker
from formcheck.exercises.rule import Rule
from formcheck.exercises.spec import ExerciseSpec, HoldRule, MobilityRule, RepRule
from formcheck.exercises.walk_rule import WalkRule


@dataclass(frozen=True, slots=True)
class _Kind:
    tracker: Callable[..., Tracker]
    goal: Callable[[ExerciseSpec, int, Side | None], Goal]


_KINDS: Mapping[type[Rule], _Kind] = MappingProxyType(
    {
        RepRule: _Kind(RepTracker, RepGoal.of),
        HoldRule: _Kind(HoldTracker, HoldGoal.of),
        MobilityRule: _Kind(MobilityTracker, MobilityGoal.of),
        WalkRule: _Kind(WalkTracker, WalkGoal.of),
    }
)


def tracker_of(rule: Rule, limb: Limb | None) -> Tracker:
    """A tracker of what the rule calls progress, for one leg; limb None: both as one."""
    return _KINDS[type(rule)].tracker(rule, limb)


def goal_of(spec: ExerciseSpec, target: int, side: Side | None) -> Goal:
    """The goal of a set. target: repetitions or seconds, as the exercise has it. side: None for both."""
    return _KINDS[type(spec.progress)].goal(spec, target, side)
