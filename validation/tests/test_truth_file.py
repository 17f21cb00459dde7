"""What the truth file states is what its own joints show, in metres and in pixels, and it keeps its form."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("scipy", reason="needs the `validation` dependency group")
pytest.importorskip("moderngl", reason="needs the `validation` dependency group")

from validation.benchmark.events import HOLD_ZONE_DEG
from validation.clip import prepare, shoot_images, truth_of
from validation.movements import EXERCISES
from validation.plan import make_plan
from validation.truth import holds

GOLDEN = Path(__file__).parents[2] / "tests" / "golden" / "clips"
TOLERANCE_DEG = 0.5
LYING = ("supine-march", "thomas-check", "glute-bridge")


@cache
def _long_lens_truth(exercise: str) -> dict[str, Any]:
    """Side-on, from so far away that perspective is gone."""
    shoot = prepare(make_plan(exercise, "clean", 3, fps=2.0, yaw_deg=0.0))
    level = shoot.camera.target[2]
    camera = replace(
        shoot.camera, distance_m=400.0, fov_vertical_deg=0.4, yaw_deg=0.0, roll_deg=0.0, height_m=level
    )
    room, person, _ = shoot_images(shoot)
    return json.loads(json.dumps(truth_of(replace(shoot, camera=camera), room, person)))


def _direction_deg(start: np.ndarray, end: np.ndarray) -> float:
    """0 down, + forward; (forward, up) points."""
    return math.degrees(math.atan2(end[0] - start[0], start[1] - end[1]))


def _apart_deg(one: float, other: float) -> float:
    return abs((one - other + 180.0) % 360.0 - 180.0)


def _sagittal(frame: dict[str, Any], source: str, facing: float) -> dict[str, np.ndarray]:
    if source == "xyz":
        return {name: np.array([p[0], p[2]]) for name, p in frame["xyz"].items()}
    return {name: np.array([facing * p[0], -p[1]]) for name, p in frame["px"].items()}


@pytest.mark.parametrize("source", ["xyz", "px"])
@pytest.mark.parametrize("exercise", EXERCISES)
def test_stated_angles_are_those_between_the_stated_joints(exercise: str, source: str) -> None:
    truth = _long_lens_truth(exercise)
    near = "L" if truth["near_side"] == "left" else "R"
    facing = -1.0 if near == "L" else 1.0
    for frame in truth["frames"]:
        joint = _sagittal(frame, source, facing)
        hip, shoulder = (joint["hipL"] + joint["hipR"]) / 2, (joint["shoL"] + joint["shoR"]) / 2
        trunk = _direction_deg(shoulder, hip)
        for word, side in (("near", near), ("far", "R" if near == "L" else "L")):
            thigh = _direction_deg(joint[f"hip{side}"], joint[f"knee{side}"])
            shank = _direction_deg(joint[f"knee{side}"], joint[f"ankle{side}"])
            stated = thigh - trunk if exercise in LYING else thigh
            assert _apart_deg(frame[f"thigh_{word}"], stated) < TOLERANCE_DEG
            assert _apart_deg(frame[f"knee_{word}"], thigh - shank) < TOLERANCE_DEG
            assert _apart_deg(frame[f"hip_flexion_{word}"], thigh - trunk) < TOLERANCE_DEG
        absolute = 90.0 - trunk if exercise in LYING else -trunk
        assert _apart_deg(frame["trunk_line"], absolute) < TOLERANCE_DEG


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_form_of_the_golden_clips_is_kept(exercise: str) -> None:
    made = _long_lens_truth(exercise)
    golden = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLDEN.glob("*.json"))]
    same = [clip for clip in golden if clip["exercise"] == exercise]
    assert same
    for clip in same:
        assert made.keys() >= clip.keys()
        assert made["frames"][0].keys() >= clip["frames"][0].keys()
        # A clip that shows no fault of a kind may leave out the list of it.
        kinds = set(clip["expected"]) - {"arched", "arched_reps", "lean_back_reps", "partials"}
        assert made["expected"].keys() >= kinds
        for kind in ("reps", "holds"):
            for row in clip["expected"].get(kind, [])[:1]:
                assert not made["expected"][kind] or made["expected"][kind][0].keys() >= row.keys()


def test_the_benchmark_and_the_truth_mean_the_same_by_a_hold() -> None:
    still = {"thigh_near": 90.0}
    for extension_deg in (*HOLD_ZONE_DEG, HOLD_ZONE_DEG[0] - 0.1, HOLD_ZONE_DEG[1] + 0.1):
        moved = {"thigh_near": 90.0 - extension_deg}
        frames = [{"t": k / 10, **(still if k < 10 else moved)} for k in range(40)]
        inside = HOLD_ZONE_DEG[0] <= extension_deg <= HOLD_ZONE_DEG[1]
        assert len(holds(frames)) == int(inside), extension_deg
