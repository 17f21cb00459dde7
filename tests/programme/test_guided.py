"""A guided session, phase by phase."""

from collections.abc import Callable

import pytest

from formcheck.programme.guided import Guided, Phase
from tests.programme.made import raises, stretch

TWO = Guided(items=(stretch(), raises(sets=3, amount=15)))


def test_two_exercises_from_beginning_to_end() -> None:
    seen = [TWO.phase]
    state = TWO.pain(1)
    seen.append(state.phase)
    state = state.ended("done", "a").pain(2)
    seen.append(state.phase)
    assert state.item.exercise == "seated-knee-raise"
    state = state.rested().ended("stopped", "b").pain(1)
    assert [*seen, state.phase] == [Phase.PAIN_BEFORE, Phase.LIVE, Phase.REST, Phase.FINISHED]
    assert state.results == ("a", "b")
    assert state.items == TWO.items


def test_pain_of_three_to_five_makes_it_fewer_once() -> None:
    state = TWO.pain(4)
    assert (state.phase, state.item.sets, state.items[1].amount) == (Phase.LIVE, 1, 10)
    later = state.ended("done").pain(4)
    assert later.items == state.items


def test_pain_that_comes_on_eases_only_what_follows() -> None:
    state = TWO.pain(2).ended("done").pain(3)
    assert state.items[0] == TWO.items[0]
    assert (state.items[1].sets, state.items[1].amount) == (2, 10)


@pytest.mark.parametrize("score", [6, 10])
def test_much_pain_lets_nothing_begin(score: int) -> None:
    assert TWO.pain(score).phase is Phase.STOPPED


def test_a_rise_of_two_stops() -> None:
    assert TWO.pain(0).ended("done").pain(2).phase is Phase.STOPPED
    assert TWO.pain(3).ended("done").pain(5).phase is Phase.STOPPED


def test_it_hurts_stops_at_once_and_keeps_the_set() -> None:
    state = TWO.pain(0).ended("hurts", "a")
    assert (state.phase, state.results) == (Phase.STOPPED, ("a",))


def test_a_camera_view_that_was_left_before_it_began_may_be_opened_again() -> None:
    state = TWO.pain(0)
    assert state.ended("left") == state


def test_an_exercise_can_be_left_out() -> None:
    state = TWO.pain(0).skipped()
    assert (state.phase, state.item.exercise) == (Phase.LIVE, "seated-knee-raise")
    assert state.skipped().phase is Phase.FINISHED


def test_what_a_phase_does_not_know_is_refused() -> None:
    wrongs: list[Callable[[], Guided]] = [
        lambda: TWO.ended("done"),
        TWO.rested,
        TWO.skipped,
        lambda: TWO.pain(0).pain(0),
    ]
    for wrong in wrongs:
        with pytest.raises(ValueError, match=r"expected|asked"):
            wrong()
    with pytest.raises(ValueError, match="at least one"):
        Guided(items=())
