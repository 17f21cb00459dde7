"""A guided session of two exercises in front of a camera: the second one opens by itself, and is stopped."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, ViewportSize, expect

from formcheck.adapters.models import ModelName
from formcheck.adapters.programme.diary import Diary
from formcheck.adapters.store import SETTINGS, Settings, open_history
from formcheck.i18n import words
from formcheck.programme.pain import Moment
from formcheck.programme.plan import Item, Plan, Weekday
from formcheck.programme.safety import Screening
from tests.ui.browsing import app_keeping, foreign, note_requests, wait_until
from tests.ui.coaching import SLOW_CLOCK, SLOWER, camera, film

pytestmark = pytest.mark.quiet

EVERY_DAY = tuple(Weekday)
# It is about what follows what, not about speed: slow enough for any machine.
MUCH_SLOWER = 5.0
CLOCK = SLOW_CLOCK.replace(f"/ {SLOWER}", f"/ {MUCH_SLOWER}")
PLAN = Plan(
    items=(
        Item(exercise="glute-bridge", days=EVERY_DAY, sets=1, amount=2, rest_s=60),
        Item(exercise="supine-march", days=EVERY_DAY, sets=1, amount=10, rest_s=60),
    )
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with app_keeping(tmp_path_factory.mktemp("guided")) as found:
        yield found


def kept(address: str) -> Diary:
    """The programme behind the server: both share the folder of the environment."""
    assert address
    history = open_history()
    return Diary(history.of(history.profiles.me()))


@pytest.mark.parametrize(
    ("lang", "size"),
    [("en", ViewportSize(width=960, height=600)), ("da", ViewportSize(width=390, height=844))],
    ids=["English at a desk", "Danish on a phone"],
)
def test_two_exercises_back_to_back(
    playwright: Playwright, address: str, tmp_path: Path, lang: str, size: ViewportSize
) -> None:
    mine, say, day = kept(address), words(lang), datetime.now(UTC).date()
    mine.save_screening(Screening(day=day))
    mine.save_plan(PLAN)
    mine.mine.documents.put(SETTINGS, Settings(model=ModelName.LITE))
    before = len(mine.efforts(day, day)), len(mine.pains(day, day))
    pictures = film(
        "glute_bridge", tmp_path / "film.mjpeg", lead_s=7.5, tail_s=2.0, until_s=13.9, slower=MUCH_SLOWER
    )
    with camera(playwright, pictures) as browser:
        page = browser.new_context(viewport=size).new_page()
        page.add_init_script(CLOCK)
        requested = note_requests(page)
        page.goto(f"{address}/today?lang={lang}")
        page.locator("[class*='st-key-guided_start'] button").first.click(timeout=60_000)
        page.locator(".st-key-score_go_before_1 button").click(timeout=30_000)
        page.locator(".launch").click(timeout=30_000)
        page.locator("dialog.workout[data-stage=work]").wait_for(timeout=150_000)
        page.locator(".st-key-pain_after").wait_for(timeout=200_000)
        assert page.locator("dialog.workout").count() == 0
        page.locator(".st-key-score_go_after_1 button").click()
        page.locator(".st-key-guided_clock").wait_for(timeout=30_000)
        expect(page.locator(".st-key-guided_next")).to_contain_text(say("supine_march.name"))
        page.locator(".st-key-guided_go_on button").click()
        page.locator("dialog.workout").wait_for(timeout=30_000)
        wait_until(page, "window.formcheckStats && formcheckStats.steps > 5", timeout=60_000)
        expect(page.locator(".title b")).to_have_text(say("supine_march.name"))
        page.keyboard.press("h")
        expect(page.get_by_text(say("safety.hurt_now"))).to_be_visible(timeout=30_000)
        expect(page.get_by_text(say("safety.now"))).to_be_visible()
        page.locator(".st-key-score_stop_hurt_6 button").click()
        expect(page.get_by_text(say("safety.hurt_saved", score=6))).to_be_visible(timeout=30_000)
        assert foreign(requested) == []
    efforts, pains = mine.efforts(day, day), mine.pains(day, day)
    assert len(efforts) > before[0]
    assert efforts[before[0]].exercise == "glute-bridge"
    assert efforts[before[0]].reps == 2
    assert [(pain.moment, pain.score) for pain in pains[before[1] :]] == [
        (Moment.BEFORE, 1),
        (Moment.AFTER, 1),
        (Moment.AFTER, 6),
    ]
