"""The tilt model's laws, on models made by hand and on the shipped weights."""

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formcheck.adapters.tilt_weights import TILT_FILE, load_tilt_model
from formcheck.domain.body import Facing
from formcheck.domain.posture import Posture
from formcheck.kinematics.pelvic_tilt import LEAST_SD_SHARE, TiltModel
from formcheck.kinematics.trunk_features import TrunkLook, look_at_trunk, middle_of
from tests.silhouettes import kneeling_points, mirrored_pose, outlined
from tests.tilt_models import hand_made

WEIGHTS = Path(__file__).parents[2] / "models" / TILT_FILE
JUDGED = (Posture.HALF_KNEELING, Posture.STANDING, Posture.SEATED, Posture.HOOK_LYING)


@pytest.fixture(scope="module")
def shipped() -> TiltModel:
    return load_tilt_model()


@pytest.fixture(scope="module")
def look() -> TrunkLook:
    seen = look_at_trunk(outlined(kneeling_points()), Facing.RIGHT)
    assert seen is not None
    return seen


def test_the_weights_are_small() -> None:
    assert WEIGHTS.stat().st_size <= 1_000_000


@pytest.mark.parametrize("posture", JUDGED)
def test_the_neutral_against_itself_is_about_nothing(
    shipped: TiltModel, look: TrunkLook, posture: Posture
) -> None:
    tilt = shipped.change(look, look, posture)
    assert abs(tilt.deg) < 2.0 * tilt.sd_deg
    assert 0.3 < tilt.sd_deg < 15.0


@pytest.mark.parametrize("posture", [Posture.OTHER, Posture.UNKNOWN, Posture.BRIDGE])
def test_a_posture_that_was_not_learnt_is_unseen(
    shipped: TiltModel, look: TrunkLook, posture: Posture
) -> None:
    assert np.isnan(shipped.change(look, look, posture).deg)
    assert np.isnan(shipped.yaw_deg(look, posture))


def test_a_look_unlike_all_that_was_learnt_is_unseen(look: TrunkLook) -> None:
    far = replace(look, values=look.values + 3.0)
    model = hand_made()
    assert np.isfinite(model.change(look, far, Posture.HALF_KNEELING).deg)
    used_to_little = replace(model, strange_limit=np.array([2.0, 9.0, 9.0, 9.0]))
    assert np.isfinite(used_to_little.change(look, look, Posture.HALF_KNEELING).deg)
    assert np.isnan(used_to_little.change(look, far, Posture.HALF_KNEELING).deg)
    assert np.isfinite(used_to_little.change(look, far, Posture.STANDING).deg)


def test_a_look_that_has_hardly_changed_leaves_little_to_be_wrong_about(look: TrunkLook) -> None:
    model = replace(hand_made(sd_deg=2.0), full_change=np.full(4, 0.5))
    changed = [replace(look, values=look.values + by) for by in (0.0, 0.25, 0.5, 1.0)]
    sd_deg = [model.change(look, now, Posture.HALF_KNEELING).sd_deg for now in changed]
    assert sd_deg == pytest.approx([2.0 * LEAST_SD_SHARE, 1.0, 2.0, 2.0])


@pytest.mark.parametrize("posture", JUDGED)
def test_the_shipped_weights_know_how_far_is_strange(
    shipped: TiltModel, look: TrunkLook, posture: Posture
) -> None:
    far = replace(look, values=look.values + 5.0)
    assert np.isfinite(shipped.change(look, look, posture).deg)
    assert np.isnan(shipped.change(look, far, posture).deg)


def test_how_the_arms_are_held_in_front_changes_nothing() -> None:
    one, other = (
        look_at_trunk(outlined(kneeling_points(arms_behind=-behind)), Facing.RIGHT) for behind in (0.3, 0.5)
    )
    assert one is not None
    assert other is not None
    assert np.array_equal(one.values, other.values)


def test_a_mirrored_picture_gives_the_same_tilt(shipped: TiltModel, look: TrunkLook) -> None:
    other = outlined(kneeling_points(arms_behind=-0.25), back=lambda along: 0.18 + 0.05 * along)
    right, left = look_at_trunk(other, Facing.RIGHT), look_at_trunk(mirrored_pose(other), Facing.LEFT)
    assert right is not None
    assert left is not None
    flipped = replace(left, trunk_deg=right.trunk_deg)
    assert shipped.change(look, flipped, Posture.HALF_KNEELING).deg == pytest.approx(
        shipped.change(look, right, Posture.HALF_KNEELING).deg, abs=1e-3
    )


def test_upright_a_trunk_that_leans_takes_the_pelvis_along(look: TrunkLook) -> None:
    leaning = replace(look, trunk_deg=look.trunk_deg - 12.0)  # facing right, forward is clockwise
    model = hand_made()
    assert model.change(look, leaning, Posture.STANDING).deg == pytest.approx(12.0)
    assert model.change(look, leaning, Posture.HOOK_LYING).deg == pytest.approx(0.0)


def test_a_lean_across_the_half_turn_is_small(look: TrunkLook) -> None:
    before, after = replace(look, trunk_deg=179.0), replace(look, trunk_deg=-179.0)
    assert abs(hand_made().change(before, after, Posture.STANDING).deg) == pytest.approx(2.0)
    assert abs(middle_of([before, after, before]).trunk_deg) == pytest.approx(179.0)


def test_the_middle_of_looks_drops_the_odd_one_out(look: TrunkLook) -> None:
    odd = replace(look, values=look.values + 1.0)
    assert middle_of([look, look, odd]).values == pytest.approx(look.values)


def test_a_model_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="features"):
        replace(hand_made(), centre=np.zeros(3))


def test_one_answer_takes_less_than_a_millisecond(shipped: TiltModel, look: TrunkLook) -> None:
    spent = []
    for _ in range(50):
        began = time.perf_counter()
        shipped.change(look, look, Posture.HALF_KNEELING)
        spent.append(time.perf_counter() - began)
    assert min(spent) < 0.001  # the least: other work on the machine only ever adds


def test_the_whole_adds_at_most_three_milliseconds(shipped: TiltModel) -> None:
    pose = outlined(kneeling_points())
    spent = []
    for _ in range(30):
        began = time.perf_counter()
        seen = look_at_trunk(pose, Facing.RIGHT)
        assert seen is not None
        shipped.change(seen, seen, Posture.HALF_KNEELING)
        shipped.yaw_deg(seen, Posture.HALF_KNEELING)
        spent.append(time.perf_counter() - began)
    assert min(spent) < 0.003
