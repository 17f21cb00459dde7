"""Every condition that can be asked for is met, and asking changes nothing else."""

from __future__ import annotations

import argparse
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("scipy", reason="needs the `validation` dependency group")
pytest.importorskip("moderngl", reason="needs the `validation` dependency group")

from validation.bank import BANK_SIZE
from validation.bystander import bystander
from validation.clip import prepare, shoot_images
from validation.degrade import overlaid
from validation.exposure import MOST_MOMENTS, moments
from validation.plan import make_plan
from validation.render import add_conditions, conditions_of
from validation.scene import LOOKS, furnish

SMALL = {"size": (160, 120), "fps": 5.0}


def _mean_level(**settings: object) -> float:
    shoot = prepare(make_plan("standing-march", "clean", 8, **SMALL, **settings))
    _, _, images = shoot_images(replace(shoot, placed=shoot.placed[:1], times_s=shoot.times_s[:1]))
    return float(next(images).mean())


def test_options_reach_the_plan() -> None:
    parser = argparse.ArgumentParser()
    add_conditions(parser)
    words = "--yaw 30 --roll 3 --distance 4 --dark 2 --blur 0.03 --crf 35 --jpeg 50 --vfr --with-entrance"
    plan = make_plan("supine-march", "clean", 7, **conditions_of(parser.parse_args(words.split())))
    assert (plan.yaw_deg, plan.roll_deg, plan.distance_m, plan.entrance) == (30.0, 3.0, 4.0, True)
    picture = plan.degradation
    assert (picture.dark_stops, picture.shutter_s, picture.crf, picture.jpeg_quality) == (2.0, 0.03, 35, 50)
    assert picture.variable_rate


def test_no_option_is_the_drawn_plan() -> None:
    parser = argparse.ArgumentParser()
    add_conditions(parser)
    plain = make_plan("supine-march", "clean", 7)
    assert make_plan("supine-march", "clean", 7, **conditions_of(parser.parse_args([]))) == plain


def test_the_camera_stands_where_it_is_told() -> None:
    shoot = prepare(make_plan("supine-march", "clean", 7, fps=1.0, camera={"distance_m": 4.5}))
    eye, target = shoot.camera.eye, np.array(shoot.camera.target)
    assert np.hypot(*(eye - target)[:2]) == pytest.approx(4.5)


def test_darkness_darkens() -> None:
    assert _mean_level(picture={"dark_stops": 3.0}) < 0.5 * _mean_level()


def test_variable_frame_times_rise_and_vary() -> None:
    shoot = prepare(make_plan("thomas-check", "clean", 7, fps=10.0, picture={"variable_rate": True}))
    steps = np.diff(shoot.times_s)
    assert steps.min() > 0.0
    assert steps.max() > 1.5 * steps.min()


def test_only_what_moves_is_smeared() -> None:
    shoot = prepare(make_plan("standing-march", "too_fast", 8, size=(640, 480), fps=24.0))
    bones = [placed.bones for placed in shoot.placed]
    counts = [
        len(moments(i, bones, shoot.times_s, shutter_s=0.03, camera=shoot.camera)) for i in range(len(bones))
    ]
    assert counts[0] == 1
    assert 3 <= max(counts) <= MOST_MOMENTS
    middle = int(np.argmax(counts))
    seen = moments(middle, bones, shoot.times_s, shutter_s=0.03, camera=shoot.camera)
    mean = np.mean([one.joints for one in seen], axis=0)
    assert np.abs(mean - bones[middle].joints).max() < 0.01, "the exposure lies about the stated time"


def test_light_adds_up_not_levels() -> None:
    black, white = np.zeros((2, 2, 3), np.uint8), np.full((2, 2, 3), 255, np.uint8)
    assert overlaid([black, white])[0, 0, 0] == pytest.approx(186, abs=1)


@pytest.mark.parametrize("index", [3, BANK_SIZE - 3])
def test_a_bystander_stands_aside_on_the_floor(index: int) -> None:
    meshes = bystander(np.random.default_rng(2), body_index=index, near_side="L", wall_distance_m=1.2)
    points = np.concatenate([mesh.vertices for mesh in meshes])
    assert points[:, 2].min() == pytest.approx(0.0, abs=0.03)
    assert points[:, 2].max() > 1.3
    assert np.abs(points[:, 0]).min() > 0.4
    assert points[:, 1].max() < 0.0, "behind, seen from the left"


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_has_a_floor_and_a_wall(look: str) -> None:
    room = furnish(np.random.default_rng(1), near_side="L", mat=(-1.0, 1.0), stool_top_m=0.45, look=look)
    assert {"FLOOR", "WALL"} <= {mesh.material.name.split("_")[0] for mesh in room.meshes}
    assert all(np.isfinite(mesh.vertices).all() for mesh in room.meshes)
