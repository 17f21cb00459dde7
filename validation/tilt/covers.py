"""The same people with part of the outline hidden, as by an arm: so that what is left is learnt to tell."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
from numpy.typing import NDArray

from formcheck.kinematics.silhouette import LOW_BACK, STATIONS
from formcheck.kinematics.trunk_features import bridged
from validation.tilt.dataset import Stills

Array = NDArray[np.float64]
COVER_SEED = 11
COVERED = 1_000_000
"""Added to a group's number."""
LENGTH, PLACE, JITTER = (0.15, 0.6), (-0.35, 1.0), 0.04
"""Of the hidden stretch and of its middle, in trunk lengths; how far it shifts from picture to picture."""
ABSENT, FRONT = 0.2, 0.5
"""So many pictures are not covered at all; in so many groups the front is covered, too."""


def with_covers(stills: Stills) -> Stills:
    """Every still twice: as it is, then covered, as if it were of another group."""
    covered = replace(
        stills,
        group=stills.group + COVERED,
        **{name: getattr(stills, name).copy() for name in ("values", "free", "seen")},
    )
    for group in np.unique(stills.group):
        rng = np.random.default_rng([COVER_SEED, int(group)])
        spans = [_span(rng), _span(rng) if rng.random() < FRONT else (0.0, -1.0)]
        for row in np.flatnonzero(stills.group == group):
            if rng.random() >= ABSENT:
                shift = rng.normal(0.0, JITTER)
                hidden = np.concatenate([_inside(span, shift) for span in spans])
                _cover(covered, int(row), hidden)
    return Stills(**{f.name: _both(stills, covered, f.name) for f in fields(Stills)})


def _both(one: Stills, other: Stills, name: str) -> NDArray[np.generic]:
    return np.concatenate([getattr(one, name), getattr(other, name)])


def _span(rng: np.random.Generator) -> tuple[float, float]:
    return float(rng.uniform(*PLACE)), float(rng.uniform(*LENGTH))


def _inside(span: tuple[float, float], shift: float) -> NDArray[np.bool_]:
    middle, length = span
    return np.asarray(np.abs(STATIONS - middle - shift) < length / 2)


def _cover(stills: Stills, row: int, hidden: NDArray[np.bool_]) -> None:
    count = len(hidden)
    free = stills.free[row] * ~hidden
    stills.free[row] = free
    stills.values[row, :count] = bridged(stills.values[row, :count], free == 1.0)
    stills.seen[row, 1] = free[: len(STATIONS)][LOW_BACK].mean()
