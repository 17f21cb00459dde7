"""The promises on angles and on being seen, as data; those on counts, times and flags are rates (`rates`)."""

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
        ("thigh_mae_deg", "thigh, mean absolute error", AT_MOST, 4.0, "°"),
        ("trunk_mae_deg", "trunk, mean absolute error", AT_MOST, 3.0, "°"),
        ("knee_mae_deg", "knee, mean absolute error", AT_MOST, 5.0, "°"),
        ("judged_share_min", "share judged, lowest of the clean clips", AT_LEAST, 0.90, ""),
        ("found_share", "frames of the clean clips in which the person is found", AT_LEAST, 0.99, ""),
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
