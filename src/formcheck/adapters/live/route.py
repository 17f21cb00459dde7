"""The WebSocket route of the live path, beside the pages on the same port."""

import asyncio
import logging
import os
from contextlib import suppress

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from formcheck.adapters.live.connection import CloseCode, Connection, Refused
from formcheck.adapters.live.messages import Done, written
from formcheck.adapters.live.origin_policy import OriginPolicy
from formcheck.adapters.live.registry import AtCapacity, Lease, UnknownToken, WorkoutRegistry
from formcheck.domain.errors import FormcheckError

PATH = "/live"
_CLOSE_S = 5.0
_LOG = logging.getLogger(__name__)


def live_route(
    registry: WorkoutRegistry, origins: OriginPolicy | None = None, *, path: str = PATH
) -> WebSocketRoute:
    """Make the route for `st.App(routes=[...])`, or for any Starlette application."""
    return WebSocketRoute(path, _Endpoint(registry, origins or OriginPolicy()).serve, name="live")


class _Endpoint:
    """Checks origin and token of each connection, leases it its workout, and ends what nobody resumes."""

    def __init__(self, registry: WorkoutRegistry, origins: OriginPolicy) -> None:
        self._registry = registry
        self._origins = origins
        # As many inferences at once as there are cores: more only make each other late.
        self._inference_slots = asyncio.Semaphore(os.cpu_count() or 1)
        self._expiries: set[asyncio.Task[None]] = set()

    async def serve(self, socket: WebSocket) -> None:
        """Serve one connection from beginning to end."""
        await socket.accept()  # a browser learns the close code of accepted connections only
        try:
            self._check_origin(socket)
            token = socket.query_params.get("token", "")
            finished = self._registry.find_finished(token)
            if finished is None:
                await self._run(socket, token)
            else:
                await socket.send_text(written(Done(result=finished)))
            await _close(socket, CloseCode.OVER, "")
        except Refused as refusal:
            await _close(socket, refusal.code, refusal.reason)
        except WebSocketDisconnect:
            pass
        except FormcheckError as error:
            await _close(socket, CloseCode.FAULT, error.key)
        except Exception:  # noqa: BLE001 - the others go on; the log has the rest
            _LOG.exception("live path failed")
            await _close(socket, CloseCode.FAULT, "live.fault")

    def _check_origin(self, socket: WebSocket) -> None:
        headers = socket.headers
        secure = socket.url.scheme == "wss"
        if not self._origins.allows(headers.get("origin"), headers.get("host"), secure=secure):
            raise Refused(CloseCode.ORIGIN, "open this from the page of this server")

    async def _run(self, socket: WebSocket, token: str) -> None:
        connection = Connection(socket, self._registry.limits, self._inference_slots)
        try:
            lease = self._registry.acquire(token, connection.revoke)
        except UnknownToken:
            raise Refused(CloseCode.TOKEN, "no such workout") from None
        except AtCapacity:
            raise Refused(CloseCode.BUSY, "live.busy") from None
        try:
            await connection.run(lease)
            await self._finish(socket, lease)
        except Refused as refusal:
            if refusal.code is CloseCode.IDLE:
                await self._finish(socket, lease)
            raise
        finally:
            if self._registry.release(lease):
                self._schedule_expiry(lease)

    async def _finish(self, socket: WebSocket, lease: Lease) -> None:
        await asyncio.to_thread(self._registry.finish, lease.result_id)
        await socket.send_text(written(Done(result=lease.result_id)))

    def _schedule_expiry(self, lease: Lease) -> None:
        task = asyncio.create_task(self._expire(lease))
        self._expiries.add(task)
        task.add_done_callback(self._expiries.discard)

    async def _expire(self, lease: Lease) -> None:
        """End the workout unless a connection resumes it in time."""
        await asyncio.sleep(self._registry.limits.grace_s)
        await asyncio.to_thread(self._registry.finish, lease.result_id, only_if_released=True)


async def _close(socket: WebSocket, code: CloseCode, reason: str) -> None:
    # Gone already, or not listening: then there is nobody to tell.
    with suppress(RuntimeError, WebSocketDisconnect, OSError, TimeoutError):
        async with asyncio.timeout(_CLOSE_S):
            await socket.close(code, reason)
