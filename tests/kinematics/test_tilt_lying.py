"""Who lies with an arm beside the low back is judged by weights that learnt from such people."""

from dataclasses import replace

import numpy as np
import pytest

from formcheck.adapters.tilt_weights import load_tilt_model
from formcheck.domain.body import Facing
from formcheck.domain.pelvis import TiltUnseen
from formcheck.domain.posture import Posture
from formcheck.kinematics.trunk_features import TrunkLook, look_at_trunk
from tests.silhouettes import kneeling_points, outlined
from tests.tilt_models import HOLLOW, hand_made

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
def test_they_serve_where_an_arm_is_near_the_low_back_then_or_now(look: TrunkLook, posture: Posture) -> None:
    """The weights for all see 10 degrees, those for who lies three tenths of that."""
    own = replace(hand_made(), gain=hand_made().gain * 0.3)
    model = replace(hand_made(), lying=own)
    free, armed = hollower(look, 1.0), hollower(look, 0.2)
    assert [tilt.deg for tilt in model.change_many(look, [free, armed], posture)] == pytest.approx(
        [10.0, 3.0]
    )
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
