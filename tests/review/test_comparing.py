"""A change is said beyond the error of the measure, and only then; of sides and sets that can be compared."""

import math
from dataclasses import replace

import pytest

from formcheck.domain.body import Side
from formcheck.domain.events import HoldEnded
from formcheck.engine.report import HoldReport
from formcheck.i18n import LANGUAGES, words
from formcheck.review import speak
from formcheck.review.comparable import Comparable, comparables_of, least_judged
from formcheck.review.progress import Past, joined, since_last, trends_of
from tests.review.sets import Frame, rep, set_of, tried


def past(day: int, *, judged_share: float = 1.0, side: Side = Side.LEFT, **values: float) -> Past:
    named = tuple(Comparable(name, side, value) for name, value in values.items())
    return Past(when=f"day {day}", day=day, judged_share=judged_share, comparables=named)


def said(now: Past, *earlier: Past, lang: str = "en") -> str:
    since = since_last(now, earlier)
    return "" if since is None else " ".join(speak(each, words(lang)) for each in since.lines)


@pytest.mark.parametrize(
    ("now", "before", "key"),
    [(20.0, 10.0, "more"), (19.9, 10.0, "same"), (10.1, 20.0, "same"), (10.0, 20.0, "less")],
)
def test_degrees_change_from_ten_on(now: float, before: float, key: str) -> None:
    since = since_last(past(2, top_deg=now), [past(1, top_deg=before)])
    assert since is not None
    assert [each.key for each in since.lines] == [f"since.top.{key}"]
    assert since.when == "day 1"


def test_heights_change_by_what_ten_degrees_lift() -> None:
    assert math.sin(math.radians(10.0)) == pytest.approx(0.17, abs=0.005)
    for now, key in ((66.9, "same"), (67.0, "more")):
        since = since_last(past(2, top_percent=now), [past(1, top_percent=50.0)])
        assert since is not None
        assert since.lines[0].key == f"since.top.{key}"


def test_counts_and_seconds_stand_side_by_side() -> None:
    text = said(past(2, reps=8.0, clean=7.0, held_s=24.4), past(1, reps=6.0, clean=6.0, held_s=20.0))
    for each in ("8", "6", "24.4 s", "20.0 s"):
        assert each in text


def test_the_best_is_named_where_it_was_not_the_last() -> None:
    best, last = past(1, top_deg=30.0), past(2, top_deg=12.0)
    since = since_last(past(3, top_deg=18.0), [best, last])
    assert since is not None
    assert [each.key for each in since.lines] == ["since.top.same", "since.best.less"]
    assert since.lines[1].params["when"] == "day 1"
    assert "best" not in said(past(3, top_deg=18.0), last, best)


def test_a_side_is_held_against_the_last_time_it_was_seen() -> None:
    left, right = past(1, top_deg=10.0), past(2, side=Side.RIGHT, top_deg=40.0)
    since = since_last(past(3, top_deg=25.0), [left, right])
    assert since is not None
    assert since.lines[0].key == "since.top.more"
    assert since_last(past(3, top_deg=25.0), [right]) is None


def test_what_could_hardly_be_judged_is_not_compared() -> None:
    dark = past(1, judged_share=0.69, top_deg=10.0)
    assert since_last(past(2, top_deg=30.0), [dark]) is None
    assert since_last(dark, [past(0, top_deg=30.0)]) is None
    assert since_last(past(2), [past(1, top_deg=1.0)]) is None
    assert since_last(past(2, top_deg=1.0), []) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_that_can_be_said_has_words(lang: str) -> None:
    last = past(
        2,
        top_deg=20.0,
        lift_deg=5.0,
        tilt_deg=0.0,
        reps=1.0,
        clean=1.0,
        held_s=2.0,
        top_percent=50.0,
        step_leg=70.0,
        behind_deg=15.0,
        rate=100.0,
    )
    for shift in (-20.0, 0.0, 20.0):
        values = tuple(replace(each, value=each.value + shift) for each in last.comparables)
        now = replace(last, day=3, comparables=values)
        best = past(1, top_deg=20.0 - shift, top_percent=51.0)
        since = since_last(now, [best, last])
        assert since is not None
        assert all(speak(each, words(lang)) for each in (*since.lines, *since.error))


