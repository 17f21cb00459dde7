"""Who asks the server to end waits three seconds at most, whatever is under way."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from formcheck.ui.ending import ends_in_time

# A server whose only request never ends; says when one is under way, and within what time all must be judged.
STUCK = """
import sys, time
from contextlib import asynccontextmanager
import anyio, uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from formcheck.ui.ending import ends_in_time
from formcheck.ui.tidy import make_folder

def say(what):
    print(what, flush=True)

async def forever(request):
    make_folder()
    say("asked")
    await anyio.to_thread.run_sync(time.sleep, 60)

@asynccontextmanager
async def life(app):
    with ends_in_time(lambda within_s: say(f"hurry {within_s}"), lambda: say("close")):
        say("up")
        yield

uvicorn.run(Starlette(routes=[Route("/", forever)], lifespan=life), port=int(sys.argv[1]), log_level="error")
"""

ASK = "import sys; from urllib.request import urlopen; urlopen(f'http://127.0.0.1:{sys.argv[1]}/')"


@pytest.fixture
def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_request_that_never_ends_does_not_keep_the_server(
    how: signal.Signals, tmp_path: Path, free_port: int
) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", STUCK, str(free_port)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert server.stdout
    assert server.stdout.readline() == "up\n"
    asking = subprocess.Popen([sys.executable, "-c", ASK, str(free_port)], stderr=subprocess.DEVNULL)
    assert server.stdout.readline() == "asked\n"
    assert list(tmp_path.glob("formcheck-*"))
    begun_s = time.monotonic()
    server.send_signal(how)
    assert server.stdout.readline().startswith("hurry")
    assert server.stdout.readline() == "close\n", (
        "what is under way is kept, whatever the web server waits for"
    )
    server.wait(20)
    assert time.monotonic() - begun_s < 3.0
    assert server.returncode == 128 + how
    assert not list(tmp_path.glob("formcheck-*")), "visitors' files go, too"
    asking.wait(20)


def test_a_server_in_another_thread_hears_no_signal() -> None:
    before = signal.getsignal(signal.SIGTERM)

    def serve() -> None:
        with ends_in_time(lambda _: None, lambda: None):
            assert signal.getsignal(signal.SIGTERM) is before

    thread = threading.Thread(target=serve)
    thread.start()
    thread.join()


def test_handlers_are_put_back() -> None:
    # Who starts the tests in the background may have the signal ignored.
    outside = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with ends_in_time(lambda _: None, lambda: None):
            assert signal.getsignal(signal.SIGINT) is not signal.default_int_handler
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, outside)
