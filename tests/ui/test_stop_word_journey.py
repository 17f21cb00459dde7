"""In a real browser whose recogniser is a double: switched on once, heard, remembered."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from formcheck.adapters.models import ModelName
from formcheck.adapters.programme.diary import Diary
from formcheck.adapters.store import SETTINGS, Settings, open_history
from formcheck.i18n import words
from formcheck.programme.safety import Screening
from tests.ui.browsing import launch, wait_until
from tests.ui.conftest import Keeping

# Knows English on this device, and nothing else; what is to be heard is said by the test.
RECOGNISER = """window.microphone = 0;
window.SpeechRecognition = class {
    static async available({langs, processLocally}) {
        return processLocally && langs.every(each => each === "en-US") ? "available" : "unavailable";
    }
    start() {
        window.microphone += 1;
        window.hear = transcript => this.onresult?.({resultIndex: 0, results: [[{transcript}]]});
    }
    abort() { this.onresult = null; }
};
Object.assign(SpeechRecognition.prototype, {processLocally: false});"""
ASKS_A_SERVER = """window.microphone = 0;
delete window.SpeechRecognition;
window.webkitSpeechRecognition = class { start() { window.microphone += 1; } };"""

pytestmark = pytest.mark.xdist_group("programme")


@pytest.fixture
def address(keeping: Keeping) -> str:
    return keeping.address


@pytest.fixture
def mine(keeping: Keeping) -> Iterator[Diary]:
    history = open_history(f"sqlite:///{keeping.folder / 'history.sqlite3'}")
    history.delete_everything(history.profiles.me())
    found = Diary(history.of(history.profiles.me()))
    found.save_screening(Screening(day=datetime.now(UTC).date()))
    found.mine.documents.put(SETTINGS, Settings(model=ModelName.LITE))
    yield found
    history.close()


@pytest.fixture
def camera(playwright: Playwright) -> Iterator[Browser]:
    found = launch(playwright, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    yield found
    found.close()


def on_stage(browser: Browser, address: str, lang: str, script: str) -> Page:
    """In front of a camera that shows nobody, with the settings open."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(script)
    page = context.new_page()
    page.goto(f"{address}/live?lang={lang}")
    page.locator(".launch").click(timeout=60_000)
    wait_until(page, "window.formcheckStats && formcheckStats.steps > 1", timeout=120_000)
    page.locator(".tools [data-do=settings]").click()
    return page


def test_the_word_is_switched_on_heard_and_remembered(camera: Browser, address: str, mine: Diary) -> None:
    """In Danish, for which this browser has only English: the word is the same."""
    say = words("da")
    page = on_stage(camera, address, "da", RECOGNISER)
    listen = page.locator("dialog [name=listen]")
    expect(listen).not_to_be_checked()
    assert page.evaluate("window.microphone") == 0
    listen.check()
    expect(page.locator(".listening")).to_contain_text(say("live.listen.on"))
    page.evaluate("hear('stop')")
    expect(page.get_by_text(say("safety.hurt_now"))).to_be_visible(timeout=60_000)
    kept = mine.mine.documents.latest(SETTINGS)
    assert kept
    assert kept.value.listen

    again = on_stage(camera, address, "da", RECOGNISER)
    expect(again.locator("dialog [name=listen]")).to_be_checked()
    assert again.evaluate("window.microphone") >= 1
    again.locator("dialog [name=listen]").uncheck()
    expect(again.locator(".listening")).to_be_hidden()


def test_a_browser_that_would_ask_a_server_is_not_asked(camera: Browser, address: str, mine: Diary) -> None:
    mine.mine.documents.put(SETTINGS, Settings(model=ModelName.LITE, listen=True))
    page = on_stage(camera, address, "en", ASKS_A_SERVER)
    expect(page.locator(".stop-word")).to_be_hidden()
    expect(page.locator(".listening")).to_be_hidden()
    assert page.evaluate("window.microphone") == 0
