"""Stills in pairs of one group: a neutral and the picture held against it, as the networks read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.kinematics.pelvic_tilt import BACK_SEEN_MIN
from formcheck.kinematics.tilt_inputs import HEADS, free_in_both, moves_of, tilt_inputs, with_moves
from formcheck.kinematics.trunk_features import N_CONTOUR, bridged
from validation.tilt.dataset import Stills

Array = NDArray[np.float64]


LEARNT_FREE_MIN = 0.3
"""Of the low back: a little less than what the app asks for, so that it knows what lies just there."""
AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows of the same group: the neutral, and the frame held against it. weight: how often drawn."""

    neutral: NDArray[np.int64]
    now: NDArray[np.int64]
    weight: Array


def visible(stills: Stills, free_min: float = LEARNT_FREE_MIN) -> NDArray[np.bool_]:
    """Where the app would look: not turned away, enough of the low back free."""
    return (
        (stills.hidden != "turned") & (stills.seen[:, 0] >= BACK_SEEN_MIN) & (stills.seen[:, 1] >= free_min)
    )


def with_middles(stills: Stills, free_min: float = LEARNT_FREE_MIN) -> Stills:
    """Add a row per group: the middle of its neutral stills, which is what the app compares with."""
    shown = visible(stills, free_min)
    rows: dict[str, list[Any]] = {name: [] for name in stills.__slots__}
    for group in np.unique(stills.group):
        index = np.flatnonzero((stills.group == group) & stills.neutral & shown)
        if len(index) == 0:
            continue
        for name, added in rows.items():
            column = getattr(stills, name)
            numeric = name in {"values", "whole", "seen", "tilt_deg", "ends_px"}
            if name == "free":
                added.append(column[index].min(axis=0))
            elif name == "trunk_deg":
                turns = np.remainder(column[index] - column[index[0]] + 180.0, 360.0) - 180.0
                added.append(column[index[0]] + turns.mean())
            else:
                added.append(column[index].mean(axis=0) if numeric else column[index[0]])
        outline = rows["values"][-1][:N_CONTOUR]
        rows["values"][-1][:N_CONTOUR] = bridged(outline, rows["free"][-1] == 1.0)
    return replace(
        stills, **{name: np.concatenate([getattr(stills, name), np.array(rows[name])]) for name in rows}
    )


def make_pairs(stills: Stills, first_middle: int, free_min: float = LEARNT_FREE_MIN) -> Pairs:
    """All pairs within a group; those with a real neutral count most."""
    shown = visible(stills, free_min)
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
    """What brings features to about unit size. moves_spread: None where no moves are read."""

    centre: Array
    spread: Array
    change_spread: Array
    moves_spread: Array | None = None


def scaling_of(stills: Stills, pairs: Pairs, *, moves: bool = False) -> Scaling:
    """From the training stills; of what changed, only where it is seen both times.

    moves: read what the trunk's ends have moved, too.
    """
    some = np.arange(0, len(pairs.now), max(1, len(pairs.now) // AT_ONCE))
    now, neutral = pairs.now[some], pairs.neutral[some]
    both = free_in_both(stills.free[neutral], stills.free[now])
    change = both * (stills.values[now] - stills.values[neutral])
    change_spread = np.sqrt((change**2).sum(axis=0) / np.maximum(both.sum(axis=0), 1.0))
    moved = moves_of(stills.ends_px[neutral], stills.ends_px[now])
    return Scaling(
        stills.values.mean(axis=0),
        stills.values.std(axis=0) + 0.02,
        change_spread + 0.02,
        moved.std(axis=0) if moves else None,
    )


def seen_both(stills: Stills, pairs: Pairs) -> Array:
    """What is seen in the neutral and now, (n, N_READ)."""
    return free_in_both(stills.free[pairs.neutral], stills.free[pairs.now])


def inputs_of(stills: Stills, pairs: Pairs, scaling: Scaling) -> Array:
    """What the networks read, exactly as the app makes it."""
    inputs = tilt_inputs(
        neutral=stills.values[pairs.neutral],
        values=stills.values[pairs.now],
        both=seen_both(stills, pairs),
        forward_deg=forward_deg(stills, pairs),
        heads=head_columns(stills)[pairs.now],
        centre=scaling.centre,
        spread=scaling.spread,
        change_spread=scaling.change_spread,
    )
    if scaling.moves_spread is None:
        return inputs
    moves = moves_of(stills.ends_px[pairs.neutral], stills.ends_px[pairs.now])
    return with_moves(inputs, moves, scaling.moves_spread)


def parts_of(pairs: Pairs) -> Iterator[Pairs]:
    """The same pairs, so many at a time that memory holds them."""
    for first in range(0, len(pairs.now), AT_ONCE):
        rows = slice(first, first + AT_ONCE)
        yield Pairs(pairs.neutral[rows], pairs.now[rows], pairs.weight[rows])
