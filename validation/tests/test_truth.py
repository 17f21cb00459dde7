"""The stated angles are those between the rendered joints, in space and in pixels."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("scipy", reason="needs the `validation` dependency group")

from validation import truth
from validation.camera import Camera
from validation.clip import Shoot, prepare
from validation.movements import EXERCISES
from validation.plan import make_plan

pytestmark = pytest.mark.usefixtures("bank")
TOLERANCE_DEG = 0.5


def _shoot(exercise: str) -> Shoot:
    return prepare(make_plan(exercise, "clean", 3, fps=3.0))


def _telephoto(shoot: Shoot) -> Camera:
    """So far away and so narrow that perspective is gone: pixels show the sagittal plane."""
    return replace(
        shoot.camera,
        distance_m=400.0,
        fov_vertical_deg=0.4,
        yaw_deg=0.0,
        roll_deg=0.0,
        height_m=shoot.camera.target[2],
    )


def _image_direction_deg(start: np.ndarray, end: np.ndarray, *, facing: float) -> float:
    """Direction in the image, 0 down, + towards where the person faces."""
    return math.degrees(math.atan2((end[0] - start[0]) * facing, end[1] - start[1]))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_stated_angles_are_the_rendered_ones(exercise: str) -> None:
    shoot = _shoot(exercise)
    camera = _telephoto(shoot)
    near = shoot.plan.near
    facing = -1.0 if near == "L" else 1.0
    for placed in shoot.placed:
        joints = truth.joint_positions(shoot.body, placed)
        stated = truth.measure(joints, near, lying=shoot.performance.lying)
        far_plane = np.array(list(joints.values()))
        pixel = dict(zip(joints, camera.pixels(far_plane), strict=True))
        for word, side in (("near", near), ("far", "R" if near == "L" else "L")):
            thigh = _image_direction_deg(pixel[f"hip{side}"], pixel[f"knee{side}"], facing=facing)
            shank = _image_direction_deg(pixel[f"knee{side}"], pixel[f"ankle{side}"], facing=facing)
            knee = truth.wrapped(thigh - shank)
            assert abs(truth.wrapped(knee - stated[f"knee_{word}"])) < TOLERANCE_DEG
            assert abs(truth.wrapped(thigh - 90.0 - stated[f"thigh_elevation_{word}"])) < TOLERANCE_DEG
        hip, shoulder = (pixel["hipL"] + pixel["hipR"]) / 2, (pixel["shoL"] + pixel["shoR"]) / 2
        down = _image_direction_deg(shoulder, hip, facing=facing)
        line = 90.0 - down if shoot.performance.lying else -down
        assert abs(truth.wrapped(line - stated["trunk_line"])) < TOLERANCE_DEG


@pytest.mark.parametrize("exercise", EXERCISES)
def test_commanded_leg_angles_arrive(exercise: str) -> None:
    shoot = _shoot(exercise)
    for placed in shoot.placed:
        stated = truth.measure(truth.joint_positions(shoot.body, placed), shoot.plan.near, lying=False)
        leg = placed.pose.legs[shoot.plan.near]
        assert abs(truth.wrapped(stated["thigh_near"] - leg.flexion_deg)) < TOLERANCE_DEG
        assert abs(truth.wrapped(stated["knee_near"] - leg.knee_deg)) < TOLERANCE_DEG


def test_pelvis_turns_without_moving_the_hip_joints() -> None:
    """The trap that the pelvic tilt estimator must master: landmarks hardly show it."""
    shoot = prepare(make_plan("half-kneeling-stretch", "arched_back", 1, fps=3.0))
    tilts = [placed.pose.pelvis_pitch_deg for placed in shoot.placed]
    assert max(tilts) - min(tilts) > 12.0


def test_lift_of_a_thomas_check_matches_its_verdict() -> None:
    for variant, low, high in (("clean", -1.0, 5.0), ("unsure", 5.0, 10.0), ("lifted", 10.0, 30.0)):
        shoot = prepare(make_plan("thomas-check", variant, 5, fps=6.0))
        near = shoot.plan.near
        frames = [
            {"t": float(t), **truth.measure(truth.joint_positions(shoot.body, placed), near, lying=True)}
            for t, placed in zip(shoot.times_s, shoot.placed, strict=True)
        ]
        assert low <= truth.lift_deg(shoot.performance, frames) < high
