"""Every movement shows the fault it is named after, and only then."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

pytest.importorskip("scipy", reason="needs the `validation` dependency group")

from validation.movements import EXERCISES, MOVEMENTS, VARIANTS
from validation.performance import Brief, Performance

CASES = [(exercise, variant) for exercise in EXERCISES for variant in VARIANTS[exercise]]


def _perform(exercise: str, variant: str, seed: int = 5) -> Performance:
    return MOVEMENTS[exercise](Brief(near="L", variant=variant, rng=np.random.default_rng(seed)))


@pytest.mark.parametrize(("exercise", "variant"), CASES)
def test_faults_are_named_and_inside_the_clip(exercise: str, variant: str) -> None:
    performance = _perform(exercise, variant)
    assert {fault.key for fault in performance.faults} <= {variant}
    assert (variant == "clean") <= (not performance.faults)
    assert all(0.0 < fault.start_s < fault.end_s < performance.duration_s for fault in performance.faults)


@pytest.mark.parametrize(("exercise", "variant"), CASES)
def test_attempts_follow_each_other(exercise: str, variant: str) -> None:
    attempts = _perform(exercise, variant).attempts
    for attempt in attempts:
        assert attempt.start_s < attempt.top_s < attempt.leave_s < attempt.end_s
    assert all(a.end_s < b.start_s for a, b in pairwise(attempts))


@pytest.mark.parametrize("exercise", ["supine-march", "seated-knee-raise", "glute-bridge"])
def test_tempo_of_clean_and_fast(exercise: str) -> None:
    clean = _perform(exercise, "clean").attempts
    fast = [a for a in _perform(exercise, "too_fast").attempts if a.flags]
    assert all(1.5 <= a.top_s - a.start_s <= 3.0 for a in clean)
    assert fast
    assert all(a.top_s - a.start_s < 1.0 and a.end_s - a.leave_s < 1.0 for a in fast)


@pytest.mark.parametrize(("exercise", "variant"), CASES)
def test_the_clip_starts_still(exercise: str, variant: str) -> None:
    """Two seconds of neutral, which every baseline needs."""
    times = np.linspace(0.0, 2.0, 40)
    for values in _perform(exercise, variant).timeline.sample(times).values():
        assert np.ptp(values) < 1e-6
