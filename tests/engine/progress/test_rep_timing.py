"""Onset, top and end of a movement are found whatever part of it was seen worst."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.domain.body import Floats
from formcheck.engine.progress.extrapolation import LANDMARK, Extrapolation, outline_extrapolation
from formcheck.engine.progress.rep_timing import LAG_S, RepTimes, time_repetition
from tests.engine.motions import Motion, frames, lift

HEIGHT, STARTED, REST = 20.0, 6.0, 3.0
START_S, UP_S, HELD_S, DOWN_S = 2.0, 1.6, 0.6, 2.0


def timed(
    motion: Motion, seen: Floats | None = None, fps: float = 30.0, *, by: Extrapolation = LANDMARK
) -> RepTimes:
    """The times of a motion as landmarks show it: LAG_S late. seen: which times are looked at."""
    t_s = np.array(list(frames(9.0, fps))) if seen is None else seen
    value = np.array([motion(t - LAG_S) for t in t_s])
    crossed = int(np.argmax(value >= STARTED))
    back = crossed + int(np.argmax(value[crossed:] <= REST))
    return time_repetition(
        t_s, value, crossed_s=float(t_s[crossed]), back_s=float(t_s[back]), extrapolation=by
    )


@pytest.mark.parametrize("fps", [15.0, 30.0, 60.0])
@pytest.mark.parametrize("rise_s", [0.3, 0.8, 1.6])
def test_a_movement_that_turns_at_once_tops_where_it_turns(fps: float, rise_s: float) -> None:
    times = timed(lift(START_S, rise_s, 0.0, rise_s, HEIGHT), fps=fps)
    turn_s = START_S + rise_s
    assert times.peak_s <= times.leave_s
    assert (times.peak_s + times.leave_s) / 2.0 == pytest.approx(turn_s, abs=0.03)
    # It counts as arrived where most of the time at the top is spent, a little under the very top.
    assert times.peak_s == pytest.approx(turn_s, abs=0.08 * rise_s + 0.02)


@pytest.mark.parametrize("phase", [k / 8 for k in range(8)])
def test_a_top_between_two_frames_is_as_long_after_the_middle_as_the_onset_lies_before(phase: float) -> None:
    fps, rise_s = 10.0, 0.2
    t_s = (np.arange(90, dtype=np.float64) + phase) / fps
    times = timed(lift(START_S, rise_s, 0.0, rise_s, HEIGHT), t_s)
    assert times.start_s <= times.peak_s <= times.leave_s <= times.end_s
    assert times.peak_s == pytest.approx(START_S + rise_s, abs=0.12)


@pytest.mark.parametrize("stuck", [0.0, 0.1, 0.2, 0.3])
def test_a_lift_that_is_not_seen_to_begin_is_still_dated(stuck: float) -> None:
    body = lift(START_S, UP_S, HELD_S, DOWN_S, HEIGHT)
    times = timed(lambda t_s: max(0.0, body(t_s) - stuck * HEIGHT))
    assert times.start_s == pytest.approx(START_S, abs=0.35)
    assert times.end_s == pytest.approx(START_S + UP_S + HELD_S + DOWN_S, abs=0.45)


@pytest.mark.parametrize("by", [LANDMARK, outline_extrapolation(0.0)], ids=["landmark", "outline"])
@pytest.mark.parametrize("crept", [-0.2, 0.0, 0.1, 0.2])
def test_a_held_limb_that_creeps_on_has_arrived_all_the_same(crept: float, by: Extrapolation) -> None:
    """Within 1.5 s of holding it a knee rises on by a fifth of its lift, or sinks by so much."""
    held_s = 1.5
    body = lift(START_S, UP_S, held_s, DOWN_S, HEIGHT)

    def creeping(t_s: float) -> float:
        held = min(max((t_s - START_S - UP_S) / held_s, 0.0), 1.0)
        return body(t_s) * (1.0 + crept * held)

    times = timed(creeping, by=by)
    assert times.start_s == pytest.approx(START_S, abs=0.2)
    assert times.peak_s == pytest.approx(START_S + UP_S, abs=0.25)
    assert times.leave_s == pytest.approx(START_S + UP_S + held_s, abs=0.3)
    assert times.end_s == pytest.approx(START_S + UP_S + held_s + DOWN_S, abs=0.3)


def test_one_stray_sample_before_a_lift_does_not_date_it() -> None:
    body = lift(START_S, 0.8, HELD_S, DOWN_S, HEIGHT)
    plain = timed(body)
    dipped = timed(lambda t_s: body(t_s) - (0.15 * HEIGHT if abs(t_s - 1.7) < 0.02 else 0.0))
    assert dipped.start_s == pytest.approx(plain.start_s, abs=0.05)


@given(stuck=st.floats(0.0, 0.25), rise_s=st.floats(0.5, 3.0), held_s=st.floats(0.3, 2.0))
def test_an_outline_is_dated_by_the_middle_of_its_halves(stuck: float, rise_s: float, held_s: float) -> None:
    """It comes out behind another limb late, by some of its height, and goes in early."""
    body = lift(START_S, rise_s, held_s, rise_s, HEIGHT)
    t_s = np.arange(0.0, START_S + 2.0 * rise_s + held_s + 2.0, 1.0 / 30.0)
    times = timed(
        lambda t_s: max(0.0, body(t_s) - stuck * HEIGHT), t_s, by=outline_extrapolation(stuck / 0.25)
    )
    assert times.start_s <= times.peak_s <= times.leave_s <= times.end_s
    assert times.start_s == pytest.approx(START_S, abs=0.03 + 0.17 * rise_s)
    assert times.peak_s == pytest.approx(START_S + rise_s, abs=0.03 + 0.1 * rise_s)
    # What moves here stops as it began; a foot is put down with more care, and quick ones come out too long.
    bound_s = max(0.2, 0.03 + 0.17 * rise_s)
    assert times.end_s == pytest.approx(START_S + rise_s + held_s + rise_s, abs=bound_s)


def test_a_kink_on_the_way_up_does_not_move_the_onset_far() -> None:
    """The far knee rises beside the near one first, and over it only then."""
    body = lift(START_S, UP_S, HELD_S, DOWN_S, HEIGHT)

    def kinked(t_s: float) -> float:
        return 0.55 * body(t_s) if body(t_s) < 0.45 * HEIGHT else body(t_s) - 0.2 * HEIGHT

    outline, landmark = timed(kinked, by=outline_extrapolation(0.5)), timed(kinked)
    assert outline.start_s == pytest.approx(START_S, abs=0.2)
    assert abs(outline.start_s - START_S) < abs(landmark.start_s - START_S)


@given(
    values=st.lists(st.sampled_from(np.linspace(0.0, 1.2, 25).tolist()), min_size=4, max_size=40),
    up=st.floats(0.0, 0.6),
    long=st.floats(0.0, 1.0),
    by=st.sampled_from([LANDMARK, outline_extrapolation(0.0), outline_extrapolation(1.0)]),
)
def test_whatever_was_seen_the_times_come_in_their_order(
    values: list[float], up: float, long: float, by: Extrapolation
) -> None:
    """What was seen may begin in mid-air."""
    t_s = np.arange(len(values)) / 20.0
    last_s = float(t_s[-1])
    crossed_s = up * last_s
    back_s = crossed_s + long * (last_s - crossed_s)
    times = time_repetition(t_s, np.array(values), crossed_s=crossed_s, back_s=back_s, extrapolation=by)
    assert 0.0 <= times.start_s <= times.peak_s <= times.leave_s <= times.end_s <= last_s
