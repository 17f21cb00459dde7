"""What a plan may be, what is due, and what was done of it."""

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import formcheck.programme
from formcheck.domain.body import Side
from formcheck.programme.due import adherence, due_on, next_day_with_items
from formcheck.programme.plan import DEFAULT_PLAN, PLANNABLE, Item, Plan, Weekday
from formcheck.programme.sources import NUMBERS
from tests.programme.made import MONDAY, all_of, day, raises, stretch

FOLDER = Path(formcheck.programme.__file__).parent


def test_the_default_plan_is_that_of_the_source_text() -> None:
    doses = {item.exercise: (item.sets, item.amount) for item in DEFAULT_PLAN.items}
    assert 20 <= doses["half-kneeling-stretch"][1] <= 40
    for exercise in ("supine-march", "seated-knee-raise"):
        assert doses[exercise][0] == 2
        assert 10 <= doses[exercise][1] <= 15
    assert set(doses) == set(PLANNABLE)
    assert all(len(DEFAULT_PLAN.on(day(n))) <= 4 for n in range(7))


@pytest.mark.parametrize(
    "wrong",
    [
        {"exercise": "thomas-check"},
        {"exercise": "nobody"},
        {"days": ()},
        {"days": (Weekday.TUE, Weekday.MON)},
        {"days": (Weekday.MON, Weekday.MON)},
        {"sets": 0},
        {"sets": 6},
        {"amount": 0},
        {"amount": 31},
        {"rest_s": -1},
        {"rest_s": 301},
        {"band": -1},
        {"band": 6},
        {"side": Side.BOTH},
    ],
)
def test_an_item_out_of_range_is_none(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"expected|both"):
        replace(raises(), **wrong)


def test_only_what_is_done_against_a_band_has_one() -> None:
    with pytest.raises(ValueError, match="band"):
        replace(stretch(), band=1)


def test_five_exercises_a_day_are_too_many() -> None:
    items = [Item(exercise=slug, days=(Weekday.MON,), sets=2, amount=10) for slug in PLANNABLE]
    assert len(Plan(items=tuple(items[:4])).on(MONDAY)) == 4
    with pytest.raises(ValueError, match="at most 4"):
        Plan(items=tuple(items))
    Plan(items=(*items[:4], replace(items[4], days=(Weekday.TUE,))))


def test_an_exercise_stands_once_in_a_plan() -> None:
    with pytest.raises(ValueError, match="once"):
        Plan(items=(stretch(), stretch()))


def test_totals_count_both_legs() -> None:
    assert (stretch().total_sets, stretch().total) == (4, 120.0)
    assert replace(stretch(), side=Side.LEFT).total == 60.0
    assert raises().total == 2 * 2 * 10
    assert Item(exercise="glute-bridge", days=(Weekday.MON,), sets=2, amount=10).total == 20


def test_the_rest_of_the_plan_is_that_of_the_workout() -> None:
    assert replace(raises(), rest_s=75).workout.rest_s == 75.0


def test_due_is_what_the_day_has_and_full_what_was_done() -> None:
    plan = Plan(items=(replace(stretch(), days=(Weekday.MON,)), raises()))
    efforts = [all_of(raises(), MONDAY, share=0.5), all_of(stretch(), day(1))]
    (first, second) = due_on(plan, MONDAY, efforts)
    assert (first.share, first.full) == (0.0, False), "what was done on another day is not done today"
    assert (second.share, second.full) == (0.5, False)
    assert [due.item.exercise for due in due_on(plan, day(1), efforts)] == ["seated-knee-raise"]
    both = [*efforts, all_of(raises(), MONDAY, share=0.5)]
    assert due_on(plan, MONDAY, both)[1].full, "two halves are a whole"


def test_the_next_day_is_found_round_the_week() -> None:
    plan = Plan(items=(replace(stretch(), days=(Weekday.MON,)),))
    assert next_day_with_items(plan, MONDAY) == day(7)
    assert next_day_with_items(Plan(items=()), MONDAY) is None


def test_planned_against_done() -> None:
    plan = Plan(items=(replace(raises(), days=(Weekday.MON, Weekday.WED)),))
    efforts = [all_of(raises(), MONDAY), all_of(raises(), day(1), share=0.5), all_of(raises(), day(20))]
    (found,) = adherence(plan, efforts, MONDAY, day(13))
    assert (found.planned_days, found.done_days) == (4, 2)
    assert (found.planned, found.done) == (160.0, 60.0)


def test_every_number_has_its_source() -> None:
    assert len(NUMBERS) > 10
    assert all(number.source.reference for number in NUMBERS.values())
    for path in FOLDER.glob("*.py"):
        if path.stem in {"sources", "plan"}:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and type(node.value) in (int, float):
                assert node.value in {0, 1, 2, 3, 8, 10, 0.7, 0.95}, (
                    f"{path.name}:{node.lineno} has no source"
                )


def test_no_clock_is_read() -> None:
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            assert not (isinstance(node, ast.Attribute) and node.attr in {"today", "now", "utcnow"}), path


def test_days_are_counted_as_dates_count_them() -> None:
    assert [Weekday(date(2026, 3, n).weekday()) for n in range(2, 9)] == list(Weekday)
