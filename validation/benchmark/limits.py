"""The promises, as data: what is measured per exercise, which limit it has, and whether it is held."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

AT_MOST, AT_LEAST = "<=", ">="
_HOLDS: Mapping[str, Callable[[float, float], bool]] = {AT_MOST: operator.le, AT_LEAST: operator.ge}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One promise. metric names a field of a summary; unit is for reading."""

    metric: str
    says: str
    relation: str
    bound: float
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A limit on one exercise; value is NaN where the clips have nothing to measure it on."""

    limit: Limit
    exercise: str
    value: float

    @property
    def held(self) -> bool | None:
        """Whether the promise is kept; None = not applicable."""
        if math.isnan(self.value):
            return None
        return _HOLDS[self.limit.relation](self.value, self.limit.bound)


LIMITS: tuple[Limit, ...] = tuple(
    Limit(metric=metric, says=says, relation=relation, bound=bound, unit=unit)
    for metric, says, relation, bound, unit in (
        ("reps_wrong", "clips whose complete repetitions are miscounted", AT_MOST, 0, ""),
        ("partials_wrong", "clips whose partial attempts are miscounted", AT_MOST, 0, ""),
        ("holds_wrong", "clips whose holds are miscounted", AT_MOST, 0, ""),
        ("sides_wrong", "repetitions and holds on the wrong side", AT_MOST, 0, ""),
        ("hold_error_max_s", "seconds of a hold, largest error", AT_MOST, 1.0, "s"),
        ("time_error_max_s", "start, top and end of a repetition, largest error", AT_MOST, 0.4, "s"),
        ("thigh_mae_deg", "thigh, mean absolute error", AT_MOST, 4.0, "°"),
        ("trunk_mae_deg", "trunk, mean absolute error", AT_MOST, 3.0, "°"),
        ("knee_mae_deg", "knee, mean absolute error", AT_MOST, 5.0, "°"),
        ("judged_share_min", "share judged, lowest of the clean clips", AT_LEAST, 0.90, ""),
        ("found_share", "frames of the clean clips in which the person is found", AT_LEAST, 0.99, ""),
        ("leans_wrong", "repetitions where leaning back is missed or invented", AT_MOST, 0, ""),
        ("verdicts_wrong", "clips with the wrong verdict", AT_MOST, 0, ""),
        ("invented_reps", "repetitions counted in what is no exercise", AT_MOST, 0, ""),
    )
)
"""Angles: per frame, judged frames only, after each clip's constant offset is taken away, per exercise."""


def check_limits(
    summaries: Mapping[str, Mapping[str, float]], limits: tuple[Limit, ...] = LIMITS
) -> Iterator[Outcome]:
    """Every limit on every exercise that has its metric."""
    for limit in limits:
        for exercise, metrics in summaries.items():
            if limit.metric in metrics:
                yield Outcome(limit=limit, exercise=exercise, value=metrics[limit.metric])


def broken(outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    """Those that are not held."""
    return tuple(outcome for outcome in outcomes if outcome.held is False)
