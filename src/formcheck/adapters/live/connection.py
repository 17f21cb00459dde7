"""One WebSocket connection: receives pictures and commands, answers the newest picture, reports its end."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeVar

from starlette.websockets import WebSocket, WebSocketDisconnect

from formcheck.adapters.live.limits import Limits
from formcheck.adapters.live.messages import (
    BadMessage,
    Hello,
    Picture,
    read_command,
    read_picture,
    written,
)
from formcheck.adapters.live.rate_limiter import RateLimiter
from formcheck.adapters.live.registry import Lease
from formcheck.adapters.live.session import LOOK_EVERY_S, Inference, LiveSession
from formcheck.domain.body import Bytes
from formcheck.domain.errors import PoseModelDied
from formcheck.engine.workout import Command, Stage

_MAX_IN_FLIGHT = 3  # one picture is answered, one is in inference, one waits for it
# The logic worker makes many short numpy calls, each of which releases Python's lock and takes it again, and
# whoever waits for the lock starts waiting anew each time. Begun at once, it delayed the next inference by
# its own length, 2-5 ms, every fourth time. So where another picture waits it begins this much later: by then
# inference is in MediaPipe's code and needs no lock.
_INFERENCE_HEAD_START_S = 0.001
_Raw = TypeVar("_Raw")
_Read = TypeVar("_Read")


class CloseCode(IntEnum):
    """Why a WebSocket was closed: its close code. docs/LIVE.md explains each."""

    OVER = 1000
    FAULT = 1011
    STOPPING = 1012
    BAD_MESSAGE = 4400
    TOKEN = 4401
    ORIGIN = 4403
    IDLE = 4408
    TAKEN_OVER = 4409
    TOO_LARGE = 4413
    TOO_MANY = 4429
    BUSY = 4503
    RESTART = 4510


class Refused(Exception):
    """The server ends the connection. reason: sent with the close code, for whoever reads the wire."""

    def __init__(self, code: CloseCode, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code, self.reason = code, reason


@dataclass(slots=True, eq=False)
class Connection:
    """A pipeline of four tasks: receive, decode, infer, answer. Each works on another picture.

    Between receive and decode lies one picture, always the newest; between decode and infer one more. At most
    `_MAX_IN_FLIGHT` are between there and their answer, so that inference need not wait for this event loop.

    inference_slots: shared by all connections; each inference takes one, in the order of asking.
    """

    socket: WebSocket
    limits: Limits
    inference_slots: asyncio.Semaphore
    _newest: tuple[Picture, float] | None = None
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _decoded: "asyncio.Queue[tuple[Picture, Bytes, float]]" = field(default_factory=lambda: asyncio.Queue(1))
    _in_flight: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_MAX_IN_FLIGHT))
    _inferences: "asyncio.Queue[asyncio.Future[Inference]]" = field(default_factory=asyncio.Queue)
    _stopped: bool = False
    _revoked: asyncio.Event = field(default_factory=asyncio.Event)

    def revoke(self) -> None:
        """End this connection: a newer one has taken its lease."""
        self._revoked.set()

    async def run(self, lease: Lease) -> None:
        """Serve until the workout is over. Raises Refused; WebSocketDisconnect when the client went."""
        session = lease.session
        await self._attach(session)
        hello = Hello(
            exercise=lease.order.spec.slug,
            lang=lease.order.language.value,
            stage=session.stage,
            resumed=lease.resumed,
        )
        await self._send(written(hello))
        loops = (
            self._receive(session),
            self._decode(session),
            self._infer(session),
            self._answer(session),
            self._await_revocation(),
        )
        tasks = [asyncio.create_task(each) for each in loops]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for task in tasks:
            if task in done:
                task.result()

    async def _attach(self, session: LiveSession) -> None:
        """Wait for the model, unless the server stops meanwhile: it would wait for this connection."""
        attached = asyncio.wrap_future(session.attach())
        while not (await asyncio.wait((attached,), timeout=LOOK_EVERY_S))[0]:
            if session.is_late:
                attached.cancel()
                raise WebSocketDisconnect(CloseCode.STOPPING)
        attached.result()

    async def _await_revocation(self) -> None:
        await self._revoked.wait()
        raise Refused(CloseCode.TAKEN_OVER, "another window goes on with this workout")

    async def _receive(self, session: LiveSession) -> None:
        limiter = RateLimiter(self.limits.rate_hz, self.limits.burst, time.monotonic)
        last_picture_s = time.monotonic()
        while True:
            try:
                # Not wait_for: up to Python 3.11 it loses a cancellation that comes together with a message,
                # and a workout that was stopped would never end.
                async with asyncio.timeout(self.limits.idle_s):
                    message = await self.socket.receive()
            except TimeoutError:
                raise Refused(CloseCode.IDLE, "nothing was heard for too long") from None
            if message["type"] == "websocket.disconnect":
                raise WebSocketDisconnect(message.get("code", 1006))
            if limiter.is_exceeded():
                raise Refused(CloseCode.TOO_MANY, "too many messages")
            text, data = message.get("text"), message.get("bytes")
            if text is not None:
                self._take_command(session, text)
            elif data is not None:
                self._take_picture(data)
                last_picture_s = time.monotonic()
            if time.monotonic() - last_picture_s > self.limits.unseen_s:
                raise Refused(CloseCode.IDLE, "no picture came for too long")

    def _take_command(self, session: LiveSession, text: str) -> None:
        if len(text) > self.limits.message_bytes:
            raise Refused(CloseCode.TOO_LARGE, "a message is too large")
        if len(text) > self.limits.command_bytes:
            raise Refused(CloseCode.BAD_MESSAGE, "not a command")
        command = _parse(read_command, text)
        if command is Command.STOP:
            # Also when no picture comes any more: the camera may be what was taken away.
            self._stopped = True
            self._arrived.set()
        elif command is not None:
            session.do(command)

    def _take_picture(self, data: bytes) -> None:
        if len(data) > self.limits.message_bytes:
            raise Refused(CloseCode.TOO_LARGE, "a message is too large")
        self._newest = _parse(read_picture, data), time.perf_counter()
        self._arrived.set()

    async def _decode(self, session: LiveSession) -> None:
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            if self._stopped:
                return
            if self._newest is None:
                continue
            (picture, received_s), self._newest = self._newest, None
            image_rgb = await _result_of(asyncio.wrap_future(session.decode(picture)))
            await self._decoded.put((picture, image_rgb, received_s))

    async def _infer(self, session: LiveSession) -> None:
        while True:
            picture, image_rgb, received_s = await self._decoded.get()
            await self._in_flight.acquire()
            # First come, first served: who has just had a slot waits behind those who have not.
            await self.inference_slots.acquire()
            inference = asyncio.wrap_future(session.infer(picture, image_rgb, received_s))
            inference.add_done_callback(lambda _: self.inference_slots.release())
            await self._inferences.put(inference)

    async def _answer(self, session: LiveSession) -> None:
        while True:
            inference = await _result_of(await self._inferences.get())
            if not self._inferences.empty():
                await asyncio.sleep(_INFERENCE_HEAD_START_S)
            answer = await asyncio.wrap_future(session.respond(inference))
            await self._send(written(answer))
            self._in_flight.release()
            if answer.stage == Stage.DONE:
                return

    async def _send(self, text: str) -> None:
        try:
            async with asyncio.timeout(self.limits.send_s):
                await self.socket.send_text(text)
        except TimeoutError:
            raise Refused(CloseCode.IDLE, "answers are not taken") from None


def _parse(read: Callable[[_Raw], _Read], message: _Raw) -> _Read:
    """Read a message. Raises Refused for one that no client of ours would send."""
    try:
        return read(message)
    except BadMessage as error:
        raise Refused(CloseCode.BAD_MESSAGE, str(error)) from error


async def _result_of(future: asyncio.Future[_Read]) -> _Read:
    """Wait for a worker. Raises Refused when the picture turned out to be bad, or the pose model has died."""
    try:
        return await future
    except PoseModelDied as error:
        raise Refused(CloseCode.RESTART, "the pose model has died") from error
    except BadMessage as error:
        raise Refused(CloseCode.BAD_MESSAGE, str(error)) from error
