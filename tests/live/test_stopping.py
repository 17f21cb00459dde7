"""A server that stops waits for nobody: not for a pose model that loads, nor for one that ends."""

import threading
import time

from formcheck.adapters.live import Limits, WorkoutRegistry
from formcheck.adapters.models import ModelName
from tests.live.server import ScriptedEstimator, live_server
from tests.live.test_registry import ORDER

SLOW_S, SOON_S = 4.0, 2.0


class SlowToEnd(ScriptedEstimator):
    """Takes its time, as a process does on a busy machine."""

    def close(self) -> None:
        time.sleep(SLOW_S)


def test_what_ends_slowly_is_left_to_end_alone() -> None:
    registry = WorkoutRegistry(make_estimator=SlowToEnd)
    ticket = registry.issue(ORDER)
    session = registry.acquire(ticket.token, lambda: None).session
    session.attach().result()
    registry.hurry(0.2)
    begun_s = time.monotonic()
    registry.close()
    assert time.monotonic() - begun_s < SOON_S
    assert registry.find_result(ticket.result_id)


def test_who_waits_for_a_model_that_loads_does_not_keep_the_server() -> None:
    loading = threading.Event()

    def slow_to_load(model: ModelName) -> ScriptedEstimator:
        loading.set()
        time.sleep(SLOW_S)
        return ScriptedEstimator(model)

    with live_server(Limits(), slow_to_load) as server:
        ticket = server.registry.issue(server.order())
        with server.connect(ticket.token):
            assert loading.wait(10.0)
            begun_s = time.monotonic()
            server.registry.hurry(0.2)
            server.stop()
            assert time.monotonic() - begun_s < SOON_S
