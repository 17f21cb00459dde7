"""What must not be counted: another exercise, and pictures that do not allow to judge."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.models import ModelName
from formcheck.adapters.video_file import VideoReader
from formcheck.domain.body import Frame
from formcheck.domain.events import Reason
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES
from tests.golden.conftest import analysed, frames, judged, sightings, spec_of
from tests.golden.test_clips import CLIPS

# Bridge and march begin in the same position, and all but the idle person take it; who marches might walk.
SHARED_STARTS = ({"supine-march", "glute-bridge"}, {"standing-march", "walking-check"})
_UNTIL_S = 12.0
# Of each exercise one clip, and the person who does nothing; the others take minutes more.
ONE_EACH = {*{spec_of(clip).slug: clip for clip in CLIPS}.values(), "idle_kneeling"}


@pytest.mark.parametrize(
    ("clip", "slug"),
    [
        pytest.param(
            clip,
            slug,
            marks=[pytest.mark.xdist_group(clip), *([] if clip in ONE_EACH else [pytest.mark.quiet])],
        )
        for clip in CLIPS
        for slug in sorted(EXERCISES)
        if slug != spec_of(clip).slug
    ],
)
def test_another_exercise_is_not_counted(clip: str, slug: str) -> None:
    own = spec_of(clip).slug
    # Fifteen pictures a second are enough, and half the work.
    report, reasons = judged(EXERCISES[slug], islice(sightings(clip), 0, None, 2))
    assert report.complete_reps == 0
    assert not report.holds
    assert not report.tries
    assert not report.passes
    if {slug, own} not in SHARED_STARTS:
        assert np.mean([reason is Reason.WRONG_POSTURE for reason in reasons]) >= 0.8


def feet_cut_off(frame: Frame) -> Frame:
    """The lower third is missing, as when the camera stands too close."""
    return Frame(frame.t_s, frame.image_rgb[: frame.image_rgb.shape[0] * 13 // 20])


def dark(frame: Frame) -> Frame:
    return Frame(frame.t_s, (frame.image_rgb * 0.08).astype(np.uint8))


def two_people(frame: Frame) -> Frame:
    return Frame(frame.t_s, np.hstack([frame.image_rgb, frame.image_rgb[:, ::-1]]))


def slow(clip: str) -> Iterator[Frame]:
    next_s = 0.0
    for frame in frames(clip, _UNTIL_S):
        if frame.t_s >= next_s:
            next_s += 1 / 8
            yield frame


def turned(_: str) -> Iterator[Frame]:
    """A marching person rendered at 45 degrees to the camera."""
    with VideoReader(Path(__file__).with_name("standing_march_turned_45.mp4")) as reader:
        yield from islice(reader, 0, None, 2)


def mirror(frame: Frame) -> Frame:
    return Frame(frame.t_s, np.ascontiguousarray(frame.image_rgb[:, ::-1]))


def changed(
    clip: str, change: Callable[[Frame], Frame], until_s: float = _UNTIL_S, every: int = 1
) -> Iterator[Frame]:
    return (change(frame) for frame in islice(frames(clip, until_s), 0, None, every))


def looked_at(clip: str, pictures: Iterator[Frame]) -> SetReport:
    # The reasons are those of the picture: the quicker model will do.
    estimator = PoseEstimator(ModelName.LITE)
    try:
        return judged(spec_of(clip), map(estimator.estimate, pictures))[0]
    finally:
        estimator.close()


# Twelve pictures a second are enough to judge by, and half the work.
@pytest.mark.parametrize(
    ("clip", "pictures", "reason", "share"),
    [
        pytest.param(
            "standing_march",
            lambda c: changed(c, feet_cut_off, every=2),
            Reason.FEET_OUT_OF_FRAME,
            0.95,
            id="feet",
        ),
        pytest.param(
            "seated_raise_clean", lambda c: changed(c, dark, every=2), Reason.TOO_DARK, 0.95, id="dark"
        ),
        pytest.param(
            "supine_march_clean",
            lambda c: changed(c, two_people, every=2),
            Reason.SEVERAL_PEOPLE,
            0.95,
            id="two",
        ),
        # A march swings the shoulders: now and then they look narrower than they are.
        pytest.param("standing_march", turned, Reason.NOT_SIDE_ON, 0.7, id="turned"),
        pytest.param("seated_raise_clean", slow, Reason.LOW_FRAME_RATE, 0.95, id="slow"),
    ],
)
def test_a_picture_that_cannot_be_judged_says_why(
    clip: str, pictures: Callable[[str], Iterator[Frame]], reason: Reason, share: float
) -> None:
    report = looked_at(clip, pictures(clip))
    unjudged_s = {gap.reason: 0.0 for gap in report.gaps}
    for gap in report.gaps:
        unjudged_s[gap.reason] += gap.end_s - gap.start_s
    assert unjudged_s.get(reason, 0.0) >= share * report.duration_s
    assert report.judged_share <= 1.0 - share + 0.01
    assert report.complete_reps == report.partial_reps == 0
    assert not report.holds


@pytest.mark.parametrize(
    "clip",
    [
        pytest.param("half_kneeling_broken", marks=pytest.mark.xdist_group("half_kneeling_broken")),
        "seated_raise_lean",
    ],
)
@pytest.mark.quiet  # the pose model looks at half a minute of pictures once more
def test_a_mirrored_clip_gives_the_same_with_the_sides_exchanged(clip: str) -> None:
    """Through the pose model, which is not symmetric itself: counts and sides agree, times nearly."""
    own = analysed(clip)
    until_s = min(own.video.duration_s, 30.0)
    plain = judged(own.spec, (s for s in sightings(clip) if s.t_s < until_s))[0]
    mirrored = looked_at(clip, changed(clip, mirror, until_s))
    assert [(r.side.opposite, r.complete) for r in mirrored.reps] == [
        (r.side, r.complete) for r in plain.reps
    ]
    assert [r.peak_s for r in mirrored.reps] == pytest.approx([r.peak_s for r in plain.reps], abs=0.4)
    assert [h.hold.side.opposite for h in mirrored.holds] == [h.hold.side for h in plain.holds]
    assert [h.hold.in_zone_s for h in mirrored.holds] == pytest.approx(
        [h.hold.in_zone_s for h in plain.holds], abs=1.0
    )
