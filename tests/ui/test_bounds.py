"""No address gets more than its part: of requests, of bytes, of sockets and their messages."""

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from formcheck.ui.bounds import Bounded, Bounds
from formcheck.ui.serving import middleware
from formcheck.ui.start import largest_upload_mb

FEW = Bounds(
    rate_hz=2.0,
    burst=5,
    body_bytes=100,
    sockets=2,
    message_bytes=50,
    message_rate_hz=1.0,
    message_burst=3,
    addresses=3,
)


class Wall:
    """A server with these bounds, before an application that reads everything and says 200."""

    def __init__(self, bounds: Bounds = FEW) -> None:
        self.now_s = 0.0
        self.heard: list[Any] = []
        self.gate = asyncio.Event()
        self.wall = Bounded(self._app, bounds, lambda: self.now_s, excused="/live")

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            self.heard.append("life")
            return
        while True:
            message = await receive()
            self.heard.append(message.get("body", message.get("text", message["type"])))
            if not message.get("more_body") and message["type"] != "websocket.receive":
                break
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})

    async def ask(
        self,
        messages: Iterable[Message] = ({"type": "http.request"},),
        *,
        path: str = "/",
        method: str = "GET",
        kind: str = "http",
        address: str = "127.0.0.1",
        headers: Iterable[tuple[bytes, bytes]] = (),
    ) -> list[Message]:
        coming, said = iter(messages), list[Message]()

        async def receive() -> Message:
            return next(coming)

        async def send(message: Message) -> None:
            said.append(message)

        scope = {
            "type": kind,
            "path": path,
            "method": method,
            "client": (address, 1),
            "headers": list(headers),
        }
        await self.wall(scope, receive, send)
        return said

    def status(self, **how: Any) -> int:
        found: int = asyncio.run(self.ask(**how))[0]["status"]
        return found


def test_too_many_requests_of_one_address_are_told_so_and_others_go_on() -> None:
    wall = Wall()
    assert [wall.status() for _ in range(7)] == [200] * 5 + [429] * 2
    assert wall.status(address="192.168.1.7") == 200
    wall.now_s = 2.0
    assert [wall.status() for _ in range(3)] == [200, 200, 429], "two a second come back, at most"


def test_whoever_was_heard_of_longest_ago_is_forgotten() -> None:
    wall = Wall()
    for number in range(50):
        wall.status(address=f"10.0.0.{number}")
    assert len(wall.wall._rates) == FEW.addresses


PUT = {"method": "PUT", "path": "/_stcore/upload_file/a/b"}
PARTS = [{"type": "http.request", "body": b"x" * 60, "more_body": more} for more in (True, False)]


@pytest.mark.parametrize("stated", [b"101", b"-1", b"x", "²".encode("latin-1", "ignore") or b""])
def test_a_body_that_says_it_is_too_large_is_not_read(stated: bytes) -> None:
    wall = Wall()
    assert wall.status(method="POST", headers=[(b"content-length", stated)]) == 413
    assert wall.heard == []


def test_a_body_that_does_not_say_so_is_stopped_on_its_way() -> None:
    wall = Wall()
    assert wall.status(method="POST", messages=PARTS) == 413
    assert wall.heard == [b"x" * 60]


def test_files_have_a_limit_of_their_own() -> None:
    assert Wall().status(messages=PARTS, headers=[(b"content-length", b"120")], **PUT) == 200
    assert Wall().status(messages=PARTS, headers=[(b"content-length", b"120")], path=PUT["path"]) == 413


def test_only_so_many_sockets_are_open_at_a_time() -> None:
    wall = Wall()

    async def several() -> list[list[Message]]:
        gate = asyncio.Event()

        async def held(said: list[Message], path: str) -> None:
            async def receive() -> Message:
                await gate.wait()
                return {"type": "websocket.disconnect"}

            async def send(message: Message) -> None:
                said.append(message)

            scope = {"type": "websocket", "path": path, "client": ("127.0.0.1", 1), "headers": []}
            await wall.wall(scope, receive, send)

        told = [list[Message]() for _ in range(3)]
        tasks = [
            asyncio.create_task(held(said, path))
            for said, path in zip(told, ("/a", "/live", "/c"), strict=True)
        ]
        await asyncio.sleep(0)
        gate.set()
        await asyncio.gather(*tasks)
        return told

    assert asyncio.run(several()) == [[], [], [{"type": "websocket.close", "code": 1013}]]
    wall.now_s = 10.0
    assert asyncio.run(wall.ask([{"type": "websocket.disconnect"}], kind="websocket")) == []


def texts(*sizes: int) -> list[Message]:
    return [{"type": "websocket.receive", "text": "x" * size} for size in sizes]


@pytest.mark.parametrize(
    ("sizes", "code"), [((51,), 1009), ((1, 1, 1, 1), 1008)], ids=["too large", "too many"]
)
def test_a_socket_that_says_too_much_is_closed(sizes: tuple[int, ...], code: int) -> None:
    wall = Wall()
    assert asyncio.run(wall.ask(texts(*sizes), kind="websocket")) == [
        {"type": "websocket.close", "code": code}
    ]
    assert wall.heard[-1] == "websocket.disconnect"


def test_the_live_path_looks_at_its_messages_itself() -> None:
    wall = Wall()
    messages = [*texts(60, 1, 1, 1), {"type": "websocket.disconnect"}]
    assert asyncio.run(wall.ask(messages, kind="websocket", path="/live")) == []


def test_the_life_of_the_server_is_no_request() -> None:
    wall = Wall()
    asyncio.run(wall.ask(kind="lifespan"))
    assert wall.heard == ["life"]


def test_the_app_has_them_behind_the_check_of_who_may_come_in() -> None:
    names = [each.cls.__name__ for each in middleware()]  # type: ignore[attr-defined]
    assert names.index("NoStrangers") < names.index("Bounded")


@pytest.mark.parametrize(("memory_gb", "limit_mb"), [(0.5, 100), (2, 256), (4, 512), (8, 1024), (64, 1024)])
def test_what_may_be_sent_fits_into_memory(memory_gb: float, limit_mb: int) -> None:
    assert largest_upload_mb(1024, int(memory_gb * (1 << 30))) == limit_mb
