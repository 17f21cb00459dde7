"""The drawing of a trend: what is where, and that words stay words."""

import re
from dataclasses import replace

import pytest

from formcheck.ui.history.trend_plot import Dot, TrendPlot, labelled, trend_html

DOT = Dot(value=20.0, level=20.0, error=10.0, day="1 Nov", said="about 20°")
PLOT = TrendPlot(
    described="Left leg", unit="degrees", across="Set", low=0.0, high=40.0, banded=True, dots=[DOT] * 4
)


def test_a_value_lies_where_the_scale_has_it() -> None:
    dots = [replace(DOT, value=value) for value in (0.0, 10.0, 40.0, 20.0)]
    places = re.findall(
        r'class="dot[^"]*" style="left:([\d.]+)%;top:([\d.]+)%"', trend_html(replace(PLOT, dots=dots))
    )
    assert [(float(x), float(y)) for x, y in places] == [
        (12.5, 100.0),
        (37.5, 75.0),
        (62.5, 0.0),
        (87.5, 50.0),
    ]
    # Ten units of forty are a quarter: the band goes from a quarter to three quarters of the height.
    (band,) = re.findall(r'class="band" style="clip-path:polygon\(([^)]+)\)"', trend_html(PLOT))
    assert re.findall(r"([\d.]+)%(?:,|$)", band) == ["25.00"] * 4 + ["75.00"] * 4
    (line,) = re.findall(r'class="level" style="clip-path:polygon\(([^)]+)\)"', trend_html(PLOT))
    assert {round(float(y)) for y in re.findall(r"([\d.]+)%(?:,|$)", line)} == {49, 51}


def test_whole_numbers_beside_the_lines() -> None:
    counts = trend_html(replace(PLOT, low=0.0, high=1.5))
    assert re.findall(r"<b>([^<]+)</b>", counts) == ["0", "1"]
    assert "−10" in re.findall(r"<b>([^<]+)</b>", trend_html(replace(PLOT, low=-12.0)))


@pytest.mark.parametrize(
    ("count", "most", "expected"), [(1, 4, [0]), (4, 4, [0, 1, 2, 3]), (9, 4, [2, 5, 8])]
)
def test_the_last_day_is_always_named(count: int, most: int, expected: list[int]) -> None:
    assert labelled(count, most) == expected


@pytest.mark.parametrize("count", [3, 8, 40, 120])
def test_never_more_days_than_have_room(count: int) -> None:
    drawn = trend_html(replace(PLOT, dots=[DOT] * count))
    assert drawn.count('class="dot') == count
    kinds = re.findall(r'class="(day[^"]*)"', drawn)
    assert sum(kind != "day tight" for kind in kinds) <= 8
    assert 1 <= sum(kind != "day roomy" for kind in kinds) <= 4


def test_words_stay_words() -> None:
    hostile = '<img src=x onerror="1">'
    dots = [replace(DOT, day=hostile, said=hostile)]
    drawn = trend_html(replace(PLOT, described=hostile, unit=hostile, across=hostile, dots=dots))
    assert "<img" not in drawn
    assert 'onerror="' not in drawn
