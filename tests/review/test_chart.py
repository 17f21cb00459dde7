"""The chart shows the target that decides, and nothing where nothing was judged."""

import math
import re

import pytest

from formcheck.adapters.report_plot import WIDTH, plot_svg
from formcheck.exercises import EXERCISES
from formcheck.i18n import words
from formcheck.review import review_of
from formcheck.review.axis import Axis
from formcheck.review.chart import chart_of
from formcheck.ui.review import handover_of
from tests.review.sets import Frame, rep, set_of


@pytest.mark.parametrize("slug", EXERCISES)
def test_every_exercise_has_an_axis_with_a_target(slug: str) -> None:
    band = Axis.of(EXERCISES[slug]).band([])
    assert band[0] < band[1]
    assert any(math.isfinite(end) for end in band)


def test_a_gap_stays_a_gap() -> None:
    chart = chart_of(set_of("supine-march"), [Frame(0.0, 0.2), Frame(0.1, 0.2, judged=False)])
    assert chart.points[0] == pytest.approx((0.0, 20.0))
    assert math.isnan(chart.points[1][1])


def test_a_knee_raise_must_reach_hip_height_and_rise_by_its_least() -> None:
    def samples(rest_deg: float) -> list[Frame]:
        column = "thigh_elevation_near_deg"
        return [
            Frame(t, tracked, values={column: rest_deg + tracked}) for t, tracked in ((0, 0.0), (1, 20.0))
        ]

    report = set_of("seated-knee-raise")
    assert chart_of(report, samples(-20.0)).band[0] == pytest.approx(-3.0)
    assert chart_of(report, samples(0.0)).band[0] == pytest.approx(11.0)


def test_a_bridge_is_drawn_as_the_angle_of_the_hip() -> None:
    frames = [
        Frame(t, flexion - 55.0, values={"hip_flexion_near_deg": flexion})
        for t, flexion in ((0, 55.0), (2, 8.0))
    ]
    chart = chart_of(set_of("glute-bridge", reps=(rep(0),)), frames)
    assert [value for _, value in chart.points] == [125.0, 172.0]
    assert chart.band[0] == pytest.approx(165.0)
    assert chart.band_shown[1] == chart.extent[1]


def test_an_empty_set_can_be_drawn() -> None:
    low, high = chart_of(set_of("supine-march"), []).extent
    assert low < high


def test_a_live_set_is_shown_from_its_first_picture_to_its_last() -> None:
    report = set_of("glute-bridge", reps=(rep(8),))
    chart = chart_of(report, [Frame(4.0, 125.0), Frame(44.0, 172.0), Frame(48.0, 125.0)])
    assert report.duration_s < 48.0
    assert (chart.start_s, chart.end_s) == (4.0, 48.0)
    svg = plot_svg(chart, words("en"))
    drawn = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)
    assert len(drawn) == 2
    assert max(float(x) + float(width) for x, width in drawn) <= WIDTH
    frames = [Frame(4.0, 125.0), Frame(48.0, 125.0)]
    page = handover_of(review_of(report, frames), report, frames, None, words("en"))
    assert page["span"] == {"start_s": 4.0, "end_s": 48.0}
