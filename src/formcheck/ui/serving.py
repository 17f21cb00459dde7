"""What the server has beside the pages: the live path's socket, and clearing up when it stops."""

import asyncio
import logging
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from formcheck.adapters.live import Doorman, live_desk, live_route
from formcheck.ui.stranger import NoStrangers
from formcheck.ui.tidy import tidy

_TOKEN = re.compile(r"(token=)[\w-]+")
_SERVER_LOG = "uvicorn.error"
# Eyes, mind and socket hand each picture on several times; at Python's own 5 ms whoever is handed it waits
# 2.8 ms for its turn, at this 1.1 ms (median between two looks).
_SWITCH_S = 0.0002


def routes() -> list[BaseRoute]:
    """Everything that is served beside the pages."""
    own = str(st.get_option("browser.serverAddress") or "").lower()
    return [live_route(live_desk(), Doorman(names=(own,) if own else ()))]


def middleware() -> list[Middleware]:
    """Everything that a request passes first."""
    return [Middleware(NoStrangers)]


@asynccontextmanager
async def life(app: Any) -> AsyncIterator[None]:
    """Around the server's life: files of visitors go, workouts under way end, tokens stay out of the log."""
    log, hide = logging.getLogger(_SERVER_LOG), _hide_token
    log.addFilter(hide)
    switch_s = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_S)
    async with tidy(app):
        try:
            yield
        finally:
            await asyncio.to_thread(live_desk().close)
            log.removeFilter(hide)
            sys.setswitchinterval(switch_s)


def _hide_token(record: logging.LogRecord) -> bool:
    """Whoever reads over a shoulder, or gets the log with a bug report, gets no token with it."""
    if isinstance(record.args, tuple):
        record.args = tuple(_TOKEN.sub(r"\1...", a) if isinstance(a, str) else a for a in record.args)
    return True
