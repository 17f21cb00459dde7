"""Whether the tilt is said, and why not: calm events, honest sums."""

import math

import pytest

from formcheck.domain.events import TiltSightChanged
from formcheck.domain.pelvis import TiltUnseen
from formcheck.engine.tilt_sight import TiltSeen, TiltSight, tilt_seen, together

ARM, TURNED = TiltUnseen.ARM_OVER_BACK, TiltUnseen.TURNED
Stretch = tuple[TiltUnseen | None, float, float]


def told(*stretches: Stretch) -> list[TiltSightChanged]:
    """Events of stretches (why unseen, yaw, seconds), at ten frames a second."""
    sight, events, frame = TiltSight(), list[TiltSightChanged](), 0
    for unseen, yaw_deg, lasts_s in stretches:
        for _ in range(round(10 * lasts_s)):
            events += sight.update(frame / 10, unseen, yaw_deg)
            frame += 1
    return events


def test_a_state_is_told_once_and_from_when_it_began() -> None:
    events = told((ARM, 3.0, 2.0), (None, 3.0, 2.0))
    assert [(event.t_s, event.unseen) for event in events] == [(0.0, ARM), (2.0, None)]
    assert all(math.isnan(event.yaw_deg) for event in events)


def test_a_flicker_is_not_told() -> None:
    assert len(told((None, 3.0, 2.0), (ARM, 3.0, 0.3), (None, 3.0, 2.0))) == 1


def test_how_far_somebody_is_turned_is_told_to_five_degrees() -> None:
    events = told((TURNED, 26.0, 1.0), (TURNED, 24.0, 1.0), (TURNED, -33.0, 1.0))
    assert [event.yaw_deg for event in events] == [25.0, -35.0]


def test_the_sum_is_of_judged_time_and_names_the_longest_reason_first() -> None:
    events = told((ARM, 0.0, 2.0), (TURNED, 30.0, 3.0), (None, 0.0, 4.0), (TURNED, 25.0, 1.0))
    seen = tilt_seen(events, [(2.5, 3.5)], (0.0, 10.0))
    assert seen.said_s == pytest.approx(4.0)
    assert list(seen.unseen_s) == [TURNED, ARM]
    assert list(seen.unseen_s.values()) == pytest.approx([3.0, 2.0])
    assert seen.main_reason is TURNED
    assert seen.yaw_deg == 30.0
    assert seen.said_share == pytest.approx(4.0 / 9.0)


def test_a_set_in_the_middle_of_a_stream_counts_its_own_time() -> None:
    events = told((ARM, 0.0, 5.0), (None, 0.0, 5.0))
    seen = tilt_seen(events, [], (4.0, 8.0))
    assert seen.said_s == pytest.approx(3.0)
    assert seen.unseen_s == {ARM: pytest.approx(1.0)}


def test_nothing_told_is_nothing_known() -> None:
    seen = tilt_seen([], [], (0.0, 9.0))
    assert seen == TiltSeen() or math.isnan(seen.yaw_deg)
    assert math.isnan(seen.said_share)
    assert seen.main_reason is None


def test_sets_are_summed() -> None:
    parts = [TiltSeen(2.0, {ARM: 1.0}), TiltSeen(1.0, {TURNED: 4.0, ARM: 0.5}, -30.0), TiltSeen()]
    seen = together(parts)
    assert seen.said_s == 3.0
    assert list(seen.unseen_s) == [TURNED, ARM]
    assert seen.unseen_s[ARM] == 1.5
    assert seen.yaw_deg == -30.0
