"""formcheck and the common rules side by side, on the same landmarks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from validation.benchmark import rivals
from validation.benchmark.clips import Clip
from validation.benchmark.events import real_holds
from validation.benchmark.observation import Observation

Array = NDArray[np.float64]
QUICK_S, SLOW_S = 1 / 60, 1 / 10
"""Seconds that a quick and a slow machine need for a frame, for the wall-clock rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AngleRivalry:
    """RMSE of the hip's angle in degrees: ours, the three-point rule in pixels, and in normalised x, y."""

    exercise: str
    own: float
    three_point: float
    normalised: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRivalry:
    """Repetitions that were done, that we counted, and that two thresholds count."""

    exercise: str
    done: int
    own: int
    two_thresholds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRivalry:
    """Seconds held, all clips: by truth, by us, by frames / 30, by a quick and a slow machine."""

    exercise: str
    done: float
    own: float
    frames: float
    quick: float
    slow: float


def compare_angles(seen: Sequence[tuple[Clip, Observation]]) -> Iterable[AngleRivalry]:
    """One row per exercise."""
    for exercise, pairs in _by_exercise(seen):
        yield AngleRivalry(
            exercise=exercise,
            own=_rmse(rivals.own_hip_error_deg(*pair) for pair in pairs),
            three_point=_rmse(rivals.hip_error_deg(*pair) for pair in pairs),
            normalised=_rmse(rivals.hip_error_deg(*pair, normalised=True) for pair in pairs),
        )


def compare_counts(seen: Sequence[tuple[Clip, Observation]]) -> Iterable[CountRivalry]:
    """One row per exercise that has repetitions, what is no exercise included."""
    for exercise, pairs in _by_exercise(seen):
        theirs = [rivals.count_reps(*pair) for pair in pairs]
        counted = [count for count in theirs if count is not None]
        if counted:
            yield CountRivalry(
                exercise=exercise,
                done=sum(len(clip.expected.get("reps", [])) for clip, _ in pairs),
                own=sum(rep["complete"] for _, observation in pairs for rep in observation.said["reps"]),
                two_thresholds=sum(counted),
            )


def compare_holds(seen: Sequence[tuple[Clip, Observation]]) -> Iterable[HoldRivalry]:
    """One row for each exercise that is held."""
    for exercise, pairs in _by_exercise(seen):
        done = [hold.in_zone_s for clip, _ in pairs for hold in real_holds(clip)]
        if done:
            yield HoldRivalry(
                exercise=exercise,
                done=sum(done),
                own=sum(hold["in_zone_s"] for _, observation in pairs for hold in observation.said["holds"]),
                frames=sum(rivals.held_s(*pair) for pair in pairs),
                quick=sum(rivals.held_s(*pair, real_s_per_frame=QUICK_S) for pair in pairs),
                slow=sum(rivals.held_s(*pair, real_s_per_frame=SLOW_S) for pair in pairs),
            )


def _by_exercise(
    seen: Sequence[tuple[Clip, Observation]],
) -> Iterable[tuple[str, list[tuple[Clip, Observation]]]]:
    for exercise in dict.fromkeys(clip.exercise for clip, _ in seen):
        yield exercise, [pair for pair in seen if pair[0].exercise == exercise]


def _rmse(errors: Iterable[Array]) -> float:
    values = np.concatenate(list(errors))
    return float(np.sqrt(np.mean(values**2))) if len(values) else math.nan
