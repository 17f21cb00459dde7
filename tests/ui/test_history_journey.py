"""A visitor comes back: what they did is there, after the server was stopped, too, until they delete it."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from formcheck.adapters.recording import RecordingWriter
from formcheck.adapters.store import open_history
from formcheck.adapters.store.database import DATA_DIR
from formcheck.i18n import Words, words
from formcheck.i18n.dates import full_date
from formcheck.testing import Sightings
from tests.adapters.programme.pdf_text import text_of
from tests.engine.test_session import EXAMPLES, sightings
from tests.ui.accessibility import violations
from tests.ui.browsing import app_running, launch, send

DESK, PHONE = (1280, 800), (390, 844)
SLOW_MS = 90_000.0
ROWS = ".st-key-kept_sets button"
ZONE = "Europe/Copenhagen"
NOTE = "<b>easier</b> *than* before"
pytestmark = pytest.mark.xdist_group("history")


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    found = launch(playwright)
    expect.set_options(timeout=SLOW_MS)
    yield found
    expect.set_options(timeout=5_000)
    found.close()


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two lifts, as a pose model would have seen them."""
    path = tmp_path_factory.mktemp("recording") / "**two** lifts _of_ <b>.npz"
    pose, duration_s = EXAMPLES["supine-march"]
    source = Sightings(sightings(pose, duration_s, fps=15.0), duration_s=duration_s)
    with path.open("w+b") as file, RecordingWriter(file) as writer:
        for seen in source:
            writer.add(seen.sighting)
        writer.finish(source.info, source.model)
    return path


def visit(browser: Browser, size: tuple[int, int], lang: str) -> Page:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale="da-DK" if lang == "da" else "en-GB",
        timezone_id=ZONE,
    )
    page = context.new_page()
    page.set_default_timeout(SLOW_MS)
    return page


def analyse(page: Page, address: str, video: Path) -> None:
    """Have a video analysed and wait for its result."""
    page.goto(f"{address}/?exercise=supine-march")
    send(page, video)
    page.locator(".st-key-since").wait_for()


def history(page: Page, address: str, say: Words, face: str | None = None) -> None:
    page.goto(f"{address}/history")
    page.get_by_role("radio", name=say("history.face.list")).wait_for()
    if face is not None:
        page.get_by_role("radio", name=say(f"history.face.{face}")).click()


def first_visit(page: Page, address: str, say: Words, video: Path) -> None:
    """A result is kept without being asked to be, and says so."""
    page.goto(address)
    page.locator(".st-key-cards").wait_for()
    page.get_by_text(say("history.keeps")).wait_for()
    analyse(page, address, video)
    since = page.locator(".st-key-since")
    expect(since).to_contain_text(say("since.first"))
    expect(since).to_contain_text(say("history.kept"))


def screened(page: Page, address: str, say: Words) -> None:
    """The questions before the first use, and how it hurts before a session that is put off."""
    page.goto(f"{address}/today")
    page.locator(".st-key-screening_save button").click()
    page.get_by_text(say("screening.clear")).wait_for()
    page.locator("[class*='st-key-guided_start'] button").click()
    page.locator(".st-key-score_go_before_1 button").click()
    page.locator(".st-key-guided_stage").wait_for()
    page.locator(".st-key-guided_leave button").click()
    page.get_by_text(say("screening.clear")).wait_for()


def handed_over(page: Page, address: str, say: Words) -> None:
    """The page for the physiotherapist, as PDF: counts, dates, pain and how accurate it is."""
    page.goto(f"{address}/physiotherapist")
    with page.expect_download() as waiting:
        page.locator(".st-key-period_pdf button").click()
    text = "".join(text_of(Path(waiting.value.path()).read_bytes()).split())
    for expected in (
        full_date(datetime.now(ZoneInfo(ZONE)).date(), say),
        say("supine_march.name"),
        say("period.done.amount_reps", done=6.0, planned=0.0).partition("6")[0] + "6",
        say("period.pain.before", mean=1.0, most=1.0, n=1),
        say("report.disclaimer.accuracy"),
    ):
        assert "".join(expected.split()) in text, expected


