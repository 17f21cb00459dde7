"""Every clip against its truth: counts, sides, times, holds, faults, angles."""

from typing import Any

import numpy as np
import pytest

from formcheck.adapters.analysis import Analysis
from formcheck.domain.body import Side
from formcheck.domain.measure import Flag
from formcheck.exercises import EXERCISES
from tests.golden.conftest import SAMPLES, analysed, truth_of

CLIPS = sorted(path.stem for path in SAMPLES.glob("*.mp4"))
TIME_TOLERANCE_S = 0.4
HOLD_TOLERANCE_S = 1.0
LISTED_S = 5.0

# One worker analyses a clip once; its tests go where that worker is.
EACH_CLIP = pytest.mark.parametrize(
    "clip", [pytest.param(clip, marks=pytest.mark.xdist_group(clip)) for clip in CLIPS]
)


def side_in_truth(truth: dict[str, Any], which: str) -> Side:
    near = Side(truth["near_side"])
    return {"near": near, "far": near.opposite, "both": Side.BOTH}[which]


def test_there_are_clips_of_every_exercise() -> None:
    # Walks are judged against truth by themselves: docs/WALKING.md and tests/real/test_walks.py.
    counted = {slug for slug, spec in EXERCISES.items() if not spec.progress.crosses_picture}
    assert {truth_of(clip)["exercise"] for clip in CLIPS} == counted


@EACH_CLIP
def test_repetitions_are_exact(clip: str) -> None:
    truth = truth_of(clip)
    expected = sorted(truth["expected"].get("reps", []), key=lambda rep: rep["start_s"])
    report = analysed(clip).report
    complete = [rep for rep in report.reps if rep.complete]
    assert len(complete) == len(expected)
    assert report.partial_reps == truth["expected"].get("partials", 0)
    for rep, true in zip(complete, expected, strict=True):
        assert rep.side is side_in_truth(truth, true["side"])
        assert rep.start_s == pytest.approx(true["start_s"], abs=TIME_TOLERANCE_S)
        assert rep.peak_s == pytest.approx(true["top_s"], abs=TIME_TOLERANCE_S)
        assert rep.end_s == pytest.approx(true["end_s"], abs=TIME_TOLERANCE_S)


@EACH_CLIP
def test_holds_are_exact(clip: str) -> None:
    truth = truth_of(clip)
    expected = [hold for hold in truth["expected"].get("holds", []) if hold["seconds"] >= LISTED_S]
    holds = analysed(clip).report.holds
    assert len(holds) == len(expected)
    for hold, true in zip(holds, expected, strict=True):
        assert hold.hold.side is side_in_truth(truth, true["side"])
        assert hold.hold.in_zone_s == pytest.approx(true["seconds"], abs=HOLD_TOLERANCE_S)


@EACH_CLIP
def test_leaning_back_is_found_on_the_repetitions_that_lean_and_on_no_other(clip: str) -> None:
    leaning = [i for i, rep in enumerate(analysed(clip).report.reps) if Flag.LEANED_BACK in rep.flags]
    assert leaning == truth_of(clip)["expected"].get("lean_back_reps", [])


@pytest.mark.parametrize(
    ("clip", "verdict"),
    [
        pytest.param("thomas_flat", "stayed_down", marks=pytest.mark.xdist_group("thomas_flat")),
        pytest.param("thomas_lifted", "lifted", marks=pytest.mark.xdist_group("thomas_lifted")),
    ],
)
def test_the_lying_leg_is_seen_to_stay_or_to_lift(clip: str, verdict: str) -> None:
    report = analysed(clip).report
    assert report.mobility == verdict
    assert report.lift_deg == pytest.approx(truth_of(clip)["expected"]["lift_deg"], abs=4.0)


@EACH_CLIP
def test_clean_pictures_are_judged(clip: str) -> None:
    assert analysed(clip).report.judged_share >= 0.9


@EACH_CLIP
def test_the_near_side_is_right(clip: str) -> None:
    assert analysed(clip).near_side is Side(truth_of(clip)["near_side"])


def mean_error_deg(analysis: Analysis, column: str, sign: float, truth: dict[str, Any], field: str) -> float:
    """Mean absolute error over judged frames, less the clip's constant offset."""
    seen = np.array([[row.t_s, row.values[column]] for row in analysis.rows if column in row.values])
    at = np.array([frame["t"] for frame in truth["frames"]])
    true = np.interp(seen[:, 0], at, [frame[field] for frame in truth["frames"]])
    error = sign * seen[:, 1] - true
    return float(np.mean(np.abs(error - np.median(error))))


THIGH = {
    "half-kneeling-stretch": ("thigh_extension", -1.0),
    "standing-march": ("thigh_extension", -1.0),
    "seated-knee-raise": ("thigh_elevation", 1.0),
}


@EACH_CLIP
def test_angles_follow_the_truth(clip: str) -> None:
    truth, analysis = truth_of(clip), analysed(clip)
    measure, sign = THIGH.get(truth["exercise"], ("hip_flexion", 1.0))
    assert mean_error_deg(analysis, f"{measure}_near_deg", sign, truth, "thigh_near") <= 4.0
    assert mean_error_deg(analysis, f"{measure}_far_deg", sign, truth, "thigh_far") <= 4.0
    assert mean_error_deg(analysis, "knee_flexion_near_deg", 1.0, truth, "knee_near") <= 5.0
    if truth["exercise"] != "glute-bridge":  # its truth has no trunk angle: the trunk is taken as flat
        assert mean_error_deg(analysis, "trunk_lean_deg", 1.0, truth, "trunk_lean") <= 3.0
