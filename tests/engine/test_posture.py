"""Postures of bodies with known angles: ours are recognised, either way round; the others are refused."""

from dataclasses import replace

import pytest

from formcheck.domain.body import Facing, Side
from formcheck.domain.posture import Posture
from formcheck.engine.posture import classify_posture
from formcheck.exercises import EXERCISES
from formcheck.kinematics.bodyview import BodyView, leg_rows, view_body
from tests import bodies
from tests.bodies import Stick, mirror, pose_of, rotate

OURS = [
    (bodies.HALF_KNEELING, Posture.HALF_KNEELING),
    (Stick(hip_near=-20.0, knee_near=75.0, hip_far=100.0, knee_far=110.0), Posture.HALF_KNEELING),
    (bodies.SEATED, Posture.SEATED),
    (Stick(hip_near=115.0, knee_near=95.0, hip_far=90.0, knee_far=90.0), Posture.SEATED),
    # Behind a lifted near leg the far foot is read up to .6 thigh lengths too far back.
    (Stick(hip_near=101.0, knee_near=101.0, hip_far=72.0, knee_far=102.0), Posture.SEATED),
    (bodies.HOOK_LYING, Posture.HOOK_LYING),
    (Stick(trunk_deg=180.0, hip_near=90.0, knee_near=95.0, hip_far=50.0, knee_far=95.0), Posture.HOOK_LYING),
    (Stick(trunk_deg=180.0, hip_near=80.0, knee_near=20.0, hip_far=50.0, knee_far=95.0), Posture.HOOK_LYING),
    (bodies.BRIDGING, Posture.BRIDGE),
    # One foot in the air, on either side: a march whose pelvis came up.
    (replace(bodies.BRIDGING, hip_near=bodies.BRIDGING.hip_near + 45.0), Posture.HOOK_LYING),
    (replace(bodies.BRIDGING, hip_far=bodies.BRIDGING.hip_far + 45.0), Posture.HOOK_LYING),
    (bodies.LYING_STRAIGHT, Posture.LYING_STRAIGHT),
    (bodies.KNEE_IN, Posture.LYING_KNEE_IN),
    (bodies.STANDING, Posture.STANDING),
    (Stick(hip_near=80.0, knee_near=85.0), Posture.STANDING),
]
BOTH_KNEES_IN = Stick(trunk_deg=180.0, hip_near=110.0, knee_near=150.0, hip_far=105.0, knee_far=150.0)
NOT_OURS = [
    BOTH_KNEES_IN,
    bodies.PRONE,
    bodies.ALL_FOURS,
    bodies.TALL_KNEELING,
    bodies.SQUATTING,
    bodies.LUNGING,
]


@pytest.mark.parametrize(("stick", "posture"), OURS)
@pytest.mark.parametrize("roll_deg", [-4.0, 0.0, 4.0])
def test_our_postures_are_recognised_from_either_side(
    stick: Stick, posture: Posture, roll_deg: float
) -> None:
    points = rotate(stick.points(), roll_deg)
    assert classify_posture(view_body(pose_of(points), Facing.RIGHT)) is posture
    assert classify_posture(view_body(pose_of(mirror(points)), Facing.LEFT)) is posture


@pytest.mark.parametrize("stick", NOT_OURS)
def test_other_postures_are_refused_by_every_exercise(stick: Stick) -> None:
    posture = classify_posture(view_body(stick.pose(), Facing.RIGHT))
    assert not [slug for slug, spec in EXERCISES.items() if posture in spec.postures]


def test_what_is_not_seen_has_no_posture() -> None:
    points = bodies.STANDING.points()
    points[11:13] = float("nan")
    assert classify_posture(view_body(pose_of(points), Facing.RIGHT)) is Posture.UNKNOWN


@pytest.mark.parametrize("higher", [0.3, 0.5, 0.6])
def test_hips_held_up_on_both_thighs_are_a_bridge_wherever_the_far_foot_is_seen(higher: float) -> None:
    """Behind the near leg of real people its landmarks are too high."""
    points = bodies.BRIDGING.points()
    points[list(leg_rows(Side.LEFT)[2:]), 1] += higher * bodies.SHANK_PX
    assert classify_posture(view_body(pose_of(points), Facing.RIGHT)) is Posture.BRIDGE


def from_a_table(stick: Stick, near_foot_shanks: float = 0.0) -> BodyView:
    """The far leg is drawn a quarter of a shank higher from the knee on; the near foot may be lifted."""
    points = stick.points()
    points[list(leg_rows(Side.LEFT)[1:]), 1] += 0.25 * bodies.SHANK_PX
    points[list(leg_rows(Side.RIGHT)[2:]), 1] += near_foot_shanks * bodies.SHANK_PX
    return view_body(pose_of(points), Facing.RIGHT)


@pytest.mark.parametrize(("near_foot_shanks", "posture"), [(0.0, Posture.BRIDGE), (0.2, Posture.HOOK_LYING)])
def test_from_a_table_a_lifted_foot_is_told_by_where_it_was_at_rest(
    near_foot_shanks: float, posture: Posture
) -> None:
    view, rest = from_a_table(bodies.BRIDGING, near_foot_shanks), from_a_table(bodies.HOOK_LYING)
    assert classify_posture(view) is Posture.BRIDGE
    assert classify_posture(view, rest=rest) is posture


@pytest.mark.parametrize("roll_deg", [-16.0, -13.0, 13.0, 16.0])
def test_who_rests_before_a_tilted_camera_does_not_bridge(roll_deg: float) -> None:
    """The trunk slopes as in a low bridge, and the line to the feet slopes with it."""
    points = rotate(bodies.HOOK_LYING.points(), roll_deg)
    assert classify_posture(view_body(pose_of(points), Facing.RIGHT)) is Posture.HOOK_LYING


@pytest.mark.parametrize("stays", [True, False])
def test_both_feet_in_the_air_are_no_march_unless_one_is_seen_to_stand(*, stays: bool) -> None:
    """The pose model draws the resting leg along with the lifted one."""
    drawn_along = Stick(trunk_deg=180.0, hip_near=60.0, knee_near=60.0, hip_far=58.0, knee_far=61.0)
    posture = classify_posture(view_body(drawn_along.pose(), Facing.RIGHT), foot_stays=lambda: stays)
    assert posture is (Posture.HOOK_LYING if stays else Posture.OTHER)


def test_knees_that_are_both_pulled_in_are_asked_about_too() -> None:
    hugged = view_body(BOTH_KNEES_IN.pose(), Facing.RIGHT)
    assert classify_posture(hugged) is Posture.OTHER
    assert classify_posture(hugged, foot_stays=lambda: True) is Posture.HOOK_LYING


@pytest.mark.parametrize("stick", NOT_OURS[1:])
def test_a_foot_that_stands_makes_no_other_posture_ours(stick: Stick) -> None:
    posture = classify_posture(view_body(stick.pose(), Facing.RIGHT), foot_stays=lambda: True)
    assert not [slug for slug, spec in EXERCISES.items() if posture in spec.postures]
