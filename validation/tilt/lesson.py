"""What is learnt from: every pair of pictures the app could be asked about, with its truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from validation.tilt.dataset import Stills
from validation.tilt.pairs import Pairs, Scaling, forward_deg, inputs_of, make_pairs, scaling_of, with_middles

Array = NDArray[np.float64]


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


def column(lesson: Lesson, name: str) -> NDArray[np.str_]:
    """A column of the stills, for the picture of every pair."""
    values: NDArray[np.str_] = getattr(lesson.stills, name)[lesson.pairs.now]
    return values
