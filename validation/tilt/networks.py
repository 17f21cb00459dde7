"""Small networks in plain numpy: how they learn, what they answer, and how they are written down."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from validation.tilt.pairs import Scaling

Array = NDArray[np.float64]
Arrays = dict[str, NDArray[Any]]
Single = NDArray[np.float32]
BATCH, RATE, DECAY, DROPOUT, JITTER = 384, 2.5e-3, 0.5, 0.25, 0.15
WARM_SHARE, SURE_FROM = 0.3, 0.25
"""Shares of the steps: the rate rises this long; from then on a network also learns how sure it is."""
HUBER, CLAMP = 2.0, 4.0
UNIT_DEG, ALEATORIC_DEG = 10.0, 5.0
"""What the networks count in, as in `kinematics.pelvic_tilt`."""


@dataclass(slots=True)
class Network:
    """Weights (out, in) and biases of its layers; SiLU between them."""

    weights: list[Single]
    biases: list[Single]


@dataclass(slots=True)
class AdamW:
    """Adam with decay apart from the gradient (Loshchilov & Hutter 2019), on arrays in place."""

    parameters: list[Single]
    means: list[Single]
    squares: list[Single]
    step: int = 0

    def update(self, slopes: list[Single], rate: float) -> None:
        """One step down."""
        self.step += 1
        first, second = 1.0 - 0.9**self.step, 1.0 - 0.999**self.step
        for i, slope in enumerate(slopes):
            self.means[i] += 0.1 * (slope - self.means[i])
            self.squares[i] += 0.001 * (slope * slope - self.squares[i])
            self.parameters[i] *= 1.0 - rate * DECAY
            self.parameters[i] -= (rate / first) * self.means[i] / (np.sqrt(self.squares[i] / second) + 1e-8)


def start(sizes: tuple[int, ...], rng: np.random.Generator) -> Network:
    """Uniform within one over the root of the inputs, as is usual."""
    network = Network([], [])
    for before, after in itertools.pairwise(sizes):
        reach = 1.0 / np.sqrt(before)
        network.weights.append(rng.uniform(-reach, reach, (after, before)).astype(np.float32))
        network.biases.append(rng.uniform(-reach, reach, after).astype(np.float32))
    return network


def rate_at(share: float) -> float:
    """Learning rate at a share of all steps: a cosine up, a longer cosine down to nothing."""
    if share < WARM_SHARE:
        return float(RATE * (0.04 + 0.96 * (0.5 - 0.5 * np.cos(np.pi * share / WARM_SHARE))))
    return float(RATE * (0.5 + 0.5 * np.cos(np.pi * (share - WARM_SHARE) / (1.0 - WARM_SHARE))))


def slopes_of(out: Single, target: Single, *, sure: bool) -> Single:
    """How the loss changes with the answers (n, 2). target: degrees."""
    miss = (target - UNIT_DEG * out[:, 0]) / ALEATORIC_DEG
    slopes = np.zeros_like(out)
    if not sure:
        slopes[:, 0] = np.clip(miss, -HUBER, HUBER) / len(out)
    else:
        log_variance = np.clip(out[:, 1], -CLAMP, CLAMP)
        spread = np.exp(0.5 * log_variance)  # weighs by the variance only half: means stay good
        spread /= spread.sum()
        slopes[:, 0] = spread * np.exp(-log_variance) * 2.0 * miss
        inside = np.abs(out[:, 1]) < CLAMP
        slopes[:, 1] = inside * spread * (1.0 - np.exp(-log_variance) * miss**2)
    slopes[:, 0] *= -UNIT_DEG / ALEATORIC_DEG
    return slopes


def fit(
    inputs: Array | Single,
    target: Array,
    weight: Array,
    *,
    seed: int,
    hidden: tuple[int, ...],
    sure: bool,
    steps: int,
) -> Network:
    """One network. target in degrees; sure: it learns how sure it is; same seed, same network."""
    rng = np.random.default_rng(seed)
    network = start((inputs.shape[1], *hidden, 2), rng)
    parameters = [*network.weights, *network.biases]
    adam = AdamW(parameters, [np.zeros_like(p) for p in parameters], [np.zeros_like(p) for p in parameters])
    x, y = inputs.astype(np.float32, copy=False), target.astype(np.float32)
    ladder = np.cumsum(weight / weight.sum())
    for step in range(steps):
        rows = np.minimum(np.searchsorted(ladder, rng.random(BATCH)), len(y) - 1)
        batch = x[rows] + np.float32(JITTER) * rng.standard_normal((BATCH, x.shape[1]), dtype=np.float32)
        slopes = _learn_from(network, batch, y[rows], rng, sure=sure and step > SURE_FROM * steps)
        adam.update(slopes, rate_at(step / steps))
    return network


def _learn_from(
    network: Network, batch: Single, target: Single, rng: np.random.Generator, *, sure: bool
) -> list[Single]:
    """Slopes of all weights, then of all biases."""
    values, bends = [batch], []
    for weights, bias in zip(network.weights[:-1], network.biases[:-1], strict=True):
        raw = values[-1] @ weights.T + bias
        gate = 1.0 / (1.0 + np.exp(-raw))
        kept = (rng.random(raw.shape, dtype=np.float32) >= DROPOUT) / np.float32(1.0 - DROPOUT)
        values.append(raw * gate * kept)
        bends.append((gate * (1.0 + raw * (1.0 - gate)) * kept).astype(np.float32))
    back = slopes_of(values[-1] @ network.weights[-1].T + network.biases[-1], target, sure=sure)
    of_weights, of_biases = [], []
    for layer in reversed(range(len(network.weights))):
        of_weights.insert(0, back.T @ values[layer])
        of_biases.insert(0, back.sum(axis=0))
        if layer:
            back = (back @ network.weights[layer]) * bends[layer - 1]
    return of_weights + of_biases


def ask(network: Network, inputs: Array | Single) -> Array:
    """(n, 2) answers."""
    values = inputs.astype(np.float32, copy=False)
    for weights, bias in zip(network.weights[:-1], network.biases[:-1], strict=True):
        raw = values @ weights.T + bias
        values = raw / (1.0 + np.exp(-raw))
    return np.asarray(values @ network.weights[-1].T + network.biases[-1], dtype=np.float64)


def read(path: Path) -> Arrays:
    """All arrays of a file of weights."""
    with np.load(path) as file:
        return {name: file[name] for name in file.files}


def under(prefix: str, arrays: Arrays) -> Arrays:
    """The same arrays under a prefix, as they are stored beside others."""
    return {f"{prefix}{name}": values for name, values in arrays.items()}


def arrays_of(networks: list[Network], yaw: Network, scaling: Scaling, per_head: dict[str, Array]) -> Arrays:
    """What is stored of a set of weights: half floats for the weights, they are exact enough by far."""
    arrays: Arrays = {
        "centre": scaling.centre.astype(np.float32),
        "spread": scaling.spread.astype(np.float32),
        "change_spread": scaling.change_spread.astype(np.float32),
        **({} if scaling.moves_spread is None else {"moves_spread": scaling.moves_spread.astype(np.float32)}),
        **{name: values.astype(np.float32) for name, values in per_head.items()},
    }
    for name, network in [*((f"member{i}", one) for i, one in enumerate(networks)), ("yaw", yaw)]:
        for k, (weights, bias) in enumerate(zip(network.weights, network.biases, strict=True)):
            arrays[f"{name}/{k}/weights"] = weights.astype(np.float16)
            arrays[f"{name}/{k}/bias"] = bias.astype(np.float32)
    return arrays
