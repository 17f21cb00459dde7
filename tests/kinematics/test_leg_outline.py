"""The outline over the knees rises with a knee, by so much, wherever and however large the picture is."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.domain.body import Facing, Silhouette
from formcheck.kinematics.bodyview import Leg
from formcheck.kinematics.leg_outline import leg_outline_ratio

ROWS, COLUMNS = 240, 320
HIP, KNEE, ANKLE = np.array([100.0, -190.0]), np.array([170.0, -120.0]), np.array([230.0, -190.0])
SHANK_PX = float(np.hypot(*(ANKLE - KNEE)))


def leg(scale: float = 1.0, shift: tuple[float, float] = (0.0, 0.0)) -> Leg:
    hip, knee, ankle = (scale * point + np.array(shift) for point in (HIP, KNEE, ANKLE))
    return Leg(hip, knee, ankle, ankle, ankle)


def hill(
    up_px: float = 0.0, scale: float = 1.0, shift: tuple[float, float] = (0.0, 0.0), at_x: float = KNEE[0]
) -> Silhouette:
    """A mask whose upper edge is two slopes that meet over the knee, one pixel soft."""
    x, y = np.meshgrid(np.arange(round(COLUMNS * scale)) + 0.5, -(np.arange(round(ROWS * scale)) + 0.5))
    x, y = x - shift[0], y - shift[1]
    top = (KNEE[1] + 8.0 + up_px) * scale - 0.8 * np.abs(x - at_x * scale)
    return Silhouette(np.clip(top - y + 0.5, 0.0, 1.0).astype(np.float32), (1.0, 1.0))


def mirror(silhouette: Silhouette) -> Silhouette:
    return Silhouette(silhouette.mask[:, ::-1], silhouette.px_per_cell)


def outline(silhouette: Silhouette | None, resting: Leg, facing: Facing = Facing.RIGHT) -> float:
    return leg_outline_ratio(silhouette, facing, resting)


@given(st.floats(0.0, 30.0))
def test_it_rises_as_the_knees_do(up_px: float) -> None:
    risen = outline(hill(up_px), leg()) - outline(hill(), leg())
    # Where the slope lies more than 0.4 shanks under the knee, its rise is not all counted.
    assert risen == pytest.approx(up_px / SHANK_PX, rel=0.2, abs=0.002)


@given(st.sampled_from([0.5, 1.0, 2.0]), st.integers(-20, 20), st.integers(-10, 10))
def test_scale_and_place_of_the_picture_change_nothing(scale: float, right: int, up: int) -> None:
    shift = (float(right), float(up))
    assert outline(hill(6.0, scale, shift), leg(scale, shift)) == pytest.approx(
        outline(hill(6.0), leg()), abs=0.012 / scale
    )


@given(st.floats(0.0, 20.0), st.floats(-15.0, 15.0))
def test_mirroring_changes_nothing(up_px: float, aside_px: float) -> None:
    seen = hill(up_px, at_x=KNEE[0] + aside_px)
    resting = leg(shift=(-COLUMNS, 0.0))  # facing left: the standard view has x reversed
    there = outline(mirror(seen), resting, Facing.LEFT)
    assert there == pytest.approx(outline(seen, leg()), abs=0.012)


def test_a_coarser_mask_says_the_same() -> None:
    fine = hill(10.0)
    coarse = Silhouette(fine.mask.reshape(ROWS // 2, 2, COLUMNS // 2, 2).mean(axis=(1, 3)), (2.0, 2.0))
    assert outline(coarse, leg()) == pytest.approx(outline(fine, leg()), abs=0.01)


def test_a_foot_that_has_left_the_floor_is_no_deep_hole() -> None:
    seen = hill()
    gone = seen.mask.copy()
    gone[:, 205:] = 0.0
    assert outline(seen, leg()) - outline(Silhouette(gone, (1.0, 1.0)), leg()) < 0.02


@pytest.mark.parametrize("seen", [None, hill()])
def test_without_a_mask_or_a_window_in_the_picture_nothing_is_seen(seen: Silhouette | None) -> None:
    assert math.isnan(outline(seen, leg(shift=(2.0 * COLUMNS, 0.0))))


def test_a_leg_that_was_not_seen_shows_nothing() -> None:
    nowhere = np.full(2, np.nan)
    assert math.isnan(outline(hill(), Leg(nowhere, nowhere, nowhere, nowhere, nowhere)))
