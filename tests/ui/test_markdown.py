"""A user's text is shown letter by letter, whatever Markdown would make of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from formcheck.domain.errors import NotAVideo
from formcheck.i18n import visible, words
from formcheck.ui.markdown import escape_markdown, say_error
from tests.hostile import HOSTILE
from tests.ui.browsing import foreign, note_requests, send, wait_until

TWO_PICTURES = Path(__file__).parents[1] / "two_pictures.mp4"
SAY = words("en")
PLAIN = ("clip.mp4", "IMG_1234.MOV", "min film 2.mp4", "øvelse-3.webm", "2026-11-26 10.15.30.mp4")

# One worker starts the app once.
pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize("name", PLAIN)
def test_an_ordinary_name_is_its_own_markdown(name: str) -> None:
    assert escape_markdown(name) == name


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\nb", r"a\nb"),
        ("a\r\x1b[31mb", r"a\r\x1b[31mb"),
        ("a\u202eb\u2028", r"a\u202eb\u2028"),
        ("bad\udcff.mp4", r"bad\xff.mp4"),
        ("ødå 😀 \t", "ødå 😀 \\t"),
    ],
)
def test_what_acts_in_a_text_is_spelled_out(text: str, seen: str) -> None:
    assert visible(text) == seen
    assert SAY("error.video_missing", name=text) == SAY("error.video_missing", name=seen)


def test_an_icon_is_not_looked_for_in_a_users_text() -> None:
    assert ":material/" not in escape_markdown("a:material/face:b")
    assert ":material/" not in escape_markdown(":material/")


@pytest.fixture(scope="module")
def watched(server: str, browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB").new_page()
    requested = note_requests(page)
    page.set_default_timeout(60_000)
    page.goto(server)
    page.locator(".st-key-analyse button").wait_for(timeout=60_000)
    yield page, requested
    page.close()


def made_of_it(page: Page, where: str) -> int:
    """Elements that only Markdown can have made of a name."""
    wrong = "img, a, b, strong, em, del, s, sup, h1, h4, li, table, .katex, [role=img], [class*=Colored]"
    return page.locator(where).locator(wrong).count()


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_shown_as_it_is(watched: tuple[Page, list[str]], name: str) -> None:
    page, requested = watched
    send(page, {"name": name, "mimeType": "video/mp4", "buffer": b"no video"})
    name = name.replace('"', "%22")  # a browser sends it so
    wait_until(
        page,
        "said => [...document.querySelectorAll('[data-testid=stAlert] p')].some(p => p.textContent === said)",
        arg=SAY("error.not_a_video", name=name),
    )
    assert made_of_it(page, "[data-testid=stAlert] p") == 0
    assert foreign(requested) == []


def test_a_hostile_name_is_shown_as_it_is_while_it_runs_and_over_the_result(
    watched: tuple[Page, list[str]],
) -> None:
    page, requested = watched
    name = HOSTILE["a picture"]
    send(page, {"name": name, "mimeType": "video/mp4", "buffer": TWO_PICTURES.read_bytes()})
    heading = page.locator(".st-key-running h1")
    heading.wait_for()
    assert heading.evaluate("h => h.textContent") == SAY("ui.running.title", name=name)
    page.locator(".st-key-cannot").wait_for(timeout=120_000)
    assert page.get_by_text(name, exact=True).count() == 1
    assert page.locator("img[src*='evil'], a[href*='evil']").count() == 0
    assert foreign(requested) == []


def test_every_parameter_of_an_error_is_escaped() -> None:
    for name in HOSTILE.values():
        assert say_error(NotAVideo(name=name), SAY) == SAY("error.not_a_video", name=escape_markdown(name))
