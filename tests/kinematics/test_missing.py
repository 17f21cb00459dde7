"""How far a missing joint spreads; and the trap of pictures that are not square."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.domain.body import Facing, Landmark, Limb
from formcheck.domain.measure import Channel, Measure
from formcheck.domain.posture import Attitude
from formcheck.kinematics.bodyview import view_body
from formcheck.kinematics.facing import facing_vote
from formcheck.kinematics.geometry import distance_px, inclination_deg, turn_deg
from formcheck.kinematics.measures import measure_against, measure_body
from tests.bodies import HALF_KNEELING, STANDING, Stick, pose_of

REST = view_body(HALF_KNEELING.pose(), Facing.RIGHT)
LEGS = (Limb.NEAR, Limb.FAR)
TRUNK = {Channel(m) for m in (Measure.TRUNK_LEAN, Measure.TRUNK_STRETCH)}
RISE = {Channel(Measure.PELVIS_RISE)}
TO_TRUNK = {Channel(Measure.HIP_FLEXION, limb) for limb in LEGS}


def on(limb: Limb, *measures: Measure) -> set[Channel]:
    return {Channel(measure, limb) for measure in measures}


def near_leg(*measures: Measure) -> set[Channel]:
    return on(Limb.NEAR, *measures)


THIGH = (Measure.HIP_FLEXION, Measure.KNEE_FLEXION, Measure.THIGH_ELEVATION, Measure.THIGH_EXTENSION)
# The near leg of who faces right is the right one.
SPREAD = {
    Landmark.RIGHT_ANKLE: near_leg(Measure.KNEE_FLEXION, Measure.ANKLE_LIFT),
    Landmark.RIGHT_KNEE: near_leg(*THIGH, Measure.MARCH_HEIGHT, Measure.THIGH_LIFT),
    Landmark.RIGHT_HIP: TRUNK | RISE | TO_TRUNK | near_leg(*THIGH),
    Landmark.LEFT_ANKLE: on(Limb.FAR, Measure.KNEE_FLEXION, Measure.ANKLE_LIFT),
    Landmark.LEFT_SHOULDER: TRUNK | TO_TRUNK,
    Landmark.NOSE: set(),
    Landmark.LEFT_EAR: set(),
    Landmark.RIGHT_TOE: set(),
    Landmark.RIGHT_HEEL: set(),
    Landmark.LEFT_WRIST: set(),
}


@pytest.mark.parametrize("joint", SPREAD, ids=lambda joint: joint.name)
def test_a_missing_joint_takes_along_only_what_needs_it(joint: Landmark) -> None:
    points = HALF_KNEELING.points()
    points[joint] = np.nan
    view = view_body(pose_of(points), Facing.RIGHT)
    seen = {**measure_body(view, Attitude.UPRIGHT), **measure_against(view, REST)}
    assert {channel for channel, value in seen.items() if math.isnan(value)} == SPREAD[joint]


@pytest.mark.parametrize("joint", Landmark, ids=lambda joint: joint.name)
def test_a_missing_joint_leaves_the_facing_a_number(joint: Landmark) -> None:
    points = HALF_KNEELING.points()
    points[joint] = np.nan
    assert facing_vote(pose_of(points)) > 0.0


def test_nobody_seen_is_nothing_measured() -> None:
    view = view_body(pose_of(np.full((33, 2), np.nan)), Facing.RIGHT)
    assert all(math.isnan(value) for value in measure_body(view, Attitude.UPRIGHT).values())
    assert facing_vote(pose_of(np.full((33, 2), np.nan))) == 0.0


@pytest.mark.parametrize("size_px", [(1920, 1080), (1080, 1920), (640, 480)])
def test_ten_degrees_are_ten_in_a_picture_of_any_shape(size_px: tuple[int, int]) -> None:
    points = Stick(hip_near=-10.0).points()
    extension = Channel(Measure.THIGH_EXTENSION, Limb.NEAR)
    view = view_body(pose_of(points), Facing.RIGHT)
    assert measure_body(view, Attitude.UPRIGHT)[extension] == pytest.approx(10.0)
    # Shares of the picture instead of pixels bend every angle: they are no coordinates to measure in.
    shares = view_body(pose_of(points / np.array(size_px)), Facing.RIGHT)
    assert measure_body(shares, Attitude.UPRIGHT)[extension] != pytest.approx(10.0, abs=1.0)


@given(st.floats(-720, 720), st.floats(-720, 720))
def test_a_turn_is_the_short_way_round(start_deg: float, end_deg: float) -> None:
    turn = turn_deg(start_deg, end_deg)
    assert -180.0 <= turn <= 180.0
    assert math.remainder(start_deg + turn - end_deg, 360.0) == pytest.approx(0.0, abs=1e-6)


@given(st.floats(-179, 180), st.floats(1, 1e4))
def test_a_direction_goes_into_a_segment_and_comes_out_again(angle_deg: float, length: float) -> None:
    start = np.array([3.0, -7.0])
    turn = math.radians(angle_deg)
    end = start + length * np.array([math.cos(turn), math.sin(turn)])
    assert inclination_deg(start, end) == pytest.approx(angle_deg, abs=1e-6)
    assert distance_px(start, end) == pytest.approx(length)


def test_a_body_of_no_size_gives_no_ratio() -> None:
    points = STANDING.points()
    points[Landmark.RIGHT_KNEE] = points[Landmark.RIGHT_HIP]
    flat = view_body(pose_of(points), Facing.RIGHT)
    seen = measure_against(view_body(STANDING.pose(), Facing.RIGHT), flat)
    assert math.isnan(seen[Channel(Measure.MARCH_HEIGHT, Limb.NEAR)])


@given(st.floats(0.2, 5.0), st.floats(-500, 500))
def test_lifts_do_not_depend_on_the_distance_to_the_camera(scale: float, shift: float) -> None:
    up = Stick(hip_near=60.0, knee_near=60.0)

    def lifts(scale: float, shift: float) -> dict[Channel, float]:
        rest, now = (
            view_body(pose_of(stick.points() * scale + shift), Facing.RIGHT) for stick in (STANDING, up)
        )
        return measure_against(now, rest)

    assert lifts(scale, shift) == pytest.approx(lifts(1.0, 0.0), abs=1e-6)
