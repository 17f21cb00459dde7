"""One connection: hears pictures and commands, answers the newest picture, and knows why it ended."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeVar

from starlette.websockets import WebSocket, WebSocketDisconnect

from formcheck.adapters.live.desk import Seat
from formcheck.adapters.live.doorman import Bucket
from formcheck.adapters.live.limits import Limits
from formcheck.adapters.live.messages import (
    BadMessage,
    Hello,
    Picture,
    read_command,
    read_picture,
    written,
)
from formcheck.adapters.live.session import LiveSession, Seen
from formcheck.domain.body import Bytes
from formcheck.engine.workout import Command, Stage

_HANDS = 3  # one picture answered, one looked at, one to come
# A thought is full of short numpy calls that let go of Python's lock and take it back, and whoever waits for
# the lock starts waiting anew each time. Begun at once, it kept the eyes from the next picture for as long as
# it took, 2-5 ms, every fourth time. So where another picture waits, this much later: by then they are in
# MediaPipe's code and need no lock.
_EYES_FIRST_S = 0.001
_Raw = TypeVar("_Raw")
_Read = TypeVar("_Read")


class Close(IntEnum):
    """Why a socket was closed."""

    OVER = 1000
    FAULT = 1011
    BAD_MESSAGE = 4400
    TOKEN = 4401
    ORIGIN = 4403
    IDLE = 4408
    TAKEN_OVER = 4409
    TOO_LARGE = 4413
    TOO_MANY = 4429
    BUSY = 4503


class Refused(Exception):
    """The connection must end. code: why. reason: for whoever looks at the wire."""

    def __init__(self, code: Close, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code, self.reason = code, reason


@dataclass(slots=True, eq=False)
class Line:
    """Hears, unpacks, looks, answers: four loops, so that each picture is in another one's hands.

    Behind the first lies one picture, always the newest; behind the second one more; and no more than
    `_HANDS` are on the way from there to their answer, so that the estimator need not wait for this loop.
    """

    socket: WebSocket
    limits: Limits
    turns: asyncio.Semaphore
    _newest: tuple[Picture, float] | None = None
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _ready: "asyncio.Queue[tuple[Picture, Bytes, float]]" = field(default_factory=lambda: asyncio.Queue(1))
    _hands: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_HANDS))
    _looks: "asyncio.Queue[asyncio.Future[Seen]]" = field(default_factory=asyncio.Queue)
    _stopped: bool = False
    _evicted: asyncio.Event = field(default_factory=asyncio.Event)

    def evict(self) -> None:
        """A newer connection has taken over."""
        self._evicted.set()

    async def run(self, seat: Seat) -> None:
        """Returns when the workout is over. Raises Refused, or WebSocketDisconnect when the line broke."""
        session = seat.session
        await asyncio.wrap_future(session.attach())
        hello = Hello(
            exercise=seat.order.spec.slug,
            lang=seat.order.language.value,
            stage=session.stage,
            resumed=seat.resumed,
        )
        await self._send(written(hello))
        loops = (
            self._hear(session),
            self._unpack(session),
            self._look(session),
            self._answer(session),
            self._leave(),
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

    async def _leave(self) -> None:
        await self._evicted.wait()
        raise Refused(Close.TAKEN_OVER, "another window goes on with this workout")

    async def _hear(self, session: LiveSession) -> None:
        bucket = Bucket(self.limits.rate_hz, self.limits.burst, time.monotonic)
        seen_s = time.monotonic()
        while True:
            try:
                message = await asyncio.wait_for(self.socket.receive(), self.limits.idle_s)
            except TimeoutError:
                raise Refused(Close.IDLE, "nothing was heard for too long") from None
            if message["type"] == "websocket.disconnect":
                raise WebSocketDisconnect(message.get("code", 1006))
            if bucket.overflows():
                raise Refused(Close.TOO_MANY, "too many messages")
            text, data = message.get("text"), message.get("bytes")
            if text is not None:
                self._take_command(session, text)
            elif data is not None:
                self._take_picture(data)
                seen_s = time.monotonic()
            if time.monotonic() - seen_s > self.limits.unseen_s:
                raise Refused(Close.IDLE, "no picture came for too long")

    def _take_command(self, session: LiveSession, text: str) -> None:
        if len(text) > self.limits.message_bytes:
            raise Refused(Close.TOO_LARGE, "a message is too large")
        if len(text) > self.limits.command_bytes:
            raise Refused(Close.BAD_MESSAGE, "not a command")
        command = _understood(read_command, text)
        if command is Command.STOP:
            # Also when no picture comes any more: the camera may be what was taken away.
            self._stopped = True
            self._news.set()
        elif command is not None:
            session.do(command)

    def _take_picture(self, data: bytes) -> None:
        if len(data) > self.limits.message_bytes:
            raise Refused(Close.TOO_LARGE, "a message is too large")
        self._newest = _understood(read_picture, data), time.perf_counter()
        self._news.set()

    async def _unpack(self, session: LiveSession) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            if self._stopped:
                return
            if self._newest is None:
                continue
            (picture, received_s), self._newest = self._newest, None
            await self._ready.put(
                (picture, await _or_refused(asyncio.wrap_future(session.unpack(picture))), received_s)
            )

    async def _look(self, session: LiveSession) -> None:
        while True:
            picture, image_rgb, received_s = await self._ready.get()
            await self._hands.acquire()
            # First come, first served: who has just had a turn waits behind those who have not.
            await self.turns.acquire()
            look = asyncio.wrap_future(session.see(picture, image_rgb, received_s))
            look.add_done_callback(lambda _: self.turns.release())
            await self._looks.put(look)

    async def _answer(self, session: LiveSession) -> None:
        while True:
            seen = await _or_refused(await self._looks.get())
            if not self._looks.empty():
                await asyncio.sleep(_EYES_FIRST_S)
            said = await asyncio.wrap_future(session.think(seen))
            await self._send(written(said))
            self._hands.release()
            if said.stage == Stage.DONE:
                return

    async def _send(self, text: str) -> None:
        try:
            await asyncio.wait_for(self.socket.send_text(text), self.limits.send_s)
        except TimeoutError:
            raise Refused(Close.IDLE, "answers are not taken") from None


def _understood(read: Callable[[_Raw], _Read], message: _Raw) -> _Read:
    try:
        return read(message)
    except BadMessage as error:
        raise Refused(Close.BAD_MESSAGE, str(error)) from error


async def _or_refused(future: asyncio.Future[_Read]) -> _Read:
    try:
        return await future
    except BadMessage as error:
        raise Refused(Close.BAD_MESSAGE, str(error)) from error
