"""What a set of clips came to: figures, and which promises they keep."""

from __future__ import annotations

from dataclasses import dataclass

from validation.benchmark.limits import Outcome
from validation.benchmark.rates import RateOutcome
from validation.benchmark.summary import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Figures, outcomes of the limits on angles, and of those that are rates."""

    summary: Summary
    outcomes: tuple[Outcome, ...]
    rates: tuple[RateOutcome, ...]
