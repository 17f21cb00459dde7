"""Small networks: how they learn (torch), what they answer, and how they are written down."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from validation.tilt.pairs import Scaling

Array = NDArray[np.float64]
BATCH, RATE, DECAY, DROPOUT, JITTER = 384, 2.5e-3, 0.2, 0.12, 0.15


def fit(
    inputs: Array, target: Array, weight: Array, *, seed: int, hidden: tuple[int, ...], sure: bool, steps: int
) -> Any:
    """One network. target in degrees; sure: it also learns how sure it is."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    sizes = (inputs.shape[1], *hidden)
    layers: list[Any] = []
    for before, after in itertools.pairwise(sizes):
        layers += [torch.nn.Linear(before, after), torch.nn.SiLU(), torch.nn.Dropout(DROPOUT)]
    network = torch.nn.Sequential(*layers, torch.nn.Linear(sizes[-1], 2))
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    x, y = torch.tensor(inputs, dtype=torch.float32), torch.tensor(target, dtype=torch.float32)
    drawn = rng.choice(len(target), size=(steps, BATCH), p=weight / weight.sum())
    for step in range(steps):
        rows = torch.from_numpy(drawn[step])
        out = network(x[rows] + JITTER * torch.randn(BATCH, x.shape[1]))
        miss = (y[rows] - 10.0 * out[:, 0]) / 5.0
        loss = torch.nn.functional.huber_loss(miss, torch.zeros_like(miss), delta=2.0)
        if sure and step > steps // 4:
            doubt = out[:, 1].clamp(-4.0, 4.0)
            spread = torch.exp(0.5 * doubt.detach())  # weighs by the doubt only half: means stay good
            loss = (spread * (torch.exp(-doubt) * miss**2 + doubt)).mean() / spread.mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    network.eval()
    return network


def ask(network: Any, inputs: Array) -> Array:
    """(n, 2) answers."""
    import torch

    with torch.no_grad():
        return np.asarray(network(torch.tensor(inputs, dtype=torch.float32)).numpy(), dtype=np.float64)


def layers_of(network: Any) -> list[tuple[Array, Array]]:
    """Weights and biases, in order."""
    return [
        (layer.weight.detach().numpy(), layer.bias.detach().numpy())
        for layer in network
        if hasattr(layer, "weight")
    ]


def store(path: Path, networks: list[Any], yaw: Any, scaling: Scaling, per_head: dict[str, Array]) -> None:
    """One npz: half floats for the weights, they are exact enough by far."""
    arrays: dict[str, Array] = {
        "centre": scaling.centre.astype(np.float32),
        "spread": scaling.spread.astype(np.float32),
        "change_spread": scaling.change_spread.astype(np.float32),
        **{name: values.astype(np.float32) for name, values in per_head.items()},
    }
    for name, network in [*((f"member{i}", one) for i, one in enumerate(networks)), ("yaw", yaw)]:
        for k, (weights, bias) in enumerate(layers_of(network)):
            arrays[f"{name}/{k}/weights"] = weights.astype(np.float16)
            arrays[f"{name}/{k}/bias"] = bias.astype(np.float32)
    np.savez_compressed(path, **arrays)
