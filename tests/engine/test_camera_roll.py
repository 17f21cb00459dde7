"""The camera's roll is read off bodies that must be upright or level, and off no others."""

import math
from dataclasses import replace

import pytest

from formcheck.domain.body import Facing
from formcheck.domain.posture import Posture
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
    "a crunch": replace(LYING, trunk_deg=168.0, hip_near=LYING.hip_near + 12.0, hip_far=LYING.hip_far + 12.0),
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


@pytest.mark.parametrize("lean_deg", [8.0, 12.0, 14.0])
def test_a_trunk_that_leans_over_upright_legs_is_no_slope_of_the_camera(lean_deg: float) -> None:
    """As of who steps up: the line from feet to shoulders slopes, the legs do not."""
    leaning = Stick(trunk_deg=90.0 - lean_deg, hip_near=lean_deg - 0.5, hip_far=lean_deg - 0.5)
    assert abs(shown(leaning)) < 1.0


@pytest.mark.parametrize("stick", [LYING, bodies.LYING_STRAIGHT])
def test_who_lies_obliquely_shows_nothing(stick: Stick) -> None:
    """Seen by the shoulders, or by the hips where crossed arms narrow these."""
    for row in (11, 23):
        points = rotate(stick.points(), 11.0)
        points[row, 0] += 0.24 * bodies.TRUNK_PX
        view = view_body(pose_of(points), Facing.RIGHT)
        assert math.isnan(shown_roll_deg(view, classify_posture(view)))


def test_it_is_remembered_while_nothing_shows_it() -> None:
    roll = CameraRoll()
    seen = []
    for stick in [*[bodies.STANDING] * 20, *[Stick(hip_near=80.0, knee_near=85.0)] * 20]:
        view = view_body(pose_of(rotate(stick.points(), 12.0)), Facing.RIGHT)
        seen.append(roll.update(view, classify_posture(view)))
    assert seen == pytest.approx([seen[0]] * 40)
    assert seen[0] == pytest.approx(12.0, abs=4.0)


def rolls(*leans_deg: tuple[float, int], camera_deg: float) -> list[float]:
    """What is said of a camera turned by that, of somebody who stands with these leans for so many frames."""
    roll, seen = CameraRoll(), []
    for lean_deg, count in leans_deg:
        view = view_body(pose_of(rotate(bodies.STANDING.points(), camera_deg + lean_deg)), Facing.RIGHT)
        seen += [roll.update(view, Posture.STANDING) for _ in range(count)]
    return seen


def test_who_leans_for_some_seconds_has_not_tilted_the_camera() -> None:
    straight = rolls((0.0, 1), camera_deg=3.0)[0]
    assert rolls((0.0, 20), (7.0, 90), (0.0, 20), camera_deg=3.0)[20:] == pytest.approx([straight] * 110)


def test_a_camera_that_is_put_straight_is_so_at_once() -> None:
    assert rolls((12.0, 200), (0.0, 20), camera_deg=0.0)[-1] < 2.0


def test_slopes_to_both_sides_are_the_body() -> None:
    assert rolls((6.0, 30), (-6.0, 30), camera_deg=0.0)[-1] == pytest.approx(0.0, abs=1e-9)


def test_hips_on_their_way_up_show_nothing() -> None:
    """Whatever the posture is taken for by then."""
    up = replace(LYING, trunk_deg=LYING.trunk_deg + 20.0, hip_near=10.0, hip_far=10.0)
    assert math.isnan(shown_roll_deg(view_body(pose_of(up.points()), Facing.RIGHT), Posture.HOOK_LYING))


def test_what_a_step_looked_like_is_not_remembered() -> None:
    """Somebody who walks by seems tilted for a moment, and then shows nothing."""
    roll = CameraRoll()
    for lean_deg in (*[0.0] * 20, *[14.0] * 3):
        view = view_body(pose_of(rotate(bodies.STANDING.points(), lean_deg)), Facing.RIGHT)
        roll.update(view, Posture.STANDING)
    step = view_body(pose_of(Stick(hip_near=80.0, knee_near=85.0).points()), Facing.RIGHT)
    assert abs(roll.update(step, Posture.STANDING)) < 4.0
