"""What is uploaded: the reader decides what is a video, and every refusal is ours, in the page's language."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page
from starlette.types import Message, Scope

from formcheck.i18n import LANGUAGES, words
from formcheck.ui import start
from formcheck.ui.uploads import Uploads, WatchUploads
from tests.ui.browsing import app_running, send, upload

TWO_PICTURES = Path(__file__).parents[1] / "two_pictures.mp4"
ENDINGS = (
    "m4v", "3gp", "3g2", "mts", "m2ts", "ts", "mpg", "wmv", "flv", "ogv", "MOV", "mkv", "avi", "webm",
    "mjpeg", "odd",
)  # fmt: skip

# One worker starts the app once.
pytestmark = pytest.mark.xdist_group("uploads")


@pytest.fixture(scope="module")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that takes files of at most 2 MB."""
    with pytest.MonkeyPatch.context() as patched:
        genuine = start.settings
        patched.setattr("tests.ui.browsing.settings", lambda: [*genuine(), "--server.maxUploadSize=2"])
        with app_running(tmp_path_factory.mktemp("server")) as address:
            yield address


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> BrowserContext:
    """What was loaded once is not loaded again."""
    return browser.new_context(viewport={"width": 1280, "height": 900})


@pytest.fixture(params=LANGUAGES)
def page(
    request: pytest.FixtureRequest, small_server: str, visitor: BrowserContext
) -> Iterator[tuple[Page, str]]:
    opened = visitor.new_page()
    opened.set_default_timeout(60_000)
    opened.goto(f"{small_server}?lang={request.param}")
    opened.locator(".st-key-analyse button").wait_for()
    yield opened, request.param
    opened.close()


def payload(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def choose(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files(payload(name, content))


def test_every_ending_gets_as_far_as_the_reader(page: tuple[Page, str]) -> None:
    opened, lang = page
    for ending in ENDINGS if lang == "en" else ENDINGS[:2]:
        # The page runs anew: what is chosen meanwhile may get lost.
        assert upload(opened, payload(f"clip.{ending}", b"no video")).status == 204
        assert opened.locator("[data-testid=stFileChip][aria-invalid=true]").count() == 0


@pytest.mark.parametrize("page", ["en"], indirect=True)
def test_what_the_reader_reads_is_analysed_whatever_it_is_called(page: tuple[Page, str]) -> None:
    opened, _ = page
    send(opened, payload("ø" * 100 + ".m4v", TWO_PICTURES.read_bytes()))
    opened.locator(".st-key-cannot").wait_for(timeout=120_000)


def test_what_is_too_large_is_told_in_our_words(page: tuple[Page, str]) -> None:
    opened, lang = page
    choose(opened, "large.mp4", bytes(3_000_000))
    refused = opened.locator("[data-testid=stFileChip][aria-invalid=true]")
    refused.wait_for()
    shown = refused.evaluate("chip => getComputedStyle(chip, '::after').content")
    assert shown.strip('"').replace('\\"', '"') == words(lang)("ui.order.not_taken")
    refused.hover()
    opened.wait_for_timeout(500)
    assert "must be" not in opened.inner_text("body")


def test_pressing_the_button_while_the_file_is_coming_says_so(page: tuple[Page, str]) -> None:
    opened, lang = page
    line = opened.context.new_cdp_session(opened)
    line.send("Network.enable")
    slow: dict[str, Any] = {
        "offline": False,
        "latency": 0,
        "downloadThroughput": -1,
        "uploadThroughput": 100_000,
    }
    line.send("Network.emulateNetworkConditions", slow)
    choose(opened, "slow.mp4", bytes(1_900_000))
    opened.wait_for_timeout(2_000)
    opened.locator(".st-key-analyse button").click()
    opened.get_by_text(words(lang)("ui.order.still_coming")).wait_for(timeout=15_000)
    assert opened.get_by_text(words(lang)("ui.order.first_choose")).count() == 0


def test_a_file_counts_as_coming_until_its_request_ends() -> None:
    uploads, seen = Uploads(), []

    async def app(scope: Scope, receive: Any, send: Any) -> None:
        seen.append("abc" in uploads)
        if scope["path"].endswith("broken"):
            raise ConnectionError

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(_: Message) -> None:
        return None

    def knock(path: str, method: str = "PUT") -> None:
        served = WatchUploads(app, uploads)({"type": "http", "path": path, "method": method}, receive, send)
        with suppress(StopIteration):  # it never waits, so it needs no loop of its own beside Playwright's
            served.send(None)

    knock("/base/_stcore/upload_file/abc/file")
    with pytest.raises(ConnectionError):
        knock("/_stcore/upload_file/abc/broken")
    knock("/_stcore/upload_file/abc/file", "DELETE")
    knock("/_stcore/upload_file/other/file")
    assert seen == [True, True, False, False]
    assert "abc" not in uploads
