"""A picture on its side or its head is told as that; whoever lies, or does another exercise, is not."""

from collections.abc import Iterable
from itertools import islice

import numpy as np
import pytest

from formcheck.adapters.analyser import Analyser
from formcheck.domain.body import Sighting
from formcheck.domain.events import Reason
from formcheck.engine.report import SetReport
from formcheck.engine.sideways import turned
from formcheck.exercises import EXERCISES
from tests import bodies
from tests.engine.test_session import EXAMPLES, SLUGS, sightings


def analysed(slug: str, stream: Iterable[Sighting], duration_s: float) -> SetReport:
    analyser = Analyser(EXERCISES[slug], tilt_model=None)
    # Fifteen pictures a second are enough, and half the work.
    for sighting in islice(stream, 0, None, 2):
        analyser.step(sighting)
    return analyser.finish(duration_s)


def reasons(report: SetReport) -> set[Reason]:
    return {gap.reason for gap in report.gaps}


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_quarter_turn_is_that_of_the_picture(turns: int) -> None:
    """Against numpy's own turn of a picture in which one pixel is set."""
    image = np.zeros((480, 640), dtype=np.uint8)
    sighting = bodies.STANDING.sighting(0.0)
    assert sighting.pose is not None
    x, y = (round(float(part)) for part in sighting.pose.points_px[0])
    image[-y, x] = 1
    (row,), (column,) = np.nonzero(np.rot90(image, k=-turns))
    found = turned(sighting, turns)
    assert found.pose is not None
    assert found.size_px == ((480, 640) if turns % 2 else (640, 480))
    assert found.pose.points_px[0] == pytest.approx([column, -row], abs=1.6)


@pytest.mark.parametrize("turns", [1, 2, 3])
@SLUGS
def test_a_picture_on_its_side_is_told_as_that(slug: str, turns: int) -> None:
    pose, duration_s = EXAMPLES[slug]
    report = analysed(slug, (turned(s, turns) for s in sightings(pose, duration_s)), duration_s)
    # Turned upright, who lies with one knee pulled in looks like one who marches: that is not sure enough.
    unsure = (slug, turns) == ("thomas-check", 1)
    assert reasons(report) == {Reason.WRONG_POSTURE if unsure else Reason.PICTURE_SIDEWAYS}
    assert report.judged_share == pytest.approx(0.0)
    assert not report.reps
    assert not report.holds


# Each as itself and as the two that follow it: all with all take a minute.
@pytest.mark.parametrize(
    ("slug", "asked"),
    [(slug, asked) for n, slug in enumerate(EXERCISES) for asked in (2 * list(EXERCISES))[n : n + 3]],
)
def test_an_upright_picture_is_never_told_as_one_on_its_side(slug: str, asked: str) -> None:
    pose, duration_s = EXAMPLES[slug]
    assert Reason.PICTURE_SIDEWAYS not in reasons(analysed(asked, sightings(pose, duration_s), duration_s))


@pytest.mark.parametrize("asked", EXERCISES)
@pytest.mark.parametrize(
    "pose", [bodies.STANDING, bodies.HOOK_LYING, bodies.SEATED, bodies.HALF_KNEELING, bodies.SQUATTING]
)
def test_whoever_only_stands_or_lies_there_is_no_picture_on_its_side(pose: bodies.Stick, asked: str) -> None:
    for turns in (0, 1, 2, 3):
        stream = (turned(s, turns) for s in sightings(lambda _: pose, 4.0))
        report = analysed(asked, stream, 4.0)
        if turns == 0:
            assert Reason.PICTURE_SIDEWAYS not in reasons(report)
        assert not report.reps


def test_what_was_judged_for_a_moment_is_upright() -> None:
    pose, duration_s = EXAMPLES["standing-march"]
    upright = list(sightings(pose, 1.0))
    later = [turned(s, 1) for s in sightings(pose, duration_s) if s.t_s >= 1.0]
    assert Reason.PICTURE_SIDEWAYS not in reasons(analysed("standing-march", [*upright, *later], duration_s))
