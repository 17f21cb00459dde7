"""Left against right: a difference is said where it exceeds its error, whatever single steps do."""

from dataclasses import replace

import numpy as np
import pytest

from formcheck.domain.walking import PassWalked
from formcheck.engine.progress.gait.summary import Difference, GaitMeasure, _within_95, summary_of
from tests.engine.progress.test_walking import passes_of
from tests.engine.walkers import Walker, to_and_fro


def uneven() -> list[PassWalked]:
    """Four passes of one whose steps differ by a fifth: to and fro, the legs change places."""
    there, back = Walker(step=(0.77, 0.63)), Walker(step=(0.63, 0.77))
    found = []
    for number, walker in enumerate((there, back, there, back)):
        stream = to_and_fro(walker, 2)
        ways = passes_of(stream)
        found.append(ways[number % 2])
    return found


def of_lengths(passes: list[PassWalked]) -> Difference:
    found = summary_of(passes)
    assert found is not None
    return next(each for each in found.differences if each.measure is GaitMeasure.STEP_LENGTH)


def test_one_odd_step_does_not_hide_a_difference() -> None:
    passes = uneven()
    usual = of_lengths(passes)
    first = passes[0]
    odd = replace(first.steps[-1], length_ratio=-0.03)
    spoiled = of_lengths([replace(first, steps=(*first.steps[:-1], odd)), *passes[1:]])
    assert usual.told
    assert spoiled.told
    assert spoiled.error_percent < usual.error_percent + 3.0


@pytest.mark.parametrize("count", [8, 12, 30])
def test_the_true_difference_lies_within_the_bounds_19_times_in_20(count: int) -> None:
    rng = np.random.default_rng(count)
    hits = 0
    for _ in range(1000):
        left, right = rng.normal(0.7, 0.03, count), rng.normal(0.75, 0.03, count + 1)
        low, high = _within_95(list(left), list(right))
        hits += low <= 0.05 <= high
    assert 0.94 <= hits / 1000 <= 0.985


def test_more_steps_tell_more() -> None:
    rng = np.random.default_rng(1)
    few, many = (_within_95(*(list(rng.normal(0.7, 0.03, n)) for _ in range(2))) for n in (8, 80))
    assert many[1] - many[0] < 0.5 * (few[1] - few[0])
