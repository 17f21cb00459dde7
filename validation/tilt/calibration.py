"""Numbers per posture that make the answers honest, from people that were left out of the learning."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.kinematics.pelvic_tilt import LEAST_SD_SHARE
from formcheck.kinematics.tilt_inputs import HEADS
from validation.tilt.lesson import LeftOut, Lesson, column

Array = NDArray[np.float64]
CLOSE = ("painted", "tight")
FEW = 0.08
"""So many of all pairs changed least: there it is seen how the error goes with the change."""
OOD_SHARE, OOD_MARGIN = 0.999, 1.1
"""A look further out, by a tenth, than all but one in a thousand of the training looks is not judged."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Per head: what undoes the shrinking, what makes the standard deviation honest, what was never seen,
    and how much a look changes before the standard deviation is whole.
    """

    gain: Array
    sd_scale: Array
    out_of_distribution_limit: Array
    full_change: Array

    def arrays(self) -> dict[str, Array]:
        """As they are stored, see `adapters.tilt_weights`."""
        return {
            "sd_scale": self.sd_scale,
            "gain": self.gain,
            "strange_limit": self.out_of_distribution_limit,
            "full_change": self.full_change,
        }


def calibrate(lesson: Lesson, said: LeftOut) -> Calibration:
    """From bodies left out, each posture on its own.

    A learnt guess shrinks towards nothing. The gain makes guesses vary as much as the truth does, on people
    in close clothes: half way between the least error and an arch that is not understated at all.
    """
    heads, close = column(lesson, "head"), np.isin(column(lesson, "fit"), CLOSE)
    changed = lesson.changed
    gain, scale, limit, full = (np.ones(len(HEADS)) for _ in range(4))
    for index, head in enumerate(HEADS):
        every = heads == head
        rows = lesson.with_neutral & every
        if not rows.any():
            continue
        limit[index] = OOD_MARGIN * np.quantile(lesson.distance[rows], OOD_SHARE)
        gain[index] = np.std(lesson.target[rows & close]) / np.std(said.mean[rows & close])
        ratio = np.abs(said.mean - lesson.target / gain[index]) / said.sd
        full[index] = _full_change(changed[every], ratio[every])
        scale[index] = _scale(ratio[rows] / share_of(changed[rows], full[index]))
    return Calibration(gain, scale, limit, full)


def share_of(changed: Array, full: float) -> Array:
    """How much of the standard deviation is stated, as in `TiltModel.change`."""
    return np.clip(changed / full, LEAST_SD_SHARE, 1.0)


def _full_change(changed: Array, ratio: Array) -> float:
    """Where the standard deviation must be whole, so that it is as honest below as it is above."""
    usual = np.quantile(ratio[changed > np.quantile(changed, FEW)], 0.683)
    few = changed <= np.quantile(changed, FEW)
    grid = np.arange(0.02, 0.6, 0.005)
    misses = [abs(np.quantile(ratio[few] / share_of(changed[few], full), 0.683) - usual) for full in grid]
    return float(grid[int(np.argmin(misses))])


def _scale(ratio: Array) -> float:
    """The factor that puts 68 % of errors within one standard deviation and 95 % within two, about."""
    return float(0.5 * np.quantile(ratio, 0.683) + 0.5 * np.quantile(ratio, 0.954) / 2.0)