def opened_again(page: Page, address: str, say: Words) -> None:
    """It looks as it did after its analysis, and takes a note."""
    history(page, address, say)
    expect(page.locator(ROWS)).to_have_count(1)
    page.locator(ROWS).click()
    expect(page.locator(".st-key-figures")).to_contain_text("2")
    expect(page.locator(".st-key-since")).to_contain_text(say("since.first"))
    page.get_by_label(say("history.note"), exact=True).fill(NOTE)
    page.get_by_role("button", name=say("history.save")).click()
    page.get_by_text(say("history.saved")).first.wait_for()
    assert violations(page) == []


def compared(page: Page, address: str, say: Words, video: Path) -> None:
    """The second is held against the first; the third makes a trend."""
    analyse(page, address, video)
    since = page.locator(".st-key-since")
    expect(since).to_contain_text(say("since.title"))
    same = re.escape(say("since.top.same", side="", now="NOW", before="BEFORE"))
    expect(since).to_contain_text(re.compile(same.replace("NOW", ".*").replace("BEFORE", ".*")))
    history(page, address, say, "trend")
    page.get_by_text(say("trend.too_few")).wait_for()
    analyse(page, address, video)
    history(page, address, say, "trend")
    page.locator("[class*='st-key-trend_top'] .fc-trend").wait_for()


def all_deleted(page: Page, address: str, say: Words) -> None:
    """Asked twice, then all is gone."""
    history(page, address, say)
    expect(page.locator(ROWS)).to_have_count(3)
    expect(page.get_by_text(NOTE)).to_be_visible()
    history(page, address, say, "settings")
    page.get_by_text(say("settings.last")).wait_for()
    history(page, address, say, "who")
    page.locator("summary", has_text=say("who.delete_all")).click()
    assert violations(page) == []
    button = page.locator(".st-key-delete_all button")
    expect(button).to_be_disabled()
    page.get_by_text(say("who.delete_all_sure")).click()
    expect(button).to_be_enabled()
    button.click()
    page.get_by_text(say("who.all_deleted")).wait_for()
    history(page, address, say)
    page.get_by_text(say("history.empty")).wait_for()


def journey(
    browser: Browser, size: tuple[int, int], lang: str, video: Path, data: Path, *, whole: bool = True
) -> None:
    """From the first visit to deleting everything. whole: with questions, pain and what is handed over."""
    say = words(lang)
    with app_running(data.parent) as address:
        page = visit(browser, size, lang)
        if whole:
            screened(page, address, say)
        first_visit(page, address, say, video)
        page.context.close()
    with app_running(data.parent) as address:
        page = visit(browser, size, lang)
        opened_again(page, address, say)
        compared(page, address, say, video)
        if whole:
            handed_over(page, address, say)
        all_deleted(page, address, say)
        page.context.close()
    known = {"history.sqlite3", "history.sqlite3-wal", "history.sqlite3-shm"}
    assert {path.name for path in data.iterdir()} <= known
    left = open_history(f"sqlite:///{data}/history.sqlite3")
    assert [each.name for each in left.profiles.all()] == [None]
    assert left.of(left.profiles.me()).sets.count() == 0
    left.close()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv(DATA_DIR, str(folder))
    return folder


def test_who_comes_back_finds_it(browser: Browser, recording: Path, data: Path) -> None:
    """What tests/ui/test_programme_journeys.py does in this language is left out."""
    journey(browser, DESK, "en", recording, data, whole=False)


@pytest.mark.quiet
@pytest.mark.parametrize(("size", "lang"), [(DESK, "en"), (DESK, "da"), (PHONE, "en"), (PHONE, "da")])
def test_the_whole_way_for_everybody(
    browser: Browser, recording: Path, data: Path, size: tuple[int, int], lang: str
) -> None:
    journey(browser, size, lang, recording, data)
