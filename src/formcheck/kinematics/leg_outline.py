"""How high the outline runs over the knees of somebody who lies, read off the person's mask.

A far foot that leaves the floor stays behind the near one, and its landmarks on it, until it is well up; by
then its knee has long risen over the near one. And the mask does not mix up the legs, it has only one edge.
"""

import numpy as np

from formcheck.domain.body import Facing, Silhouette
from formcheck.kinematics.bodyview import Leg
from formcheck.kinematics.geometry import distance_px

_TO_HIP, _TO_FOOT, _LOWEST = 0.6, 0.5, -0.4
_INSIDE = 0.5


def leg_outline_ratio(silhouette: Silhouette | None, facing: Facing, resting: Leg) -> float:
    """Mean height of the mask's upper edge over the resting knee, in shank lengths.

    resting: the near leg where it rests, in the standard view. The mean runs from 0.6 shank lengths on the
    hip's side of its knee to 0.5 on the foot's, and stays there while the legs move. An edge more than 0.4
    under the knee counts as there: a foot that has gone leaves the floor. NaN without a mask, and where that
    window lies outside of the picture.
    """
    shank_px = distance_px(resting.knee, resting.ankle)
    if silhouette is None or not shank_px > 0.0:
        return float("nan")
    cell_x, cell_y = silhouette.px_per_cell
    rows, columns = silhouette.mask.shape
    to_foot = np.sign(resting.knee[0] - resting.hip[0]) * shank_px
    ends_px = facing.value * (resting.knee[0] + to_foot * np.array([-_TO_HIP, _TO_FOOT]))
    first, last = np.clip(np.rint(np.sort(ends_px) / cell_x), 0, columns).astype(int)
    if last <= first:
        return float("nan")
    window = silhouette.mask[:, first:last]
    inside = window >= _INSIDE
    row, column = np.argmax(inside, axis=0), np.arange(last - first)
    here, above = window[row, column], window[np.maximum(row - 1, 0), column]
    # Row r has its centre at r + 1/2; the edge lies between it and the row above.
    share = np.divide(here - _INSIDE, here - above, out=np.zeros_like(here), where=here > above)
    edge_px = np.where(inside.any(axis=0), (row + 0.5 - share) * cell_y, rows * cell_y)
    height = (-edge_px - resting.knee[1]) / shank_px
    return float(np.mean(np.maximum(height, _LOWEST)))