def test_who_walked_by_is_compared_by_steps_not_by_the_time_in_the_picture() -> None:
    now, before = (past(day, judged_share=0.4, step_leg=70.0 + day) for day in (12, 1))
    assert since_last(now, [before]) is None
    walks = [replace(each, least_judged=least_judged("walking-check")) for each in (now, before)]
    since = since_last(walks[0], walks[1:])
    assert since is not None
    assert [each.key for each in since.lines] == ["since.step.more"]


def test_neighbours_are_joined_from_the_newest_back() -> None:
    (trend,) = trends_of([past(day, top_deg=float(day)) for day in range(1, 8)])
    assert joined(trend.points, 1) == trend.points
    found = joined(trend.points, 3)
    assert [point.value for point in found] == [1.0, 3.0, 6.0]
    assert [point.index for point in found] == [0, 3, 6]
    assert [point.level for point in found] == [trend.points[n].level for n in (0, 3, 6)]


def test_a_trend_needs_three_sets() -> None:
    assert trends_of([past(1, top_deg=1.0), past(2, top_deg=2.0)]) == ()
    (trend,) = trends_of([past(day, top_deg=day) for day in (1, 2, 3)])
    assert [point.value for point in trend.points] == [1.0, 2.0, 3.0]


def test_the_band_narrows_with_the_third_session() -> None:
    (trend,) = trends_of([past(day, top_deg=10.0 * day) for day in (1, 1, 2, 3, 4)])
    assert [point.error for point in trend.points] == [10.0, 10.0, 10.0, 5.0, 5.0]
    assert trend.points[-1].level == pytest.approx(30.0)
    assert trend.points[1].level == pytest.approx(10.0)


def test_sets_of_one_day_are_one_session() -> None:
    (trend,) = trends_of([past(1, top_deg=value) for value in (0.0, 10.0, 20.0, 30.0, 40.0, 50.0)])
    assert trend.said is None
    assert {point.error for point in trend.points} == {10.0}


@pytest.mark.parametrize(("gain", "key"), [(5.0, "more"), (4.9, "same"), (-4.9, "same"), (-5.0, "less")])
def test_means_of_three_sessions_change_from_five_degrees_on(gain: float, key: str) -> None:
    days = [past(day, top_deg=20.0 + (gain if day > 3 else 0.0)) for day in range(1, 7)]
    (trend,) = trends_of(days)
    assert trend.said is not None
    assert trend.said.key == f"trend.{key}"
    assert trends_of(days[:5])[0].said is None


def test_counts_have_no_error() -> None:
    (trend,) = trends_of([past(day, reps=float(day)) for day in (1, 2, 3)])
    assert {point.error for point in trend.points} == {0.0}


def test_numbers_of_repetitions() -> None:
    reps = (rep(0), rep(1), rep(2, complete=False), rep(3, side=Side.RIGHT))
    found = comparables_of(set_of("supine-march", reps=reps), [])
    assert {(each.name, str(each.side)): each.value for each in found} == {
        ("reps", "left"): 2.0, ("clean", "left"): 2.0, ("top_percent", "left"): pytest.approx(30.0),
        ("reps", "right"): 1.0, ("clean", "right"): 1.0, ("top_percent", "right"): pytest.approx(30.0),
    }  # fmt: skip


def test_numbers_of_holds() -> None:
    hold = HoldEnded(
        t_s=9.0, start_s=4.0, end_s=9.0, in_zone_s=5.0, longest_s=5.0, side=Side.RIGHT, spans=((4.0, 9.0),)
    )
    seen = [Frame(float(t), tracked=t + 10.0, values={"pelvic_tilt_deg": -float(t)}) for t in range(12)]
    seen[8] = Frame(8.0, tracked=90.0, judged=False)
    found = comparables_of(set_of("half-kneeling-stretch", holds=(HoldReport(hold, 4.0, ()),)), seen)
    assert {each.name: each.value for each in found} == {
        "held_s": 4.0, "top_deg": 19.0, "tilt_deg": pytest.approx(-(4 + 5 + 6 + 7 + 9) / 5),
    }  # fmt: skip


def test_numbers_of_a_check() -> None:
    found = comparables_of(set_of("thomas-check", tries=(tried(4.0), tried(9.0), tried(5.0))), [])
    assert found == (Comparable("lift_deg", Side.LEFT, 5.0),)


def test_nothing_done_gives_no_numbers() -> None:
    assert comparables_of(set_of("supine-march"), []) == ()
