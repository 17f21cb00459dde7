"""The camera's roll is read off bodies that must be upright or level, and off no others."""

import math
from dataclasses import replace

import pytest

from formcheck.domain.body import Facing
from formcheck.engine.camera_roll import CameraRoll, shown_roll_deg
from formcheck.engine.posture import classify_posture
from formcheck.kinematics.bodyview import view_body
from tests import bodies
from tests.bodies import Stick, pose_of, rotate

LYING = bodies.HOOK_LYING
SHOWING = [bodies.STANDING, LYING, bodies.LYING_STRAIGHT]
SHOWING_NONE = {
    "dead bug": replace(LYING, hip_near=90.0, knee_near=90.0, hip_far=90.0, knee_far=90.0),
    "one foot up": replace(LYING, hip_near=LYING.hip_near + 45.0),
    "a step": Stick(hip_near=25.0, knee_near=5.0, hip_far=-20.0, knee_far=10.0),
    "a knee lifted": Stick(hip_near=80.0, knee_near=85.0),
    "a bow": Stick(trunk_deg=55.0, hip_near=35.0, hip_far=35.0),
    "sitting": bodies.SEATED,
    "half-kneeling": bodies.HALF_KNEELING,
}


def shown(stick: Stick, roll_deg: float = 0.0) -> float:
    view = view_body(pose_of(rotate(stick.points(), roll_deg)), Facing.RIGHT)
    return shown_roll_deg(view, classify_posture(view))


@pytest.mark.parametrize("stick", SHOWING)
@pytest.mark.parametrize("roll_deg", [-10.0, -4.0, 5.0, 10.0])
def test_a_body_on_both_feet_turns_with_the_camera(stick: Stick, roll_deg: float) -> None:
    assert shown(stick, roll_deg) - shown(stick) == pytest.approx(roll_deg, abs=1e-6)


@pytest.mark.parametrize("stick", SHOWING_NONE.values(), ids=SHOWING_NONE)
def test_feet_in_the_air_a_step_and_a_lean_show_nothing(stick: Stick) -> None:
    assert math.isnan(shown(stick))


def test_it_is_remembered_while_nothing_shows_it() -> None:
    roll = CameraRoll()
    seen = []
    for stick in [*[bodies.STANDING] * 20, *[Stick(hip_near=80.0, knee_near=85.0)] * 20]:
        view = view_body(pose_of(rotate(stick.points(), 12.0)), Facing.RIGHT)
        seen.append(roll.update(view, classify_posture(view)))
    assert seen == pytest.approx([seen[0]] * 40)
    assert seen[0] == pytest.approx(12.0, abs=4.0)
