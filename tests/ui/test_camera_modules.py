"""The modules of the browser side, one by one, in a real Chromium: one page, no server, seconds."""

import json
import mimetypes
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Playwright, Route

from formcheck.exercises import EXERCISES
from formcheck.i18n import words
from formcheck.ui.camera import Handover
from formcheck.ui.live.stage import stage_pictures
from formcheck.ui.live.words import camera_words
from tests.ui.browsing import launch

TOP = Path(__file__).parents[2]
TESTS = Path(__file__).with_name("camera_js")
# All of it comes from this checkout. As localhost: browsers give a camera to safe pages only.
ADDRESS = "http://localhost:1"
RUN = """async file => {
    const { run } = await import("/tests/ui/camera_js/harness.js");
    await import(`/tests/ui/camera_js/${file}`);
    return await run();
}"""


def handed(lang: str, exercise: str = "half-kneeling-stretch") -> dict[str, Any]:
    """What Streamlit would hand over."""
    spec, say = EXERCISES[exercise], words(lang)
    return asdict(
        Handover(
            words=camera_words(spec, say),
            lang=lang,
            exercise=spec.slug,
            pictures=stage_pictures(spec, say),
            settings={
                "voice": True,
                "volume": 0.8,
                "large": False,
                "tone": False,
                "keep": False,
                "listen": False,
            },
            path="/live",
            token=None,
            lighter=True,
        )
    )


def from_checkout(route: Route) -> None:
    path = TOP / urlsplit(route.request.url).path.lstrip("/")
    if path == TOP:
        route.fulfill(content_type="text/html", body="<!doctype html><title>modules</title>")
    elif path.is_file():
        route.fulfill(content_type=mimetypes.guess_type(path)[0] or "text/plain", body=path.read_bytes())
    else:
        route.fulfill(status=404)


@pytest.fixture(scope="module")
def page(playwright: Playwright) -> Iterator[Page]:
    """An empty page into which the modules can be loaded, with what Streamlit would hand over."""
    browser = launch(playwright)
    opened = browser.new_page()
    opened.route("**/*", from_checkout)
    opened.goto(ADDRESS)
    opened.evaluate(f"() => {{ window.handed = {json.dumps(handed('en'))}; }}")
    yield opened
    browser.close()


@pytest.mark.parametrize("file", sorted(path.name for path in TESTS.glob("*.test.js")))
def test_module(page: Page, file: str) -> None:
    results = page.evaluate(RUN, file)
    assert len(results) > 2, "a file of tests has some"
    assert [f"{each['name']}: {each['error']}" for each in results if each["error"]] == []


def test_a_check_that_fails_is_told(page: Page) -> None:
    """The harness can fail: a test of it would otherwise be the only one that never was red."""
    failed = page.evaluate(
        """async () => {
            const { assert, equal, near, run, test } = await import("/tests/ui/camera_js/harness.js");
            test("equal", () => equal(1, 2));
            test("assert", async () => assert(false, "no"));
            test("near", () => near(1, 1.1));
            test("fine", () => equal([1], [1]));
            return (await run()).map(({ error }) => error !== null);
        }"""
    )
    assert failed == [True, True, True, False]
