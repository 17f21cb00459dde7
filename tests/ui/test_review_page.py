"""From a sample to its review in a real browser: the moments, what survives a reload, and for everybody."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from formcheck.i18n import Words, words
from tests.ui.accessibility import violations
from tests.ui.browsing import note_requests, wait_until
from tests.ui.test_browser import saved_as_shown
from tests.ui.test_headers import NOTE

DESK, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
VISITS = [
    pytest.param("en", DESK, "light"),
    pytest.param("da", PHONE, "dark"),
    # The other half of the crossings costs as much again: `make test-live`.
    pytest.param("da", DESK, "dark", marks=pytest.mark.quiet),
    pytest.param("en", PHONE, "light", marks=pytest.mark.quiet),
]
CLOSE_S = 0.2
# What the component draws lies in a shadow root, which selectors of Playwright look into by themselves.
ROW_3 = "tr[data-row='2']"
PLAYS = """(v, start_s) => new Promise(done => {
    v.ontimeupdate = () => !v.seeking && v.currentTime > start_s + 0.1 && done(true);
})"""
CURSOR_SHARE = "c => parseFloat(c.style.left) / 100"

# One worker starts the app once.
pytestmark = pytest.mark.xdist_group("browser")


def visit(browser: Browser, address: str, size: ViewportSize, scheme: str = "light") -> Page:
    phone = size == PHONE
    context = browser.new_context(viewport=size, locale="en-GB", has_touch=phone, is_mobile=phone)
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.goto(address)
    return page


@pytest.fixture(scope="module")
def reviewed(server: str, browser: Browser) -> str:
    """Address of the review of a sample, which was chosen and analysed with the keyboard alone."""
    page = visit(browser, f"{server}/?lang=en", DESK)
    say = words("en")
    page.locator(".st-key-analyse button").wait_for(timeout=60_000)
    assert violations(page) == []
    reach(page, ".st-key-card_standing_march button")
    page.keyboard.press("Enter")
    page.locator(".st-key-card_standing_march button[aria-pressed=true]").wait_for()
    wait_until(page, "() => document.querySelector('.st-key-how').innerText.length > 0")
    assert page.evaluate(IN_FOCUS, ".st-key-card_standing_march button"), "the focus stays on the card"
    reach(page, ".st-key-source [role=radio]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.locator(".stSelectbox").get_by_text(say("ui.order.sample")).wait_for()
    reach(page, ".stSelectbox input")
    title = say("flag.leaned_back")
    page.keyboard.type(title[:6])
    page.keyboard.press("Enter")
    wait_until(page, "title => document.querySelector('.stSelectbox input').value === title", arg=title)
    reach(page, ".st-key-order summary")
    page.keyboard.press("Enter")
    reach(page, ".st-key-model input")
    page.keyboard.press("ArrowDown")  # the quicker model
    page.wait_for_timeout(500)
    reach(page, ".st-key-analyse button")
    page.keyboard.press("Enter")
    page.locator(".st-key-stop button").wait_for(timeout=60_000)
    page.context.close()  # it goes on without anybody watching
    again = visit(browser, page.url, DESK)
    again.locator(".st-key-figures").wait_for(timeout=300_000)
    again.context.close()
    return page.url


IN_FOCUS = "selector => document.querySelector(selector)?.contains(document.activeElement) ?? false"
# What has the focus, if that cannot be seen. An element may leave its ring to one around it, as fields do.
VISIBLE_FOCUS = """() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const seen = each => {
        const style = getComputedStyle(each);
        return style.outlineStyle !== "none" || style.boxShadow !== "none";
    };
    const around = [active, active.parentElement, active.parentElement?.parentElement].filter(Boolean);
    return active === document.body || around.some(seen) ? null : active.outerHTML.slice(0, 200);
}"""


def reach(page: Page, selector: str, *, shown: bool = False) -> None:
    """Go on with the tab key until the focus is there. shown: each stop on the way can be seen to have it."""
    for _ in range(90):
        page.keyboard.press("Tab")
        if shown:
            assert page.evaluate(VISIBLE_FOCUS) is None
        if page.evaluate(IN_FOCUS, selector):
            return
    pytest.fail(f"the tab key does not lead to {selector}")


@pytest.mark.parametrize(("lang", "size", "scheme"), VISITS)
def test_a_review_from_row_to_reload(
    browser: Browser, reviewed: str, lang: str, size: ViewportSize, scheme: str
) -> None:
    say = words(lang)
    page = visit(browser, reviewed.replace("lang=en", f"lang={lang}"), size, scheme)
    ready(page)
    assert violations(page) == []
    moments(page)
    page.reload()
    ready(page)
    stays(page, say, lang)
    page.context.close()


def ready(page: Page) -> None:
    page.locator(".st-key-figures").wait_for(timeout=60_000)
    page.locator("section.review").wait_for(timeout=60_000)
    page.locator("section.review video").evaluate(
        "v => v.readyState >= 2 || new Promise(done => v.addEventListener('loadeddata', () => done(true)))"
    )


def moments(page: Page) -> None:
    """Repetition 3, by its row, by its bar, with the keyboard; cursor and row follow."""
    video, cursor = page.locator("section.review video"), page.locator(".plot.main .cursor")
    bar = page.locator(".bar.rep, .bar.partial").nth(2)
    start_s = float(bar.get_attribute("data-start_s") or "nan")
    span_s = float(page.locator("[role=slider].slider").get_attribute("aria-valuemax") or "nan")
    first = page.locator(ROW_3)
    presses: tuple[Callable[[], object], ...] = (
        first.click,
        bar.click,
        lambda: first.locator("button").press("Enter"),
    )
    for press in presses:
        video.evaluate(
            "v => { v.pause(); window.sought = []; v.onseeking = () => window.sought.push(v.currentTime); }"
        )
        press()
        wait_until(page, "() => window.sought.length > 0")
        assert abs(page.evaluate("() => window.sought[0]") - start_s) <= CLOSE_S
        video.evaluate(PLAYS, start_s)
    video.evaluate("v => v.pause()")
    page.wait_for_timeout(100)
    now_s = video.evaluate("v => v.currentTime")
    assert cursor.evaluate(CURSOR_SHARE) * span_s == pytest.approx(now_s, abs=CLOSE_S)
    assert first.get_attribute("aria-current") == "true"
    assert page.locator("tr[aria-current]").count() == 1
    page.locator(".chip").first.click()
    wait_until(page, "() => window.sought.length > 1")


def stays(page: Page, say: Words, lang: str) -> None:
    """Result and language are still there after a reload, and on the other page; so is the way back."""
    title = page.locator("h1")
    assert title.inner_text() == say("standing_march.name")
    assert page.locator(ROW_3).count() == 1
    page.locator(".st-key-pages").get_by_text(say("ui.nav.live")).click()
    page.locator(".launch").wait_for(timeout=60_000)
    assert title.inner_text() == say("ui.nav.live")
    assert page.evaluate("() => document.documentElement.lang") == lang
    assert f"lang={lang}" in page.url
    assert violations(page) == []
    page.reload()
    page.locator(".launch").wait_for(timeout=60_000)
    assert title.inner_text() == say("ui.nav.live")
    page.locator(".st-key-pages").get_by_text(say("ui.nav.upload")).click()
    page.locator(".st-key-figures").wait_for(timeout=60_000)
    assert title.inner_text() == say("standing_march.name")


def test_what_is_saved_is_what_is_shown(browser: Browser, reviewed: str, tmp_path: Path) -> None:
    page = browser.new_context(viewport=DESK, accept_downloads=True).new_page()
    page.add_init_script(NOTE)
    requested = note_requests(page)
    page.goto(reviewed)
    ready(page)
    saved_as_shown(page, requested, tmp_path)
    page.context.close()


def test_the_report_is_saved_with_the_keyboard_alone(browser: Browser, reviewed: str) -> None:
    """What began in `reviewed` with the choice ends with the report, and the focus is seen on the way."""
    page = browser.new_context(viewport=DESK, accept_downloads=True).new_page()
    page.goto(reviewed)
    ready(page)
    reach(page, ".st-key-download_html button", shown=True)
    with page.expect_download(timeout=60_000) as waiting:
        page.keyboard.press("Enter")
    assert words("en").say("standing_march.name") in Path(waiting.value.path()).read_text()
    page.context.close()


def test_letters_of_twice_the_size_lose_nothing(browser: Browser, reviewed: str) -> None:
    """As a browser's own setting of 32 px does it: nothing is wider than the window, and letters grow."""
    page = visit(browser, reviewed, DESK)
    ready(page)
    small = page.locator("section.review h3").first.evaluate("h => parseFloat(getComputedStyle(h).fontSize)")
    page.add_style_tag(content="html { font-size: 200% !important; }")
    page.wait_for_timeout(500)
    large = page.locator("section.review h3").first.evaluate("h => parseFloat(getComputedStyle(h).fontSize)")
    assert large == pytest.approx(2 * small)
    main = "() => { const m = document.querySelector('.stMain'); return m.scrollWidth - m.clientWidth; }"
    assert page.evaluate(main) <= 0
    assert page.locator(".st-key-language button").last.is_visible()
    page.context.close()
