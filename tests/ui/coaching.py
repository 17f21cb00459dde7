"""Drives the live page as a person would: a film stands in for the camera, and the eyes are selectors."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import av
import numpy as np
from playwright.sync_api import Browser, Locator, Page, Playwright, ViewportSize

from formcheck.adapters.video_file import VideoReader
from formcheck.i18n import Words, words
from tests.ui.browsing import launch, note_requests

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "clips"
CAMERA_HZ = 30  # at which Chromium plays a file of JPEGs, whatever the file says
# Tests share their processors, and too few pictures a second cannot be judged. So the film is slower than
# life, and the camera's clock with it: time is the camera's everywhere, and nobody else notices.
SLOWER = 1.5
SLOW_CLOCK = f"""const ask = HTMLVideoElement.prototype.requestVideoFrameCallback;
HTMLVideoElement.prototype.requestVideoFrameCallback = function (call) {{
    return ask.call(this, (now, meta) => call(now, {{captureTime: meta.captureTime / {SLOWER}}}));
}};"""
QUICK_ENOUGH_HZ = 12.0 / SLOWER


def film(
    clip: str,
    path: Path,
    *,
    lead_s: float = 0.0,
    tail_s: float = 0.0,
    until_s: float = 1e9,
    size: tuple[int, int] = (640, 480),
    slower: float = SLOWER,
) -> Path:
    """Write a golden clip as a camera sees it: its first picture stands for lead_s, its last for tail_s."""
    with VideoReader(GOLDEN / f"{clip}.mp4") as reader:
        pictures = [(frame.t_s, frame.image_rgb) for frame in reader if frame.t_s <= until_s]
    times_s = np.array([t_s for t_s, _ in pictures])
    hz = CAMERA_HZ * slower
    shown = int((lead_s + times_s[-1] + tail_s) * hz)
    with av.open(str(path), "w", format="mjpeg") as container:
        stream = container.add_stream("mjpeg", rate=CAMERA_HZ)
        stream.width, stream.height = size
        stream.pix_fmt = "yuvj420p"
        stream.codec_context.qmin = stream.codec_context.qmax = 3
        for n in range(shown):
            at = int(np.searchsorted(times_s, n / hz - lead_s, side="right")) - 1
            frame = av.VideoFrame.from_ndarray(pictures[max(0, at)][1], format="rgb24")
            for packet in stream.encode(frame.reformat(*size, format="yuvj420p")):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
    return path


def film_s(pictures: Path) -> float:
    """How long a film plays, in seconds of the clock on the wall."""
    with av.open(str(pictures), format="mjpeg") as container:
        return sum(1 for _ in container.demux(video=0)) / CAMERA_HZ


@contextmanager
def camera(playwright: Playwright, pictures: Path | None, *more: str) -> Iterator[Browser]:
    """Chromium with a film for its camera, allowed without a question; None: without any camera."""
    fake = (
        ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={pictures}"]
        if pictures
        else []
    )
    browser = launch(playwright, *fake, *(more or ("--use-fake-ui-for-media-stream",)))
    try:
        yield browser
    finally:
        browser.close()


@dataclass(frozen=True)
class Visit:
    """A visitor at the live page."""

    page: Page
    requested: list[str]
    say: Words

    @property
    def stage(self) -> Locator:
        """The stage, once it is open."""
        return self.page.locator("dialog.workout")

    def choose(self, exercise: str) -> None:
        """Click the picture of an exercise."""
        key = exercise.replace("-", "_")
        self.page.locator(f"[class*='st-key-card_{key}'] button").click()
        self.page.locator(f".st-key-card_{key} button[aria-pressed=true]").wait_for()
        self.page.wait_for_timeout(500)

    def choose_lite(self) -> None:
        """Take the quicker model: a test shares its processors with others."""
        self.page.get_by_text(self.say("ui.live.sound"), exact=True).click()
        self.page.get_by_text(self.say("ui.order.model_lite")).click()
        self.page.wait_for_timeout(500)

    def start(self) -> None:
        """Click the button that starts the camera."""
        self.page.locator(".launch").click()

    def until(self, stage: str, timeout_s: float = 60.0) -> None:
        """Wait until the stage has come so far."""
        self.page.locator(f"dialog.workout[data-stage={stage}]").wait_for(timeout=timeout_s * 1000)

    def until_trouble(self, key: str, timeout_s: float = 20.0) -> None:
        """Wait until the stage says what is wrong."""
        self.page.locator(f".trouble[data-trouble={key}]").wait_for(timeout=timeout_s * 1000)

    def counted(self) -> str:
        """The big number."""
        return self.page.locator(".reading b").inner_text()

    def watch_counter(self) -> None:
        """From now on keep the highest number that was shown."""
        self.page.evaluate(
            "() => { window.highest = 0; setInterval(() => { window.highest = Math.max(window.highest,"
            " Number(formcheckController.hud.find('.reading b').textContent)); }, 50); }"
        )

    def highest(self) -> float:
        """The highest number since then."""
        return float(self.page.evaluate("window.highest"))

    def stats(self) -> dict[str, float]:
        """How quick it is."""
        found: dict[str, float] = self.page.evaluate("formcheckStats.summary()")
        return found

    def reviewed(self, timeout_s: float = 30.0) -> dict[str, Any]:
        """Wait for the review, and return the report that can be saved from it."""
        self.page.locator(".st-key-figures").wait_for(timeout=timeout_s * 1000)
        with self.page.expect_download(timeout=20_000) as waiting:
            self.page.locator(".st-key-download_json button").click()
        report: dict[str, Any] = json.loads(Path(waiting.value.path()).read_text())
        return report


def visit(
    browser: Browser,
    address: str,
    lang: str = "en",
    *,
    script: str = "",
    slow_clock: bool = True,
    viewport: ViewportSize | None = None,
    reduced_motion: Literal["reduce"] | None = None,
) -> Visit:
    """Open the live page; script: run in the page before anything else; slow_clock: for a slower film."""
    locale = {"en": "en-GB", "da": "da-DK"}[lang]
    opened = browser.new_context(
        viewport=viewport or ViewportSize(width=1280, height=800),
        locale=locale,
        accept_downloads=True,
        reduced_motion=reduced_motion,
    )
    page = opened.new_page()
    page.add_init_script((SLOW_CLOCK if slow_clock else "") + script)
    requested = note_requests(page)
    page.goto(f"{address}/live")
    page.locator(".launch").wait_for(timeout=30_000)
    page.wait_for_timeout(500)
    return Visit(page, requested, words(lang))


def analysed(pictures: Path, exercise: str, folder: Path) -> dict[str, Any]:
    """What `formcheck analyze` says of the same film, at the speed of life."""
    as_video = folder / "same.mp4"
    rate = Fraction(CAMERA_HZ * SLOWER).limit_denominator(100)
    with av.open(str(pictures), format="mjpeg", options={"framerate": str(CAMERA_HZ)}) as source:
        stream = source.streams.video[0]
        with av.open(str(as_video), "w") as container:
            out = container.add_stream("libx264", rate=rate, options={"preset": "ultrafast", "crf": "12"})
            out.width, out.height, out.pix_fmt = stream.width, stream.height, "yuv420p"
            for n, frame in enumerate(source.decode(stream)):
                frame.pts, frame.time_base = n, 1 / rate
                container.mux(out.encode(frame.reformat(format="yuv420p")))
            container.mux(out.encode())
    report = folder / "report.json"
    program = str(Path(sys.executable).with_name("formcheck"))
    options = ["--exercise", exercise, "--model", "lite", "--json", str(report), "--quiet"]
    subprocess.run([program, "analyze", str(as_video), *options], check=True)
    found: dict[str, Any] = json.loads(report.read_text())
    return found
