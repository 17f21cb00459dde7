"""Recordings that came in odd, through the whole pipeline: each gives what its maker knows to be right.

All are made from the first 6 s of the sample march: right 2.50-3.94 s, left 4.34-5.61 s, near side left. What
is tried here is the reader: the pose model itself looks at three of them, at the others its double, which
knows what the model saw in each picture of the sample, and finds nobody in a wrong one.
"""

from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest
from benchmarks.zoo.double import CLIP, RECORDING, Knowing

from formcheck.adapters import mediapipe_pose
from formcheck.adapters.about_recording import lines_about
from formcheck.adapters.analysis import Analysis, analyse_video
from formcheck.adapters.models import ModelName
from formcheck.domain.body import Side
from formcheck.domain.events import Reason
from formcheck.exercises import EXERCISES
from formcheck.i18n import LANGUAGES, words
from formcheck.review import speak

INPUTS = Path(__file__).parents[1] / "inputs"
RIGHT, LEFT = (2.50, 3.94, Side.RIGHT), (4.34, 5.61, Side.LEFT)


SAMPLE = Path(__file__).parents[2] / "sample_videos" / "standing_march_clean.mp4"
SEEN = {CLIP: str(SAMPLE), RECORDING: str(Path(__file__).with_name("samples") / f"{SAMPLE.stem}.npz")}
LOOKED_AT = ("still_first.mkv", "mirror_matrix.mp4", "truncfs90.mp4")


@cache
def analysed(name: str, *, mirrored: bool = False) -> Analysis:
    def judged() -> Analysis:
        # The quicker model counts the sample alike.
        return analyse_video(
            INPUTS / name, EXERCISES["standing-march"], model=ModelName.LITE, mirrored=mirrored
        )

    if name in LOOKED_AT and not mirrored:
        return judged()
    with patch.dict("os.environ", SEEN), patch.object(mediapipe_pose, "PoseEstimator", Knowing):
        return judged()


def reps(name: str, *, mirrored: bool = False) -> list[tuple[float, float, Side]]:
    found = analysed(name, mirrored=mirrored).report.reps
    assert all(rep.complete and not rep.flags for rep in found)
    return [(rep.start_s, rep.end_s, rep.side) for rep in found]


def near(*expected: tuple[float, float, Side], by_s: float = 0.0) -> list[tuple[object, object, Side]]:
    return [
        (pytest.approx(start_s + by_s, abs=0.2), pytest.approx(end_s + by_s, abs=0.2), side)
        for start_s, end_s, side in expected
    ]


def gaps(name: str) -> list[tuple[Reason, float, float]]:
    """Stretches that were not judged; with the judged time they make the whole."""
    report = analysed(name).report
    named_s = sum(gap.end_s - gap.start_s for gap in report.gaps)
    assert report.judged_share * report.duration_s + named_s == pytest.approx(report.duration_s, abs=0.1)
    return [(gap.reason, gap.start_s, gap.end_s) for gap in report.gaps]


def missing(start_s: float, end_s: float) -> tuple[Reason, object, object]:
    return Reason.PICTURES_MISSING, pytest.approx(start_s, abs=0.1), pytest.approx(end_s, abs=0.1)


@pytest.mark.parametrize("name", ["still_first.mkv", "h264.avi", "sizechange.webm", "letter.mp4"])
def test_two_repetitions_and_all_of_it_judged(name: str) -> None:
    assert reps(name) == near(RIGHT, LEFT)
    assert gaps(name) == []
    assert analysed(name).near_side is Side.LEFT


def test_zeros_in_a_file_are_a_gap_and_no_fault() -> None:
    assert reps("zero_b6.mkv") == []
    assert gaps("zero_b6.mkv") == [missing(2.8, 6.0)]
    assert analysed("zero_b6.mkv").report.findings == ()


def test_a_file_that_breaks_off_counts_what_there_is_and_says_so() -> None:
    analysis = analysed("truncfs90.mp4")
    assert reps("truncfs90.mp4") == near(RIGHT)
    assert gaps("truncfs90.mp4") == [missing(5.1, 6.0)]
    for language, sentence in (("en", "breaks off at 5.1 of 6.0 s"), ("da", "slutter efter 5,1 af 6,0 s")):
        (said,) = lines_about(analysis.video)
        assert language in LANGUAGES
        assert sentence in speak(said, words(language))


def test_what_is_stuck_is_not_judged() -> None:
    assert reps("freeze15.mp4") == near(LEFT)
    assert gaps("freeze15.mp4") == [missing(2.7, 4.2)]


def test_a_clock_that_jumps_leaves_a_gap_and_both_repetitions() -> None:
    assert reps("jump10000.mkv") == near(RIGHT) + near(LEFT, by_s=10_000.0)
    assert gaps("jump10000.mkv") == [missing(4.1, 10_004.1)]


def test_a_clock_that_jumps_in_the_first_second_loses_nothing_else() -> None:
    assert reps("jump10000_at1s.mkv") == near(RIGHT, LEFT, by_s=10_000.0)
    assert gaps("jump10000_at1s.mkv") == [missing(1.0, 10_001.0)]


def test_frames_that_come_in_bursts_are_counted_or_named() -> None:
    name = "vfr_h264.mp4"
    if gaps(name):
        assert {reason for reason, _, _ in gaps(name)} == {Reason.LOW_FRAME_RATE}
    else:
        assert reps(name) == near(RIGHT, LEFT)


def test_a_mirror_in_the_file_swaps_the_sides_and_is_named() -> None:
    analysis = analysed("mirror_matrix.mp4")
    swapped = [(start_s, end_s, side.opposite) for start_s, end_s, side in (RIGHT, LEFT)]
    assert reps("mirror_matrix.mp4") == near(*swapped)
    assert analysis.near_side is Side.RIGHT
    assert analysis.video.mirrored
    assert [said.key for said in lines_about(analysis.video)] == ["report.note.mirrored"]


def test_a_mirrored_recording_is_mirrored_back_when_asked_to() -> None:
    analysis = analysed("mirror_matrix.mp4", mirrored=True)
    assert reps("mirror_matrix.mp4", mirrored=True) == near(RIGHT, LEFT)
    assert analysis.near_side is Side.LEFT
    assert [said.key for said in lines_about(analysis.video)] == ["report.note.unmirrored"]


def test_a_picture_on_its_side_says_so() -> None:
    ((reason, start_s, end_s),) = gaps("sideways.mp4")
    assert (reason, start_s) == (Reason.PICTURE_SIDEWAYS, 0.0)
    assert end_s == pytest.approx(6.0, abs=0.05)
    assert not analysed("sideways.mp4").anything_judged
