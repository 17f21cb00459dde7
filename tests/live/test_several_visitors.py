"""Several visitors at once: each gets a fair share, one too many is refused, nobody gets another's data."""

import threading
import time

from formcheck.adapters.live import Limits
from formcheck.adapters.models import ModelName
from tests.live.server import (
    SHADES,
    LiveServer,
    ScriptedEstimator,
    close_code,
    live_server,
    picture,
    receive,
    send_command,
    send_picture,
    send_pictures,
    wait_until,
)


class Slow(ScriptedEstimator):
    """As slow as a real model."""

    inference_s = 0.02


def test_four_share_fairly_and_the_fifth_is_told() -> None:
    counts = [0] * 4
    with live_server(Limits(clients=4), Slow) as opened:
        tickets = [opened.registry.issue(opened.order()) for _ in counts]
        stop = threading.Event()
        together = threading.Barrier(5)

        def train(who: int) -> None:
            with opened.connect(tickets[who].token) as connection:
                receive(connection)
                together.wait(60)
                while not stop.is_set():
                    assert send_picture(connection, counts[who] / 24.0, seq=counts[who])["seq"] == counts[who]
                    counts[who] += 1

        threads = [threading.Thread(target=train, args=(who,)) for who in range(4)]
        for thread in threads:
            thread.start()
        together.wait(60)
        time.sleep(3.0)
        fifth = opened.registry.issue(opened.order())
        with opened.connect(fifth.token) as connection:
            assert close_code(connection) == 4503
        stop.set()
        for thread in threads:
            thread.join(20)
        assert min(counts) > 10
        assert min(counts) >= 0.8 * max(counts), counts
        # Who was turned away may come again with the same ticket once there is a place.
        for ticket in tickets:
            opened.registry.finish(ticket.result_id)
        with opened.connect(fifth.token) as connection:
            assert receive(connection)["kind"] == "hello"


def test_a_greedy_one_does_not_starve_a_polite_one() -> None:
    """The greedy one sends without waiting for answers, as fast as the limit on messages allows."""
    with live_server(Limits(clients=2, rate_hz=1e9, burst=10**9), Slow) as opened:
        greedy, polite = (opened.registry.issue(opened.order()) for _ in range(2))
        stop = threading.Event()

        def push() -> None:
            with opened.connect(greedy.token) as connection:
                receive(connection)
                n = 0
                while not stop.is_set():
                    connection.send(picture(n / 100.0))
                    n += 1
                    time.sleep(0.002)

        thread = threading.Thread(target=push)
        thread.start()
        try:
            with opened.connect(polite.token) as connection:
                receive(connection)
                begun_s = time.monotonic()
                send_pictures(connection, 0.0, 1.0)
                assert time.monotonic() - begun_s < 24 * 0.2
        finally:
            stop.set()
            thread.join(20)


def test_everybody_gets_their_own(patient: LiveServer) -> None:
    found = {}

    def train(slug: str) -> None:
        ticket = patient.registry.issue(patient.order(slug))
        with patient.connect(ticket.token) as connection:
            receive(connection)
            steps = send_pictures(connection, 0.0, 14.0, slug)
            send_command(connection, "stop")
            assert receive(connection)["result"] == ticket.result_id
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
        result = patient.registry.find_result(ticket.result_id)
        assert result
        assert result.analysis.report.exercise == slug
        assert {step["target"]["name"] for step in steps} == {steps[0]["target"]["name"]}
        if slug != "half-kneeling-stretch":
            assert result.analysis.report.complete_reps == 2
    assert patient.registry.find_result(found["supine-march"][0].token) is None, "a token finds no result"


def test_estimators_are_closed(patient: LiveServer) -> None:
    made: list[ScriptedEstimator] = []

    class Noted(ScriptedEstimator):
        def __init__(self, model: ModelName) -> None:
            super().__init__(model)
            made.append(self)

    with live_server(Limits(grace_s=0.2), Noted) as opened:
        for _ in range(3):
            ticket = opened.registry.issue(opened.order())
            with opened.connect(ticket.token) as connection:
                receive(connection)
                send_picture(connection, 0.0)
        wait_until(lambda: all(each.closed for each in made))
        assert len(made) == 3
        # And a server that stops in the middle of a set leaves nothing open.
        with opened.connect(opened.registry.issue(opened.order()).token) as connection:
            receive(connection)
            send_picture(connection, 0.0)
            assert not made[-1].closed
            opened.registry.close()
            assert made[-1].closed
