"""Tickets, places and results, on a clock that the test turns."""

import threading
from dataclasses import dataclass

import pytest

from formcheck.adapters.live import Desk, Limits, Order
from formcheck.adapters.live.capture import CaptureClock
from formcheck.adapters.live.desk import Busy, UnknownToken
from formcheck.adapters.live.doorman import Bucket, Doorman
from formcheck.adapters.live.messages import BadMessage
from formcheck.exercises import EXERCISES
from formcheck.i18n import Language
from tests.live.hall import Known

ORDER = Order(spec=EXERCISES["supine-march"], side=None, sets=1, target=5, language=Language.EN)


@dataclass
class Clock:
    now_s: float = 1000.0

    def __call__(self) -> float:
        return self.now_s


def desk(clock: Clock | None = None, **limits: float) -> Desk:
    return Desk(Limits(**limits), make_estimator=Known, now_s=clock or Clock())  # type: ignore[arg-type]


def test_a_ticket_that_nobody_uses_expires() -> None:
    clock = Clock()
    found = desk(clock, ticket_s=60.0)
    ticket = found.issue(ORDER)
    clock.now_s += 61.0
    with pytest.raises(UnknownToken):
        found.sit(ticket.token, lambda: None)


def test_a_workout_does_not_expire_while_it_runs() -> None:
    clock = Clock()
    found = desk(clock, ticket_s=60.0)
    ticket = found.issue(ORDER)
    found.sit(ticket.token, lambda: None)
    clock.now_s += 3600.0
    found.issue(ORDER)
    assert found.running(ticket.result_id)
    found.close()
    assert not found.running(ticket.result_id)


def test_results_are_kept_for_a_while_and_no_more_than_some() -> None:
    clock = Clock()
    found = desk(clock, result_s=60.0, results=2)
    ids = []
    for _ in range(3):
        ticket = found.issue(ORDER)
        found.sit(ticket.token, lambda: None).session.attach().result()
        found.finish(ticket.result_id)
        ids.append(ticket.result_id)
    assert [found.result(each) is not None for each in ids] == [False, True, True]
    clock.now_s += 61.0
    assert [found.result(each) for each in ids] == [None] * 3


def test_who_has_left_is_ended_unless_they_came_back() -> None:
    found = desk()
    ticket = found.issue(ORDER)
    first = found.sit(ticket.token, lambda: None)
    assert found.leave(first)
    second = found.sit(ticket.token, lambda: None)
    assert second.resumed
    found.finish(ticket.result_id, only_if_left=True)
    assert found.running(ticket.result_id)
    assert not found.leave(first), "it has been taken over"
    assert found.leave(second)
    found.finish(ticket.result_id, only_if_left=True)
    assert not found.running(ticket.result_id)


def test_places_are_counted_under_any_rush() -> None:
    found = desk(clients=3)
    tokens = [found.issue(ORDER).token for _ in range(20)]
    together, outcomes = threading.Barrier(20), []

    def rush(token: str) -> None:
        together.wait()
        try:
            found.sit(token, lambda: None)
            outcomes.append("in")
        except Busy:
            outcomes.append("busy")

    threads = [threading.Thread(target=rush, args=(token,)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["busy"] * 17 + ["in"] * 3
    found.close()


def test_ending_twice_is_ending_once() -> None:
    found = desk()
    ticket = found.issue(ORDER)
    found.sit(ticket.token, lambda: None).session.attach().result()
    threads = [threading.Thread(target=found.finish, args=(ticket.result_id,)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found.result(ticket.result_id)
    assert found.finished(ticket.token) == ticket.result_id


def test_a_ticket_does_not_show_its_token() -> None:
    ticket = desk().issue(ORDER)
    assert ticket.token not in repr(ticket)
    assert len(ticket.token) >= 43


@pytest.mark.parametrize(
    ("origin", "host", "secure", "welcome"),
    [
        ("http://localhost:8501", "localhost:8501", False, True),
        ("https://192.168.1.20:8501", "192.168.1.20:8501", True, True),
        ("https://[fd00::2]:8501", "[fd00::2]:8501", True, True),
        ("https://coach.example", "coach.example", True, True),
        ("https://coach.example:443", "coach.example", True, True),
        ("http://LOCALHOST:8501", "localhost:8501", False, True),
        ("http://192.168.1.20:8501", "192.168.1.20:8501", True, False),
        ("http://localhost:8502", "localhost:8501", False, False),
        ("http://localhost.evil.example:8501", "localhost:8501", False, False),
        # A foreign name that was made to lead here: page and socket agree, and yet it is not ours.
        ("http://evil.example:8501", "evil.example:8501", False, False),
        ("http://127.0.0.1.evil.example:8501", "127.0.0.1.evil.example:8501", False, False),
        ("null", "localhost:8501", False, False),
        ("", "localhost:8501", False, False),
        ("http://localhost:8501", None, False, False),
        ("http://localhost:99999", "localhost:8501", False, False),
    ],
)
def test_who_is_let_in(origin: str, host: str | None, secure: bool, welcome: bool) -> None:  # noqa: FBT001 - a table
    assert Doorman(names=("coach.example",)).admits(origin, host, secure=secure) is welcome


def test_a_bucket_holds_the_rate_and_forgives_a_burst() -> None:
    clock = Clock()
    bucket = Bucket(10.0, 20, clock)
    assert [bucket.overflows() for _ in range(21)] == [False] * 20 + [True]
    clock.now_s += 10.0
    steady = []
    for _ in range(200):
        clock.now_s += 0.1
        steady.append(bucket.overflows())
    assert not any(steady)


def test_time_of_capture_rises_from_nought_and_survives_another_clock() -> None:
    clock = CaptureClock()
    assert [clock.read(ms) for ms in (5000.0, 5040.0, 7000.0)] == pytest.approx([0.0, 0.04, 2.0])
    with pytest.raises(BadMessage):
        clock.read(7000.0)
    clock.restart()
    assert clock.read(9000.0) == pytest.approx(4.0), "the same page goes on"
    clock.restart()
    assert clock.read(100.0) == pytest.approx(5.0), "another clock goes on after the last picture"
    assert clock.read(140.0) == pytest.approx(5.04)
