"""Learns: `python -m validation.tilt.train --pictures DIR --out models/pelvic_tilt.npz` (needs torch).

Six networks, each trained without a third of the bodies; every body is left out by two of them. What
those two say of it is the honest error on which the stated standard deviation is scaled, per posture.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.kinematics.pelvic_tilt import ARM_FREE_MIN, BACK_SEEN_MIN, HEADS
from formcheck.kinematics.trunk_features import N_CONTOUR
from validation.tilt.dataset import Stills, read_stills
from validation.tilt.recipe import OWN_BACKS_FROM, TURNED_FROM

Array = NDArray[np.float64]
MEMBERS = 6
HIDDEN = (96, 40)
STEPS, BATCH, RATE, DECAY, DROPOUT, JITTER = 1800, 384, 2.5e-3, 0.2, 0.12, 0.15
TRAIN_SEED = 5


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows of the same group: the neutral, and the frame held against it. weight: how often drawn."""

    neutral: NDArray[np.int64]
    now: NDArray[np.int64]
    weight: Array


def visible(stills: Stills) -> NDArray[np.bool_]:
    """Where the app would look: not turned away, the back free."""
    return (
        (stills.hidden != "turned")
        & (stills.seen[:, 0] >= BACK_SEEN_MIN)
        & (stills.seen[:, 1] >= ARM_FREE_MIN)
    )


def with_middles(stills: Stills) -> Stills:
    """Add a row per group: the middle of its neutral stills, which is what the app compares with."""
    shown = visible(stills)
    rows: dict[str, list[Any]] = {name: [] for name in stills.__slots__}
    for group in np.unique(stills.group):
        index = np.flatnonzero((stills.group == group) & stills.neutral & shown)
        if len(index) == 0:
            continue
        for name, added in rows.items():
            column = getattr(stills, name)
            numeric = name in {"values", "seen", "tilt_deg"}
            if name == "trunk_deg":
                turns = np.remainder(column[index] - column[index[0]] + 180.0, 360.0) - 180.0
                added.append(column[index[0]] + turns.mean())
            else:
                added.append(column[index].mean(axis=0) if numeric else column[index[0]])
    return replace(
        stills, **{name: np.concatenate([getattr(stills, name), np.array(rows[name])]) for name in rows}
    )


def make_pairs(stills: Stills, first_middle: int) -> Pairs:
    """All pairs within a group; those with a real neutral count most."""
    shown = visible(stills)
    neutral, now, weight = [], [], []
    for group in np.unique(stills.group):
        index = np.flatnonzero((stills.group == group) & shown)
        various = 3.0 if OWN_BACKS_FROM <= group < TURNED_FROM else 1.0
        for i in index:
            value = various * (1.0 if i >= first_middle else 0.4 if stills.neutral[i] else 0.12)
            for j in index:
                if i != j and j < first_middle:
                    neutral.append(i)
                    now.append(j)
                    weight.append(value)
    return Pairs(np.array(neutral), np.array(now), np.array(weight))


def head_columns(stills: Stills) -> Array:
    """One-hot posture of every row."""
    return (stills.head[:, None] == np.array(HEADS)[None, :]).astype(np.float64)


def forward_deg(stills: Stills, pairs: Pairs) -> Array:
    """How far the trunk line turned forward since the neutral."""
    turn = stills.trunk_deg[pairs.now] - stills.trunk_deg[pairs.neutral]
    return -(np.remainder(turn + 180.0, 360.0) - 180.0)


@dataclass(frozen=True, slots=True)
class Scaling:
    """What brings features to about unit size."""

    centre: Array
    spread: Array
    change_spread: Array


def scaling_of(stills: Stills, pairs: Pairs) -> Scaling:
    """From the training stills."""
    change = stills.values[pairs.now] - stills.values[pairs.neutral]
    return Scaling(stills.values.mean(axis=0), stills.values.std(axis=0) + 0.02, change.std(axis=0) + 0.02)


def inputs_of(stills: Stills, pairs: Pairs, scaling: Scaling) -> Array:
    """What the networks read."""
    return np.concatenate(
        [
            (stills.values[pairs.neutral] - scaling.centre) / scaling.spread,
            (stills.values[pairs.now] - stills.values[pairs.neutral]) / scaling.change_spread,
            forward_deg(stills, pairs)[:, None] / 10.0,
            head_columns(stills)[pairs.now],
        ],
        axis=1,
    )


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


