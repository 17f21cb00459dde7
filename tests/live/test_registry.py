"""Registry of workouts, origin policy, rate limiter and capture clock, on a clock that the test sets."""

import threading
from dataclasses import dataclass

import pytest

from formcheck.adapters.live import Limits, OriginPolicy, WorkoutOrder, WorkoutRegistry
from formcheck.adapters.live.capture import CaptureClock
from formcheck.adapters.live.messages import BadMessage
from formcheck.adapters.live.rate_limiter import RateLimiter
from formcheck.adapters.live.registry import AtCapacity, UnknownToken
from formcheck.exercises import EXERCISES
from formcheck.i18n import Language
from tests.live.server import ScriptedEstimator

ORDER = WorkoutOrder(spec=EXERCISES["supine-march"], side=None, sets=1, target=5, language=Language.EN)


@dataclass
class Clock:
    now_s: float = 1000.0

    def __call__(self) -> float:
        return self.now_s


def registry_of(limits: Limits | None = None, clock: Clock | None = None) -> WorkoutRegistry:
    return WorkoutRegistry(limits or Limits(), make_estimator=ScriptedEstimator, now_s=clock or Clock())


def test_a_ticket_that_nobody_uses_expires() -> None:
    clock = Clock()
    registry = registry_of(Limits(ticket_s=60.0), clock)
    ticket = registry.issue(ORDER)
    clock.now_s += 61.0
    with pytest.raises(UnknownToken):
        registry.acquire(ticket.token, lambda: None)


def test_a_workout_does_not_expire_while_it_runs() -> None:
    clock = Clock()
    registry = registry_of(Limits(ticket_s=60.0), clock)
    ticket = registry.issue(ORDER)
    registry.acquire(ticket.token, lambda: None)
    clock.now_s += 3600.0
    registry.issue(ORDER)
    assert registry.is_running(ticket.result_id)
    registry.close()
    assert not registry.is_running(ticket.result_id)


def test_results_are_kept_for_a_while_and_no_more_than_some() -> None:
    clock = Clock()
    registry = registry_of(Limits(result_s=60.0, results=2), clock)
    ids = []
    for _ in range(3):
        ticket = registry.issue(ORDER)
        registry.acquire(ticket.token, lambda: None).session.attach().result()
        registry.finish(ticket.result_id)
        ids.append(ticket.result_id)
    assert [registry.find_result(each) is not None for each in ids] == [False, True, True]
    clock.now_s += 61.0
    assert [registry.find_result(each) for each in ids] == [None] * 3


def test_a_released_workout_is_finished_unless_it_was_resumed() -> None:
    registry = registry_of()
    ticket = registry.issue(ORDER)
    first = registry.acquire(ticket.token, lambda: None)
    assert registry.release(first)
    second = registry.acquire(ticket.token, lambda: None)
    assert second.resumed
    registry.finish(ticket.result_id, only_if_released=True)
    assert registry.is_running(ticket.result_id)
    assert not registry.release(first), "its lease has been taken over"
    assert registry.release(second)
    registry.finish(ticket.result_id, only_if_released=True)
    assert not registry.is_running(ticket.result_id)


def test_capacity_holds_when_many_acquire_at_once() -> None:
    registry = registry_of(Limits(clients=3))
    tokens = [registry.issue(ORDER).token for _ in range(20)]
    together = threading.Barrier(20)
    outcomes: list[str] = []

    def acquire(token: str) -> None:
        together.wait()
        try:
            registry.acquire(token, lambda: None)
            outcomes.append("in")
        except AtCapacity:
            outcomes.append("full")

    threads = [threading.Thread(target=acquire, args=(token,)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["full"] * 17 + ["in"] * 3
    registry.close()


def test_ending_twice_is_ending_once() -> None:
    registry = registry_of()
    ticket = registry.issue(ORDER)
    registry.acquire(ticket.token, lambda: None).session.attach().result()
    threads = [threading.Thread(target=registry.finish, args=(ticket.result_id,)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert registry.find_result(ticket.result_id)
    assert registry.find_finished(ticket.token) == ticket.result_id


def test_a_ticket_does_not_show_its_token() -> None:
    ticket = registry_of().issue(ORDER)
    assert ticket.token not in repr(ticket)
    assert len(ticket.token) >= 43


@pytest.mark.parametrize(
    ("origin", "host", "secure", "allowed"),
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
def test_which_origins_are_allowed(origin: str, host: str | None, secure: bool, allowed: bool) -> None:  # noqa: FBT001 - a table
    assert OriginPolicy(names=("coach.example",)).allows(origin, host, secure=secure) is allowed


def test_the_rate_limiter_holds_the_rate_and_allows_a_burst() -> None:
    clock = Clock()
    limiter = RateLimiter(10.0, 20, clock)
    assert [limiter.is_exceeded() for _ in range(21)] == [False] * 20 + [True]
    clock.now_s += 10.0
    steady = []
    for _ in range(200):
        clock.now_s += 0.1
        steady.append(limiter.is_exceeded())
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
