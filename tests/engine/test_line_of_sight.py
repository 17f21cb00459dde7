"""Who walks towards the camera is not seen side-on; who crosses its picture obliquely, or on a belt, is."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from formcheck.domain.body import Landmark, Sighting
from formcheck.domain.events import Reason
from formcheck.engine.report import SetReport, fold
from formcheck.exercises import EXERCISES
from formcheck.testing.bodies import TRUNK_PX
from tests.engine.test_session import events_of
from tests.engine.walkers import Walker

SLUG = "walking-check"


def broad(sightings: Iterable[Sighting], trunks: float) -> list[Sighting]:
    """Shoulders so far apart."""

    def spread(sighting: Sighting) -> Sighting:
        if sighting.pose is None:
            return sighting
        points = sighting.pose.points_px.copy()
        points[Landmark.LEFT_SHOULDER, 0] += trunks * TRUNK_PX / 2.0
        points[Landmark.RIGHT_SHOULDER, 0] -= trunks * TRUNK_PX / 2.0
        return replace(sighting, pose=replace(sighting.pose, points_px=points))

    return [spread(each) for each in sightings]


def report_of(walker: Walker, trunks: float) -> SetReport:
    sightings = broad(walker.sightings(), trunks)
    return fold(events_of(SLUG, sightings), EXERCISES[SLUG], sightings[-1].t_s)


def contacts_s(report: SetReport) -> list[float]:
    return [step.contact_s for each in report.passes for step in each.steps]


def lost_s(report: SetReport, reason: Reason) -> float:
    return sum(gap.end_s - gap.start_s for gap in report.gaps if gap.reason is reason)


@pytest.mark.parametrize("trunks", [0.6, 0.7, 0.8])
def test_who_comes_closer_is_told_to_turn(trunks: float) -> None:
    """A belt keeps them in their place, as coming closer does, but for its start and end."""
    report = report_of(Walker(belt=True), trunks)
    assert lost_s(report, Reason.NOT_SIDE_ON) > 0.4 * report.duration_s


@pytest.mark.parametrize("trunks", [0.0, 0.3])
def test_who_walks_on_a_belt_is_not(trunks: float) -> None:
    report = report_of(Walker(belt=True), trunks)
    assert lost_s(report, Reason.NOT_SIDE_ON) == 0.0
    assert len(contacts_s(report)) >= 4


@pytest.mark.parametrize("trunks", [0.0, 0.4, 0.6])
def test_nor_is_who_crosses_the_picture_obliquely(trunks: float) -> None:
    """While they stand before and after, they are: there they are seen from the front."""
    report, plain = report_of(Walker(), trunks), report_of(Walker(), 0.0)
    assert contacts_s(report) == contacts_s(plain)
    assert lost_s(report, Reason.NOT_SIDE_ON) <= 2.0 * Walker().still_s
