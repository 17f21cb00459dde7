"""What every answer tells the browser: nothing of these pages comes from, or goes to, another address.

Names are escaped and Streamlit is told to send nothing; should either fail, the browser does not follow.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ANSWERS = ("http.response.start", "websocket.http.response.start")
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class SafeHeaders:
    """Around the application: adds them to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""

        async def send_safely(message: Message) -> None:
            if message["type"] in _ANSWERS:
                MutableHeaders(scope=message).update(_headers())
            await send(message)

        await self._app(scope, receive, send_safely)


@cache
def _headers() -> dict[str, str]:
    return {
        "Content-Security-Policy": content_security_policy(_inline_scripts()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
        # The microphone: for the word that stops a set, see docs/LIVE.md.
        "Permissions-Policy": "camera=(self), microphone=(self), display-capture=(), geolocation=()",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def content_security_policy(inline_scripts: Iterable[str]) -> str:
    """The policy. inline_scripts: those that stand in Streamlit's page itself."""
    hashes = " ".join(f"'sha256-{_sha256(script)}'" for script in inline_scripts)
    return "; ".join(
        (
            "default-src 'self'",
            # Streamlit runs components from blobs, and one of its libraries counts in WebAssembly.
            f"script-src 'self' blob: 'wasm-unsafe-eval' {hashes}".rstrip(),
            # Its components write their own styles, and so do we.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def _inline_scripts() -> list[str]:
    page = Path(st.__file__).with_name("static") / "index.html"
    return _INLINE.findall(page.read_text(encoding="utf-8"))


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
