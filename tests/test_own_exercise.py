"""An exercise that formcheck has never heard of runs from frames to the report, in both languages."""

import re
from functools import cache
from typing import Any

import pytest

from formcheck.adapters.analysis import Analysis, analyse
from formcheck.adapters.export_json import build_report
from formcheck.adapters.report_html import report_html
from formcheck.domain.body import Limb, Side
from formcheck.domain.measure import (
    Channel,
    Criterion,
    Flag,
    Grade,
    Measure,
    Reference,
    Source,
    Unit,
    at_least,
    at_most,
)
from formcheck.domain.posture import Attitude, Posture
from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.exercises.spec import Bound, CameraHeight, Dose, RepRule
from formcheck.i18n import words
from formcheck.testing import Stick, added, film, lift

OURS = Source(Grade.OURS, "an example, nothing to train by")
STRAIGHT_LEG_RAISE = ExerciseSpec(
    key="straight_leg_raise",
    attitude=Attitude.LYING,
    postures=frozenset({Posture.LYING_STRAIGHT, Posture.LYING_KNEE_IN}),
    start=frozenset({Posture.LYING_STRAIGHT}),
    limbs=(Limb.NEAR, Limb.FAR),
    needs_both_legs=True,
    camera_height_cm=CameraHeight.LOW,
    progress=RepRule(
        channel=Channel(Measure.THIGH_LIFT, Limb.WORKING),
        reference=Reference.ABSOLUTE,
        rest=Bound(at_most(5, Unit.DEG), OURS),
        onset=Bound(at_least(10, Unit.DEG), OURS),
        full_range=Bound(at_least(30, Unit.DEG), OURS),
    ),
    criteria=(
        Criterion(
            key="shoulders_down",
            channel=Channel(Measure.TRUNK_LEAN),
            ok=at_most(8, Unit.DEG),
            warn=at_most(12, Unit.DEG),
            above=Flag.LEANED_FORWARD,
            source=OURS,
        ),
    ),
    dose=Dose(sets=(1, 1), reps=(2, 4), source=OURS),
)
WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "straight_leg_raise": {
            "name": "Straight-leg raise",
            "measure": "Turn of the thigh",
            "cue": {"shoulders_down": "Shoulders down", "leaned_forward": "Lie back", "too_low": "Higher"},
        }
    },
    "da": {
        "straight_leg_raise": {
            "name": "Strakt benløft",
            "measure": "Lårets drejning",
            "cue": {
                "shoulders_down": "Skuldrene ned",
                "leaned_forward": "Læg dig tilbage",
                "too_low": "Højere",
            },
        }
    },
}
TWO_RAISES = added(lift(3.0, 1.5, 0.5, 1.5, 45.0), lift(8.0, 1.5, 0.5, 1.5, 20.0))


@cache
def analysis() -> Analysis:
    """One full raise of the near leg, then one that goes half way."""
    raised = lambda t_s: Stick(trunk_deg=180.0, hip_near=TWO_RAISES(t_s))  # noqa: E731 - a pose like the others
    return analyse(film(raised, 14.0, name="own.mp4"), STRAIGHT_LEG_RAISE)


def test_it_is_counted() -> None:
    assert STRAIGHT_LEG_RAISE.slug not in EXERCISES
    said = build_report(analysis())
    assert [(rep.side, rep.complete) for rep in said.reps] == [(Side.RIGHT, True), (Side.RIGHT, False)]
    assert said.exercise == "straight-leg-raise"


@pytest.mark.parametrize("lang", ["en", "da"])
def test_its_report_is_written(lang: str) -> None:
    say = words(lang).plus(WORDS[lang])
    page = report_html(analysis(), say)
    assert WORDS[lang]["straight_leg_raise"]["name"] in page
    assert WORDS[lang]["straight_leg_raise"]["cue"]["too_low"] in page  # what to do next time
    assert say("report.result.partial") in page
    assert re.search(r"<svg", page)


def test_without_its_words_the_missing_key_is_named() -> None:
    with pytest.raises(KeyError, match=r"straight_leg_raise\."):
        report_html(analysis(), words("en"))


def test_words_that_there_are_already_are_not_replaced() -> None:
    with pytest.raises(ValueError, match=r"supine_march\.name already"):
        words("en").plus({"supine_march": {"name": "Something else"}})
