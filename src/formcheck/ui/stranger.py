"""Turns away other sites' pages before Streamlit looks at them.

Streamlit refuses them too, but asks a web service for this machine's public address first: that one of them
might be meant by the origin. While it waits everybody waits, and the promise that nothing leaves this machine
would be at the mercy of any page in another tab.
"""

from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

_STREAM = "/_stcore/stream"
_NOT_ALLOWED = 1008


class NoStrangers:
    """Around the application: Streamlit's socket is for the pages of this very address.

    Programs without an origin come in, as they do with Streamlit; so do the origins that
    `server.corsAllowedOrigins` names.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if (
            scope["type"] == "websocket"
            and scope["path"].endswith(_STREAM)
            and _strange(Headers(scope=scope))
        ):
            await send({"type": "websocket.close", "code": _NOT_ALLOWED})
            return
        await self._app(scope, receive, send)


def _strange(headers: Headers) -> bool:
    origin = headers.get("origin")
    if origin is None or origin in st.get_option("server.corsAllowedOrigins"):
        return False
    try:
        return urlsplit(origin).netloc != headers.get("host")
    except ValueError:
        return True
