"""A real browser and a real server: how to start them, and where the browser may go."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, FilePayload, Page, Playwright, Response

from formcheck.adapters.store.database import DATA_DIR
from formcheck.ui.start import MAIN_SCRIPT, settings

HOME = ("localhost", "127.0.0.1", "[::1]", "::1")
ARGUMENTS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

# How many runs of Streamlit's script have ended since somebody first asked.
_RUNS = """() => {
    if (window.runs === undefined) {
        window.runs = 0;
        const watcher = new MutationObserver(records => {
            window.runs += records.filter(each => each.oldValue === "running").length;
        });
        watcher.observe(document.querySelector("[data-testid=stApp]"),
            { attributeFilter: ["data-test-script-state"], attributeOldValue: true });
    }
    return window.runs;
}"""
_RUN_SINCE = """before => window.runs > before
    && document.querySelector("[data-testid=stApp]").dataset.testScriptState === 'notRunning'"""


def chromium(own: str) -> str:
    """Path of a Chromium of the system, else of the one that Playwright brought."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, (shutil.which(name) for name in names)), own)
    if not Path(found).is_file():
        pytest.fail("Chromium is missing. Install the package chromium.")
    return found


def launch(playwright: Playwright, *more: str) -> Browser:
    """Start Chromium without a screen."""
    return playwright.chromium.launch(
        executable_path=chromium(playwright.chromium.executable_path),
        ignore_default_args=["--headless"],
        args=[*ARGUMENTS, *more],
    )


@contextmanager
def app_keeping(folder: Path) -> Iterator[str]:
    """Address of the app, which keeps its history in this folder, too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATA_DIR, str(folder))
        with app_running(folder) as found:
            yield found


@contextmanager
def app_running(folder: Path, *, data: Path | None = None) -> Iterator[str]:
    """Address of the app, started as `formcheck app` starts it, on a free port; no traceback may be left.

    data: where it, and nobody else here, keeps its history; None = where the tests keep theirs.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "log.txt"
    command = [
        sys.executable, "-m", "streamlit", "run", str(MAIN_SCRIPT.with_name("app.py")), *settings(),
        f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true",
    ]  # fmt: skip
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=output,
            cwd=log.parent,
            env={**os.environ, **({DATA_DIR: str(data)} if data else {})},
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", log)
        yield f"http://127.0.0.1:{port}"
        _, traceback, told = log.read_text().partition("Traceback")
        assert not traceback, told
    finally:
        process.terminate()
        process.wait(60)


def _wait_for(address: str, log: Path) -> None:
    for _ in range(600):
        try:
            with urlopen(address, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.05)
    pytest.fail(f"The app does not answer. It wrote:\n{log.read_text()}")


def note_requests(page: Page) -> list[str]:
    """List that grows with every address that the page asks for."""
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("websocket", lambda websocket: requested.append(websocket.url))
    return requested


def upload(page: Page, file: Path | FilePayload) -> Response:
    """Add a file, and wait until the page knows of it: it learns so over its socket, and runs anew.

    A run that is over before anybody can see it is waited for no longer than a second.
    """
    before = page.evaluate(_RUNS)
    with page.expect_response(_is_upload) as came:
        page.locator("input[type=file]").set_input_files(file)
    until_s = time.monotonic() + 1.0
    page.wait_for_timeout(200)  # the run may be that of a file that makes room
    while not page.evaluate(_RUN_SINCE, before) and time.monotonic() < until_s:
        page.wait_for_timeout(20)
    return came.value


def _is_upload(answer: Response) -> bool:
    return "/upload_file/" in answer.url and answer.request.method == "PUT"


def send(page: Page, file: Path | FilePayload) -> None:
    """Add a file on the upload page, and press the button when it has come."""
    upload(page, file)
    page.locator(".st-key-analyse button").click()


def foreign(requested: list[str]) -> list[str]:
    """Addresses outside this machine."""
    return [
        url
        for url in requested
        if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).hostname not in HOME
    ]


def wait_until(page: Page, expression: str, *, arg: object = None, timeout: float = 60_000) -> None:
    """Wait until JavaScript says so. timeout: ms.

    Playwright's own wait evaluates text inside of the page, which the pages' Content-Security-Policy forbids.
    """
    until_s = time.monotonic() + timeout / 1000.0
    while not page.evaluate(expression, arg):
        if time.monotonic() > until_s:
            shown = page.locator("body").inner_text()
            pytest.fail(f"waited {timeout / 1000.0:.0f} s for {expression}; there is: {shown[:800]}")
        page.wait_for_timeout(50)
