"""An open shutter: the moments that one frame gathers, as many as the movement needs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from validation.camera import Camera
from validation.skeleton import Bones

Array = NDArray[np.float64]
SMEAR_PX = 2.0
"""Moments lie at most this far apart in the picture."""
MOST_MOMENTS = 8


def moments(
    index: int, bones: list[Bones], times_s: Array, *, shutter_s: float, camera: Camera
) -> list[Bones]:
    """The bodies seen while the shutter is open about frame `index`; one of them when nothing moves.

    Between frames bones go straight: a turn within one exposure is small.
    """
    if shutter_s <= 0:
        return [bones[index]]
    early, late = (_at(index, share, bones, times_s, shutter_s) for share in (-0.5, 0.5))
    travel_px = np.abs(camera.pixels(late.joints) - camera.pixels(early.joints)).max()
    count = int(np.clip(np.ceil(travel_px / SMEAR_PX), 1, MOST_MOMENTS))
    if count == 1:
        return [bones[index]]
    return [_at(index, (i + 0.5) / count - 0.5, bones, times_s, shutter_s) for i in range(count)]


def _at(index: int, share: float, bones: list[Bones], times_s: Array, shutter_s: float) -> Bones:
    other = int(np.clip(index + (1 if share > 0 else -1), 0, len(bones) - 1))
    if other == index:
        return bones[index]
    weight = min(abs(share) * shutter_s / abs(times_s[other] - times_s[index]), 1.0)
    here, there = bones[index], bones[other]
    return Bones(
        here.rotations + weight * (there.rotations - here.rotations),
        here.joints + weight * (there.joints - here.joints),
    )
