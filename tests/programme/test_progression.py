"""Steps up and down: what gives reason for them, and how far they go."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.domain.measure import Flag
from formcheck.programme.plan import DEFAULT_PLAN, Item, Plan, Weekday
from formcheck.programme.progression import Way, declined, eased, easier, harder, proposals
from tests.programme.made import MONDAY, all_of, before, day, morning, raises, stretch

TOP = raises(amount=15, band=2)
PLAN = Plan(items=(TOP,))


def test_clean_and_full_twice_is_one_step_more_band() -> None:
    efforts = [all_of(TOP, MONDAY), all_of(TOP, day(2))]
    assert proposals(PLAN, efforts[:1], [], day(3)) == ()
    (found,) = proposals(PLAN, efforts, [], day(3))
    assert (found.way, found.new.band, found.new.amount) == (Way.UP, 3, 10)


@pytest.mark.parametrize(
    "second",
    [
        all_of(TOP, day(2), share=0.5),
        all_of(TOP, day(2), fault=Flag.LEANED_BACK),
        all_of(TOP, day(2), judged=0.5),
        replace(all_of(TOP, day(2)), faults=((Flag.LEANED_BACK, 1),)),
    ],
    ids=["half", "fault", "hardly seen", "a fault in a partial one"],
)
def test_less_than_that_is_no_step(second: object) -> None:
    assert proposals(PLAN, [all_of(TOP, MONDAY), second], [], day(3)) == ()  # type: ignore[list-item]


def test_a_fault_between_two_clean_days_starts_anew() -> None:
    faulty = all_of(TOP, day(1), fault=Flag.LEANED_BACK)
    assert proposals(PLAN, [all_of(TOP, MONDAY), faulty, all_of(TOP, day(2))], [], day(3)) == ()


def test_two_halves_of_one_day_are_one_day() -> None:
    halves = [all_of(TOP, MONDAY, share=0.5)] * 2
    assert proposals(PLAN, halves, [], day(1)) == ()


def test_after_a_step_or_a_no_it_counts_anew() -> None:
    efforts = [all_of(TOP, MONDAY), all_of(TOP, day(2))]
    (found,) = proposals(PLAN, efforts, [], day(2))
    assert found.new.since == day(2)
    assert proposals(PLAN.with_item(found.new), efforts, [], day(2)) == ()
    assert proposals(PLAN.with_item(declined(found)), efforts, [], day(2)) == ()
    later = [*efforts, all_of(TOP, day(4)), all_of(TOP, day(5))]
    assert len(proposals(PLAN.with_item(declined(found)), later, [], day(5))) == 1


def test_a_worse_morning_is_one_step_back_and_none_up() -> None:
    efforts = [all_of(TOP, MONDAY), all_of(TOP, day(1))]
    pains = [before(day(1), 1), morning(day(2), 3)]
    other = stretch()
    (found,) = proposals(Plan(items=(TOP, other)), efforts, pains, day(2))
    assert (found.way, found.old.exercise) == (Way.DOWN, TOP.exercise), "only what was done that day"
    assert (found.new.band, found.new.amount) == (2, 14)
    assert proposals(Plan(items=(found.new,)), efforts, pains, day(2)) == (), "once a day"


def test_the_ladder_has_ends() -> None:
    assert harder(raises(amount=15, band=5)) is None
    assert harder(stretch(amount=40)) is None
    assert easier(Item(exercise="supine-march", days=(Weekday.MON,), sets=1, amount=10)) is None


def test_holds_go_in_steps_of_five_seconds() -> None:
    up = harder(stretch(amount=30))
    assert up is not None
    assert up.amount == 35


@given(st.sampled_from(DEFAULT_PLAN.items), st.integers(10, 40), st.integers(1, 3), st.integers(1, 5))
def test_a_step_up_is_more_and_a_step_down_is_less(item: Item, amount: int, sets: int, band: int) -> None:
    item = replace(item, sets=sets, amount=min(amount, 30), band=band if item.banded else 0)

    def load(one: Item) -> tuple[int, int, int]:
        return one.band, one.amount, one.sets

    up, down = harder(item), easier(item)
    assert up is None or load(up) > load(item)
    assert down is None or load(down) < load(item)
    assert eased(item).total <= item.total


def test_eased_is_fewer() -> None:
    less = eased(raises(sets=3, amount=15, band=2))
    assert (less.sets, less.amount) == (2, 10)
    assert eased(raises(sets=1, amount=8)).amount == 8, "never more than was planned"
