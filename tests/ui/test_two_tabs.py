"""Two tabs of one browser, each with a profile of its own, at once: nothing of one lands in the other."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from formcheck.adapters.store import SETTINGS, History, Profile, open_history
from formcheck.adapters.store.database import DATA_DIR
from formcheck.i18n import words
from tests.ui.browsing import app_running, send
from tests.ui.test_history_journey import ROWS, browser, recording

__all__ = ["browser", "recording"]  # fixtures

pytestmark = [pytest.mark.quiet, pytest.mark.xdist_group("history")]
EN, DA = words("en"), words("da")


def tab(page: Page, address: str, place: str, whose: Profile, lang: str) -> Page:
    page.goto(f"{address}/{place}?lang={lang}&profile={whose.key.hex}&exercise=supine-march")
    return page


def names_of(history: History, whose: Profile) -> list[str]:
    return [one.name for one in history.of(whose).sets.newest(most=9)]


def test_two_tabs_and_two_profiles_do_not_mix(
    browser: Browser, recording: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_DIR, str(tmp_path / "data"))
    history = open_history()
    kim, anna = history.profiles.create("Kim"), history.profiles.create("Anna")
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    with app_running(tmp_path) as address:
        both = [(context.new_page(), kim, "en", EN), (context.new_page(), anna, "da", DA)]
        for n in range(2):
            for page, whose, lang, _ in both:  # one is analysed while the other is sent
                file = tmp_path / f"{whose.name}{n}.npz"
                shutil.copy(recording, file)
                send(tab(page, address, "", whose, lang), file)
            for page, *_ in both:
                page.locator(".st-key-since").wait_for(timeout=90_000)
        assert names_of(history, kim) == ["Kim1.npz", "Kim0.npz"]
        assert names_of(history, anna) == ["Anna1.npz", "Anna0.npz"]
        assert names_of(history, history.profiles.me()) == []

        for page, whose, lang, say in both:
            tab(page, address, "history", whose, lang)
            expect(page.locator("h1")).to_have_text(say("history.title"), timeout=60_000)
        for page, *_ in both:
            expect(page.locator(ROWS)).to_have_count(2, timeout=60_000)
        for page, whose, _, say in both:
            other = anna if whose is kim else kim
            expect(page.locator(".st-key-kept_sets")).to_contain_text(f"{whose.name}0.npz")
            expect(page.locator(".st-key-kept_sets")).not_to_contain_text(str(other.name))
            page.get_by_role("radio", name=say("history.face.settings")).click()
        both[0][0].get_by_text(EN("settings.keep_video"), exact=True).click()
        both[1][0].get_by_text(DA("ui.live.large"), exact=True).click()
        for page, *_ in both:
            page.wait_for_timeout(1500)
    settings = [history.of(each).documents.latest(SETTINGS) for each in (kim, anna)]
    found = [(each.value.keep_video, each.value.large) for each in settings if each]
    assert found == [(True, False), (False, True)]
    history.close()
    context.close()
