"""Turns away what was not asked for at this server's own address, before anything else looks at it.

Under a foreign name that is made to lead here (DNS rebinding) another's page would have our address as its
origin; so every route, Streamlit's own ones too, is served under the names of this server and no other. Pages
of another origin are turned away as well: Streamlit refuses them at its socket too, but asks a web service
for this machine's public address first, that one of them might be meant by the origin. While it waits
everybody waits, and the promise that nothing leaves this machine would be at the mercy of any page in
another tab.
"""

from http import HTTPStatus

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from formcheck.adapters.live import OriginPolicy

_SECURE = ("https", "wss")


class NoStrangers:
    """Around the application: it is for the pages of this very address.

    Programs without an origin come in, as they do with Streamlit; so do the origins that
    `server.corsAllowedOrigins` names. excused: end of the path of a route that looks at origins itself.
    """

    def __init__(self, app: ASGIApp, policy: OriginPolicy, excused: str) -> None:
        self._app = app
        self._policy = policy
        self._excused = excused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        refused = self._refused(scope) if scope["type"] in ("http", "websocket") else None
        if refused is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket" and "websocket.http.response" not in scope.get("extensions", {}):
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse(refused.phrase, refused)(scope, receive, send)

    def _refused(self, scope: Scope) -> HTTPStatus | None:
        """What is wrong, None for who may come in."""
        headers = Headers(scope=scope)
        secure = scope["scheme"] in _SECURE
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._policy.knows(hosts[0], secure=secure, ports=_ports(scope)):
            return HTTPStatus.BAD_REQUEST
        origin = headers.get("origin")
        if origin is None or origin in st.get_option("server.corsAllowedOrigins"):
            return None
        if scope["type"] == "websocket" and scope["path"].endswith(self._excused):
            return None
        if not self._policy.allows(origin, hosts[0], secure=secure):
            return HTTPStatus.FORBIDDEN
        return None


def _ports(scope: Scope) -> tuple[int, ...]:
    """Ports under which this server is reached: its own, and the one that a forwarding was made known by."""
    own = scope["server"][1] if scope.get("server") else None
    return tuple(int(port) for port in (own, st.get_option("browser.serverPort")) if port)
