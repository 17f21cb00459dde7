"""Stills in pairs of one group: a neutral and the picture held against it, as the networks read them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.kinematics.pelvic_tilt import ARM_FREE_MIN, BACK_SEEN_MIN, HEADS
from validation.tilt.dataset import Stills

Array = NDArray[np.float64]


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
        for i in index:
            value = 1.0 if i >= first_middle else 0.4 if stills.neutral[i] else 0.12
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
