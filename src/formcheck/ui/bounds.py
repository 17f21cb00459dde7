"""So much from one address and no more: of requests, of what they carry, of open sockets and their messages.

Behind the check of who may come in, so that a page of another site cannot use up what its visitor may do.
Files that are sent have a limit of their own, which Streamlit holds (`server.maxUploadSize`); so have the
live path's messages (`adapters/live/limits.py`).
"""

import re
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from formcheck.adapters.live.rate_limiter import RateLimiter

_UPLOAD = re.compile(r"/_stcore/upload_file/[^/]+/[^/]+$")
_POLICY_VIOLATION, _TOO_BIG, _TRY_LATER = 1008, 1009, 1013


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one address may do.

    rate_hz, burst: requests and new sockets, in the long run and at once; a page of ours loads some hundred
    files. body_bytes: of a request that sends no file. sockets: open at a time. message_bytes,
    message_rate_hz, message_burst: of one socket. addresses: remembered at a time; who was heard of longest
    ago is forgotten.
    """

    rate_hz: float = 100.0
    burst: int = 1500
    body_bytes: int = 1_000_000
    sockets: int = 64
    message_bytes: int = 8_000_000
    message_rate_hz: float = 100.0
    message_burst: int = 500
    addresses: int = 1000


class _TooLarge(Exception):
    """A request carries more than it may."""


class Bounded:
    """Around the application. now_s: a clock that never runs back. excused: end of the path of a socket that
    looks at its messages itself.
    """

    def __init__(
        self,
        app: ASGIApp,
        bounds: Bounds | None = None,
        now_s: Callable[[], float] = time.monotonic,
        *,
        excused: str,
    ) -> None:
        self._app = app
        self._excused = excused
        self._bounds = bounds or Bounds()
        self._now_s = now_s
        self._rates: OrderedDict[str, RateLimiter] = OrderedDict()
        self._sockets: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        address = scope["client"][0] if scope.get("client") else ""
        if self._is_too_often(address):
            await _refuse(scope, receive, send, HTTPStatus.TOO_MANY_REQUESTS)
        elif scope["type"] == "http":
            await self._serve_request(scope, receive, send)
        elif self._sockets[address] >= self._bounds.sockets:
            await _refuse(scope, receive, send, HTTPStatus.TOO_MANY_REQUESTS)
        else:
            self._sockets[address] += 1
            try:
                own = scope["path"].endswith(self._excused)
                await self._app(scope, receive if own else self._bounded_messages(receive, send), send)
            finally:
                self._sockets -= Counter([address])

    def _is_too_often(self, address: str) -> bool:
        bounds = self._bounds
        rate = self._rates.pop(address, None) or RateLimiter(bounds.rate_hz, bounds.burst, self._now_s)
        self._rates[address] = rate
        if len(self._rates) > bounds.addresses:
            self._rates.popitem(last=False)
        return rate.is_exceeded()

    async def _serve_request(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "PUT" and _UPLOAD.search(scope["path"]):
            await self._app(scope, receive, send)
            return
        stated = Headers(scope=scope).get("content-length", "0")
        left, begun = self._bounds.body_bytes, False
        if not stated.isdecimal() or int(stated) > left:
            await _refuse(scope, receive, send, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return

        async def bounded() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise _TooLarge
            return message

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, bounded, noted)
        except _TooLarge:
            if not begun:
                await _refuse(scope, receive, send, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    def _bounded_messages(self, receive: Receive, send: Send) -> Receive:
        bounds = self._bounds
        limiter = RateLimiter(bounds.message_rate_hz, bounds.message_burst, self._now_s)

        async def bounded() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            size = len(message.get("bytes") or message.get("text") or "")
            code = _TOO_BIG if size > bounds.message_bytes else 0
            if limiter.is_exceeded():
                code = code or _POLICY_VIOLATION
            if not code:
                return message
            await send({"type": "websocket.close", "code": code})
            return {"type": "websocket.disconnect", "code": code}

        return bounded


async def _refuse(scope: Scope, receive: Receive, send: Send, status: HTTPStatus) -> None:
    if scope["type"] == "websocket" and "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": _TRY_LATER})
        return
    await PlainTextResponse(status.phrase, status)(scope, receive, send)
