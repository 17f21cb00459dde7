"""A real browser, a real server: a video goes in, and the annotated one plays. Nothing leaves the machine.

In every run tests/ui/test_review_page.py does so with a sample.
"""

import json
from pathlib import Path

import av
import pytest
from playwright.sync_api import Browser, Page

from formcheck.adapters.video_file import VideoReader
from formcheck.adapters.video_writer import VideoWriter
from formcheck.domain.body import Frame
from formcheck.i18n import words
from tests.ui.browsing import foreign, note_requests
from tests.ui.test_headers import NOTE, refusals

CLIP_S = 9.0
BRIDGE = Path(__file__).resolve().parents[1] / "golden" / "clips" / "glute_bridge.mp4"
SAY = words("en")

# One worker starts the app once.
pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first seconds of a golden clip: three still ones and at least one repetition."""
    path = tmp_path_factory.mktemp("clip") / BRIDGE.name
    with VideoReader(BRIDGE) as reader:
        size = reader.info.width_px, reader.info.height_px
        with VideoWriter(path, *size) as writer:
            for frame in reader:
                if frame.t_s > CLIP_S:
                    break
                writer.write(Frame(frame.t_s, frame.image_rgb))
    return path


def _open(browser: Browser, address: str) -> tuple[Page, list[str]]:
    page = browser.new_context(
        viewport={"width": 1280, "height": 800}, locale="en-GB", accept_downloads=True
    ).new_page()
    page.add_init_script(NOTE)
    requested = note_requests(page)
    page.goto(address)
    page.locator(".st-key-analyse button").wait_for(timeout=30_000)
    return page, requested


@pytest.mark.quiet
def test_a_video_goes_in_and_the_annotated_one_plays(
    server: str, browser: Browser, clip: Path, tmp_path: Path
) -> None:
    page, requested = _open(browser, server)
    page.locator("[class*='st-key-card_glute_bridge'] button").click()
    page.get_by_text(SAY("ui.order.advanced")).click()
    page.get_by_text(SAY("ui.order.model_lite")).click()
    page.locator("input[type=file]").set_input_files(clip)
    page.get_by_text(clip.name).first.wait_for()
    page.locator(".st-key-analyse button").click()
    page.locator(".st-key-stop button").wait_for(timeout=60_000)
    page.locator(".st-key-figures").wait_for(timeout=120_000)

    video = page.locator("section.review video")
    video.wait_for(timeout=60_000)
    page.locator("section.review .play").click()
    video.evaluate("v => new Promise(done => { v.ontimeupdate = () => v.currentTime > 0.5 && done(true); })")
    assert abs(video.evaluate("v => v.duration") - CLIP_S) < 1.0

    saved_as_shown(page, requested, tmp_path)


def saved_as_shown(page: Page, requested: list[str], folder: Path) -> None:
    """Report and video can be saved and are those of the page, which has asked nobody else for anything."""
    with page.expect_download(timeout=60_000) as waiting:
        page.locator(".st-key-download_json button").click()
    waiting.value.save_as(folder / "report.json")
    report = json.loads((folder / "report.json").read_text())
    assert report["schema"] == "formcheck.report/1"
    shown = page.locator("[data-testid='stMetricValue']").first.inner_text()
    assert int(shown) == report["summary"]["complete_reps"] >= 1
    with page.expect_download(timeout=60_000) as waiting:
        page.locator(".st-key-download_video button").click()
    waiting.value.save_as(folder / "video.mp4")
    with av.open(str(folder / "video.mp4")) as container:
        assert container.streams.video[0].codec_context.name == "h264"
    assert page.locator("[data-testid='stException']").count() == 0
    assert "Traceback" not in page.inner_text("body")
    assert foreign(requested) == []
    assert refusals(page) == []


def test_a_text_file_named_mp4_gets_a_sentence(server: str, browser: Browser, tmp_path: Path) -> None:
    letter = tmp_path / "letter.mp4"
    letter.write_text("Dear video")
    page, requested = _open(browser, server)
    page.locator("input[type=file]").set_input_files(letter)
    page.get_by_text(letter.name).first.wait_for()
    page.locator(".st-key-analyse button").click()
    page.get_by_text(SAY("error.not_a_video", name=letter.name)).wait_for(timeout=60_000)
    assert page.locator("[data-testid='stException']").count() == 0
    assert foreign(requested) == []
