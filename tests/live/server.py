"""A real server with the live route, on which a body with scripted movements replaces the pose model."""

import io
import json
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from PIL import Image
from starlette.applications import Starlette
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from formcheck.adapters.live import Limits, WorkoutOrder, WorkoutRegistry, live_route
from formcheck.adapters.live.messages import Picture, write_picture
from formcheck.adapters.live.session import MakeEstimator
from formcheck.adapters.models import ModelName
from formcheck.domain.body import Frame, Sighting
from formcheck.exercises import EXERCISES
from formcheck.i18n import Language
from tests.engine.test_session import EXAMPLES

FPS = 24.0
# Which exercise a picture shows: the estimator knows it from how bright the picture is.
SHADES = {"supine-march": 60, "glute-bridge": 130, "half-kneeling-stretch": 200}


class ScriptedEstimator:
    """Finds in a grey picture the body of the exercise that has this shade, as it is at that time."""

    inference_s = 0.0

    def __init__(self, model: ModelName) -> None:
        self.closed = False
        self._begun: deque[Frame] = deque()

    def begin(self, frame: Frame) -> None:
        self._begun.append(frame)

    def finish(self) -> Sighting:
        return self.estimate(self._begun.popleft())

    def estimate(self, frame: Frame) -> Sighting:
        time.sleep(self.inference_s)
        shade = float(frame.image_rgb.mean())
        slug = min(SHADES, key=lambda each: abs(SHADES[each] - shade))
        return EXAMPLES[slug][0](frame.t_s).sighting(frame.t_s)

    def close(self) -> None:
        self.closed = True


@dataclass(frozen=True)
class LiveServer:
    """A running server. address: as a browser has it. stop: ask it to, and wait until it has."""

    address: str
    registry: WorkoutRegistry
    stop: Callable[[], None] = lambda: None

    def order(self, slug: str = "supine-march", *, target: int = 99) -> WorkoutOrder:
        return WorkoutOrder(spec=EXERCISES[slug], side=None, sets=1, target=target, language=Language.EN)

    def connect(self, token: str, *, origin: str | None = "", resume: bool = False) -> ClientConnection:
        """Open the socket. origin: by default that of this server; None sends none."""
        origin = self.address if origin == "" else origin
        url = f"{self.address.replace('http', 'ws')}/live?token={token}{'&resume=1' if resume else ''}"
        sent = None if origin is None else Origin(origin)
        return connect(url, origin=sent, compression=None, max_size=None, close_timeout=1)

    def assert_serves(self) -> None:
        """Another visitor connects, is answered and gets a result."""
        ticket = self.registry.issue(self.order())
        with self.connect(ticket.token) as connection:
            assert receive(connection)["kind"] == "hello"
            assert send_picture(connection, 0.0)["kind"] == "step"
            send_command(connection, "stop")
            assert receive(connection) == {"kind": "done", "result": ticket.result_id}


@contextmanager
def live_server(
    limits: Limits | None = None, estimator: MakeEstimator = ScriptedEstimator
) -> Iterator[LiveServer]:
    """Start a server, and stop it again."""
    registry = WorkoutRegistry(limits or Limits(), make_estimator=estimator)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        Starlette(routes=[live_route(registry)]), log_level="error", ws_max_size=200 << 20
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()

    def stop() -> None:
        server.should_exit = True
        thread.join(20)

    try:
        wait_until(lambda: server.started)
        yield LiveServer(f"http://127.0.0.1:{listener.getsockname()[1]}", registry, stop)
    finally:
        stop()
        registry.close()
    assert not thread.is_alive()


def jpeg(slug: str = "supine-march", size_px: tuple[int, int] = (640, 480)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size_px, (SHADES[slug],) * 3).save(file, "JPEG")
    return file.getvalue()


JPEG = {slug: jpeg(slug) for slug in SHADES}


def picture(t_s: float, slug: str = "supine-march", seq: int = 0) -> bytes:
    return write_picture(Picture(5000.0 + t_s * 1000.0, seq, JPEG[slug]))


def receive(connection: ClientConnection, timeout_s: float = 90.0) -> dict[str, Any]:
    """Wait for the next message."""
    message: dict[str, Any] = json.loads(connection.recv(timeout=timeout_s))
    return message


def send_picture(
    connection: ClientConnection, t_s: float, slug: str = "supine-march", seq: int = 0
) -> dict[str, Any]:
    """Send a picture and wait for its answer."""
    connection.send(picture(t_s, slug, seq))
    return receive(connection)


def send_command(connection: ClientConnection, command: str) -> None:
    connection.send(json.dumps({"do": command}))


def send_pictures(
    connection: ClientConnection, start_s: float, end_s: float, slug: str = "supine-march"
) -> list[dict[str, Any]]:
    """Send pictures from one time to another, waiting for each answer."""
    return [
        send_picture(connection, n / FPS, slug, n) for n in range(round(start_s * FPS), round(end_s * FPS))
    ]


def close_code(connection: ClientConnection, timeout_s: float = 90.0) -> int:
    """Wait until the server closes, whatever it sends before, and return the close code."""
    try:
        while True:
            connection.recv(timeout=timeout_s)
    except ConnectionClosed as error:
        return code_of(error)


def code_of(error: ConnectionClosed) -> int:
    """Close code that the server sent; 1006 when it sent none."""
    return error.rcvd.code if error.rcvd else 1006


def wait_until(met: Callable[[], bool], timeout_s: float = 90.0) -> None:
    deadline_s = time.monotonic() + timeout_s
    while not met():
        assert time.monotonic() < deadline_s, "waited in vain"
        time.sleep(0.01)
