"""Learns: `python -m validation.tilt.train --pictures DIR --out models/pelvic_tilt.npz`.

Six networks, each trained without a third of the bodies; every body is left out by two of them. What
those two say of it is the honest error on which the stated standard deviation is scaled, per posture.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from formcheck.kinematics.pelvic_tilt import HEADS
from formcheck.kinematics.trunk_features import N_FEATURES
from validation.tilt.dataset import Stills, read_stills
from validation.tilt.networks import Network, ask, fit, store
from validation.tilt.pairs import (
    Pairs,
    Scaling,
    forward_deg,
    head_columns,
    inputs_of,
    make_pairs,
    scaling_of,
    with_middles,
)
from validation.tilt.recipe import CLOTHES, FOLDS
from validation.tilt.turned import train_yaw

Array = NDArray[np.float64]
MEMBERS = 2 * FOLDS
HIDDEN = (96, 40)
CLOSE = ("painted", "tight")
OWN_GAIN_STILLS, OWN_GAIN_SPREAD_DEG = 7, 6.0
STRANGE_SHARE, STRANGE_MARGIN = 0.999, 1.1
"""A look a tenth stranger than all but one in a thousand of those learnt from is not judged."""
STEPS = 2400
TRAIN_SEED = 5


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is learnt from. target: change of tilt, degrees; base: what a stiff body would have tilted."""

    stills: Stills
    pairs: Pairs
    scaling: Scaling
    inputs: Array
    target: Array
    base: Array
    with_neutral: NDArray[np.bool_]
    """Pairs as the app makes them: against the middle of the neutral."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was said of every pair by those that had not learnt from its body; degrees."""

    mean: Array
    sd: Array


@dataclass(frozen=True, slots=True)
class Calibration:
    """Per head: what undoes the shrinking, what makes the standard deviation honest, what was never seen."""

    gain: Array
    sd_scale: Array
    strange_limit: Array


def lesson_of(raw: Stills) -> Lesson:
    """Pairs, inputs and targets of all stills that the app would judge."""
    stills = with_middles(raw)
    first_middle = len(raw.tilt_deg)
    pairs = make_pairs(stills, first_middle)
    scaling = scaling_of(stills, pairs)
    return Lesson(
        stills=stills,
        pairs=pairs,
        scaling=scaling,
        inputs=inputs_of(stills, pairs, scaling),
        target=stills.tilt_deg[pairs.now] - stills.tilt_deg[pairs.neutral],
        base=np.where(stills.head[pairs.now] == "lying", 0.0, forward_deg(stills, pairs)),
        with_neutral=pairs.neutral >= first_middle,
    )


def learn(lesson: Lesson, steps: int) -> tuple[list[Network], LeftOut]:
    """The six networks, and what they say of bodies they never saw."""
    size = len(lesson.target)
    fold = lesson.stills.body[lesson.pairs.now] % FOLDS
    networks = []
    total, squares, variance, count = np.zeros(size), np.zeros(size), np.zeros(size), np.zeros(size)
    for member in range(MEMBERS):
        learns = fold != member % FOLDS
        network = fit(
            lesson.inputs[learns], (lesson.target - lesson.base)[learns], lesson.pairs.weight[learns],
            seed=TRAIN_SEED + member, hidden=HIDDEN, sure=True, steps=steps,
        )  # fmt: skip
        networks.append(network)
        said = ask(network, lesson.inputs[~learns])
        mean = lesson.base[~learns] + 10.0 * said[:, 0]
        total[~learns] += mean
        squares[~learns] += mean**2
        variance[~learns] += 25.0 * np.exp(said[:, 1])
        count[~learns] += 1
    mean = total / count
    return networks, LeftOut(mean, np.sqrt(variance / count + np.maximum(squares / count - mean**2, 0.0)))


def calibrate(lesson: Lesson, said: LeftOut) -> Calibration:
    """From bodies left out, each posture on its own.

    A learnt guess shrinks towards nothing. The gain makes guesses vary as much as the truth does, on people
    in close clothes: half way between the least error and an arch that is not understated at all.
    """
    heads, close = _column(lesson, "head"), np.isin(_column(lesson, "fit"), CLOSE)
    features = lesson.inputs[:, : 2 * N_FEATURES]
    strangeness = np.sqrt((features**2).mean(axis=1))
    gain, scale, limit = (np.ones(len(HEADS)) for _ in range(3))
    for index, head in enumerate(HEADS):
        rows = lesson.with_neutral & (heads == head)
        limit[index] = STRANGE_MARGIN * np.quantile(strangeness[rows], STRANGE_SHARE)
        gain[index] = np.std(lesson.target[rows & close]) / np.std(said.mean[rows & close])
        error = gain[index] * said.mean[rows] - lesson.target[rows]
        scale[index] = _scale(error, gain[index] * said.sd[rows])
    return Calibration(gain, scale, limit)


