"""How many of so many, with the interval in which the true rate lies.

A clean sheet on few clips is no promise: what can be said of a rate is its 95 % interval (Wilson's score
interval, which is right near 0 and 1 and for small numbers, too).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

Z = 1.959964
"""Of the normal distribution: 95 % lie within."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many."""

    hits: int
    total: int

    @property
    def share(self) -> float:
        """The rate as measured, NaN of nothing."""
        return self.hits / self.total if self.total else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval, NaN of nothing."""
        n, p = self.total, self.share
        if not n:
            return math.nan, math.nan
        middle = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
        half = Z * math.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
        return max(0.0, middle - half), min(1.0, middle + half)
