"""Who lies is judged by weights of their own, which read the outline, and what hips and shoulders moved."""

from dataclasses import replace

import numpy as np
import pytest

from formcheck.adapters.tilt_weights import load_tilt_model
from formcheck.domain.body import Facing
from formcheck.domain.pelvis import TiltUnseen
from formcheck.domain.posture import Posture
from formcheck.kinematics.tilt_inputs import moves_of
from formcheck.kinematics.trunk_features import TrunkLook, look_at_trunk, middle_of
from tests.silhouettes import kneeling_points, outlined
from tests.tilt_models import HOLLOW, hand_made, reads_moves, side_on_model

LYING = (Posture.HOOK_LYING, Posture.LYING_STRAIGHT, Posture.LYING_KNEE_IN)


@pytest.fixture(scope="module")
def look() -> TrunkLook:
    seen = look_at_trunk(outlined(kneeling_points()), Facing.RIGHT)
    assert seen is not None
    return replace(seen, open_back=1.0)


def hollower(look: TrunkLook, open_back: float) -> TrunkLook:
    hollow = look.clear.copy()
    hollow[HOLLOW] -= 0.1
    return replace(look, clear=hollow, open_back=open_back)


@pytest.mark.parametrize("posture", LYING)
def test_they_serve_wherever_the_side_on_weights_do_not(look: TrunkLook, posture: Posture) -> None:
    """The weights for all see 10 degrees, those for who lies three tenths of it, the side-on ones nothing."""
    own = replace(hand_made(), gain=hand_made().gain * 0.3)
    model = replace(hand_made(), lying=own, side_on=side_on_model())
    free, armed = hollower(look, 1.0), hollower(look, 0.2)
    said = model.change_many(look, [free, armed, free], posture, turned_deg=[0.0, 0.0, 16.0])
    assert [tilt.deg for tilt in said] == pytest.approx([0.0, 3.0, 3.0])
    assert model.change(replace(look, open_back=0.2), free, posture).deg == pytest.approx(3.0)
    assert hand_made().change(look, armed, posture).deg == pytest.approx(10.0)


@pytest.mark.parametrize("posture", [Posture.HALF_KNEELING, Posture.STANDING, Posture.SEATED])
def test_who_is_upright_is_none_of_theirs(look: TrunkLook, posture: Posture) -> None:
    plain, model = hand_made(yaw_deg=5.0), replace(hand_made(yaw_deg=5.0), lying=hand_made(yaw_deg=17.0))
    armed = hollower(look, 0.0)
    assert model.change(look, armed, posture).deg == plain.change(look, armed, posture).deg
    assert model.yaw_deg(look, posture) == pytest.approx(5.0)
    assert model.why_hidden(replace(look, low_back_free=0.2), posture) is TiltUnseen.ARM_OVER_BACK


def test_they_say_how_far_who_lies_is_turned(look: TrunkLook) -> None:
    model = replace(hand_made(yaw_deg=17.0), lying=hand_made(yaw_deg=5.0))
    assert model.yaw_deg(look, Posture.HOOK_LYING) == pytest.approx(5.0)


@pytest.mark.parametrize("posture", LYING)
def test_an_arm_over_the_back_hides_nothing_of_who_lies_a_torn_outline_does(
    look: TrunkLook, posture: Posture
) -> None:
    covered, torn = replace(look, low_back_free=0.0), replace(look, back_seen=0.5)
    model = replace(hand_made(), lying=hand_made())
    assert model.why_hidden(covered, posture) is None
    assert hand_made().why_hidden(covered, posture) is TiltUnseen.ARM_OVER_BACK
    assert model.why_hidden(torn, posture) is TiltUnseen.BACK_HIDDEN


def test_the_shipped_weights_have_such_a_part(look: TrunkLook) -> None:
    shipped = load_tilt_model()
    assert shipped.lying is not None
    still = shipped.change(replace(look, open_back=0.0), replace(look, open_back=0.0), Posture.HOOK_LYING)
    assert abs(still.deg) < 2.0 * still.sd_deg


def test_the_neutral_itself_has_not_tilted(look: TrunkLook) -> None:
    """Whatever the weights make of somebody who lies just so."""
    rest = replace(look, open_back=0.2)
    biased = hand_made()
    (weights, bias) = biased.members[0]
    biased = replace(biased, members=((weights, bias + np.array([0.7, 0.0])),))
    assert biased.change(rest, rest, Posture.STANDING).deg == pytest.approx(7.0)
    model = replace(hand_made(), lying=biased)
    assert model.change(rest, rest, Posture.HOOK_LYING).deg == pytest.approx(0.0)
    assert model.change(rest, hollower(look, 0.2), Posture.HOOK_LYING).deg == pytest.approx(10.0)


