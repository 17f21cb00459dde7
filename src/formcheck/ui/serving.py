"""What the server has beside the pages: the live path's socket, and clearing up when it stops."""

import asyncio
import logging
import re
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from formcheck.adapters.interrupted import shelf
from formcheck.adapters.live import LIVE_PATH, OriginPolicy, live_registry, live_route
from formcheck.adapters.store import Part
from formcheck.domain.errors import AddressOpen
from formcheck.i18n import Language, words
from formcheck.ui.bounds import Bounded
from formcheck.ui.ending import ends_in_time
from formcheck.ui.headers import SafeHeaders
from formcheck.ui.jobs import jobs
from formcheck.ui.kept.files import shown_files
from formcheck.ui.start import MAIN_SCRIPT, check_address, folders_on_path
from formcheck.ui.stranger import NoStrangers
from formcheck.ui.tidy import tidy
from formcheck.ui.uploads import WatchUploads, uploads

_TOKEN = re.compile(r"(token=)[\w-]+")
_SERVER_LOG = "uvicorn.error"
_EXIT_USAGE = 2
# Inference worker, logic worker and event loop hand each picture on several times; at Python's own 5 ms the
# next thread waits 2.8 ms for its turn, at this 1.1 ms (median between two inferences).
_SWITCH_S = 0.0002
_FORGET_EVERY_S = 60.0


def refuse_open_address(script: str) -> None:
    """End the server with one sentence if it would let other devices in unencrypted.

    `formcheck app` has said so before; this is for whoever lets Streamlit run the script. Another server
    takes its address from elsewhere.
    """
    if Path(sys.argv[0]).resolve() != Path(script).resolve():
        return
    try:
        check_address(st.get_option("server.address") or "", st.get_option("server.sslCertFile") or "")
    except AddressOpen as error:
        sentence = words(Language.EN).say(error.key, **error.params)
        sys.stderr.write(f"formcheck: {sentence}\n")
        raise SystemExit(_EXIT_USAGE) from None


def routes() -> list[BaseRoute]:
    """Everything that is served beside the pages."""
    return [
        live_route(live_registry(), _origin_policy(), path=live_path()),
        Route(video_path("{analysis}"), _send_video),
    ]


def live_path() -> str:
    """Where the live path's socket is: beside the pages, under the address that the server was given."""
    return f"{_base()}/live"


def video_path(analysis: str) -> str:
    """Where the annotated video of an analysis is, or of a kept set that is shown, for who knows its id."""
    return f"{_base()}/review/video/{analysis}"


def _base() -> str:
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def _send_video(request: Request) -> Response:
    key = request.path_params["analysis"]
    found = jobs().find(key)
    video = found.video if found is not None else shown_files().find(key, Part.VIDEO)
    if video is None or not video.is_file():
        return PlainTextResponse(HTTPStatus.NOT_FOUND.phrase, HTTPStatus.NOT_FOUND)
    # Parts of it, too: a browser that jumps asks for the rest from there.
    return FileResponse(video, media_type="video/mp4", headers={"Cache-Control": "private, no-store"})


def middleware() -> list[Middleware]:
    """Everything that a request passes first."""
    return [
        Middleware(SafeHeaders),
        Middleware(NoStrangers, policy=_origin_policy(), excused=LIVE_PATH),
        Middleware(Bounded, excused=LIVE_PATH),
        Middleware(WatchUploads, uploads=uploads()),
    ]


def _origin_policy() -> OriginPolicy:
    own = str(st.get_option("browser.serverAddress") or "").lower()
    return OriginPolicy(names=(own,) if own else ())


@asynccontextmanager
async def life(app: Any) -> AsyncIterator[None]:
    """Around the server's life: files of visitors go, workouts under way end, tokens stay out of the log."""
    log, hide = logging.getLogger(_SERVER_LOG), _hide_token
    log.addFilter(hide)
    switch_s = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_S)
    async with AsyncExitStack() as until_end:
        until_end.enter_context(ends_in_time(live_registry().hurry, live_registry().close))
        until_end.enter_context(folders_on_path(MAIN_SCRIPT.parent))
        await until_end.enter_async_context(tidy(app))
        until_end.enter_context(shelf().open())
        forgetting = asyncio.create_task(_forget_old())
        try:
            yield
        finally:
            forgetting.cancel()
            with suppress(asyncio.CancelledError):
                await forgetting
            await asyncio.to_thread(live_registry().close)
            log.removeFilter(hide)
            sys.setswitchinterval(switch_s)


async def _forget_old() -> None:
    """Analyses whose time is over go, also when nobody comes any more."""
    while True:
        await asyncio.sleep(_FORGET_EVERY_S)
        await asyncio.to_thread(jobs().drop_expired)


def _hide_token(record: logging.LogRecord) -> bool:
    """Whoever reads over a shoulder, or gets the log with a bug report, gets no token with it."""
    if isinstance(record.args, tuple):
        record.args = tuple(_TOKEN.sub(r"\1...", a) if isinstance(a, str) else a for a in record.args)
    return True
