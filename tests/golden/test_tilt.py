"""The low back arches where the truth says so, and nowhere else."""

from pathlib import Path

import numpy as np
import pytest

from formcheck.adapters.analysis import analyse_video
from formcheck.domain.measure import Flag
from formcheck.exercises import EXERCISES
from formcheck.review.notes import notes_of
from tests.golden.conftest import SAMPLES, analysed, truth_of

FAKED = Path(__file__).parent / "faked_stretch.mp4"
JUDGED = ("half-kneeling-stretch", "supine-march", "glute-bridge")
CLIPS = sorted(p.stem for p in SAMPLES.glob("*.mp4") if truth_of(p.stem)["exercise"] in JUDGED)
EACH_CLIP = pytest.mark.parametrize(
    "clip", [pytest.param(clip, marks=pytest.mark.xdist_group(clip)) for clip in CLIPS]
)


@EACH_CLIP
def test_arching_is_found_on_the_repetitions_that_arch_and_on_no_other(clip: str) -> None:
    arched = [i for i, rep in enumerate(analysed(clip).report.reps) if Flag.ARCHED_BACK in rep.flags]
    assert arched == truth_of(clip)["expected"].get("arched_reps", [])


@EACH_CLIP
def test_arching_is_found_in_the_holds_that_arch_and_in_no_other(clip: str) -> None:
    arched = truth_of(clip)["expected"].get("arched")
    expected = [arched] if arched else []
    spans = [
        (finding.start_s, finding.end_s)
        for held in analysed(clip).report.holds
        for finding in held.findings
        if finding.flag is Flag.ARCHED_BACK
    ]
    assert len(spans) == len(expected)
    for span, true in zip(spans, expected, strict=True):
        assert span == pytest.approx(true, abs=1.5)


def test_some_clips_arch_and_some_do_not() -> None:
    expected = [truth_of(clip)["expected"] for clip in CLIPS]
    arched = [bool(each.get("arched") or each.get("arched_reps")) for each in expected]
    assert any(arched)
    assert not all(arched)


@pytest.mark.xdist_group("half_kneeling_arched")
def test_the_tilt_follows_the_truth() -> None:
    truth = truth_of("half_kneeling_arched")
    rows = [row for row in analysed("half_kneeling_arched").rows if "pelvic_tilt_deg" in row.values]
    said = np.array([row.values["pelvic_tilt_deg"] for row in rows])
    at = np.array([frame["t"] for frame in truth["frames"]])
    true = np.interp([row.t_s for row in rows], at, [frame["pelvic_tilt"] for frame in truth["frames"]])
    assert len(rows) > 0.8 * len(at)
    assert np.sqrt(np.mean((said - true) ** 2)) <= 4.0
    assert np.corrcoef(said, true)[0, 1] >= 0.9


@pytest.mark.xdist_group("half_kneeling_arched")
def test_the_hips_own_extension_is_the_thighs_less_the_tilt() -> None:
    rows = [row.values for row in analysed("half_kneeling_arched").rows if "pelvic_tilt_deg" in row.values]
    for values in rows:
        # The table keeps numbers of four bytes: of 90 degrees that is a hundred thousandth.
        assert values["hip_extension_near_deg"] == pytest.approx(
            values["thigh_extension_near_deg"] - values["pelvic_tilt_deg"], rel=0.0, abs=2e-5
        )


def test_a_stretch_that_is_all_arch_is_not_credited_and_the_review_says_why() -> None:
    report = analyse_video(FAKED, EXERCISES["half-kneeling-stretch"]).report
    assert sum(held.hold.in_zone_s for held in report.holds) > 4.0
    assert sum(held.credited_s for held in report.holds) < 2.0
    assert "report.note.arched" in [note.key for note in notes_of(report)]
