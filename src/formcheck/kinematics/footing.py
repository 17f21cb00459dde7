"""Whether a foot still stands where it stood at rest, read off the person's mask.

The pose model draws a resting leg along with a lifted one, up to where both feet seem to be in the air. The
mask does not: where the planted foot stood, there is still somebody.
"""

from formcheck.domain.body import Facing, Silhouette
from formcheck.kinematics.bodyview import BodyView, Leg


def a_foot_stays(silhouette: Silhouette | None, facing: Facing, resting: BodyView) -> bool:
    """Whether somebody is seen where a foot of the resting body, in the standard view, stood.

    False without a mask, and where both places lie outside of the picture.
    """
    return silhouette is not None and any(
        _is_covered(silhouette, facing, leg) for leg in (resting.near, resting.far)
    )


def _is_covered(silhouette: Silhouette, facing: Facing, leg: Leg) -> bool:
    points = leg.ankle, leg.heel, leg.toe
    x_px, y_px = (sum(point[axis] for point in points) / len(points) for axis in (0, 1))
    rows, columns = silhouette.cells.shape
    column, row = facing.value * x_px / silhouette.px_per_cell[0], -y_px / silhouette.px_per_cell[1]
    if not (0.0 <= column < columns and 0.0 <= row < rows):
        return False
    return bool(silhouette.cells[int(row), int(column)] >= silhouette.first_inside)
