"""People told nothing: arms where arms hang, turned a little; how often the tilt is said, and how well."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from formcheck.kinematics.pelvic_tilt import LOW_BACK_FREE_MIN
from formcheck.kinematics.tilt_inputs import HEADS
from validation.tilt.answers import Answers
from validation.tilt.dataset import Stills
from validation.tilt.judged import Judged
from validation.tilt.worth import ERROR_HEAD, HEAD_OF_EXERCISE, errors_row, table

Array = NDArray[np.float64]
UNTOLD_ARMS = ("hang", "hips", "thigh")
TURNS_DEG = ((0.0, 12.0), (12.0, 20.0), (20.0, 30.0))
HEAD = (*ERROR_HEAD[:-1], "said, where half of the low back is free")


def untold_films(films: Sequence[Judged]) -> str:
    """Frames that were judged and half of whose low back no arm hides."""
    rows, every = [], [film for film in films if film.untold]
    for head in HEADS:
        for arms in UNTOLD_ARMS:
            some = [f for f in every if HEAD_OF_EXERCISE[f.exercise] == head and f.arms == arms]
            if some:
                turns = ", ".join(f"{film.yaw_deg:+.0f}" for film in some)
                rows.append(_row(f"{head}, {arms} (turned by {turns})", some))
    if every:
        rows.append(_row(f"all ({len(every)} people)", every))
    return table(HEAD, rows)


def _row(name: str, films: Sequence[Judged]) -> list[str]:
    said, true, sd = (
        np.concatenate([getattr(film, column)[film.free] for film in films])
        for column in ("said", "true", "sd")
    )
    return errors_row(name, said, true, sd)


def untold_stills(stills: Stills, answers: Answers) -> str:
    """Single pictures by posture and by how far the camera stands from side-on, such arms only."""
    arms, heads = stills.arms[answers.index], stills.head[answers.index]
    turn = np.abs(stills.yaw_deg[answers.index])
    natural = np.array([any(style in held for style in UNTOLD_ARMS) for held in arms])
    free = (stills.seen[answers.index, 1] >= LOW_BACK_FREE_MIN) & (stills.hidden[answers.index] == "")
    rows = []
    for head in (*HEADS[:3], "all"):
        here = natural & free & ((heads == head) | (head == "all"))
        for name, some in (
            ("to 20 deg", turn <= 20.0),
            *((f"{low:.0f}-{high:.0f} deg", (turn >= low) & (turn < high)) for low, high in TURNS_DEG),
        ):
            rows.append(_still_row(f"{head}, {name}", answers, here & some))
    every = free & (stills.hidden[answers.index] == "")
    for low, high in TURNS_DEG:
        some = every & (turn >= low) & (turn < high)
        rows.append(_still_row(f"any arms, {low:.0f}-{high:.0f} deg", answers, some))
    return table(HEAD, rows)


def _still_row(name: str, answers: Answers, some: NDArray[np.bool_]) -> list[str]:
    return errors_row(name, answers.said[some], answers.true[some], answers.sd[some])
