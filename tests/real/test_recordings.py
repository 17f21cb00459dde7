"""Real people, as the pose model saw them: studio, home, clinic, outdoors, upright phones, bystanders.

Truth by eye is in the JSON beside each recording; README.md says where they come from.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from formcheck.adapters.analysis import Analysis, analyse_video
from formcheck.domain.body import Side
from formcheck.domain.events import Reason
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES

FOLDER = Path(__file__).parent / "recordings"
NAMES = sorted(path.stem for path in FOLDER.glob("*.npz"))
SIDES = {"L": Side.LEFT, "R": Side.RIGHT}
# One recording is judged by several tests: they go where it was read.
EACH = pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.xdist_group(n)) for n in NAMES])


def truth_of(name: str) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return truth


@cache
def analysed(name: str, slug: str) -> Analysis:
    """With hindsight by its own exercise; by the others as if live, which takes a third of the time."""
    own = truth_of(name)["exercise"] == slug
    return analyse_video(FOLDER / f"{name}.npz", EXERCISES[slug], hindsight=own)


def counted(name: str, report: SetReport) -> tuple[object, ...]:
    """Whatever counts. The steps of the two who walk by are in test_walks.py."""
    passes = () if "walking" in truth_of(name) else report.passes
    return (*(rep for rep in report.reps if rep.complete), *report.holds, *report.tries, *passes)


def counting(key: str) -> list[str]:
    return [name for name in NAMES if truth_of(name)["exercise"] and key in truth_of(name)]


@pytest.mark.parametrize("name", counting("reps"))
def test_repetitions_are_counted_as_by_eye(name: str) -> None:
    truth = truth_of(name)
    report, reps = analysed(name, truth["exercise"]).report, truth["reps"]
    assert report.complete_reps == reps["complete"]
    assert report.partial_reps == reps.get("partial", 0)
    for rep, peak_s in zip(report.reps, reps.get("peaks_s", ()), strict=False):
        assert rep.peak_s == pytest.approx(peak_s, abs=0.4)
    if "sides" in reps:
        assert [rep.side for rep in report.reps] == [SIDES[side] for side in reps["sides"]]


@pytest.mark.parametrize(
    "name", [name for name in counting("reps") if "unfinished" in truth_of(name)["reps"]]
)
def test_what_the_end_cuts_off_is_unfinished(name: str) -> None:
    truth = truth_of(name)
    assert len(analysed(name, truth["exercise"]).report.unfinished) == truth["reps"]["unfinished"]


@pytest.mark.parametrize("name", counting("holds"))
def test_holds_are_listed_as_by_eye(name: str) -> None:
    truth = truth_of(name)
    assert len(analysed(name, truth["exercise"]).report.holds) == truth["holds"]


def test_a_deep_lunge_is_a_half_kneeling_position() -> None:
    gaps = analysed("half_kneeling_13", "half-kneeling-stretch").report.gaps
    down_s = sum(min(gap.end_s, 16.8) - max(gap.start_s, 4.8) for gap in gaps if gap.end_s > 4.8)
    assert down_s < 0.5


@EACH
def test_nothing_else_counts(name: str) -> None:
    own = truth_of(name)["exercise"]
    for slug in EXERCISES:
        if slug != own:
            assert not counted(name, analysed(name, slug).report), slug


@pytest.mark.quiet
@EACH
def test_nothing_else_counts_with_hindsight(name: str) -> None:
    own = truth_of(name)["exercise"]
    for slug in EXERCISES:
        if slug != own:
            assert not counted(name, analyse_video(FOLDER / f"{name}.npz", EXERCISES[slug]).report), slug


@EACH
def test_every_camera_is_upright_and_nobody_too_far(name: str) -> None:
    said = {gap.reason for slug in EXERCISES for gap in analysed(name, slug).report.gaps}
    assert not said & {Reason.CAMERA_TILTED, Reason.PICTURE_SIDEWAYS, Reason.TOO_FAR}


@EACH
def test_judged_time_and_time_with_a_reason_are_all_of_it(name: str) -> None:
    for slug in EXERCISES:
        analysis = analysed(name, slug)
        report = analysis.report
        lost_s = sum(gap.end_s - gap.start_s for gap in report.gaps)
        assert report.judged_share * report.duration_s + lost_s == pytest.approx(report.duration_s, abs=0.1)
        for row in analysis.rows:
            unjudged = any(gap.start_s <= row.t_s < gap.end_s for gap in report.gaps)
            assert row.judged is not unjudged
            assert row.judged is bool(row.values)
