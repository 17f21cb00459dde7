"""Who does not quite get into the stretch, and stays there, hears what is wrong; who only passes does not."""

import pytest

from formcheck.domain.body import Limb
from formcheck.domain.events import Event
from formcheck.domain.measure import Channel, Flag, Measure
from formcheck.engine.judge import CriteriaJudge
from formcheck.engine.progress.trackers import Trackers
from formcheck.engine.report import SetReport, fold
from formcheck.exercises import EXERCISES
from tests import bodies
from tests.engine.motions import Motion, frames, lift
from tests.engine.observed import observed

SPEC = EXERCISES["half-kneeling-stretch"]
EXTENSION, LEAN = Channel(Measure.THIGH_EXTENSION, Limb.NEAR), Channel(Measure.TRUNK_LEAN)
DURATION_S = 14.0


def said(extension: Motion, lean_deg: float, start_deg: float = 0.0) -> SetReport:
    """Of somebody who leans all the time, the neutral apart."""
    trackers, judge, events = Trackers(SPEC, side=None), CriteriaJudge(SPEC), list[Event]()
    for t_s in frames(DURATION_S, 20.0):
        values = {EXTENSION: extension(t_s), LEAN: lean_deg}
        frame = observed(SPEC, t_s, values, bodies.HALF_KNEELING, {LEAN: start_deg})
        events += trackers.update(frame)
        events += judge.update(frame, trackers.worker)
    events += judge.update(observed(SPEC, DURATION_S, {}, bodies.HALF_KNEELING), None)
    return fold(events, SPEC, DURATION_S)


@pytest.mark.parametrize("reads_deg", [6.0, 7.5, 8.5])
def test_who_leans_back_so_that_the_stretch_does_not_count_hears_why(reads_deg: float) -> None:
    report = said(lift(2.0, 2.0, 8.0, 1.5, reads_deg), -18.0)
    assert report.holds == ()
    (finding,) = report.findings
    assert finding.flag is Flag.LEANED_BACK
    assert finding.end_s - finding.start_s > 6.0


@pytest.mark.parametrize("reads_deg", [0.0, 3.0])
def test_who_rests_is_not_judged(reads_deg: float) -> None:
    assert said(lift(2.0, 2.0, 8.0, 1.5, reads_deg), -18.0).findings == ()


def test_who_only_comes_by_is_not_judged() -> None:
    assert said(lift(2.0, 0.8, 0.0, 0.8, 8.5), -18.0).findings == ()


def test_who_kneels_tall_short_of_the_zone_is_at_no_fault() -> None:
    assert said(lift(2.0, 2.0, 8.0, 1.5, 7.5), 3.0).findings == ()


@pytest.mark.parametrize("start_deg", [-11.0, -5.0, 0.0, 3.0])
def test_a_lean_is_what_has_changed_since_the_start_however_that_reads(start_deg: float) -> None:
    """Landmarks of who kneels read an upright trunk 4-7 degrees too far back, in photos 11."""
    stretch = lift(2.0, 2.0, 8.0, 1.5, 16.0)
    for change_deg, flags in ((-17.0, [Flag.LEANED_BACK]), (0.0, []), (17.0, [Flag.LEANED_FORWARD])):
        report = said(stretch, start_deg + change_deg, start_deg)
        assert [finding.flag for finding in report.findings] == flags
