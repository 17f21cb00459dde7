"""A connection that is ended ends, also when a message comes at that very moment."""

import asyncio
from typing import Any, cast

import pytest

from formcheck.adapters.live.connection import Connection
from formcheck.adapters.live.limits import Limits


class Socket:
    """Gives a message whenever the test says so."""

    def __init__(self) -> None:
        self.comes = asyncio.Event()

    async def receive(self) -> dict[str, str]:
        await self.comes.wait()
        self.comes.clear()
        return {"type": "websocket.receive", "text": '{"do": "ping"}'}


@pytest.mark.parametrize("turns", range(5))
def test_an_end_is_not_lost_to_a_message(turns: int) -> None:
    """turns: of the event loop between the message and the end."""

    async def scenario() -> bool:
        socket = Socket()
        connection = Connection(cast(Any, socket), Limits(), asyncio.Semaphore(1))
        task = asyncio.create_task(connection._receive(cast(Any, None)))
        await asyncio.sleep(0.01)
        socket.comes.set()
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        ended, _ = await asyncio.wait({task}, timeout=0.5)
        task.cancel()
        return bool(ended)

    assert asyncio.run(scenario())
