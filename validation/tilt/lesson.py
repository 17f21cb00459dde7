"""What is learnt from: every pair of pictures the app could be asked about, with its truth."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from formcheck.kinematics.tilt_inputs import changed_by, distance_of
from validation.tilt.covers import COVERED, with_covers
from validation.tilt.dataset import Stills
from validation.tilt.pairs import (
    LEARNT_FREE_MIN,
    Pairs,
    Scaling,
    forward_deg,
    inputs_of,
    make_pairs,
    parts_of,
    scaling_of,
    seen_both,
    with_middles,
)

Array = NDArray[np.float64]
COVER_WEIGHT = 0.35
"""Of a pair whose cover is made up."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is learnt from. target: change of tilt, degrees; base: what a stiff body would have tilted."""

    stills: Stills
    pairs: Pairs
    scaling: Scaling
    inputs: NDArray[np.float32]
    changed: Array
    distance: Array
    target: Array
    base: Array
    with_neutral: NDArray[np.bool_]
    """Pairs as the app makes them: against the middle of the neutral; none whose cover is made up."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was said of every pair by those that had not learnt from its body; degrees."""

    mean: Array
    sd: Array


def lesson_of(raw: Stills, free_min: float = LEARNT_FREE_MIN, *, moves: bool = False) -> Lesson:
    """Pairs, inputs and targets of all stills that the app would judge. free_min: so much of the low back.

    moves: read what the trunk's ends have moved, too.
    """
    every = with_covers(raw)
    stills = with_middles(every, free_min)
    first_middle = len(every.tilt_deg)
    pairs = make_pairs(stills, first_middle, free_min)
    made_up = stills.group[pairs.now] >= COVERED
    pairs = replace(pairs, weight=np.where(made_up, COVER_WEIGHT, 1.0) * pairs.weight)
    scaling = scaling_of(stills, pairs, moves=moves)
    inputs, changed, distance = [], [], []
    for part in parts_of(pairs):
        read = inputs_of(stills, part, scaling)
        inputs.append(read.astype(np.float32))
        both = seen_both(stills, part)
        changed.append(changed_by(read, both))
        distance.append(distance_of(read, both))
    return Lesson(
        stills=stills,
        pairs=pairs,
        scaling=scaling,
        inputs=np.concatenate(inputs),
        changed=np.concatenate(changed),
        distance=np.concatenate(distance),
        target=stills.tilt_deg[pairs.now] - stills.tilt_deg[pairs.neutral],
        base=np.where(stills.head[pairs.now] == "lying", 0.0, forward_deg(stills, pairs)),
        with_neutral=(pairs.neutral >= first_middle) & (stills.group[pairs.now] < COVERED),
    )


def column(lesson: Lesson, name: str) -> NDArray[np.str_]:
    """A column of the stills, for the picture of every pair."""
    values: NDArray[np.str_] = getattr(lesson.stills, name)[lesson.pairs.now]
    return values
