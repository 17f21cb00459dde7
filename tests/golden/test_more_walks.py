"""Rendered walkers on which something went wrong once. Tuning seeds; truth beside each recording.

leaving: goes out of the picture, where the pose model guesses a foot at its edge. treadmill: its far foot is
hidden now and then, and the camera is turned by 9 degrees.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from formcheck.adapters.analysis import analyse_video
from formcheck.domain.walking import WalkStep
from formcheck.engine.progress.gait.summary import Difference, GaitMeasure, summary_of
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES

FOLDER = Path(__file__).parent / "walks"
NAMES = ("leaving", "treadmill")
EACH = pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.xdist_group(n)) for n in NAMES])


@cache
def truth(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["expected"]
    return found


@cache
def report(name: str) -> SetReport:
    return analyse_video(FOLDER / f"{name}.npz", EXERCISES["walking-check"]).report


def steps(name: str) -> list[WalkStep]:
    return [step for each in report(name).passes for step in each.steps]


@EACH
def test_whole_steps_are_found_in_time_with_their_side(name: str) -> None:
    whole = [true for true in truth(name)["steps"] if true["whole"] and true["inside"]]
    found = 0
    for true in whole:
        near = [s for s in steps(name) if abs(s.contact_s - true["contact_s"]) <= 0.12]
        assert all(step.side == true["side"] for step in near)
        found += len(near) == 1
    # Of the treadmill's last one, as the film ends, nothing but the beginning is seen.
    assert found >= len(whole) - (name == "treadmill")


@EACH
def test_every_step_that_is_told_was_made_and_is_as_long(name: str) -> None:
    for step in steps(name):
        true = min(truth(name)["steps"], key=lambda each: abs(each["contact_s"] - step.contact_s))
        assert abs(true["contact_s"] - step.contact_s) < 0.12
        assert step.length_ratio == pytest.approx(true["length_ratio"], rel=0.2)


def length_difference(name: str) -> Difference:
    found = summary_of(report(name).passes)
    assert found is not None
    return next(each for each in found.differences if each.measure is GaitMeasure.STEP_LENGTH)


def test_a_true_difference_is_said_and_one_of_the_cameras_is_not() -> None:
    lengths = truth("leaving")["walk"]["step_length_ratio"]
    true = 200.0 * (lengths["right"] - lengths["left"]) / (lengths["right"] + lengths["left"])
    said = length_difference("leaving")
    assert said.told
    assert said.percent == pytest.approx(true, abs=5.0)
    assert not length_difference("treadmill").told
