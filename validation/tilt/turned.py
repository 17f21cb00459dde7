"""How far a body is turned from side-on, learnt from the landmarks: the second, smaller network."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from formcheck.kinematics.trunk_features import N_CONTOUR
from validation.tilt.dataset import Stills
from validation.tilt.networks import Network, ask, fit
from validation.tilt.pairs import Scaling
from validation.tilt.recipe import FOLDS, SIDE_ON_DEG

Array = NDArray[np.float64]
HIDDEN = (48,)
BEYOND_DEG = 20.0
"""From here on nothing may be said."""


def train_yaw(
    stills: Stills, scaling: Scaling, heads: Array, *, seed: int, steps: int
) -> tuple[Network, list[str]]:
    """The network, and how well it does on a third of the bodies when it learns from the others.

    The outline's columns are left at zero.
    """
    values = (stills.values - scaling.centre) / scaling.spread
    values[:, :N_CONTOUR] = 0.0
    inputs = np.concatenate([values, heads], axis=1)
    turned = stills.hidden == "turned"
    weight = np.where(turned, 0.5 / turned.sum(), 0.5 / (~turned).sum())
    out = stills.body % FOLDS == 0

    def learnt_from(rows: NDArray[np.bool_]) -> Network:
        return fit(
            inputs[rows],
            stills.yaw_deg[rows],
            weight[rows],
            seed=seed,
            hidden=HIDDEN,
            sure=False,
            steps=steps,
        )

    said = 10.0 * ask(learnt_from(~out), inputs[out])[:, 0]
    return learnt_from(np.ones(len(turned), dtype=bool)), _rows(stills.yaw_deg[out], said)


def _rows(true: Array, said: Array) -> list[str]:
    near, far = np.abs(true) <= SIDE_ON_DEG, np.abs(true) > BEYOND_DEG
    rows = [f"turned: rmse {np.sqrt(np.mean((said - true) ** 2)):.1f}"]
    for limit in (12, 14, 16, 18, 20):
        kept, refused = np.mean(np.abs(said[near]) < limit), np.mean(np.abs(said[far]) > limit)
        rows.append(
            f"  limit {limit}: side-on kept {kept:.3f}, beyond {BEYOND_DEG:.0f} refused {refused:.3f}"
        )
    return rows
