"""Quantiles of a handful of numbers: numpy takes longer to be asked than to answer."""

import math
from collections.abc import Sequence

import numpy as np

from formcheck.domain.body import Floats

_NEARER = 0.5


def quantile(values: Sequence[float], share: float) -> float:
    """Value below which a share 0..1 of the values lies, between two of them by proportion; NaN of none.

    The same to the bit as numpy's, which interpolates from the nearer end.
    """
    return quantile_of_ordered(sorted(values), share)


def quantile_of_ordered(ordered: Sequence[float], share: float) -> float:
    """The same of values that rise already."""
    if not ordered:
        return math.nan
    place = share * (len(ordered) - 1)
    before = math.floor(place)
    low, high = ordered[before], ordered[min(before + 1, len(ordered) - 1)]
    part = place - before
    return low + (high - low) * part if part < _NEARER else high - (high - low) * (1.0 - part)


def middle(values: Sequence[float]) -> float:
    """The median; NaN of none."""
    if not values:
        return math.nan
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2.0


def middles(values: Floats) -> Floats:
    """Median of every column (n, ...), n at least 1; NaN of a column with one. As numpy's, to the bit."""
    ordered = np.sort(values, axis=0)
    half = len(ordered) // 2
    middle = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2.0
    # NaN comes last.
    return np.where(np.isnan(ordered[-1]), np.nan, middle)
