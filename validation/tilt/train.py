"""Learns: `python -m validation.tilt.train --pictures DIR --out models/pelvic_tilt.npz`.

Six networks, each trained without a third of the bodies; every body is left out by two of them. What
those two say of it is the honest error on which the stated standard deviation is scaled, per posture.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from formcheck.adapters.tilt_weights import SIDE_ON, part_of
from formcheck.kinematics.pelvic_tilt import SD_LIMIT_DEG
from formcheck.kinematics.tilt_inputs import HEADS
from validation.tilt.calibration import CLOSE, Calibration, calibrate, share_of
from validation.tilt.dataset import read_stills
from validation.tilt.lesson import LeftOut, Lesson, column, lesson_of
from validation.tilt.networks import Network, arrays_of, ask, fit, read, under
from validation.tilt.pairs import head_columns
from validation.tilt.recipe import CLOTHES, FOLDS
from validation.tilt.turned import train_yaw

Array = NDArray[np.float64]
MEMBERS = 2 * FOLDS
HIDDEN = (96, 40)
STEPS = 2500
OWN_GAIN_STILLS, OWN_GAIN_SPREAD_DEG = 7, 6.0
TRAIN_SEED = 5


def learn(lesson: Lesson, steps: int, hidden: tuple[int, ...] = HIDDEN) -> tuple[list[Network], LeftOut]:
    """The six networks, and what they say of bodies they never saw."""
    size = len(lesson.target)
    fold = lesson.stills.body[lesson.pairs.now] % FOLDS
    networks = []
    total, squares, variance, count = np.zeros(size), np.zeros(size), np.zeros(size), np.zeros(size)
    for member in range(MEMBERS):
        learns = fold != member % FOLDS
        network = fit(
            lesson.inputs[learns], (lesson.target - lesson.base)[learns], lesson.pairs.weight[learns],
            seed=TRAIN_SEED + member, hidden=hidden, sure=True, steps=steps,
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


def rows_of(lesson: Lesson, said: LeftOut, calibration: Calibration) -> list[str]:
    """How well they do on bodies left out, by posture and clothes."""
    heads, fits = column(lesson, "head"), column(lesson, "fit")
    changed = lesson.changed
    rows = []
    for index, head in enumerate(HEADS):
        if not (heads == head).any():
            continue
        gain, scale = calibration.gain[index], calibration.sd_scale[index]
        limit, full = calibration.out_of_distribution_limit[index], calibration.full_change[index]
        rows.append(f"{head}: gain {gain:.2f}, sd x {scale:.2f}, whole from {full:.2f}, limit {limit:.2f}")
        for name in ("all", *CLOTHES):
            some = lesson.with_neutral & (heads == head) & ((fits == name) | (name == "all"))
            error = gain * said.mean[some] - lesson.target[some]
            sd = share_of(changed[some], full) * scale * gain * said.sd[some]
            rows.append(_row(f"  {name}", error, lesson.target[some], sd))
    return rows


def own_gains(lesson: Lesson, said: LeftOut, calibration: Calibration) -> list[str]:
    """What a personal calibration could bring at best: everybody's own gain, taken from their own truth.

    One group is one person; groups in close clothes with enough pictures and tilt.
    """
    groups, heads = lesson.stills.group[lesson.pairs.now], column(lesson, "head")
    close = lesson.with_neutral & np.isin(column(lesson, "fit"), CLOSE)
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
    said = sd <= SD_LIMIT_DEG
    return (
        f"{name:24} n {len(error):5d}  rmse {rmse:.2f}  r {r:.3f}  sd {np.mean(sd):.2f}  "
        f"within 1 sd {within[0]:.2f}, 2 sd {within[1]:.2f}  "
        f"said {np.mean(said):.2f}, rmse {np.sqrt(np.mean(error[said] ** 2)):.2f}"
    )


def main(arguments: list[str] | None = None) -> int:
    """Train, say how well it does on bodies left out, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m validation.tilt.train", description=__doc__)
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--side-on", type=Path, required=True, help="weights whose side-on part is kept")
    parser.add_argument("--steps", type=int, default=STEPS)
    chosen = parser.parse_args(arguments)
    others = read(chosen.side_on)
    side_on = part_of(others, SIDE_ON) or others
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
    own = arrays_of(networks, yaw, lesson.scaling, calibration.arrays())
    np.savez_compressed(chosen.out, **under(SIDE_ON, side_on), **own)
    sys.stdout.write(f"{chosen.out}: {chosen.out.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
