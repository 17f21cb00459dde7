"""The level at which a measure rests, asked for again and again while time goes on."""

import math

from hypothesis import given
from hypothesis import strategies as st

from formcheck.engine.resting import Levels
from formcheck.signals.quantile import quantile

spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=40), st.lists(spans, min_size=1, max_size=12))
def test_it_is_that_of_the_span_whatever_was_asked_before(values: list[int], asked: list[list[int]]) -> None:
    levels = Levels()
    for second, value in enumerate(values):
        levels.add(float(second), float(value))
    for first, last in asked:
        between = [float(value) for value in values[first : last + 1]]
        said = levels.quantile(0.15, float(first), float(last))
        assert math.isnan(said) if not between else said == quantile(between, 0.15)


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=60))
def test_so_it_is_while_values_come_in(values: list[float]) -> None:
    levels = Levels()
    for second, value in enumerate(values):
        levels.add(float(second), value)
        assert levels.quantile(0.85, second - 20.0, float("inf")) == quantile(
            values[: second + 1][-21:], 0.85
        )
