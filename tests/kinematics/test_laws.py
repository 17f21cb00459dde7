"""Laws of the measures, on bodies with known angles."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.domain.body import Facing, Floats, Limb
from formcheck.domain.measure import Channel, Measure
from formcheck.domain.posture import Attitude
from formcheck.kinematics.bodyview import view_body
from formcheck.kinematics.facing import facing_vote
from formcheck.kinematics.geometry import Point, distance_px, turn_deg
from formcheck.kinematics.measures import measure_against, measure_body, thigh_lift_deg
from tests.bodies import HOOK_LYING, SEATED, STANDING, Stick, mirror, pose_of, rotate

LEAN = Channel(Measure.TRUNK_LEAN)
NEAR_HIP = Channel(Measure.HIP_FLEXION, Limb.NEAR)
NEAR_KNEE = Channel(Measure.KNEE_FLEXION, Limb.NEAR)
EXTENSION = Channel(Measure.THIGH_EXTENSION, Limb.NEAR)
ELEVATION = Channel(Measure.THIGH_ELEVATION, Limb.NEAR)

sticks = st.builds(
    Stick,
    trunk_deg=st.floats(60, 210),
    hip_near=st.floats(-30, 120),
    knee_near=st.floats(25, 140),
    hip_far=st.floats(-30, 120),
    knee_far=st.floats(25, 140),
)


def measures(
    points: Floats, facing: Facing = Facing.RIGHT, attitude: Attitude = Attitude.UPRIGHT
) -> dict[Channel, float]:
    return measure_body(view_body(pose_of(points), facing), attitude)


@given(sticks)
def test_angles_go_into_a_body_and_come_out_again(stick: Stick) -> None:
    seen = measures(stick.points())
    assert seen[NEAR_HIP] == pytest.approx(stick.hip_near, abs=1e-6)
    assert seen[NEAR_KNEE] == pytest.approx(stick.knee_near, abs=1e-6)
    assert seen[Channel(Measure.HIP_FLEXION, Limb.FAR)] == pytest.approx(stick.hip_far, abs=1e-6)
    assert seen[Channel(Measure.KNEE_FLEXION, Limb.FAR)] == pytest.approx(stick.knee_far, abs=1e-6)
    assert seen[LEAN] == pytest.approx(turn_deg(stick.trunk_deg, 90.0), abs=1e-6)


@given(sticks)
def test_a_mirror_changes_nothing(stick: Stick) -> None:
    here, there = measures(stick.points()), measures(mirror(stick.points()), Facing.LEFT)
    assert {c: v for c, v in there.items() if not math.isnan(v)} == pytest.approx(
        {c: v for c, v in here.items() if not math.isnan(v)}, abs=1e-6
    )


@given(sticks, st.floats(0.2, 5.0), st.floats(-500, 500))
def test_size_and_place_change_nothing(stick: Stick, scale: float, shift: float) -> None:
    here, there = measures(stick.points()), measures(stick.points() * scale + shift)
    assert there.keys() == here.keys()
    for channel, value in here.items():  # 180 and -180 degrees are one direction
        assert turn_deg(value, there[channel]) == pytest.approx(0.0, abs=1e-6)


@given(sticks, st.floats(-10, 10))
def test_a_rolled_camera_turns_what_is_held_against_the_world_and_nothing_else(
    stick: Stick, roll_deg: float
) -> None:
    here, there = measures(stick.points()), measures(rotate(stick.points(), roll_deg))
    assert there[NEAR_HIP] == pytest.approx(here[NEAR_HIP], abs=1e-6)
    assert there[NEAR_KNEE] == pytest.approx(here[NEAR_KNEE], abs=1e-6)
    assert there[LEAN] == pytest.approx(here[LEAN] - roll_deg, abs=1e-6)
    assert turn_deg(there[EXTENSION], here[EXTENSION]) == pytest.approx(roll_deg, abs=1e-6)


@pytest.mark.parametrize(
    ("extension", "elevation"), [(10.0, -80.0), (-10.0, -80.0), (-90.0, 0.0), (-110.0, 20.0)]
)
def test_signs_tell_behind_from_in_front(extension: float, elevation: float) -> None:
    seen = measures(Stick(hip_near=-extension).points())
    assert seen[EXTENSION] == pytest.approx(extension)
    assert seen[ELEVATION] == pytest.approx(elevation)


def test_lying_trunk_is_held_against_the_floor() -> None:
    sitting_up = Stick(trunk_deg=160.0, hip_near=50.0, knee_near=90.0)
    assert measures(sitting_up.points(), attitude=Attitude.LYING)[LEAN] == pytest.approx(20.0)
    assert math.isnan(measures(sitting_up.points(), attitude=Attitude.LYING)[EXTENSION])


def test_a_missing_joint_is_missing_where_it_is_needed_and_nowhere_else() -> None:
    points = STANDING.points()
    points[25:29:2] = np.nan  # the left, far, knee and ankle
    seen = measures(points)
    far = {Measure.HIP_FLEXION, Measure.KNEE_FLEXION, Measure.THIGH_EXTENSION, Measure.THIGH_ELEVATION}
    missing = {channel for channel, value in seen.items() if math.isnan(value)}
    assert missing == {Channel(measure, Limb.FAR) for measure in far}


def test_points_that_coincide_have_no_angle() -> None:
    points = STANDING.points()
    points[26] = points[24]
    assert math.isnan(measures(points)[EXTENSION])


@given(st.floats(0.0, 60.0))
def test_a_lifted_foot_rises_by_what_the_thigh_turns(by_deg: float) -> None:
    rest = view_body(HOOK_LYING.pose(), Facing.RIGHT)
    up = Stick(trunk_deg=180.0, hip_near=50.0 + by_deg, knee_near=95.0, hip_far=50.0, knee_far=95.0)
    seen = measure_against(view_body(up.pose(), Facing.RIGHT), rest)
    shank_deg = 180.0 + 180.0 + 50.0 - 95.0
    expected = sum(
        math.sin(math.radians(at + by_deg)) - math.sin(math.radians(at)) for at in (50.0, shank_deg)
    )
    assert seen[Channel(Measure.ANKLE_LIFT, Limb.NEAR)] == pytest.approx(expected, abs=1e-6)
    assert seen[Channel(Measure.ANKLE_LIFT, Limb.FAR)] == pytest.approx(0.0, abs=1e-9)
    assert seen[Channel(Measure.TRUNK_STRETCH)] == pytest.approx(1.0)


@given(sticks)
def test_who_faces_right_does_not_face_left(stick: Stick) -> None:
    assert facing_vote(stick.pose()) > 0.0
    assert facing_vote(stick.pose(facing=Facing.LEFT)) < 0.0


@given(lift_deg=st.floats(-5, 60), sunk=st.floats(0, 0.1))
def test_a_lying_thigh_lifts_as_far_as_its_knee_rises_wherever_the_hip_seems_to_be(
    lift_deg: float, sunk: float
) -> None:
    flat = Stick(trunk_deg=180.0, hip_near=0.0, knee_near=0.0)
    neutral = view_body(flat.pose(), Facing.RIGHT).near
    lifted = view_body(replace(flat, hip_near=lift_deg).pose(), Facing.RIGHT).near
    assert thigh_lift_deg(lifted, neutral) == pytest.approx(lift_deg, abs=1e-6)
    drop_px = sunk * math.dist(neutral.hip, neutral.knee)
    sinking = replace(lifted, hip=(lifted.hip[0], lifted.hip[1] - drop_px))
    assert thigh_lift_deg(sinking, neutral) == pytest.approx(lift_deg, abs=1e-6)


@given(risen=st.floats(0.0, 0.1), slumped=st.floats(0.0, 0.2))
def test_a_hip_landmark_that_comes_up_makes_no_trunk_shorter_and_a_slump_does(
    risen: float, slumped: float
) -> None:
    """Who sits stays on the seat: a stretched leg draws its landmark up to 0.07 trunk lengths higher."""
    neutral = view_body(SEATED.pose(), Facing.RIGHT)
    trunk_px = distance_px(neutral.hip, neutral.shoulder)

    def up(point: Point, share: float) -> Point:
        return point[0], point[1] + share * trunk_px

    seen = replace(neutral, hip=up(neutral.hip, risen), shoulder=up(neutral.shoulder, -slumped))
    stretch = measure_against(seen, neutral)[Channel(Measure.TRUNK_STRETCH)]
    assert stretch == pytest.approx(1.0 - slumped)
    sunk = replace(neutral, hip=up(neutral.hip, -risen), shoulder=up(neutral.shoulder, -risen))
    assert measure_against(sunk, neutral)[Channel(Measure.TRUNK_STRETCH)] == pytest.approx(1.0)
