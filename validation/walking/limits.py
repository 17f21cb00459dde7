"""What the walking check promises, as data, and what was measured of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from validation.benchmark.limits import AT_LEAST, AT_MOST, Limit
from validation.benchmark.rate import Rate

if TYPE_CHECKING:
    from validation.walking.figures import Clip

SAID_FROM = 15.0
"""Percent of a true difference that must be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A promise, and what was measured: a value, or a rate."""

    limit: Limit
    value: float
    rate: Rate | None = None

    @property
    def held(self) -> bool | None:
        """Whether it is kept; None where there was nothing to measure."""
        if math.isnan(self.value):
            return None
        above = self.limit.relation == AT_LEAST
        return self.value >= self.limit.bound if above else self.value <= self.limit.bound


def _limit(metric: str, says: str, relation: str, bound: float, unit: str) -> Limit:
    return Limit(metric=metric, says=says, relation=relation, bound=bound, unit=unit)


LIMITS = (
    _limit("recall", "whole steps that are found", AT_LEAST, 98.0, " %"),
    _limit("precision", "steps told that somebody made", AT_LEAST, 98.0, " %"),
    _limit("sides", "steps on the wrong side", AT_MOST, 0.0, ""),
    _limit("contact_mean", "time of a contact, mean error", AT_MOST, 0.05, " s"),
    _limit("contact_worst", "the same, worst", AT_MOST, 0.12, " s"),
    _limit("length", "length of a step, mean error", AT_MOST, 6.0, " %"),
    _limit("extension", "largest hip extension of a step, mean error", AT_MOST, 4.0, "°"),
    _limit("leg_extension", "the same, median of a leg, worst", AT_MOST, 4.0, "°"),
    _limit("cadence", "steps a minute, worst error", AT_MOST, 2.0, " %"),
    _limit("said", f"true differences of {SAID_FROM:g} % and more that are said", AT_LEAST, 90.0, " %"),
    _limit("invented", "walks without a difference of which one is said", AT_MOST, 5.0, " %"),
)
"""As the issue asks for them. Extension: after the clip's constant offset is taken away."""


def measured_limits(clips: Sequence[Clip]) -> Iterator[Measured]:
    """Every promise on these clips, in order."""
    for limit in LIMITS:
        found = _FIGURES[limit.metric](clips)
        if isinstance(found, Rate):
            yield Measured(limit=limit, value=100.0 * found.share, rate=found)
        else:
            yield Measured(limit=limit, value=found)


def _recall(clips: Sequence[Clip]) -> Rate:
    return Rate(sum(clip.ours.found for clip in clips), sum(clip.ours.whole for clip in clips))


def _precision(clips: Sequence[Clip]) -> Rate:
    found = sum(clip.ours.found for clip in clips)
    return Rate(found, found + sum(clip.ours.extra for clip in clips))


def _said(clips: Sequence[Clip]) -> Rate:
    """On the right side; of the walks that have steps enough."""
    real = [clip for clip in clips if clip.comparable and abs(clip.true_difference) >= SAID_FROM]
    said = [clip for clip in real if (clip.said_difference or 0.0) * clip.true_difference > 0.0]
    return Rate(len(said), len(real))


def _invented(clips: Sequence[Clip]) -> Rate:
    none = [clip for clip in clips if clip.comparable and clip.true_difference == 0.0]
    return Rate(sum(clip.said_difference is not None for clip in none), len(none))


def _mean(values: Sequence[float]) -> float:
    return float(np.nanmean(np.abs(values))) if len(values) else math.nan


def _worst(values: Sequence[float]) -> float:
    return float(np.nanmax(np.abs(values))) if len(values) else math.nan


_FIGURES: dict[str, Callable[[Sequence[Clip]], float | Rate]] = {
    "recall": _recall,
    "precision": _precision,
    "sides": lambda clips: float(sum(clip.ours.wrong_side for clip in clips)),
    "contact_mean": lambda clips: _mean([t for clip in clips for t in clip.ours.time_s]),
    "contact_worst": lambda clips: _worst([t for clip in clips for t in clip.ours.time_s]),
    "length": lambda clips: 100.0 * _mean([x for clip in clips for x in clip.ours.length]),
    "extension": lambda clips: _mean([x for clip in clips for x in clip.extension_deg]),
    "leg_extension": lambda clips: _worst([x for clip in clips for x in clip.leg_extension_deg]),
    "cadence": lambda clips: 100.0 * _worst([clip.cadence for clip in clips if not math.isnan(clip.cadence)]),
    "said": _said,
    "invented": _invented,
}
