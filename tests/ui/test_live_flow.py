"""What a visitor meets besides the exercise: no camera, one that goes, a broken line, keys, voice."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Playwright, ViewportSize, expect

from formcheck.i18n import LANGUAGES, words
from tests.ui.browsing import foreign, wait_until
from tests.ui.coaching import Visit, camera, film, visit

pytestmark = pytest.mark.quiet

SMALL = ViewportSize(width=640, height=480)
# A browser that refuses, or that has a voice. What is said lands in `window.said`.
IN_USE = """navigator.mediaDevices.getUserMedia =
    () => Promise.reject(new DOMException("busy", "NotReadableError"));"""
UNSAFE = "Object.defineProperty(window, 'isSecureContext', {value: false});"
VOICE = """window.said = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
const voice = {lang: "da-DK", localService: true, name: "Test"};
Object.defineProperty(window, "speechSynthesis", {value: {
    speaking: false, pending: false, getVoices: () => [voice], cancel() {},
    speak(utterance) { window.said.push([utterance.text, utterance.lang, utterance.volume]); },
}});"""


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lies still until the set can begin, then lifts the hips once and again."""
    path = tmp_path_factory.mktemp("film") / "bridge.mjpeg"
    return film("glute_bridge", path, lead_s=6.5, tail_s=1.0, until_s=14.0, size=(480, 360))


@pytest.fixture
def browser(playwright: Playwright, bridge: Path) -> Iterator[Browser]:
    with camera(playwright, bridge) as found:
        yield found


def at_work(
    browser: Browser,
    server: str,
    lang: str = "en",
    *,
    script: str = "",
    reduced_motion: Literal["reduce"] | None = None,
) -> Visit:
    there = visit(browser, server, lang, viewport=SMALL, script=script, reduced_motion=reduced_motion)
    there.choose("glute-bridge")
    there.choose_lite()
    there.start()
    there.until("work")
    return there


