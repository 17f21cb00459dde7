"""Many visitors at once: each gets a fair share, one too many is told so, and nobody sees another's data."""

import threading
import time

from formcheck.adapters.live import Limits
from tests.live.hall import SHADES, Hall, Known, ask, closed, hall, hear, picture, tell, until, walk


class Slow(Known):
    """As slow as a real model."""

    thinks_s = 0.02


def test_four_share_fairly_and_the_fifth_is_told() -> None:
    counts = [0] * 4
    with hall(Limits(clients=4), Slow) as opened:
        tickets = [opened.desk.issue(opened.order()) for _ in counts]
        stop = threading.Event()
        together = threading.Barrier(5)

        def train(who: int) -> None:
            with opened.dial(tickets[who].token) as line:
                hear(line)
                together.wait(60)
                while not stop.is_set():
                    assert ask(line, counts[who] / 24.0, seq=counts[who])["seq"] == counts[who]
                    counts[who] += 1

        threads = [threading.Thread(target=train, args=(who,)) for who in range(4)]
        for thread in threads:
            thread.start()
        together.wait(60)
        time.sleep(3.0)
        fifth = opened.desk.issue(opened.order())
        with opened.dial(fifth.token) as line:
            assert closed(line) == 4503
        stop.set()
        for thread in threads:
            thread.join(20)
        assert min(counts) > 10
        assert min(counts) >= 0.8 * max(counts), counts
        # Who was turned away may come again with the same ticket once there is a place.
        for ticket in tickets:
            opened.desk.finish(ticket.result_id)
        with opened.dial(fifth.token) as line:
            assert hear(line)["kind"] == "hello"


def test_a_greedy_one_does_not_starve_a_polite_one() -> None:
    """The greedy one sends without waiting for answers, as fast as the limit on messages allows."""
    with hall(Limits(clients=2, rate_hz=1e9, burst=10**9), Slow) as opened:
        greedy, polite = (opened.desk.issue(opened.order()) for _ in range(2))
        stop = threading.Event()

        def push() -> None:
            with opened.dial(greedy.token) as line:
                hear(line)
                n = 0
                while not stop.is_set():
                    line.send(picture(n / 100.0))
                    n += 1
                    time.sleep(0.002)

        thread = threading.Thread(target=push)
        thread.start()
        try:
            with opened.dial(polite.token) as line:
                hear(line)
                begun_s = time.monotonic()
                walk(line, 0.0, 1.0)
                assert time.monotonic() - begun_s < 24 * 0.2
        finally:
            stop.set()
            thread.join(20)


def test_everybody_gets_their_own(patient: Hall) -> None:
    found = {}

    def train(slug: str) -> None:
        ticket = patient.desk.issue(patient.order(slug))
        with patient.dial(ticket.token) as line:
            hear(line)
            steps = walk(line, 0.0, 14.0, slug)
            tell(line, "stop")
            assert hear(line)["result"] == ticket.result_id
        found[slug] = (ticket, steps)

    threads = [threading.Thread(target=train, args=(slug,)) for slug in SHADES]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert found.keys() == SHADES.keys()
    secrets = [secret for ticket, _ in found.values() for secret in (ticket.token, ticket.result_id)]
    assert len(set(secrets)) == len(secrets)
    for slug, (ticket, steps) in found.items():
        result = patient.desk.result(ticket.result_id)
        assert result
        assert result.analysis.report.exercise == slug
        assert {step["judged"]["name"] for step in steps} == {steps[0]["judged"]["name"]}
        if slug != "half-kneeling-stretch":
            assert result.analysis.report.complete_reps == 2
    assert patient.desk.result(found["supine-march"][0].token) is None, "a token finds no result"


def test_estimators_are_closed(patient: Hall) -> None:
    made: list[Known] = []

    class Noted(Known):
        def __init__(self, model: object) -> None:
            super().__init__(model)  # type: ignore[arg-type]
            made.append(self)

    with hall(Limits(grace_s=0.2), Noted) as opened:
        for _ in range(3):
            ticket = opened.desk.issue(opened.order())
            with opened.dial(ticket.token) as line:
                hear(line)
                ask(line, 0.0)
        until(lambda: all(each.closed for each in made))
        assert len(made) == 3
        # And a server that stops in the middle of a set leaves nothing open.
        with opened.dial(opened.desk.issue(opened.order()).token) as line:
            hear(line)
            ask(line, 0.0)
            assert not made[-1].closed
            opened.desk.close()
            assert made[-1].closed
