"""Quantiles as numpy has them, to the bit."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from formcheck.signals.quantile import middle, middles, quantile

NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60)


@given(NUMBERS, st.floats(0.0, 1.0))
def test_a_quantile_is_that_of_numpy(values: list[float], share: float) -> None:
    assert quantile(values, share) == float(np.quantile(values, share))


@given(NUMBERS)
def test_the_middle_is_the_median(values: list[float]) -> None:
    assert middle(values) == float(np.median(values))


@given(st.lists(st.tuples(*3 * [st.floats(-1e6, 1e6) | st.just(math.nan)]), min_size=1, max_size=40))
def test_the_middles_are_the_medians(rows: list[tuple[float, ...]]) -> None:
    values = np.array(rows)
    assert np.array_equal(middles(values), np.median(values, axis=0), equal_nan=True)


def test_of_nothing_there_is_none() -> None:
    assert math.isnan(quantile([], 0.5))
    assert math.isnan(middle([]))
