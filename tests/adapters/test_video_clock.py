"""The reader's clock: stamps that are missing, repeated, in another order, or run backwards."""

from fractions import Fraction
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.adapters.video_clock import Clock
from formcheck.signals.cadence import Cadence


class TestClock:
    """Stamps that are missing, repeated or run backwards."""

    @staticmethod
    def read(*stamps: int | None) -> list[float | None]:
        """Return the times of frames with these stamps in tenths of a second, 0.1 s apart by claim."""
        clock = Clock(Fraction(1, 10))
        frames = [SimpleNamespace(pts=stamp, dts=None, time_base=Fraction(1, 10)) for stamp in stamps]
        ticked = [clock.read(frame) for frame in frames]  # type: ignore[arg-type]
        return [None if t_s is None else float(t_s) for t_s in ticked]

    @pytest.mark.parametrize(
        ("stamps", "expected_s"),
        [
            ([0, 1, 2], [0, 0.1, 0.2]),
            ([50, 51, 55], [0, 0.1, 0.5]),
            ([-3, -2, 0], [0, 0.1, 0.3]),
            ([0, 1, 1, 2], [0, 0.1, None, 0.2]),
            ([0, 3, 2, 4], [0, 0.3, None, 0.4]),
            ([None, None, None], [0, 0.1, 0.2]),
            ([0, 1, None, 3], [0, 0.1, 0.2, 0.3]),
            ([90, 91, 92, 0, 1], [0, 0.1, 0.2, 0.3, 0.4]),
            ([0, 20, 40, 0, 20], [0, 2, 4, 6, 8]),
        ],
    )
    def test_repairs(self, stamps: list[int | None], expected_s: list[float | None]) -> None:
        assert self.read(*stamps) == pytest.approx(expected_s)

    def test_rises_strictly_whatever_comes(self) -> None:
        rng = np.random.default_rng(7)
        for _ in range(200):
            stamps = [None if rng.random() < 0.2 else int(rng.integers(-40, 40)) for _ in range(30)]
            seen = [t_s for t_s in self.read(*stamps) if t_s is not None]
            assert seen[0] == 0
            assert all(later > earlier for earlier, later in pairwise(seen))

    def test_what_a_decoder_gives_out_late_is_no_new_start(self) -> None:
        """After damage a picture of long ago may come, while decoding has gone on."""
        clock = Clock(Fraction(1, 10))
        pairs = [(0, 0), (1, 1), (40, 40), (2, 41), (42, 42)]
        frames = [SimpleNamespace(pts=pts, dts=dts, time_base=Fraction(1, 10)) for pts, dts in pairs]
        ticked = [clock.read(frame) for frame in frames]  # type: ignore[arg-type]
        assert ticked == [0, Fraction(1, 10), 4, None, Fraction(42, 10)]

    def test_a_jump_of_days_is_an_hour_of_nothing(self) -> None:
        assert self.read(0, 1, 10**9, 10**9 + 1) == pytest.approx([0, 0.1, 3600.1, 3600.2])

    def test_stamps_of_decoding_take_over_where_those_of_showing_are_wrong(self) -> None:
        clock = Clock(Fraction(1, 10))
        stamps = [1, 4, 3, 5, 2, 8, 7, 9, 6, 12, 11, 13, 10]
        frames = [
            SimpleNamespace(pts=pts, dts=index + 2, time_base=Fraction(1, 10))
            for index, pts in enumerate(stamps)
        ]
        ticked = [clock.read(frame) for frame in frames]  # type: ignore[arg-type]
        assert ticked.count(None) <= 3
        assert np.diff([float(t_s) for t_s in ticked[-6:] if t_s]) == pytest.approx(np.full(5, 0.1))


_STAMP = st.none() | st.integers(-(2**63), 2**63 - 1) | st.integers(-50, 50)


@given(
    st.lists(st.tuples(_STAMP, _STAMP, st.none() | st.integers(0, 10**12)), min_size=1, max_size=40),
    st.booleans(),
    st.fractions(Fraction(1, 1000), Fraction(10)),
)
def test_whatever_stamps_come_times_rise_strictly_from_0(
    stamps: list[tuple[int | None, int | None, int | None]],
    in_order: bool,  # noqa: FBT001 - hypothesis fills it in
    interval_s: Fraction,
) -> None:
    clock = Clock(interval_s, in_order_of_decoding=in_order)
    tick_s = Fraction(1, 90_000)
    frames = [SimpleNamespace(pts=p, dts=d, duration=n, time_base=tick_s) for p, d, n in stamps]
    seen = [t_s for frame in frames if (t_s := clock.read(frame)) is not None]  # type: ignore[arg-type]
    assert seen[0] == 0
    assert all(later > earlier for earlier, later in pairwise(seen))
    assert all(clock.length_of(frame) > 0 for frame in frames)  # type: ignore[arg-type]


@given(st.lists(st.floats(0.001, 20.0), min_size=2, max_size=60), st.floats(0.005, 2.0))
def test_holes_are_parts_of_intervals_and_none_is_short(intervals_s: list[float], usual_s: float) -> None:
    cadence, t_s = Cadence(usual_s), 0.0
    assert cadence.update(t_s) == 0.0
    for interval_s in intervals_s:
        t_s += interval_s
        missing_s = cadence.update(t_s)
        assert 0.0 <= missing_s < interval_s
        assert missing_s == 0.0 or interval_s > 0.299


@pytest.mark.parametrize("fps", [12, 24, 30, 60, 240])
def test_a_hole_is_found_at_any_rate(fps: int) -> None:
    cadence = Cadence(1 / fps)
    times_s = [n / fps for n in range(40)] + [40 / fps + 1.0 + n / fps for n in range(10)]
    missing_s = [cadence.update(t_s) for t_s in times_s]
    assert [n for n, s in enumerate(missing_s) if s] == [40]
    assert missing_s[40] == pytest.approx(1.0)