def said(there: Visit, key: str) -> None:
    """Expect what is wrong and what to do about it, in words."""
    sheet = there.page.locator(".trouble")
    expect(sheet).to_contain_text(there.say(f"live.trouble.{key}.what"))
    expect(sheet).to_contain_text(there.say(f"live.trouble.{key}.fix"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_refused_camera_is_explained(playwright: Playwright, server: str, bridge: Path, lang: str) -> None:
    with camera(playwright, bridge, "--use-fake-ui-for-media-stream=deny") as browser:
        there = visit(browser, server, lang, viewport=SMALL)
        there.start()
        there.until_trouble("denied")
        said(there, "denied")
        there.page.locator(".trouble [data-do=retry]").click()
        there.until_trouble("denied")
        there.page.locator(".trouble [data-do=leave]").click()
        expect(there.page.locator(".launch")).to_be_visible()
        expect(there.page).not_to_have_url(re.compile("set="))


def test_a_machine_without_camera_is_told_so(playwright: Playwright, server: str) -> None:
    with camera(playwright, None) as browser:
        there = visit(browser, server, viewport=SMALL)
        there.start()
        there.until_trouble("none")
        said(there, "none")


@pytest.mark.parametrize(("trouble", "script"), [("in_use", IN_USE), ("insecure", UNSAFE)])
def test_what_keeps_a_camera_from_starting(browser: Browser, server: str, trouble: str, script: str) -> None:
    there = visit(browser, server, viewport=SMALL, script=script)
    there.start()
    there.until_trouble(trouble)
    said(there, trouble)


def test_an_unplugged_camera_pauses_and_the_set_goes_on(browser: Browser, server: str) -> None:
    there = at_work(browser, server)
    there.page.evaluate(
        "() => { const { track } = formcheckController.camera; track.stop();"
        " track.dispatchEvent(new Event('ended')); }"
    )
    there.until_trouble("gone")
    said(there, "gone")
    steps = there.stats()["steps"]
    there.page.locator(".trouble [data-do=retry]").click()
    there.until("work")
    wait_until(there.page, "n => formcheckStats.steps > n + 5", arg=steps)
    expect(there.page.locator(".trouble")).to_be_hidden()
    there.page.keyboard.press("s")
    assert there.reviewed()["exercise"] == "glute-bridge"


def test_a_broken_line_is_picked_up_again(browser: Browser, server: str) -> None:
    there = at_work(browser, server)
    wait_until(there.page, "formcheckController.hud.step.count >= 1", timeout=60_000)
    there.page.evaluate("formcheckController.connection.socket.close()")
    expect(there.page.locator(".cue")).to_have_text(there.say("live.hint.reconnecting"))
    wait_until(there.page, "formcheckController.connection.broken_ms === 0", timeout=9000)
    steps = there.stats()["steps"]
    wait_until(there.page, "n => formcheckStats.steps > n + 5", arg=steps)
    assert int(there.counted()) >= 1, "the set goes on where it was"
    there.page.keyboard.press("s")
    assert there.reviewed()["summary"]["complete_reps"] >= 1


def test_a_line_that_stays_broken_keeps_the_set_so_far(browser: Browser, server: str) -> None:
    there = at_work(browser, server)
    wait_until(there.page, "formcheckController.hud.step.count >= 1", timeout=60_000)
    there.page.evaluate(
        "() => { const { socket } = formcheckController.connection;"
        " window.WebSocket = class { static OPEN = 1; readyState = 3; close() {}"
        " constructor() { setTimeout(() => this.onclose({code: 1006}), 50); } }; socket.close(); }"
    )
    there.until_trouble("lost", timeout_s=20)
    said(there, "lost")
    there.page.locator(".trouble [data-do=show]").click()
    assert there.reviewed()["summary"]["complete_reps"] >= 1


def test_a_reload_in_mid_set_shows_the_set_so_far(browser: Browser, server: str) -> None:
    there = at_work(browser, server)
    wait_until(there.page, "formcheckController.hud.step.count >= 1", timeout=60_000)
    there.page.reload()
    assert there.reviewed()["summary"]["complete_reps"] >= 1


def test_the_lighter_model_is_one_tap_away(browser: Browser, server: str) -> None:
    there = visit(browser, server, viewport=SMALL)
    there.choose("glute-bridge")
    there.start()
    there.until("setup")
    token = there.page.evaluate("formcheckController.data.token")
    there.page.evaluate(
        "() => { formcheckController.hud.pace.update = function () { this.tooSlow = true; }; }"
    )
    there.page.locator(".too-slow button").click()
    wait_until(there.page, "old => formcheckController.data.token !== old", arg=token)
    there.until("work")
    wait_until(there.page, "formcheckController.hud.step.count >= 1", timeout=60_000)
    there.page.keyboard.press("s")
    assert there.reviewed()["provenance"]["model"].startswith("lite")


def test_who_leaves_the_page_in_mid_set_finds_the_set_so_far(browser: Browser, server: str) -> None:
    there = at_work(browser, server)
    wait_until(there.page, "formcheckController.hud.step.count >= 1", timeout=60_000)
    link = "path => document.querySelector(`.st-key-pages a[href*='${path}']`).click()"  # a dialog lies above
    there.page.evaluate(link, "learn")
    expect(there.page.locator("h1")).to_have_text(there.say("learn.title"))
    there.page.evaluate(link, "live")
    assert there.reviewed()["summary"]["complete_reps"] >= 1


def test_keys_pause_go_on_and_mute(browser: Browser, server: str) -> None:
    there = at_work(browser, server)
    keys = there.page.keyboard
    keys.press(" ")
    there.until("paused")
    expect(there.page.locator(".cue")).to_have_text(there.say("live.hint.paused_command"))
    keys.press(" ")
    there.until("work")
    mute = there.page.locator(".tools [data-do=mute]")
    keys.press("m")
    expect(mute).to_have_attribute("aria-pressed", "true")
    keys.press("m")
    expect(mute).to_have_attribute("aria-pressed", "false")
    there.page.locator(".tools [data-do=settings]").click()
    expect(there.page.locator(".settings")).to_contain_text(there.say("live.key.stop"))
    keys.press("Escape")
    expect(there.page.locator(".settings")).to_be_hidden()
    keys.press("Escape")
    there.reviewed()


def test_a_danish_voice_speaks_danish(browser: Browser, server: str) -> None:
    there = at_work(browser, server, "da", script=VOICE)
    spoken = there.page.evaluate("window.said")
    assert {lang for _, lang, _ in spoken} == {"da-DK"}
    texts = [text for text, _, _ in spoken]
    assert [text for text in texts if text.isdigit()] == ["3", "2", "1"]
    danish = set(words("da").sentences.values())
    assert [text for text in texts if not text.isdigit() and text not in danish] == []
    assert there.page.locator("dialog.workout").get_attribute("lang") == "da"


def test_without_a_voice_tones_stand_in(browser: Browser, server: str) -> None:
    played = """const { start } = OscillatorNode.prototype; window.tones = 0;
    OscillatorNode.prototype.start = function (...at) { window.tones += 1; start.apply(this, at); };"""
    there = at_work(browser, server, script=played)
    assert there.page.evaluate("speechSynthesis.getVoices().length") == 0
    assert there.page.evaluate("window.tones") >= 3


def test_the_video_is_kept_here_when_asked_for(browser: Browser, server: str, tmp_path: Path) -> None:
    there = visit(browser, server, viewport=SMALL)
    there.choose("glute-bridge")
    there.page.locator(".st-key-live_keep label").click()
    there.page.wait_for_timeout(500)
    there.start()
    there.until("work")
    sent = len(there.requested)
    with there.page.expect_download(timeout=20_000) as waiting:
        there.page.keyboard.press("s")
    assert waiting.value.suggested_filename.startswith("formcheck-glute-bridge.")
    assert Path(waiting.value.path()).stat().st_size > 10_000
    assert foreign(there.requested[sent:]) == []


def test_the_stage_can_be_heard_and_stays_still(browser: Browser, server: str) -> None:
    there = at_work(browser, server, reduced_motion="reduce")
    expect(there.page.locator(".live-region")).to_have_attribute("aria-live", "assertive")
    label = there.page.locator(".meter").get_attribute("aria-label")
    assert label == words("en").say("live.meter.reps", n=there.counted(), of="10")
    for button in there.page.locator("dialog button:visible").all():
        assert button.get_attribute("aria-label") or button.inner_text().strip()
    assert there.page.evaluate("formcheckController.hud.find('.position svg').animationsPaused()")


def test_a_rerun_of_the_page_leaves_the_stage_alone(browser: Browser, server: str) -> None:
    there = at_work(browser, server)
    seq = there.page.evaluate("formcheckController.connection.seq")
    there.page.evaluate("() => { window.mine = formcheckController.connection.socket; }")
    # The language is switched behind the stage: the page reruns, the words change, the set goes on.
    there.page.evaluate(
        "() => [...document.querySelectorAll('.st-key-language button')]"
        ".find(button => button.innerText.includes('Dansk')).click()"
    )
    expect(there.page.locator(".title b")).to_have_text(words("da").say("glute_bridge.name"), timeout=10_000)
    there.page.wait_for_timeout(2500)
    assert there.page.evaluate("window.mine === formcheckController.connection.socket")
    assert there.page.evaluate("formcheckController.connection.seq") > seq + 10
