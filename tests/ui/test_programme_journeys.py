"""In a real browser, both languages, desk and phone: first visit, red flag, plan out and in, a PDF."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download, Page, Playwright, ViewportSize, expect

from formcheck.adapters.export_json import build_report
from formcheck.adapters.models import ModelName
from formcheck.adapters.programme.diary import Diary
from formcheck.adapters.store import SETTINGS, NewSet, SetSource, Settings, open_history
from formcheck.domain.body import Side
from formcheck.i18n import Words, words
from formcheck.i18n.dates import full_date
from formcheck.programme.pain import Moment, Pain
from formcheck.programme.plan import Plan
from formcheck.programme.safety import Screening
from tests.adapters.programme.pdf_text import text_of
from tests.programme.made import raises, stretch
from tests.review.sets import rep, set_of
from tests.ui.browsing import foreign, launch, note_requests, wait_until
from tests.ui.conftest import Keeping
from tests.ui.fakes import analysis_of

DESK, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
PLACES = [("en", DESK), ("da", PHONE)]
NAMES = ["English at a desk", "Danish on a phone"]
# Half a minute each: the other place is tried where nothing else is to be done.
ONE_PLACE = [PLACES[0], pytest.param(*PLACES[1], marks=pytest.mark.quiet)]
PLAN = Plan(items=(stretch(sets=1, amount=20), raises(sets=1, amount=10)), note="Rolig start")

pytestmark = pytest.mark.xdist_group("programme")


@pytest.fixture
def address(keeping: Keeping) -> str:
    return keeping.address


@pytest.fixture
def mine(keeping: Keeping) -> Iterator[Diary]:
    """The programme behind the server, of nobody yet."""
    history = open_history(f"sqlite:///{keeping.folder / 'history.sqlite3'}")
    history.delete_everything(history.profiles.me())
    yield Diary(history.of(history.profiles.me()))
    history.close()


def opened(browser: Browser, address: str, name: str, lang: str, size: ViewportSize) -> tuple[Page, Words]:
    page = browser.new_context(viewport=size, accept_downloads=True).new_page()
    page.goto(f"{address}/{name}?lang={lang}")
    page.locator("h1, .st-key-screening").first.wait_for(timeout=60_000)
    return page, words(lang)


def tick(page: Page, label: str) -> None:
    page.locator("label").filter(has_text=label).first.click()


def saved(page: Page, key: str) -> bytes:
    with page.expect_download(timeout=60_000) as waiting:
        page.locator(f".st-key-{key} button").click()
    download: Download = waiting.value
    return Path(download.path()).read_bytes()


@pytest.mark.parametrize(("lang", "size"), PLACES, ids=NAMES)
def test_from_the_first_visit_to_a_red_flag_and_back(
    browser: Browser, address: str, mine: Diary, lang: str, size: ViewportSize
) -> None:
    mine.save_plan(PLAN)
    page, say = opened(browser, address, "today", lang, size)
    requested = note_requests(page)
    expect(page.locator(".st-key-guided_start")).to_have_count(0)
    tick(page, say("screening.kneeling"))
    page.locator(".st-key-screening_save button").click()
    expect(page.get_by_text(say("screening.ask_first"))).to_be_visible(timeout=30_000)
    page.locator(".st-key-guided_start button").click()
    expect(page.get_by_text(say("pain.question.before"))).to_be_visible(timeout=30_000)
    tick(page, say("red.night_pain"))
    page.locator(".st-key-red_save_before button").click()
    expect(page.get_by_text(say("red.blocked.title"))).to_be_visible(timeout=30_000)
    page.goto(f"{address}/live?lang={lang}")
    expect(page.get_by_text(say("red.blocked.title"))).to_be_visible(timeout=30_000)
    expect(page.locator(".launch")).to_have_count(0)
    expect(page.locator(".st-key-red_release button")).to_be_disabled()
    tick(page, say("red.blocked.word"))
    page.locator(".st-key-red_release button").click()
    expect(page.locator(".launch")).to_be_visible(timeout=30_000)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert foreign(requested) == []
    page.context.close()


@pytest.mark.parametrize(("lang", "size"), ONE_PLACE, ids=NAMES)
def test_a_plan_goes_out_and_comes_in_again(
    browser: Browser, address: str, mine: Diary, tmp_path: Path, *, lang: str, size: ViewportSize
) -> None:
    mine.save_screening(Screening(day=datetime.now(UTC).date()))
    mine.save_plan(PLAN)
    page, say = opened(browser, address, "programme", lang, size)
    assert json.loads(saved(page, "plan_json"))["schema"] == "formcheck.plan/1"
    code = tmp_path / "code.png"
    code.write_bytes(saved(page, "plan_png"))
    page.locator(".st-key-plan_default button").click()
    page.locator(".st-key-item_glute_bridge").wait_for(timeout=30_000)
    page.locator("input[type=file]").set_input_files(code)
    page.locator(".st-key-plan_take button").click(timeout=30_000)
    expect(page.get_by_text(say("programme.exchange.same"))).to_be_visible(timeout=30_000)
    assert mine.plan() == PLAN
    hostile = tmp_path / "plan.json"
    hostile.write_text('{"schema": "formcheck.plan/1", "items": [{"exercise": "../x"}]}')
    page.locator("input[type=file]").set_input_files(hostile)
    refusal = say("error.plan_wrong", field="items 1 days")
    expect(page.locator(".stAlert").filter(has_text=refusal)).to_be_visible(timeout=60_000)
    assert mine.plan() == PLAN
    page.context.close()


@pytest.mark.parametrize(("lang", "size"), PLACES, ids=NAMES)
def test_the_physiotherapist_s_page_as_pdf(
    browser: Browser, address: str, mine: Diary, lang: str, size: ViewportSize
) -> None:
    day = datetime.now(UTC).date()
    mine.save_plan(PLAN)
    reps = tuple(rep(n, side=Side.LEFT if n % 2 else Side.RIGHT) for n in range(20))
    for ago in (4, 2):
        report = build_report(analysis_of(set_of("seated-knee-raise", reps=reps)))
        mine.mine.sets.keep(
            NewSet(
                done_at=datetime.now(UTC) - timedelta(days=ago), source=SetSource.LIVE, name="", report=report
            )
        )
        mine.add_pain(Pain(day=day - timedelta(days=ago), moment=Moment.AFTER, score=3))
    page, say = opened(browser, address, "physiotherapist", lang, size)
    page.locator(".st-key-period_section_0").wait_for(timeout=30_000)
    text = "".join(text_of(saved(page, "period_pdf")).split())
    for expected in (
        say("period.of", done=2, planned=28),
        say("period.done.amount_reps", done=40.0, planned=560.0),
        full_date(day, say),
        say("period.pain.after", mean=3.0, most=3.0, n=2),
        say("report.disclaimer.accuracy"),
    ):
        assert "".join(expected.split()) in text, expected
    bundle = json.loads(saved(page, "period_fhir"))
    assert bundle["resourceType"] == "Bundle"
    page.context.close()


@pytest.mark.parametrize(("lang", "size"), ONE_PLACE, ids=NAMES)
def test_two_exercises_back_to_back_and_stop_it_hurts(
    playwright: Playwright, address: str, mine: Diary, lang: str, size: ViewportSize
) -> None:
    """In front of a camera that shows nobody: it is about what follows what."""
    mine.save_screening(Screening(day=datetime.now(UTC).date()))
    mine.save_plan(PLAN)
    mine.mine.documents.put(SETTINGS, Settings(model=ModelName.LITE))
    browser = launch(playwright, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    page, say = opened(browser, address, "today", lang, size)
    page.locator(".st-key-guided_start button").click()
    page.locator(".st-key-score_go_before_1 button").click(timeout=60_000)
    page.locator(".launch").click(timeout=60_000)
    answered = "window.formcheckStats && formcheckStats.steps > 1"
    wait_until(page, answered, timeout=120_000)
    hurts = page.locator("dialog [data-do=hurts]")
    expect(hurts).to_have_text(re.compile(re.escape(say("live.button.hurts"))))
    assert hurts.evaluate("e => { const b = e.getBoundingClientRect(); return b.right <= innerWidth; }")
    page.keyboard.press("s")
    page.locator(".st-key-score_go_after_2 button").click(timeout=60_000)
    expect(page.locator(".st-key-guided_next")).to_contain_text(say("seated_knee_raise.name"), timeout=60_000)
    page.locator(".st-key-guided_go_on button").click()
    page.locator("dialog.workout").wait_for(timeout=60_000)  # by itself: nobody has clicked
    wait_until(page, "formcheckController.hud.step !== null", timeout=120_000)
    expect(page.locator(".title b")).to_have_text(say("seated_knee_raise.name"))
    page.keyboard.press("h")
    expect(page.get_by_text(say("safety.hurt_now"))).to_be_visible(timeout=60_000)
    expect(page.get_by_text(say("safety.now"))).to_be_visible()
    page.locator(".st-key-score_stop_hurt_6 button").click()
    expect(page.get_by_text(say("safety.hurt_saved", score=6))).to_be_visible(timeout=60_000)
    day = datetime.now(UTC).date()
    assert [pain.score for pain in mine.pains(day - timedelta(days=1), day + timedelta(days=1))] == [1, 2, 6]
    browser.close()
