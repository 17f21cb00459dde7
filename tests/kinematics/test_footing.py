"""A foot that stands is still in the mask where it stood, whatever the landmarks of its leg say."""

import numpy as np
import pytest

from formcheck.domain.body import Facing, Floats, Landmark, Side, Silhouette
from formcheck.kinematics.bodyview import leg_rows, view_body
from formcheck.kinematics.footing import a_foot_stays
from tests import bodies
from tests.bodies import mirror, pose_of

CELL_PX = 4.0
MAT_PX = 12.0
FEET = {side: list(leg_rows(side)[2:]) for side in (Side.LEFT, Side.RIGHT)}


def at_rest() -> Floats:
    """Who lies with bent knees, the feet a foot's length apart, well inside of the picture."""
    points = bodies.HOOK_LYING.points()
    points[FEET[Side.LEFT], 0] += 60.0
    return inside(points)


def inside(points: Floats) -> Floats:
    """The same, 50 px from the picture's left and upper edge."""
    moved = points.copy()
    moved -= np.array([np.nanmin(points[:, 0]) - 50.0, np.nanmax(points[:, 1]) + 50.0])
    return moved


def mask_of(feet_px: list[Floats]) -> Silhouette:
    """Somebody at these places, 12 px around each."""
    y, x = np.mgrid[0:200, 0:300] * CELL_PX + CELL_PX / 2.0
    inside = [np.hypot(x - at[0], -y - at[1]) <= MAT_PX for at in feet_px]
    mask = np.any(inside, axis=0) if inside else np.zeros_like(x, dtype=bool)
    return Silhouette(mask.astype(np.float32), (CELL_PX, CELL_PX))


def middle(points: Floats, side: Side) -> Floats:
    return np.asarray(points[FEET[side]].mean(axis=0))


@pytest.mark.parametrize("facing", [Facing.RIGHT, Facing.LEFT])
@pytest.mark.parametrize(
    ("standing", "stays"),
    [((Side.LEFT, Side.RIGHT), True), ((Side.LEFT,), True), ((Side.RIGHT,), True), ((), False)],
)
def test_one_foot_where_it_stood_is_enough(
    *, facing: Facing, standing: tuple[Side, ...], stays: bool
) -> None:
    points = at_rest() if facing is Facing.RIGHT else inside(mirror(at_rest()))
    resting = view_body(pose_of(points), facing)
    mask = mask_of([middle(points, side) for side in standing])
    assert a_foot_stays(mask, facing, resting) is stays


def test_somebody_elsewhere_is_no_foot_that_stands() -> None:
    points = at_rest()
    resting = view_body(pose_of(points), Facing.RIGHT)
    lifted = [middle(points, side) + np.array([0.0, 90.0]) for side in FEET]
    assert not a_foot_stays(mask_of(lifted), Facing.RIGHT, resting)


def test_without_a_mask_or_out_of_the_picture_nobody_knows() -> None:
    points = at_rest()
    assert not a_foot_stays(None, Facing.RIGHT, view_body(pose_of(points), Facing.RIGHT))
    gone = points - (5000.0, 0.0)
    everywhere = Silhouette(np.ones((200, 300), dtype=np.float32), (CELL_PX, CELL_PX))
    assert not a_foot_stays(everywhere, Facing.RIGHT, view_body(pose_of(gone), Facing.RIGHT))
    unseen = points.copy()
    unseen[[Landmark.LEFT_TOE, Landmark.RIGHT_TOE]] = np.nan
    assert not a_foot_stays(everywhere, Facing.RIGHT, view_body(pose_of(unseen), Facing.RIGHT))
