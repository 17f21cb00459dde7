"""Which label lies on which leg in every sample, once it is known whose foot stands where."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from formcheck.domain.body import Floats, Side
from formcheck.engine.progress.gait.stances import Named
from formcheck.engine.progress.gait.ways import Way
from formcheck.exercises.gait_limits import GAIT

_ROW = {Side.LEFT: 0, Side.RIGHT: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Legs:
    """Both legs by side, 0 left and 1 right: (2, n, 2) each. seen: (2, n), where a label lay on that leg."""

    hip: Floats
    knee: Floats
    ankle: Floats
    heel: Floats
    toe: Floats
    seen: Floats


def legs_of(way: Way, feet: Sequence[Named]) -> Legs:
    """Give each leg the label that lies on it: the standing foot's is the one that keeps its place.

    A sample in which neither label lies where a foot stands is none of that leg: labels are on their way.
    """
    track = way.track
    count = len(track.t_s)
    drift = way.floor_speed * (track.t_s - track.t_s[0])
    place = track.heel[:, :, 0] - drift
    swapped = np.zeros(count)
    lost = np.zeros((2, count), dtype=bool)
    for named in feet:
        if named.side is None:
            continue
        row, stance = _ROW[named.side], named.stance
        span = slice(stance.first, stance.last + 1)
        off = np.abs(place[:, span] - stance.place)
        swapped[span] += off[row] - off[1 - row]
        lost[row, span] |= off.min(axis=0) > GAIT.same_place.value
    turned = swapped > GAIT.same_place.value / 2.0
    order = np.where(turned, 1, 0)
    samples = np.arange(count)

    def sorted_rows(points: Floats) -> Floats:
        return np.array([points[np.where(order == 1, 1 - row, row), samples] for row in (0, 1)])

    return Legs(
        **{name: sorted_rows(getattr(track, name)) for name in ("hip", "knee", "ankle", "heel", "toe")},
        seen=~lost,
    )
