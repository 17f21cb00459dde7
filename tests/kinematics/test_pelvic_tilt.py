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
from formcheck.kinematics.trunk_features import N_CONTOUR, TrunkLook, look_at_trunk, middle_of
from tests.silhouettes import kneeling_points, mirrored_pose, outlined
from tests.tilt_models import HOLLOW, hand_made, side_on_model

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
    for turned_deg in (0.0, 20.0):
        tilt = shipped.change(look, look, posture, turned_deg=turned_deg)
        assert abs(tilt.deg) < 2.0 * tilt.sd_deg
        assert 0.3 < tilt.sd_deg < 15.0


@pytest.mark.parametrize("posture", [Posture.OTHER, Posture.UNKNOWN, Posture.BRIDGE])
def test_a_posture_that_was_not_learnt_is_unseen(
    shipped: TiltModel, look: TrunkLook, posture: Posture
) -> None:
    assert np.isnan(shipped.change(look, look, posture).deg)
    assert np.isnan(shipped.yaw_deg(look, posture))


def test_a_look_unlike_all_that_was_learnt_is_unseen(look: TrunkLook) -> None:
    far = replace(look, values=look.values + 3.0, clear=look.clear + 3.0)
    model = hand_made()
    assert np.isfinite(model.change(look, far, Posture.HALF_KNEELING).deg)
    used_to_little = replace(model, out_of_distribution_limit=np.array([2.0, 9.0, 9.0, 9.0]))
    assert np.isfinite(used_to_little.change(look, look, Posture.HALF_KNEELING).deg)
    assert np.isnan(used_to_little.change(look, far, Posture.HALF_KNEELING).deg)
    assert np.isfinite(used_to_little.change(look, far, Posture.STANDING).deg)


def test_a_look_that_has_hardly_changed_leaves_little_to_be_wrong_about(look: TrunkLook) -> None:
    model = replace(hand_made(sd_deg=2.0), full_change=np.full(4, 0.5))
    changed = [replace(look, values=look.values + by, clear=look.clear + by) for by in (0.0, 0.25, 0.5, 1.0)]
    sd_deg = [model.change(look, now, Posture.HALF_KNEELING).sd_deg for now in changed]
    assert sd_deg == pytest.approx([2.0 * LEAST_SD_SHARE, 1.0, 2.0, 2.0])


@pytest.mark.parametrize("posture", JUDGED)
def test_the_shipped_weights_know_what_is_out_of_distribution(
    shipped: TiltModel, look: TrunkLook, posture: Posture
) -> None:
    far = replace(look, values=look.values + 5.0, clear=look.clear + 5.0)
    for turned_deg in (0.0, 20.0):
        assert np.isfinite(shipped.change(look, look, posture, turned_deg=turned_deg).deg)
        assert np.isnan(shipped.change(look, far, posture, turned_deg=turned_deg).deg)


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


def test_many_looks_at_once_say_what_each_says_alone(shipped: TiltModel, look: TrunkLook) -> None:
    rng = np.random.default_rng(4)
    looks = []
    for turn in rng.uniform(-12.0, 12.0, 37):
        values = look.values + rng.normal(0.0, 0.03, len(look.values))
        looks.append(replace(look, values=values, clear=values[:N_CONTOUR], trunk_deg=90.0 + turn))
    looks[5] = replace(looks[5], values=looks[5].values + 9.0)
    turns_deg = [float(turn) for turn in rng.uniform(-22.0, 22.0, 37)]
    at_once = shipped.change_many(look, looks, Posture.STANDING, turned_deg=turns_deg)
    alone = [
        shipped.change(look, one, Posture.STANDING, turned_deg=turn)
        for one, turn in zip(looks, turns_deg, strict=True)
    ]
    assert np.isnan(at_once[5].deg)
    assert [(tilt.deg, tilt.sd_deg) for i, tilt in enumerate(at_once) if i != 5] == [
        (tilt.deg, tilt.sd_deg) for i, tilt in enumerate(alone) if i != 5
    ]
    assert shipped.change_many(look, [], Posture.STANDING) == []


def test_the_side_on_weights_hand_over_little_by_little_to_the_others(look: TrunkLook) -> None:
    """The others see 10 degrees in a hollow that is a tenth of a trunk deeper, the side-on ones nothing."""
    model = replace(hand_made(sd_deg=4.0), side_on=side_on_model(sd_deg=2.0))
    hollow = look.clear.copy()
    hollow[HOLLOW] -= 0.1
    now = replace(look, clear=hollow)
    said = [model.change(look, now, Posture.STANDING, turned_deg=turned) for turned in (8.0, -11.0, 14.0)]
    assert [tilt.deg for tilt in said] == pytest.approx([0.0, 5.0, 10.0])
    between = np.sqrt((2.0**2 + 4.0**2) / 2.0 + 5.0**2)  # each is right half of the time
    assert [tilt.sd_deg for tilt in said] == pytest.approx([2.0, between, 4.0])


def test_what_one_of_two_does_not_know_is_unseen_between_them(look: TrunkLook) -> None:
    used_to_nothing = replace(side_on_model(), out_of_distribution_limit=np.full(4, 1e-6))
    model = replace(hand_made(), side_on=used_to_nothing)
    said = [model.change(look, look, Posture.STANDING, turned_deg=turned).deg for turned in (0.0, 11.0, 14.0)]
    assert np.isnan(said).tolist() == [True, True, False]


def test_what_lies_under_an_arm_does_not_count(look: TrunkLook) -> None:
    hollow = look.clear.copy()
    hollow[HOLLOW] -= 0.1
    covered = look.free.copy()
    covered[HOLLOW] = 0.0
    seen, hidden = (replace(look, clear=hollow, free=free) for free in (look.free, covered))
    model = hand_made()
    assert model.change(look, seen, Posture.STANDING).deg == pytest.approx(10.0)
    assert model.change(look, hidden, Posture.STANDING).deg == pytest.approx(0.0)
    assert model.change(replace(look, free=covered), seen, Posture.STANDING).deg == pytest.approx(0.0)


def test_a_station_that_some_looks_do_not_see_is_told_by_those_that_do(look: TrunkLook) -> None:
    arm = look.free.copy()
    arm[HOLLOW] = 0.0
    wrong = look.clear.copy()
    wrong[HOLLOW] += 0.5
    hidden = replace(look, clear=wrong, free=arm)
    mostly_seen, mostly_hidden = middle_of([look, look, hidden]), middle_of([look, hidden, hidden])
    assert mostly_seen.free[HOLLOW] == 1.0
    assert mostly_seen.clear[HOLLOW] == pytest.approx(look.clear[HOLLOW])
    assert mostly_hidden.free[HOLLOW] == 0.0
    assert mostly_hidden.clear[HOLLOW] == pytest.approx(look.clear[HOLLOW], abs=0.01)


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
