"""Kill the server at random moments of a visit: `python -m benchmarks.kills --kills 50`.

A real browser has a recording analysed and kept; then a film is being analysed, a live set is under way, or
a file is being saved, when the server is killed, or asked to end. Started anew it must open, hold every set
that the visitor saw kept, and have cleared away the visit's files. A server that is asked ends within three
seconds. Exits with 1 where any of that fails.
"""

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.error import URLError
from urllib.request import urlopen

import typer
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as BrowserError
from tests.ui.browsing import send
from tests.ui.coaching import GOLDEN, camera, film

from formcheck.adapters.store import open_history
from formcheck.adapters.store.database import DATA_DIR
from formcheck.ui.start import MAIN_SCRIPT, settings

ASKED_EVERY = 5  # visit; the others are killed
DOINGS = ("analysis", "live", "export")
CLIP, EXERCISE = "supine_march_clean", "supine-march"
RECORDING = GOLDEN.parent / "recordings" / f"{CLIP}.npz"
MOST_TO_END_S, LONGEST_DELAY_S = 3.0, 8.0
LONGEST_WAIT_MS = 90_000.0
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@dataclass(frozen=True, slots=True)
class Killed:
    """How one visit ended. kept: sets the visitor saw kept; found: those in the history; left: folders."""

    doing: str
    how: signal.Signals
    to_end_s: float
    kept: int
    found: int
    left: int

    @property
    def right(self) -> bool:
        """Whether it held. One set more is there where it was kept before the page could say so."""
        in_time = self.how is signal.SIGKILL or self.to_end_s <= MOST_TO_END_S
        return in_time and self.kept <= self.found <= self.kept + 1 and self.left == 0


class Server:
    """The app in a process of its own, over one folder of data and one of temporary files."""

    def __init__(self, data: Path, temporary: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        command = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(MAIN_SCRIPT.with_name("app.py")),
            *settings(),
        ]
        self._process = subprocess.Popen(
            [*command, f"--server.port={port}", "--server.headless=true"],
            env={**os.environ, DATA_DIR: str(data), "TMPDIR": str(temporary)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        health = f"{self.address}/_stcore/health"
        for _ in range(240):
            with suppress(URLError, OSError), urlopen(health, timeout=2):  # noqa: S310 - ours
                return
            time.sleep(0.25)
        raise RuntimeError("the app does not answer")

    def end(self, how: signal.Signals) -> float:
        """Send a signal; seconds until the process is gone."""
        begun_s = time.perf_counter()
        self._process.send_signal(how)
        self._process.wait(60)
        return time.perf_counter() - begun_s


def _analyse(page: Page, address: str, video: Path) -> None:
    page.goto(f"{address}/?exercise={EXERCISE}")
    send(page, video)


def _begin(doing: str, page: Page, address: str) -> None:
    """Let it be under way."""
    if doing == "analysis":
        _analyse(page, address, GOLDEN / f"{CLIP}.mp4")
    elif doing == "live":
        page.goto(f"{address}/live?exercise={EXERCISE}")
        page.locator(".launch").click()
        page.locator("dialog.workout").wait_for()
    else:
        page.locator(".st-key-download_pdf button").click(no_wait_after=True)


def _one(browser: Browser, doing: str, how: signal.Signals, delay_s: float) -> Killed:
    with tempfile.TemporaryDirectory() as name:
        data, temporary = Path(name) / "data", Path(name) / "tmp"
        temporary.mkdir()
        server = Server(data, temporary)
        page = browser.new_page(viewport={"width": 1280, "height": 800}, accept_downloads=True)
        page.set_default_timeout(LONGEST_WAIT_MS)
        _analyse(page, server.address, RECORDING)
        page.locator(".st-key-since").wait_for()
        _begin(doing, page, server.address)
        page.wait_for_timeout(1000.0 * delay_s)
        kept = 1 + (doing == "analysis" and page.locator(".st-key-since").count())
        to_end_s = server.end(how)
        with suppress(BrowserError):
            page.context.close()
        again = Server(data, temporary)
        page = browser.new_page()
        page.set_default_timeout(LONGEST_WAIT_MS)
        page.goto(f"{again.address}/history")
        page.locator(".st-key-kept_sets button").first.wait_for()
        page.context.close()
        history = open_history(f"sqlite:///{data}/history.sqlite3")
        found = history.of(history.profiles.me()).sets.count()
        history.close()
        left = sum(1 for _ in temporary.glob("formcheck-*"))
        again.end(signal.SIGTERM)
        return Killed(doing, how, to_end_s, kept, found, left)


@app.command()
def main(
    kills: Annotated[int, typer.Option(help="How often.")] = 50,
    seed: Annotated[int, typer.Option(help="Of the moments.")] = 1,
) -> None:
    """End it again and again, and say what was found."""
    rng, wrong, slowest_s = random.Random(seed), 0, 0.0  # noqa: S311 - moments, no secrets
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        pictures = film(CLIP, Path(name) / "camera.mjpeg", lead_s=2.0)
        for turn in range(kills):
            doing = DOINGS[turn % len(DOINGS)]
            how = signal.SIGTERM if (turn + 1) % ASKED_EVERY == 0 else signal.SIGKILL
            with camera(playwright, pictures) as browser:
                killed = _one(browser, doing, how, rng.uniform(0.0, LONGEST_DELAY_S))
            wrong += not killed.right
            if how is signal.SIGTERM:
                slowest_s = max(slowest_s, killed.to_end_s)
            told = f"kept {killed.kept}, found {killed.found}, left {killed.left}, {killed.to_end_s:.1f} s"
            typer.echo(f"{'ok  ' if killed.right else 'MISS'}  {doing:8} {how.name:7} {told}")
    typer.echo(f"{kills - wrong} of {kills} held; slowest to end when asked {slowest_s:.1f} s")
    raise typer.Exit(1 if wrong else 0)


if __name__ == "__main__":
    app()
