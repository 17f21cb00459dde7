"""Coming, pausing and leaving move the exercise in time and change nothing in it."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("scipy", reason="needs the `validation` dependency group")

from validation import truth
from validation.clip import Shoot, prepare
from validation.movements import EXERCISES
from validation.plan import make_plan
from validation.postures.base import rows_of
from validation.skeleton import skin

FPS = 10.0
SKIN_SINK_M = 0.03


def _shoot(exercise: str, **extras: object) -> Shoot:
    return prepare(make_plan(exercise, "clean", 6, fps=FPS, **extras))


def _phases(shoot: Shoot) -> list[str]:
    return [shoot.performance.phase(float(t)) for t in shoot.times_s]


def _trunk_height_m(shoot: Shoot, index: int) -> float:
    joints = truth.joint_positions(shoot.body, shoot.placed[index])
    return float((joints["shoL"][2] + joints["shoR"][2]) / 2)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_exercise_is_the_same_only_later(exercise: str) -> None:
    plain, staged = _shoot(exercise), _shoot(exercise, entrance=True)
    begin_s = next(t for t, name in staged.performance.phases if name == "exercise")
    assert begin_s > 2.0
    moved = [(a.start_s + begin_s, a.end_s + begin_s, a.leg, a.flags) for a in plain.performance.attempts]
    found = [(a.start_s, a.end_s, a.leg, a.flags) for a in staged.performance.attempts]
    for one, other in zip(moved, found, strict=True):
        assert one[:2] == pytest.approx(other[:2])
        assert one[2:] == other[2:]
    times = np.linspace(0.0, plain.performance.duration_s - 0.1, 60)
    before = plain.performance.timeline.sample(times)
    after = staged.performance.timeline.sample(times + begin_s)
    for signal, values in before.items():
        assert after[signal] == pytest.approx(values, abs=1e-9)
    extra = set(after) - set(before)
    assert extra
    assert all(np.abs(after[signal]).max() == pytest.approx(0.0, abs=1e-9) for signal in extra)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_attempts_lie_inside_the_exercise(exercise: str) -> None:
    shoot = _shoot(exercise, entrance=True, pause_s=4.0)
    for attempt in shoot.performance.attempts:
        assert shoot.performance.phase(attempt.start_s) == "exercise"
        assert shoot.performance.phase(attempt.end_s) == "exercise"
    phases = _phases(shoot)
    assert phases[0] == "entering"
    assert phases[-1] == "leaving"
    assert phases.count("pause") == pytest.approx(4.0 * FPS, abs=2)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_people_come_and_go_without_jumps_or_sinking(exercise: str) -> None:
    shoot = _shoot(exercise, entrance=True)
    joints = np.array([placed.bones.joints for placed in shoot.placed])
    assert np.abs(np.diff(joints, axis=0)).max() * FPS < 4.5
    rows = rows_of(shoot.body, ("foot", "toe", "lowerleg", "upperleg", "root", "pelvis"))
    for placed in shoot.placed[::2]:
        assert -SKIN_SINK_M < skin(shoot.body, placed.bones, rows)[:, 2].min() < 0.03


@pytest.mark.parametrize("exercise", [key for key in EXERCISES if key != "standing-march"])
def test_people_really_get_up(exercise: str) -> None:
    shoot = _shoot(exercise, entrance=True)
    in_position = _trunk_height_m(shoot, _phases(shoot).index("exercise"))
    assert _trunk_height_m(shoot, 0) > in_position + 0.25
    assert _trunk_height_m(shoot, -1) > in_position + 0.25


def test_a_pause_is_still() -> None:
    shoot = _shoot("supine-march", pause_s=5.0)
    inside = [i for i, name in enumerate(_phases(shoot)) if name == "pause"]
    knees = np.array([truth.joint_positions(shoot.body, shoot.placed[i])["kneeL"] for i in inside])
    assert np.ptp(knees, axis=0).max() < 0.01
