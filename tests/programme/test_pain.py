"""The traffic light of pain, the morning after, and signs that need a person."""

import pytest

from formcheck.programme.pain import (
    Light,
    Pain,
    asks_about_morning,
    before_of,
    light_of,
    no_better_after_weeks,
    worse_next_morning,
)
from formcheck.programme.safety import Alarm, RedFlag, Screening, blocking, released
from tests.programme.made import MONDAY, after, before, day, morning


@pytest.mark.parametrize(
    ("score", "at_start", "light"),
    [
        (0, None, Light.GO),
        (2, None, Light.GO),
        (3, None, Light.EASE),
        (5, None, Light.EASE),
        (6, None, Light.STOP),
        (10, None, Light.STOP),
        (1, 0, Light.GO),
        (2, 0, Light.STOP),
        (3, 2, Light.EASE),
        (4, 2, Light.STOP),
        (5, 4, Light.EASE),
        (6, 5, Light.STOP),
        (1, 5, Light.GO),
    ],
)
def test_the_light(score: int, at_start: int | None, light: Light) -> None:
    assert light_of(score, at_start) is light


@pytest.mark.parametrize("score", [-1, 11])
def test_pain_is_0_to_10(score: int) -> None:
    with pytest.raises(ValueError, match=r"0\.\.10"):
        before(MONDAY, score)


def test_the_morning_is_asked_for_after_a_day_of_training_and_once() -> None:
    pains = [before(MONDAY, 2), after(MONDAY, 2)]
    assert asks_about_morning(pains, day(1)) == MONDAY
    assert asks_about_morning(pains, MONDAY) is None
    assert asks_about_morning(pains, day(2)) is None
    assert asks_about_morning([*pains, morning(day(1), 2)], day(1)) is None
    assert asks_about_morning([morning(MONDAY, 2)], day(1)) is None, "a question answered is no training"


@pytest.mark.parametrize(("at_start", "next_day", "worse"), [(2, 2, False), (2, 3, True), (2, 1, False)])
def test_worse_is_worse_than_before_the_session(at_start: int, next_day: int, *, worse: bool) -> None:
    pains: list[Pain] = [before(MONDAY, at_start), after(MONDAY, 4), morning(day(1), next_day)]
    assert worse_next_morning(pains, day(1)) is worse
    assert not worse_next_morning(pains, day(2))


@pytest.mark.parametrize(
    ("once", "now", "told"),
    [(4, 4, True), (4, 5, True), (4, 3, False), (0, 0, False), (None, 4, False), (4, None, False)],
)
def test_some_weeks_without_a_change_are_noticed(once: int | None, now: int | None, *, told: bool) -> None:
    scores = [(day(2), once), (day(32), now), (day(20), 9)]
    pains = [before(on, score) for on, score in scores if score is not None]
    assert no_better_after_weeks(pains, day(33)) is told


def test_the_first_answer_of_the_day_is_that_before() -> None:
    assert before_of([before(MONDAY, 1), before(MONDAY, 4)], MONDAY) == 1
    assert before_of([after(MONDAY, 1)], MONDAY) is None


def test_a_red_flag_blocks_its_day_until_an_explicit_word() -> None:
    alarms = (Alarm(day=MONDAY, flags=(RedFlag.FEVER, RedFlag.NIGHT_PAIN)),)
    assert blocking(alarms, MONDAY) == (RedFlag.FEVER, RedFlag.NIGHT_PAIN)
    assert blocking(alarms, day(1)) == ()
    freed = released(alarms, MONDAY)
    assert blocking(freed, MONDAY) == ()
    assert freed[0].flags == alarms[0].flags, "it stays on record"
    again = (*freed, Alarm(day=MONDAY, flags=(RedFlag.LEG_WEAKNESS,)))
    assert blocking(again, MONDAY) == (RedFlag.LEG_WEAKNESS,), "a word covers only what was named before it"


def test_what_needs_help_at_once() -> None:
    assert {flag for flag in RedFlag if flag.at_once} == {
        RedFlag.SADDLE_NUMBNESS,
        RedFlag.BLADDER_BOWEL,
        RedFlag.LEG_WEAKNESS,
    }


def test_one_yes_is_enough_to_ask_first() -> None:
    assert not Screening(day=MONDAY).ask_first
