"""The door of the live path: one WebSocket route beside the pages, on the same port."""

import asyncio
import logging
import os
from contextlib import suppress

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from formcheck.adapters.live.desk import Busy, Desk, Seat, UnknownToken
from formcheck.adapters.live.doorman import Doorman
from formcheck.adapters.live.line import Close, Line, Refused
from formcheck.adapters.live.messages import Done, written
from formcheck.domain.errors import FormcheckError

PATH = "/live"
_CLOSE_S = 5.0
_LOG = logging.getLogger(__name__)


def live_route(desk: Desk, doorman: Doorman | None = None, *, path: str = PATH) -> WebSocketRoute:
    """Make the route for `st.App(routes=[...])`, or for any Starlette application."""
    return WebSocketRoute(path, _Host(desk, doorman or Doorman()).receive, name="live")


class _Host:
    """Receives visitors: checks who they are, shows them to their seat, and clears up after them."""

    def __init__(self, desk: Desk, doorman: Doorman) -> None:
        self._desk = desk
        self._doorman = doorman
        # As many pictures at once as there are cores: more only make each other late.
        self._turns = asyncio.Semaphore(os.cpu_count() or 1)
        self._waiting: set[asyncio.Task[None]] = set()

    async def receive(self, socket: WebSocket) -> None:
        """Serve one connection from beginning to end."""
        await socket.accept()  # a browser learns the close code of accepted connections only
        try:
            self._check_origin(socket)
            token = socket.query_params.get("token", "")
            over = self._desk.finished(token)
            if over is None:
                await self._serve(socket, token)
            else:
                await socket.send_text(written(Done(result=over)))
            await _close(socket, Close.OVER, "")
        except Refused as refusal:
            await _close(socket, refusal.code, refusal.reason)
        except WebSocketDisconnect:
            pass
        except FormcheckError as error:
            await _close(socket, Close.FAULT, error.key)
        except Exception:  # noqa: BLE001 - the others go on; the log has the rest
            _LOG.exception("live path failed")
            await _close(socket, Close.FAULT, "live.fault")

    def _check_origin(self, socket: WebSocket) -> None:
        headers = socket.headers
        secure = socket.url.scheme == "wss"
        if not self._doorman.admits(headers.get("origin"), headers.get("host"), secure=secure):
            raise Refused(Close.ORIGIN, "open this from the page of this server")

    async def _serve(self, socket: WebSocket, token: str) -> None:
        line = Line(socket, self._desk.limits, self._turns)
        try:
            seat = self._desk.sit(token, line.evict)
        except UnknownToken:
            raise Refused(Close.TOKEN, "no such workout") from None
        except Busy:
            raise Refused(Close.BUSY, "live.busy") from None
        try:
            await line.run(seat)
            await self._finish(socket, seat)
        except Refused as refusal:
            if refusal.code is Close.IDLE:
                await self._finish(socket, seat)
            raise
        finally:
            if self._desk.leave(seat):
                self._wait_for_return(seat)

    async def _finish(self, socket: WebSocket, seat: Seat) -> None:
        await asyncio.to_thread(self._desk.finish, seat.result_id)
        await socket.send_text(written(Done(result=seat.result_id)))

    def _wait_for_return(self, seat: Seat) -> None:
        task = asyncio.create_task(self._end_if_left(seat))
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    async def _end_if_left(self, seat: Seat) -> None:
        await asyncio.sleep(self._desk.limits.grace_s)
        await asyncio.to_thread(self._desk.finish, seat.result_id, only_if_left=True)


async def _close(socket: WebSocket, code: Close, reason: str) -> None:
    # Gone already, or not listening: then there is nobody to tell.
    with suppress(RuntimeError, WebSocketDisconnect, OSError, TimeoutError):
        await asyncio.wait_for(socket.close(code, reason), _CLOSE_S)
