"""The outline over a joint rises with the body, by so much, wherever and however large the picture is."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.domain.body import Facing, Floats, Silhouette
from formcheck.kinematics.bodyview import BodyView, Leg
from formcheck.kinematics.geometry import Point, distance_px
from formcheck.kinematics.outline_height import (
    Seen,
    far_knee_cover,
    hip_outline_ratios,
    knee_outline_ratios,
    near_knee_hidden,
)

ROWS, COLUMNS = 240, 320
SHOULDER, HIP, KNEE, ANKLE = (
    np.array(point) for point in ((60.0, -200.0), (130.0, -185.0), (190.0, -120.0), (250.0, -190.0))
)
SHANK_PX, TRUNK_PX = float(np.hypot(*(ANKLE - KNEE))), float(np.hypot(*(HIP - SHOULDER)))
Shift = tuple[float, float]
Height = Callable[[Sequence[Seen], BodyView], list[float]]
BOTH = pytest.mark.parametrize(
    ("height", "joint", "unit_px"),
    [(knee_outline_ratios, KNEE, SHANK_PX), (hip_outline_ratios, HIP, TRUNK_PX)],
)


def lying(scale: float = 1.0, shift: Shift = (0.0, 0.0)) -> BodyView:
    """On the back with knees bent, in the standard view."""
    shoulder, hip, knee, ankle = (
        (scale * x + shift[0], scale * y + shift[1]) for x, y in (SHOULDER, HIP, KNEE, ANKLE)
    )
    leg = Leg(hip, knee, ankle, ankle, ankle)
    return BodyView(
        nose=shoulder, ear=shoulder, shoulder=shoulder, hip=hip, near=leg, far=leg,
        shoulder_width_px=0.0, hip_width_px=0.0,
    )  # fmt: skip


def beside(leg: Leg, along: float, up: float) -> Point:
    """A place so far from the knee, in thigh lengths."""
    thigh_px = distance_px(leg.hip, leg.knee)
    return leg.knee[0] + thigh_px * along, leg.knee[1] + thigh_px * up


def hill(joint: Floats, up_px: float = 0.0, scale: float = 1.0, shift: Shift = (0.0, 0.0)) -> Silhouette:
    """A mask whose upper edge is two slopes that meet over a joint, one pixel soft."""
    x, y = np.meshgrid(np.arange(round(COLUMNS * scale)) + 0.5, -(np.arange(round(ROWS * scale)) + 0.5))
    x, y = x - shift[0], y - shift[1]
    top = (joint[1] + 8.0 + up_px) * scale - 0.5 * np.abs(x - joint[0] * scale)
    return Silhouette(np.clip(top - y + 0.5, 0.0, 1.0).astype(np.float32), (1.0, 1.0))


def seen(height: Height, silhouette: Silhouette, resting: BodyView, facing: Facing = Facing.RIGHT) -> float:
    return height([(silhouette, facing)], resting)[0]


@BOTH
@given(up_px=st.floats(0.0, 30.0))
def test_it_rises_as_the_body_does(height: Height, joint: Floats, unit_px: float, up_px: float) -> None:
    risen = seen(height, hill(joint, up_px), lying()) - seen(height, hill(joint), lying())
    assert risen == pytest.approx(up_px / unit_px, rel=0.02, abs=0.002)


@BOTH
@given(scale=st.sampled_from([0.5, 1.0, 2.0]), shift=st.tuples(st.integers(-20, 20), st.integers(-10, 10)))
def test_scale_and_place_of_the_picture_change_nothing(
    height: Height, joint: Floats, unit_px: float, scale: float, shift: Shift
) -> None:
    there = seen(height, hill(joint, 6.0, scale, shift), lying(scale, shift))
    assert there == pytest.approx(seen(height, hill(joint, 6.0), lying()), abs=0.8 / (scale * unit_px))


@BOTH
@given(up_px=st.floats(0.0, 20.0), aside_px=st.floats(-15.0, 15.0))
def test_mirroring_changes_nothing(
    height: Height, joint: Floats, unit_px: float, up_px: float, aside_px: float
) -> None:
    plain = hill(joint + np.array([aside_px, 0.0]), up_px)
    mirrored = Silhouette(plain.mask[:, ::-1], plain.px_per_cell)
    # Of a body that faces left the standard view has x reversed.
    there = seen(height, mirrored, lying(shift=(-COLUMNS, 0.0)), Facing.LEFT)
    assert there == pytest.approx(seen(height, plain, lying()), abs=0.6 / unit_px)


@BOTH
def test_a_coarser_mask_says_the_same(height: Height, joint: Floats, unit_px: float) -> None:
    fine = hill(joint, 10.0)
    coarse = Silhouette(fine.mask.reshape(ROWS // 2, 2, COLUMNS // 2, 2).mean(axis=(1, 3)), (2.0, 2.0))
    assert seen(height, coarse, lying()) == pytest.approx(seen(height, fine, lying()), abs=0.8 / unit_px)


def test_a_foot_that_has_left_the_floor_is_no_deep_hole() -> None:
    whole = hill(KNEE)
    gone = whole.mask.copy()
    gone[:, 225:] = 0.0
    without = seen(knee_outline_ratios, Silhouette(gone, (1.0, 1.0)), lying())
    assert 0.0 < seen(knee_outline_ratios, whole, lying()) - without < 0.04


@BOTH
def test_without_a_mask_a_window_or_a_joint_nothing_is_seen(
    height: Height, joint: Floats, unit_px: float
) -> None:
    assert math.isnan(height([(None, Facing.RIGHT)], lying())[0])
    assert math.isnan(seen(height, hill(joint), lying(shift=(2.0 * COLUMNS, 0.0))))
    assert math.isnan(seen(height, hill(joint), lying(scale=math.nan))), unit_px


@BOTH
def test_frames_at_hand_together_say_what_each_says_alone(
    height: Height, joint: Floats, unit_px: float
) -> None:
    """Masks of two sizes, of bodies that face both ways, and a frame without one."""
    small = hill(joint, 3.0, 0.5)
    frames: list[Seen] = [
        (hill(joint, 4.0), Facing.RIGHT),
        (None, Facing.RIGHT),
        (Silhouette(small.mask, (2.0, 2.0)), Facing.RIGHT),
        (hill(joint, 9.0, shift=(-5.0, 0.0)), Facing.RIGHT),
        (Silhouette(hill(joint).mask[:, ::-1], (1.0, 1.0)), Facing.LEFT),
    ]
    together = height(frames, lying())
    assert np.array_equal(together, [height([each], lying())[0] for each in frames], equal_nan=True)
    assert np.count_nonzero(np.isnan(together)) >= 1, unit_px
    assert not math.isnan(together[0] + together[2] + together[3])


@pytest.mark.parametrize("scale", [0.5, 2.0])
@pytest.mark.parametrize(
    ("along", "up", "cover"),
    [(0.0, 0.0, 1.0), (0.05, 0.04, 1.0), (0.1, -0.05, 0.5), (-0.1, 0.0, 0.5), (0.2, 0.0, 0.0),
     (0.0, 0.1, 0.0), (math.nan, math.nan, 0.0)],
)  # fmt: skip
def test_a_far_knee_is_covered_where_it_lies_behind_the_near_one(
    along: float, up: float, cover: float, scale: float
) -> None:
    body = lying(scale)
    knee = beside(body.near, along, up)
    found = far_knee_cover(replace(body, far=replace(body.far, knee=knee)))
    assert found == pytest.approx(cover)


@pytest.mark.parametrize(
    ("along", "up", "hidden"),
    [(0.0, 0.0, False), (0.0, 0.03, False), (-0.07, 0.064, True), (0.2, 0.15, True), (0.4, 0.2, False)],
)
def test_a_far_knee_that_stands_over_the_near_one_hides_it(along: float, up: float, *, hidden: bool) -> None:
    body = lying()
    knee = beside(body.near, along, up)
    assert near_knee_hidden(replace(body, far=replace(body.far, knee=knee))) is hidden
