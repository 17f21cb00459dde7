"""How quick a visitor with a real browser finds it: from the picture's capture to what is drawn over it."""

import tempfile
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import TimeoutError as NotInTime
from playwright.sync_api import sync_playwright
from tests.ui.coaching import camera, film, visit

from benchmarks.live.workers import Worker


def measure(clip: str, exercise: str, *, seconds: float) -> dict[str, float]:
    """Train before a film of this clip; the page counts for itself (`formcheckStats`)."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, Worker("server") as server:
        pictures = film(clip, Path(folder) / "camera.mjpeg", lead_s=10.0, tail_s=2.0, slower=1.0)
        with camera(playwright, pictures) as browser:
            there = visit(browser, server.ready["address"], slow_clock=False)
            there.choose(exercise)
            there.start()
            there.until("setup", timeout_s=60.0)
            # A machine too slow to judge anything never gets to work: then it is slow in the set-up.
            with suppress(NotInTime):
                there.until("work", timeout_s=30.0)
            there.page.evaluate("formcheckStats.reset()")
            there.page.wait_for_timeout(seconds * 1000.0)
            return there.stats()
