"""What a review says of a walk: measured against nothing, and no score."""

import math
from dataclasses import replace

import pytest

from formcheck.domain.events import Reason
from formcheck.engine.report import Gap, fold
from formcheck.exercises import EXERCISES
from formcheck.exercises.gait_limits import GAIT
from formcheck.i18n import LANGUAGES, words
from formcheck.review import review_of, speak
from formcheck.review.comparable import comparables_of
from formcheck.review.lost_time import lost_time_of
from tests.engine.test_session import EXAMPLES, events_of, sightings
from tests.engine.walkers import Walker, to_and_fro

WALK = "walking-check"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_walk_has_a_row_for_each_step_and_a_result_without_a_judgement(lang: str) -> None:
    say = words(lang)
    pose, duration_s = EXAMPLES[WALK]
    report = fold(events_of(WALK, sightings(pose, duration_s)), EXERCISES[WALK], duration_s)
    steps = [step for each in report.passes for step in each.steps]
    review = review_of(report, [])
    assert len(review.table.rows) == len(steps) >= 8
    assert review.result is not None
    assert review.strength is not None
    said = " ".join(speak(each, say) for each in (review.result, review.strength, *review.notes)).lower()
    assert not any(word in said for word in ("normal", "abnormal", "unormal", "limp", "halt"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_metres_are_said_with_the_height_that_they_rest_on(lang: str) -> None:
    pose, duration_s = EXAMPLES[WALK]
    report = fold(events_of(WALK, sightings(pose, duration_s)), EXERCISES[WALK], duration_s)
    for height_m, told in ((math.nan, False), (1.72, True)):
        notes = review_of(replace(report, height_m=height_m), []).notes
        said = " ".join(speak(each, words(lang)) for each in notes)
        assert ("172 cm" in said) is told
        assert (" m " in said) is told


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("lean_deg", "way"), [(0.3, "upright"), (-0.4, "upright"), (3.0, "lean"), (-3.0, "lean")]
)
def test_nobody_leans_by_nothing(lang: str, lean_deg: float, way: str) -> None:
    pose, duration_s = EXAMPLES[WALK]
    report = fold(events_of(WALK, sightings(pose, duration_s)), EXERCISES[WALK], duration_s)
    leaning = replace(report, passes=tuple(replace(each, trunk_lean_deg=lean_deg) for each in report.passes))
    notes = review_of(leaning, []).notes
    assert [each.key for each in notes if each.key in {"report.walk.upright", "report.walk.lean"}] == [
        f"report.walk.{way}"
    ]
    assert not any(" 0°" in speak(each, words(lang)) for each in notes if each.key == "report.walk.lean")


def test_a_walk_is_compared_by_its_steps_with_either_leg_and_their_rate() -> None:
    pose, duration_s = EXAMPLES[WALK]
    report = fold(events_of(WALK, sightings(pose, duration_s)), EXERCISES[WALK], duration_s)
    found = {(each.name, str(each.side)): each.value for each in comparables_of(report, [])}
    lengths = [found["step_leg", side] for side in ("left", "right")]
    assert lengths == pytest.approx([100.0 * 0.7 / GAIT.leg_factor.value] * 2, abs=4.0)
    assert found["rate", "both"] == pytest.approx(60.0 / 0.55, abs=3.0)
    assert set(found) >= {("behind_deg", "left"), ("behind_deg", "right")}


def test_who_turned_outside_the_picture_is_not_told_to_stay_in_it() -> None:
    walks = to_and_fro(Walker(), 2)
    report = fold(events_of(WALK, walks), EXERCISES[WALK], walks[-1].t_s)
    fixes = {each.what.key: each.fix.key for each in lost_time_of(report)}
    assert fixes["gate.no_person.what"] == "report.unjudged.turning"
    # Head first, with a frame between in which it was seen once more; then they are gone.
    gone = min((gap for gap in report.gaps if gap.reason is Reason.NO_PERSON), key=lambda gap: gap.start_s)
    cut = Gap(Reason.HEAD_OUT_OF_FRAME, gone.start_s - 0.3, gone.start_s - 0.1)
    leaves = replace(report, gaps=(*report.gaps, cut))
    fixes = {each.what.key: each.fix.key for each in lost_time_of(leaves)}
    assert fixes["gate.head_out_of_frame.what"] == "report.unjudged.turning"
    too_near = replace(
        leaves, gaps=(*leaves.gaps, replace(cut, start_s=gone.start_s - 2.0, end_s=gone.start_s - 1.5))
    )
    fixes = {each.what.key: each.fix.key for each in lost_time_of(too_near)}
    assert fixes["gate.head_out_of_frame.what"] == "gate.head_out_of_frame.fix"
    empty = fold(events_of(WALK, walks[-25:]), EXERCISES[WALK], walks[-1].t_s)
    assert {each.fix.key for each in lost_time_of(empty)} == {"gate.no_person.fix"}