def left_out_by(bodies: NDArray[np.int64]) -> NDArray[np.bool_]:
    """(MEMBERS, n): which member does not learn from which row."""
    order = np.random.default_rng(TRAIN_SEED).permutation(int(bodies.max()) + 1)
    slot = order[bodies] % MEMBERS
    return np.array([(slot == m) | (slot == (m + MEMBERS // 2) % MEMBERS) for m in range(MEMBERS)])


def main(arguments: list[str] | None = None) -> int:
    """Train, say how well it does on bodies left out, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m validation.tilt.train", description=__doc__)
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=STEPS)
    chosen = parser.parse_args(arguments)
    raw = read_stills(chosen.pictures, "train")
    stills = with_middles(raw)
    first_middle = len(raw.tilt_deg)
    pairs = make_pairs(stills, first_middle)
    scaling = scaling_of(stills, pairs)
    inputs = inputs_of(stills, pairs, scaling)
    forward = forward_deg(stills, pairs)
    base = np.where(stills.head[pairs.now] == "lying", 0.0, forward)
    target = stills.tilt_deg[pairs.now] - stills.tilt_deg[pairs.neutral]
    out = left_out_by(stills.body[pairs.now])
    print(f"{first_middle} stills, {len(np.unique(stills.group))} groups, {len(target)} pairs")
    networks, total, variance, count = [], np.zeros(len(target)), np.zeros(len(target)), np.zeros(len(target))
    squares = np.zeros(len(target))
    for member in range(MEMBERS):
        learns = ~out[member]
        network = fit(
            inputs[learns], (target - base)[learns], pairs.weight[learns],
            seed=TRAIN_SEED + member, hidden=HIDDEN, sure=True, steps=chosen.steps,
        )  # fmt: skip
        networks.append(network)
        said = ask(network, inputs[~learns])
        mean = base[~learns] + 10.0 * said[:, 0]
        total[~learns] += mean
        squares[~learns] += mean**2
        variance[~learns] += 25.0 * np.exp(said[:, 1])
        count[~learns] += 1
        sys.stdout.flush()
    mean = total / count
    sd = np.sqrt(variance / count + squares / count - mean**2)
    judged = pairs.neutral >= first_middle
    scale, gain = np.ones(len(HEADS)), np.ones(len(HEADS))
    for index, head in enumerate(HEADS):
        rows = judged & (stills.head[pairs.now] == head)
        gain[index] = 1.0 / np.polyfit(target[rows], mean[rows], 1)[0]
        mean[rows] *= gain[index]
        sd[rows] *= gain[index]
        print(f"{head}: gain {gain[index]:.2f}")
    error = mean - target
    for index, head in enumerate(HEADS):
        rows = judged & (stills.head[pairs.now] == head)
        scale[index] = _scale(error[rows], sd[rows])
        for fit_name in ("painted", "tight", "regular", "loose"):
            some = rows & (stills.fit[pairs.now] == fit_name)
            print(_row(f"{head} {fit_name}", error[some], target[some], scale[index] * sd[some]))
    yaw = train_yaw(raw, scaling, chosen.steps)
    store(chosen.out, networks, yaw, scaling, {"sd_scale": scale, "gain": gain})
    print(f"{chosen.out}: {chosen.out.stat().st_size} bytes")
    return 0


def train_yaw(stills: Stills, scaling: Scaling, steps: int) -> Any:
    """How far the body is turned, from the landmarks alone (the outline's columns are left at zero)."""
    values = (stills.values - scaling.centre) / scaling.spread
    values[:, :N_CONTOUR] = 0.0
    inputs = np.concatenate([values, head_columns(stills)], axis=1)
    turned = stills.hidden == "turned"
    weight = np.where(turned, 0.5 / turned.sum(), 0.5 / (~turned).sum())
    for left_out in (stills.body % 4 == 0, None):
        learns = np.ones(len(turned), dtype=bool) if left_out is None else ~left_out
        network = fit(
            inputs[learns], stills.yaw_deg[learns], weight[learns],
            seed=TRAIN_SEED, hidden=(48,), sure=False, steps=steps // 2,
        )  # fmt: skip
        if left_out is not None:
            report_yaw(stills, 10.0 * ask(network, inputs)[:, 0], left_out)
    return network


def report_yaw(stills: Stills, said: Array, left_out: NDArray[np.bool_]) -> None:
    """How well a limit tells side-on from turned, on bodies left out."""
    near, far = left_out & (np.abs(stills.yaw_deg) <= 12), left_out & (np.abs(stills.yaw_deg) > 20)
    print(f"yaw rmse {np.sqrt(np.mean((said - stills.yaw_deg)[left_out] ** 2)):.1f}")
    for limit in (12, 14, 16, 18, 20):
        kept, refused = np.mean(np.abs(said[near]) < limit), np.mean(np.abs(said[far]) > limit)
        print(f"  limit {limit}: side-on kept {kept:.3f}, beyond 20 refused {refused:.3f}")


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


def _scale(error: Array, sd: Array) -> float:
    """The factor that puts 68 % of errors within one standard deviation and 95 % within two, about."""
    ratio = np.abs(error) / sd
    return float(0.5 * np.quantile(ratio, 0.683) + 0.5 * np.quantile(ratio, 0.954) / 2.0)


def _row(name: str, error: Array, target: Array, sd: Array) -> str:
    if len(error) < 3:
        return f"{name:24} too few"
    within = [float(np.mean(np.abs(error) < k * sd)) for k in (1, 2)]
    rmse, r = np.sqrt(np.mean(error**2)), np.corrcoef(error + target, target)[0, 1]
    return (
        f"{name:24} n {len(error):5d}  rmse {rmse:.2f}  r {r:.3f}  sd {np.mean(sd):.2f}  "
        f"within 1 sd {within[0]:.2f}, 2 sd {within[1]:.2f}  sd<6 {np.mean(sd < 6):.2f}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
