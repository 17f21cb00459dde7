"""Everybody can use it: axe-core finds nothing serious on any page, and nothing is wider than the window."""

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize

from formcheck.adapters.store import open_history
from tests.ui.accessibility import violations
from tests.ui.places import PLACES, Place, fill, go_to

DESK, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
VIEWS = [(DESK, "light", "en"), (PHONE, "dark", "da"), (DESK, "dark", "da"), (PHONE, "light", "en")]
TOO_WIDE = "() => { const m = document.querySelector('.stMain'); return m.scrollWidth - m.clientWidth; }"
# Words of which a part is hidden. What is scrolled is not lost; what screen readers alone read is one pixel.
CUT = """() => [...document.querySelectorAll("[data-testid=stApp] *")].filter(each => {
    const style = getComputedStyle(each);
    const written = [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!written || !each.checkVisibility({ visibilityProperty: true })) return false;
    const hides = [style.overflowX, style.overflowY].some(way => way === "hidden" || way === "clip");
    const cut = each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 3;
    return hides && cut && each.clientWidth > 1;
}).map(each => each.innerText.slice(0, 60))"""

pytestmark = pytest.mark.xdist_group("browser")


def test_what_is_wrong_is_found(browser: Browser) -> None:
    """The check can fail: a picture without a name, and grey on grey."""
    page = browser.new_page()
    page.set_content(
        "<!doctype html><html lang=en><title>x</title><main><h1>x</h1><img src=data:,>"
        "<p style='color:#999;background:#aaa'>pale</p></main>"
    )
    assert {found.rule for found in violations(page)} == {"image-alt", "color-contrast"}
    page.set_content("<!doctype html><html lang=en><title>x</title><main><h1>x</h1></main>")
    assert violations(page) == []
    page.close()


@pytest.fixture(scope="module")
def profiles(server: str) -> dict[str, str]:
    """Keys of the profiles behind the server that have something to show."""
    history = open_history()
    found = fill(history)
    history.close()
    return found


@pytest.fixture(scope="module")
def visitors(browser: Browser) -> list[BrowserContext]:
    """One for each view: what they have loaded once is not loaded again for the next place."""
    return [
        browser.new_context(viewport=size, color_scheme="dark" if scheme == "dark" else "light")
        for size, scheme, _ in VIEWS
    ]


def looked_at(
    visitors: list[BrowserContext], server: str, profiles: dict[str, str], place: Place, view: int
) -> None:
    page, lang = visitors[view].new_page(), VIEWS[view][2]
    go_to(page, server, place, profiles, lang)
    assert violations(page) == []
    assert page.evaluate(TOO_WIDE) <= 0
    page.close()


@pytest.mark.parametrize(("n", "place"), list(enumerate(PLACES)), ids=[place.name for place in PLACES])
def test_a_page_is_for_everybody(
    visitors: list[BrowserContext], server: str, profiles: dict[str, str], n: int, place: Place
) -> None:
    """One at a desk, the next on a phone in the dark."""
    looked_at(visitors, server, profiles, place, n % 2)


@pytest.mark.quiet
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("place", PLACES, ids=[place.name for place in PLACES])
def test_letters_of_twice_the_size_lose_nothing(
    browser: Browser, server: str, profiles: dict[str, str], place: Place, size: ViewportSize
) -> None:
    """As a browser's own setting of 32 px does it: nothing is wider than the window, no word is cut off."""
    page = browser.new_page(viewport=size)
    go_to(page, server, place, profiles, "da")
    page.add_style_tag(content="html { font-size: 200% !important; }")
    page.wait_for_timeout(700)
    assert page.evaluate(TOO_WIDE) <= 0
    assert page.evaluate(CUT) == []
    page.close()


@pytest.mark.quiet
@pytest.mark.parametrize("view", range(len(VIEWS)))
@pytest.mark.parametrize("place", PLACES, ids=[place.name for place in PLACES])
def test_every_page_is_for_everybody_in_every_view(
    visitors: list[BrowserContext], server: str, profiles: dict[str, str], place: Place, view: int
) -> None:
    looked_at(visitors, server, profiles, place, view)
