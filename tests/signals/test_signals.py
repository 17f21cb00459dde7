"""Laws of the filters and small memories."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.signals.conditioning import Persistence, StillBaseline, Window, standard_deviation
from formcheck.signals.one_euro import OneEuro

values = st.lists(st.floats(-500, 500), min_size=2, max_size=60)


def one_euro() -> OneEuro:
    return OneEuro(min_cutoff_hz=1.5, beta=0.5)


def filtered(filter_: OneEuro, signal: list[float], start_s: float = 0.0) -> list[float]:
    return [float(filter_(start_s + i / 30, np.array([v]))[0]) for i, v in enumerate(signal)]


@given(st.floats(-500, 500))
def test_a_constant_stays(value: float) -> None:
    assert filtered(one_euro(), [value] * 20) == [value] * 20


@given(values)
def test_the_output_stays_within_the_input(signal: list[float]) -> None:
    out = filtered(one_euro(), signal)
    assert min(signal) - 1e-9 <= min(out)
    assert max(out) <= max(signal) + 1e-9


@given(values, values)
def test_a_reset_filter_is_as_new(before: list[float], signal: list[float]) -> None:
    used = one_euro()
    filtered(used, before)
    used.reset()
    assert filtered(used, signal) == filtered(one_euro(), signal)


@given(values)
def test_zero_is_a_time_like_any_other(signal: list[float]) -> None:
    assert filtered(one_euro(), signal, 0.0) == pytest.approx(filtered(one_euro(), signal, 8.0), abs=1e-6)


@given(values, st.floats(-1e4, 1e4))
def test_the_clock_may_start_anywhere(signal: list[float], start_s: float) -> None:
    assert filtered(one_euro(), signal, start_s) == pytest.approx(filtered(one_euro(), signal), abs=1e-3)


@given(values, st.sets(st.integers(0, 59)))
def test_what_was_not_seen_is_not_seen_and_leaves_the_memory_alone(
    signal: list[float], missing: set[int]
) -> None:
    blinking, skipping = one_euro(), one_euro()
    for i, value in enumerate(signal):
        seen = float(blinking(i / 30, np.array([math.nan if i in missing else value]))[0])
        if i in missing:
            assert math.isnan(seen)
        else:
            assert seen == float(skipping(i / 30, np.array([value]))[0])


@given(values, values)
def test_signals_do_not_know_of_each_other(one: list[float], other: list[float]) -> None:
    together, alone = one_euro(), one_euro()
    for i, (a, b) in enumerate(zip(one, other, strict=False)):
        assert together(i / 30, np.array([a, b]))[0] == alone(i / 30, np.array([a]))[0]


def test_calm_at_rest_and_quick_in_movement() -> None:
    noise = np.random.default_rng(1).normal(0.0, 1.0, 300)
    resting = filtered(OneEuro(min_cutoff_hz=1.0, beta=0.01), list(noise))
    assert np.std(resting[30:]) < 0.6
    step = [0.0] * 30 + [100.0] * 30
    slow, quick = (filtered(OneEuro(min_cutoff_hz=1.0, beta=beta), step) for beta in (0.0, 0.5))
    assert quick[33] > slow[33]


def test_after_a_long_gap_a_signal_starts_afresh() -> None:
    filter_ = one_euro()
    filter_(0.0, np.array([0.0]))
    assert filter_(2.0, np.array([100.0]))[0] == 100.0


def test_time_must_rise() -> None:
    filter_ = one_euro()
    filter_(1.0, np.array([0.0]))
    with pytest.raises(ValueError, match="time must rise"):
        filter_(1.0, np.array([0.0]))


@pytest.mark.parametrize("fps", [12, 15, 24, 30, 60])
def test_stillness_takes_its_time_at_any_frame_rate(fps: int) -> None:
    still = StillBaseline(hold_s=1.5, sd_limit=2.0)
    first = next(i / fps for i in range(5 * fps) if still.update(i / fps, np.array([40.0, 10.0])))
    assert first == pytest.approx(1.4, abs=0.1)


def test_movement_and_gaps_are_not_still() -> None:
    still = StillBaseline(hold_s=1.0, sd_limit=2.0)
    assert not any(still.update(i / 30, np.array([i * 0.5])) for i in range(90))
    still.reset()
    seen = [still.update(i / 30, np.array([np.nan if i % 20 == 0 else 1.0])) for i in range(90)]
    assert not any(seen)


def test_a_hole_in_the_frames_is_not_still() -> None:
    still = StillBaseline(hold_s=1.0, sd_limit=2.0)
    times_s = [t for t in np.arange(0.0, 3.0, 1 / 30) if not 0.8 <= t < 1.3]
    first = next(t for t in times_s if still.update(float(t), np.array([1.0])))
    assert first == pytest.approx(1.3 + 0.9, abs=0.1)


@given(st.lists(st.sampled_from("ab"), min_size=1, max_size=80), st.floats(0.05, 2.0))
def test_a_state_has_always_lasted_before_it_holds(seen: list[str], wait_s: float) -> None:
    state = Persistence("a")
    for i, now in enumerate(seen):
        if state.update(i / 10, now, wait_s):
            began = round(state.since_s * 10)
            assert set(seen[began : i + 1]) == {state.state}
            assert (i - began) / 10 >= wait_s - 1e-9


def test_a_state_changes_only_when_another_one_lasts() -> None:
    state = Persistence("calm")
    changed = [
        state.update(i / 10, "wild" if i in (3, 6, 7, 8, 9, 10, 11, 12) else "calm", 0.5) for i in range(13)
    ]
    assert changed.index(True) == 11
    assert state.since_s == pytest.approx(0.6)


def test_nothing_is_a_state_like_any_other() -> None:
    state: Persistence[str | None] = Persistence("trouble")
    assert [state.update(i / 10, None, 0.3) for i in range(5)] == [False, False, False, True, False]
    assert state.state is None


@given(st.lists(st.floats(0.01, 0.2), min_size=1, max_size=50))
def test_a_window_holds_its_span_and_no_more(steps: list[float]) -> None:
    window, t_s = Window(1.0), 0.0
    for step in steps:
        t_s += step
        window.add(t_s, np.array([t_s]))
        assert window.covered_s <= 1.0 + 1e-6
        assert window.values[-1, 0] == t_s


@given(st.lists(st.tuples(st.floats(0.01, 0.6), st.booleans()), min_size=1, max_size=150))
def test_a_window_holds_the_last_samples_in_their_order(steps: list[tuple[float, bool]]) -> None:
    window, t_s, held = Window(1.0), 0.0, list[float]()
    before = window.values
    for step_s, cleared in steps:
        if cleared and step_s > 0.5:
            window.clear()
            held.clear()
        kept, t_s = before.copy(), t_s + step_s
        window.add(t_s, (t_s, -t_s))
        held = [each for each in [*held, t_s] if t_s - each <= 1.0 + 1e-9]
        np.testing.assert_array_equal(window.values, [(each, -each) for each in held])
        np.testing.assert_array_equal(before, kept)  # what was given out is left alone
        before = window.values


@given(st.lists(st.lists(st.floats(-500, 500), min_size=3, max_size=3), min_size=1, max_size=40))
def test_the_standard_deviation_is_numpys_to_the_bit(rows: list[list[float]]) -> None:
    values = np.array(rows)
    np.testing.assert_array_equal(standard_deviation(values), np.std(values, axis=0))
    np.testing.assert_array_equal(standard_deviation(values, axis=None), np.std(values))


@given(
    st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500), st.booleans()), min_size=2, max_size=60)
)
def test_signals_know_nothing_of_each_other(rows: list[tuple[float, float, bool]]) -> None:
    """Whether the other one is seen or not, to the bit."""
    together, one, other = one_euro(), one_euro(), one_euro()
    for i, (first, value, seen) in enumerate(rows):
        second = value if seen else math.nan
        both = together(i / 30, np.array([first, second]))
        alone = [float(f(i / 30, np.array([v]))[0]) for f, v in ((one, first), (other, second))]
        np.testing.assert_array_equal(both, alone)
