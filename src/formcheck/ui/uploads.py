"""Whose file is still on its way: Streamlit tells a page of a file only once it is there."""

import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime.scriptrunner import get_script_run_ctx

_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+$")


class Uploads:
    """Visitors who are sending a file right now, by the id of their session."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sending: Counter[str] = Counter()

    @contextmanager
    def sending(self, session_id: str) -> Iterator[None]:
        """While this visitor sends."""
        with self._lock:
            self._sending[session_id] += 1
        try:
            yield
        finally:
            with self._lock:
                self._sending -= Counter([session_id])

    def __contains__(self, session_id: object) -> bool:
        with self._lock:
            return session_id in self._sending


class WatchUploads:
    """Around the application: notes who is sending a file."""

    def __init__(self, app: ASGIApp, uploads: Uploads) -> None:
        self._app = app
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        found = (
            _UPLOAD.search(scope["path"]) if scope["type"] == "http" and scope["method"] == "PUT" else None
        )
        if found is None:
            await self._app(scope, receive, send)
            return
        with self._uploads.sending(found[1]):
            await self._app(scope, receive, send)


@cache
def uploads() -> Uploads:
    """Of this process: server and page must share one."""
    return Uploads()


def still_coming() -> bool:
    """Whether this visitor is sending a file."""
    context = get_script_run_ctx()
    return context is not None and context.session_id in uploads()
