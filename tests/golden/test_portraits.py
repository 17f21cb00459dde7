"""A phone held upright, the body across three quarters of the picture's width: judged as the landscape clip.

`portraits` holds what the pose model saw (python -m benchmarks.zoo.portraits FOLDER).
"""

from functools import cache
from pathlib import Path

import pytest

from formcheck.adapters.analysis import analyse_video
from formcheck.domain.events import RepCompleted
from formcheck.engine.report import SetReport
from tests.golden.conftest import judged, sightings, spec_of, truth_of

FOLDER = Path(__file__).with_name("portraits")
CLIPS = sorted(path.stem for path in FOLDER.glob("*.npz"))
NEAR_S = 0.2
EDGE_S = 0.2  # what begins or ends so near the end of the piece may be finished in one of them only


@cache
def portrait(clip: str) -> SetReport:
    return analyse_video(FOLDER / f"{clip}.npz", spec_of(clip)).report


@cache
def landscape(clip: str) -> SetReport:
    """The same seconds of the clip itself."""
    until_s = portrait(clip).duration_s
    return judged(spec_of(clip), (s for s in sightings(clip) if s.t_s < until_s))[0]


def reps(report: SetReport, until_s: float) -> list[RepCompleted]:
    return [rep for rep in report.reps if rep.end_s < until_s - EDGE_S]


def test_there_is_one_of_each_exercise() -> None:
    assert {spec_of(clip).slug for clip in CLIPS} == {
        "half-kneeling-stretch",
        "supine-march",
        "seated-knee-raise",
        "thomas-check",
        "glute-bridge",
        "standing-march",
    }


@pytest.mark.parametrize("clip", CLIPS)
def test_it_is_judged_as_its_landscape_twin(clip: str) -> None:
    upright, lying = portrait(clip), landscape(clip)
    until_s = upright.duration_s
    assert upright.judged_share == pytest.approx(lying.judged_share, abs=0.05)
    mine, theirs = reps(upright, until_s), reps(lying, until_s)
    assert [(rep.side, rep.complete) for rep in mine] == [(rep.side, rep.complete) for rep in theirs]
    assert [rep.start_s for rep in mine] == pytest.approx([rep.start_s for rep in theirs], abs=NEAR_S)
    assert [rep.end_s for rep in mine] == pytest.approx([rep.end_s for rep in theirs], abs=NEAR_S)
    assert [held.hold.side for held in upright.holds] == [held.hold.side for held in lying.holds]
    assert [held.hold.start_s for held in upright.holds] == pytest.approx(
        [held.hold.start_s for held in lying.holds], abs=NEAR_S
    )
    assert upright.mobility == lying.mobility


@pytest.mark.parametrize("clip", CLIPS)
def test_something_was_done_in_it(clip: str) -> None:
    report = portrait(clip)
    assert report.complete_reps or report.holds or report.tries, truth_of(clip)["expected"]
