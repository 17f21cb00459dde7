"""A real server with the live route, where a body whose movements are known stands in for the pose model."""

import io
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from PIL import Image
from starlette.applications import Starlette
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from formcheck.adapters.live import Desk, Limits, Order, live_route
from formcheck.adapters.live.messages import Picture, write_picture
from formcheck.adapters.models import ModelName
from formcheck.domain.body import Frame, Sighting
from formcheck.exercises import EXERCISES
from formcheck.i18n import Language
from tests.engine.test_session import EXAMPLES

FPS = 24.0
# Whose body it is: the estimator knows it from how bright the picture is.
SHADES = {"supine-march": 60, "glute-bridge": 130, "half-kneeling-stretch": 200}


class Known:
    """Sees in a grey picture the body that goes with this grey, as it is at that time."""

    thinks_s = 0.0

    def __init__(self, model: ModelName) -> None:
        self.closed = False

    def estimate(self, frame: Frame) -> Sighting:
        time.sleep(self.thinks_s)
        shade = float(frame.image_rgb.mean())
        slug = min(SHADES, key=lambda each: abs(SHADES[each] - shade))
        return EXAMPLES[slug][0](frame.t_s).sighting(frame.t_s)

    def close(self) -> None:
        self.closed = True


@dataclass(frozen=True)
class Hall:
    """A running server. address: as a browser has it."""

    address: str
    desk: Desk

    def order(self, slug: str = "supine-march", *, target: int = 99) -> Order:
        return Order(spec=EXERCISES[slug], side=None, sets=1, target=target, language=Language.EN)

    def dial(self, token: str, *, origin: str | None = "", resume: bool = False) -> ClientConnection:
        origin = self.address if origin == "" else origin
        url = f"{self.address.replace('http', 'ws')}/live?token={token}{'&resume=1' if resume else ''}"
        return connect(url, origin=origin, compression=None, max_size=None, close_timeout=1)  # type: ignore[arg-type]

    def still_serves(self) -> None:
        """Another visitor comes in, is answered and gets a result."""
        ticket = self.desk.issue(self.order())
        with self.dial(ticket.token) as line:
            assert hear(line)["kind"] == "hello"
            assert ask(line, 0.0)["kind"] == "step"
            tell(line, "stop")
            assert hear(line) == {"kind": "done", "result": ticket.result_id}


@contextmanager
def hall(limits: Limits | None = None, estimator: Any = Known) -> Iterator[Hall]:
    """Open a server, and close it again."""
    desk = Desk(limits or Limits(), make_estimator=estimator)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(Starlette(routes=[live_route(desk)]), log_level="error", ws_max_size=200 << 20)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        until(lambda: server.started)
        yield Hall(f"http://127.0.0.1:{listener.getsockname()[1]}", desk)
    finally:
        server.should_exit = True
        thread.join(20)
        desk.close()
    assert not thread.is_alive()


def jpeg(slug: str = "supine-march", size_px: tuple[int, int] = (640, 480)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size_px, (SHADES[slug],) * 3).save(file, "JPEG")
    return file.getvalue()


JPEG = {slug: jpeg(slug) for slug in SHADES}


def picture(t_s: float, slug: str = "supine-march", seq: int = 0) -> bytes:
    return write_picture(Picture(5000.0 + t_s * 1000.0, seq, JPEG[slug]))


def hear(line: ClientConnection, timeout_s: float = 90.0) -> dict[str, Any]:
    heard: dict[str, Any] = json.loads(line.recv(timeout=timeout_s))
    return heard


def ask(line: ClientConnection, t_s: float, slug: str = "supine-march", seq: int = 0) -> dict[str, Any]:
    """Send a picture and wait for its answer."""
    line.send(picture(t_s, slug, seq))
    return hear(line)


def tell(line: ClientConnection, command: str) -> None:
    line.send(json.dumps({"do": command}))


def walk(
    line: ClientConnection, start_s: float, end_s: float, slug: str = "supine-march"
) -> list[dict[str, Any]]:
    """Send pictures from one time to another."""
    return [ask(line, n / FPS, slug, n) for n in range(round(start_s * FPS), round(end_s * FPS))]


def closed(line: ClientConnection, timeout_s: float = 90.0) -> int:
    """Close code, whatever else comes before it."""
    try:
        while True:
            line.recv(timeout=timeout_s)
    except ConnectionClosed as error:
        return error.rcvd.code if error.rcvd else 1006


def until(met: Any, timeout_s: float = 90.0) -> None:
    deadline_s = time.monotonic() + timeout_s
    while not met():
        assert time.monotonic() < deadline_s, "waited in vain"
        time.sleep(0.01)
