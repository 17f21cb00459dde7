"""The networks learn what they are shown: slopes by differences, a line with its noise, the same twice."""

from __future__ import annotations

import numpy as np
import pytest

from validation.tilt import networks
from validation.tilt.networks import Network, ask, fit, slopes_of, start


def _loss(out: np.ndarray, target: np.ndarray, spread: np.ndarray | None) -> float:
    miss = (target - 10.0 * out[:, 0]) / 5.0
    if spread is None:
        size = np.abs(miss)
        return float(np.mean(np.where(size < 2.0, 0.5 * miss**2, 2.0 * (size - 1.0))))
    log_variance = np.clip(out[:, 1], -4.0, 4.0)
    return float(np.sum(spread * (np.exp(-log_variance) * miss**2 + log_variance)) / np.sum(spread))


@pytest.mark.parametrize("sure", [False, True])
def test_slopes_are_those_of_the_loss(sure: bool) -> None:  # noqa: FBT001 - a table's column
    rng = np.random.default_rng(1)
    out, target = rng.normal(size=(20, 2)), rng.normal(size=20) * 12.0
    out[0, 1] = 5.0  # beyond the clamp
    spread = np.exp(0.5 * np.clip(out[:, 1], -4.0, 4.0)) if sure else None
    slopes = slopes_of(out, target, sure=sure)
    for row, column in ((0, 0), (0, 1), (3, 0), (3, 1), (7, 1)):
        nudge = np.zeros_like(out)
        nudge[row, column] = 1e-5
        rise = _loss(out + nudge, target, spread) - _loss(out - nudge, target, spread)
        assert slopes[row, column] == pytest.approx(rise / 2e-5, abs=1e-6)


def test_slopes_reach_every_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "DROPOUT", 0.0)
    rng = np.random.default_rng(2)
    small = start((4, 6, 5, 2), rng)
    exact = Network(
        [w.astype(np.float64) for w in small.weights], [b.astype(np.float64) for b in small.biases]
    )
    x, y = rng.normal(size=(25, 4)).astype(np.float32), rng.normal(size=25) * 8.0
    slopes = networks._learn_from(exact, x, y, rng, sure=False)  # noqa: SLF001 - the algebra under test
    for values, slope in zip([*exact.weights, *exact.biases], slopes, strict=True):
        place = tuple(int(rng.integers(size)) for size in values.shape)
        was, losses = values[place], []
        for step in (1e-2, -1e-2):
            values[place] = was + step
            losses.append(_loss(ask(exact, x), y, None))
        values[place] = was
        assert slope[place] == pytest.approx((losses[0] - losses[1]) / 2e-2, abs=2e-3)


def test_a_line_is_learnt_and_so_is_its_noise() -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(size=(3000, 6))
    y = 6.0 * x[:, 0] + rng.normal(size=3000) * np.where(x[:, 1] > 0, 4.0, 1.0)
    network = fit(x, y, np.ones(3000), seed=1, hidden=(24,), sure=True, steps=900)
    fresh = rng.normal(size=(1000, 6))
    said = ask(network, fresh)
    assert np.sqrt(np.mean((10.0 * said[:, 0] - 6.0 * fresh[:, 0]) ** 2)) < 1.5
    sd = 5.0 * np.exp(0.5 * said[:, 1])
    assert sd[fresh[:, 1] > 0.5].mean() > 1.5 * sd[fresh[:, 1] < -0.5].mean()


def test_the_same_seed_learns_the_same() -> None:
    rng = np.random.default_rng(4)
    x, y = rng.normal(size=(200, 3)), rng.normal(size=200)
    one, again, other = (
        fit(x, y, np.ones(200), seed=seed, hidden=(8,), sure=True, steps=30) for seed in (7, 7, 8)
    )
    assert np.array_equal(ask(one, x), ask(again, x))
    assert not np.array_equal(ask(one, x), ask(other, x))
