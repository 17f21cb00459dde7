"""A rendered walker of whom every step is known: to and fro, one leg that steps shorter. A tuning seed."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from formcheck.adapters.analysis import Analysis, analyse_video
from formcheck.domain.body import Side
from formcheck.domain.walking import WalkStep
from formcheck.engine.progress.gait.summary import GaitMeasure, WalkSummary, summary_of
from formcheck.exercises import EXERCISES

FOLDER = Path(__file__).parent / "walks"
TRUTH: dict[str, Any] = json.loads((FOLDER / "asymmetric.json").read_text(encoding="utf-8"))["expected"]
ANOTHER_S = 0.25

pytestmark = pytest.mark.xdist_group("walk")


@cache
def walked() -> Analysis:
    return analyse_video(FOLDER / "asymmetric.npz", EXERCISES["walking-check"])


def summary() -> WalkSummary:
    found = summary_of(walked().report.passes)
    assert found is not None
    return found


def steps() -> list[WalkStep]:
    return [step for each in walked().report.passes for step in each.steps]


def test_every_whole_step_is_found_in_time_with_its_side() -> None:
    whole = [true for true in TRUTH["steps"] if true["whole"] and true["inside"]]
    errors_s = []
    for true in whole:
        near = min(steps(), key=lambda step: abs(step.contact_s - true["contact_s"]))
        assert near.side == true["side"]
        errors_s.append(abs(near.contact_s - true["contact_s"]))
    assert len(whole) >= 12
    assert sum(errors_s) / len(errors_s) <= 0.05
    assert max(errors_s) <= 0.12


def test_no_step_is_told_that_nobody_made() -> None:
    for step in steps():
        assert min(abs(step.contact_s - true["contact_s"]) for true in TRUTH["steps"]) < ANOTHER_S


def test_lengths_and_rate_are_those_of_the_walk() -> None:
    found = summary()
    for side in (Side.LEFT, Side.RIGHT):
        length = found.of(side, GaitMeasure.STEP_LENGTH).median
        assert length == pytest.approx(TRUTH["walk"]["step_length_ratio"][side], rel=0.06)
    assert found.cadence_per_min == pytest.approx(TRUTH["walk"]["cadence_per_min"], rel=0.02)


def test_the_leg_that_steps_shorter_is_named() -> None:
    lengths = TRUTH["walk"]["step_length_ratio"]
    difference = 200.0 * (lengths["right"] - lengths["left"]) / (lengths["right"] + lengths["left"])
    (found,) = [each for each in summary().differences if each.measure is GaitMeasure.STEP_LENGTH]
    assert found.told
    assert found.percent == pytest.approx(difference, abs=5.0)