HEAD_LEFT = np.array([[[300.0, 100.0], [200.0, 104.0]]])
"""Hips and shoulders of who lies on the back, the head to the left, facing right: up is to the front."""


@pytest.mark.parametrize(
    ("hips", "shoulders", "moved"),
    [
        ((0.0, 5.0), (0.0, 0.0), (0.05, 0.0)),
        ((0.0, 0.0), (0.0, -3.0), (0.0, -0.03)),
        ((0.0, 4.0), (0.0, 4.0), (0.04, 0.04)),
        ((20.0, 0.0), (20.0, 0.0), (0.0, 0.0)),
    ],
    ids=["hips up", "shoulders down", "both up", "slid along the floor"],
)
def test_what_rises_off_the_floor_counts_and_what_slides_along_it_does_not(
    hips: tuple[float, float], shoulders: tuple[float, float], moved: tuple[float, float]
) -> None:
    along = (HEAD_LEFT[0, 1] - HEAD_LEFT[0, 0]) / np.linalg.norm(HEAD_LEFT[0, 1] - HEAD_LEFT[0, 0])
    front = np.array([along[1], -along[0]])
    shift = np.array([-x * along + y * front for x, y in (hips, shoulders)])
    assert moves_of(HEAD_LEFT, HEAD_LEFT + shift)[0, :2] == pytest.approx(moved, abs=1e-3)


def test_a_trunk_that_gets_shorter_is_told_by_the_logarithm_of_its_share() -> None:
    shorter = HEAD_LEFT.copy()
    shorter[0, 1] = HEAD_LEFT[0, 0] + 0.9 * (HEAD_LEFT[0, 1] - HEAD_LEFT[0, 0])
    assert moves_of(HEAD_LEFT, shorter)[0] == pytest.approx([0.0, 0.0, np.log(0.9)])


@pytest.mark.parametrize("size", [0.3, 4.0])
@pytest.mark.parametrize("roll_deg", [-20.0, 7.0])
def test_moves_know_no_size_no_place_and_no_roll(size: float, roll_deg: float) -> None:
    now = HEAD_LEFT + np.array([[[3.0, 6.0], [-2.0, 1.0]]])
    c, s = np.cos(np.radians(roll_deg)), np.sin(np.radians(roll_deg))
    turn = np.array([[c, -s], [s, c]])
    one, other = (size * (ends @ turn.T) + np.array([50.0, -9.0]) for ends in (HEAD_LEFT, now))
    assert moves_of(one, other) == pytest.approx(moves_of(HEAD_LEFT, now))


def test_a_look_says_where_hips_and_shoulders_are_and_a_middle_where_they_were(
    look: TrunkLook,
) -> None:
    raised = [replace(look, ends_px=look.ends_px + rise) for rise in (0.0, 1.0, 30.0)]
    assert middle_of(raised).ends_px == pytest.approx(look.ends_px + 1.0)
    assert look.ends_px[1, 1] > look.ends_px[0, 1]
    assert look.trunk_deg == pytest.approx(
        np.degrees(np.arctan2(*(look.ends_px[1] - look.ends_px[0])[::-1])), abs=1e-6
    )


def test_weights_may_read_what_moved(look: TrunkLook) -> None:
    """Hips that come up by a tenth of the trunk across its line: ten degrees, by weights that say so."""
    model = replace(hand_made(), lying=reads_moves(deg_per_trunk=100.0))
    line = look.ends_px[1] - look.ends_px[0]
    front = np.array([line[1], -line[0]])
    up = replace(look, ends_px=look.ends_px + np.array([0.1 * front, 0.0 * front]))
    assert model.change(look, up, Posture.HOOK_LYING).deg == pytest.approx(10.0)
    assert model.change(look, look, Posture.HOOK_LYING).deg == pytest.approx(0.0)


def test_the_shipped_weights_for_who_lies_read_it_and_no_others_do() -> None:
    shipped = load_tilt_model()
    assert shipped.moves_spread is None
    assert shipped.lying is not None
    assert shipped.lying.moves_spread is not None
