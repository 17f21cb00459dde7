"""Recordings as phones held upright make them, from what the pose model saw of them.

The body fills 75 to 91 % of the width; its trunk has 156 to 189 of the 1280 pixels of the long side.
"""

from pathlib import Path

import pytest

from formcheck.adapters.analysis import Analysis, analyse_video
from formcheck.exercises import EXERCISES

INPUTS = Path(__file__).parents[1] / "inputs"


def analysed(name: str, slug: str) -> Analysis:
    return analyse_video(INPUTS / f"{name}.npz", EXERCISES[slug])


@pytest.mark.parametrize("name", ["thomas_tight", "thomas_portrait"])
def test_the_leg_of_a_mobility_check_is_lifted(name: str) -> None:
    report = analysed(name, "thomas-check").report
    assert report.mobility == "lifted"
    assert report.judged_share > 0.9


def test_it_is_lifted_by_as_much_as_in_the_landscape_clip() -> None:
    report = analysed("thomas_tight", "thomas-check").report
    assert report.lift_deg == pytest.approx(15.8, abs=4.0)


def test_one_bridge() -> None:
    report = analysed("bridge_portrait", "glute-bridge").report
    (rep,) = report.reps
    assert rep.complete
    assert rep.start_s == pytest.approx(2.7, abs=0.2)
    assert rep.end_s == pytest.approx(8.4, abs=0.2)
    assert report.judged_share > 0.9
