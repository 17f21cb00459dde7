"""The pose model dies in the middle of a set: the socket says so, and the next one goes on with the set."""

import os
import signal
from contextlib import suppress
from itertools import count

import pytest

from formcheck.adapters.live import Limits
from formcheck.adapters.models import ModelName
from formcheck.adapters.pose_process import PoseProcess
from formcheck.domain.body import Frame, Sighting
from formcheck.domain.errors import PoseModelDied
from tests.live.server import ScriptedEstimator, close_code, live_server, picture, receive, send_picture


class Mortal(ScriptedEstimator):
    """Dies at its third picture, each time that it was started."""

    def __init__(self, model: ModelName) -> None:
        super().__init__(model)
        self._seen = 0

    def estimate(self, frame: Frame) -> Sighting:
        self._seen += 1
        if self._seen >= 3:
            raise PoseModelDied
        return super().estimate(frame)


def test_the_set_goes_on_with_the_next_connection_and_not_for_ever() -> None:
    with live_server(Limits(), Mortal) as server:
        ticket = server.registry.issue(server.order())
        times = count()
        for turn in range(4):
            with server.connect(ticket.token, resume=turn > 0) as connection:
                hello = receive(connection)
                assert hello["resumed"] is (turn > 0)
                assert [send_picture(connection, next(times) / 24)["kind"] for _ in range(2)] == ["step"] * 2
                connection.send(picture(next(times) / 24))
                assert close_code(connection) == 4510
        with server.connect(ticket.token, resume=True) as connection:
            assert close_code(connection) == 1011
        server.registry.finish(ticket.result_id)
        assert server.registry.find_result(ticket.result_id) is not None, "what was done so far is kept"


def test_a_neighbour_does_not_notice() -> None:
    with (
        live_server(Limits(), Mortal) as server,
        server.connect(server.registry.issue(server.order()).token) as dying,
    ):
        receive(dying)
        for n in range(2):
            send_picture(dying, n / 24)
        with server.connect(server.registry.issue(server.order()).token) as other:
            receive(other)
            dying.send(picture(1.0))
            assert close_code(dying) == 4510
            assert send_picture(other, 0.0)["kind"] == "step"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGABRT])
def test_the_process_itself_is_killed(number: signal.Signals) -> None:
    made: list[PoseProcess] = []

    def make(_: ModelName) -> PoseProcess:
        made.append(PoseProcess(ModelName.LITE))
        return made[-1]

    with live_server(Limits(), make) as server:
        ticket = server.registry.issue(server.order())
        with server.connect(ticket.token) as connection:
            receive(connection)
            assert send_picture(connection, 0.0)["kind"] == "step"
            os.kill(made[0].pid, number)
            with suppress(ConnectionError):
                connection.send(picture(0.1))
            assert close_code(connection) == 4510
        with server.connect(ticket.token, resume=True) as connection:
            assert receive(connection)["resumed"] is True
            assert send_picture(connection, 0.5)["kind"] == "step"
    assert len(made) == 2