def _column(lesson: Lesson, name: str) -> NDArray[np.str_]:
    values: NDArray[np.str_] = getattr(lesson.stills, name)[lesson.pairs.now]
    return values


def _scale(error: Array, sd: Array) -> float:
    """The factor that puts 68 % of errors within one standard deviation and 95 % within two, about."""
    ratio = np.abs(error) / sd
    return float(0.5 * np.quantile(ratio, 0.683) + 0.5 * np.quantile(ratio, 0.954) / 2.0)


def rows_of(lesson: Lesson, said: LeftOut, calibration: Calibration) -> list[str]:
    """How well they do on bodies left out, by posture and clothes."""
    heads, fits = _column(lesson, "head"), _column(lesson, "fit")
    rows = []
    for index, head in enumerate(HEADS):
        gain, scale = calibration.gain[index], calibration.sd_scale[index]
        limit = calibration.strange_limit[index]
        rows.append(f"{head}: gain {gain:.2f}, standard deviation x {scale:.2f}, strange beyond {limit:.2f}")
        for name in ("all", *CLOTHES):
            some = lesson.with_neutral & (heads == head) & ((fits == name) | (name == "all"))
            error = gain * said.mean[some] - lesson.target[some]
            rows.append(_row(f"  {name}", error, lesson.target[some], scale * gain * said.sd[some]))
    return rows


def own_gains(lesson: Lesson, said: LeftOut, calibration: Calibration) -> list[str]:
    """What a personal calibration could bring at best: everybody's own gain, taken from their own truth.

    One group is one person; groups in close clothes with enough pictures and tilt.
    """
    groups, heads = lesson.stills.group[lesson.pairs.now], _column(lesson, "head")
    close = lesson.with_neutral & np.isin(_column(lesson, "fit"), CLOSE)
    rows = []
    for index, head in enumerate(HEADS):
        slopes, plain, own = [], [], []
        for group in np.unique(groups[close & (heads == head)]):
            some = close & (groups == group)
            true, guess = lesson.target[some], calibration.gain[index] * said.mean[some]
            if len(true) < OWN_GAIN_STILLS or np.std(true) < OWN_GAIN_SPREAD_DEG:
                continue
            slope = np.polyfit(true, guess, 1)[0]
            slopes.append(slope)
            plain.append(guess - true)
            own.append(guess / slope - true)
        rmse = [float(np.sqrt(np.mean(np.concatenate(errors) ** 2))) for errors in (plain, own)]
        rows.append(
            f"{head}: reads {np.mean(slopes):.2f} +- {np.std(slopes):.2f} of a tilt, {len(slopes)} people; "
            f"rmse {rmse[0]:.2f}, with everybody's own gain {rmse[1]:.2f}"
        )
    return rows


def _row(name: str, error: Array, target: Array, sd: Array) -> str:
    if len(error) < 3:
        return f"{name:24} too few"
    within = [float(np.mean(np.abs(error) < k * sd)) for k in (1, 2)]
    rmse, r = np.sqrt(np.mean(error**2)), np.corrcoef(error + target, target)[0, 1]
    return (
        f"{name:24} n {len(error):5d}  rmse {rmse:.2f}  r {r:.3f}  sd {np.mean(sd):.2f}  "
        f"within 1 sd {within[0]:.2f}, 2 sd {within[1]:.2f}  sd<6 {np.mean(sd < 6):.2f}"
    )


def main(arguments: list[str] | None = None) -> int:
    """Train, say how well it does on bodies left out, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m validation.tilt.train", description=__doc__)
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=STEPS)
    chosen = parser.parse_args(arguments)
    raw = read_stills(chosen.pictures, "train")
    lesson = lesson_of(raw)
    sys.stdout.write(
        f"{len(raw.tilt_deg)} stills, {len(np.unique(raw.group))} groups, {len(lesson.target)} pairs\n"
    )
    networks, said = learn(lesson, chosen.steps)
    calibration = calibrate(lesson, said)
    told = [*rows_of(lesson, said, calibration), *own_gains(lesson, said, calibration)]
    sys.stdout.write("\n".join(told) + "\n")
    yaw, rows = train_yaw(raw, lesson.scaling, head_columns(raw), seed=TRAIN_SEED, steps=chosen.steps // 2)
    sys.stdout.write("\n".join(rows) + "\n")
    per_head = {
        "sd_scale": calibration.sd_scale,
        "gain": calibration.gain,
        "strange_limit": calibration.strange_limit,
    }
    store(chosen.out, networks, yaw, lesson.scaling, per_head)
    sys.stdout.write(f"{chosen.out}: {chosen.out.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
