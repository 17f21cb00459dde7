"""How far a body is turned from side-on, learnt from the landmarks: the second, smaller network."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from formcheck.kinematics.trunk_features import N_CONTOUR
from validation.tilt.dataset import Stills
from validation.tilt.networks import Network, ask, fit
from validation.tilt.pairs import Scaling
from validation.tilt.recipe import FOLDS, OBLIQUE_DEG, SIDE_ON_DEG

Array = NDArray[np.float64]
HIDDEN = (48,)
KEPT_DEG, BEYOND_DEG = 20.0, 30.0
"""Up to there it should be said, and from here on nothing may be."""


def train_yaw(
    stills: Stills, scaling: Scaling, heads: Array, *, seed: int, steps: int
) -> tuple[Network, list[str]]:
    """The network, and how well it does on a third of the bodies when it learns from the others.

    The outline's columns are left at zero.
    """
    values = (stills.values - scaling.centre) / scaling.spread
    values[:, :N_CONTOUR] = 0.0
    inputs = np.concatenate([values, heads], axis=1)
    kind = np.digitize(np.abs(stills.yaw_deg), (SIDE_ON_DEG, OBLIQUE_DEG))
    weight = 1.0 / np.bincount(kind)[kind]
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
    return learnt_from(np.ones(len(kind), dtype=bool)), _rows(stills.yaw_deg[out], said)


def _rows(true: Array, said: Array) -> list[str]:
    size = np.abs(true)
    some, far = size <= KEPT_DEG, size > BEYOND_DEG
    rmse = [
        float(np.sqrt(np.mean((said[here] - true[here]) ** 2)))
        for here in (size <= SIDE_ON_DEG, (size > SIDE_ON_DEG) & ~far, far)
    ]
    rows = [
        f"turned: rmse {rmse[0]:.1f} up to {SIDE_ON_DEG:.0f}, {rmse[1]:.1f} on to 30, {rmse[2]:.1f} beyond"
    ]
    for limit in (18, 20, 22, 24, 26):
        kept, refused = np.mean(np.abs(said[some]) < limit), np.mean(np.abs(said[far]) > limit)
        shares = f"up to {KEPT_DEG:.0f} kept {kept:.3f}, beyond {BEYOND_DEG:.0f} refused {refused:.3f}"
        rows.append(f"  limit {limit}: {shares}")
    return rows
