"""The live stage, without a server: everybody can use each of its stages, and reads it from three metres."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, ViewportSize

from tests.ui.accessibility import violations
from tests.ui.browsing import launch
from tests.ui.test_camera_modules import ADDRESS, TOP, from_checkout, handed

CSS = (TOP / "src/formcheck/ui/camera/browser/camera.css").read_text()
DESK, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
CHECK = {"key": "whole_body", "ok": False, "fix": "gate.feet_out_of_frame.fix"}
WALK: dict[str, object] = {
    "count": 9, "passes": 2, "target_reps": 16, "target_s": None, "sets": 1, "side": None,
}  # fmt: skip
STAGES: dict[str, dict[str, object]] = {
    "setup": {"stage": "setup", "checks": [CHECK, {"key": "light", "ok": True, "fix": None}]},
    "countdown": {"stage": "countdown", "left_s": 2.4},
    "work": {
        "count": 3, "target_reps": 10, "target_s": None, "cue": "half_kneeling_stretch.cue.trunk_upright",
        "tilt": {"deg": 6, "sd": 1, "ok": [-10, 3], "way": "anterior"},
        "breath": {"phase": "in", "share": 0.5, "phase_s": 4},
    },
    "hold": {"held_s": 12, "target_s": 30},
    "unseen": {"reason": "feet_out_of_frame"},
    "walk": WALK,
    "turn": WALK | {"reason": "no_person"},
    "rest": {"stage": "rest", "left_s": 12, "set": 2},
    "switch": {"stage": "switch", "left_s": 8, "side": "right"},
    "paused": {"stage": "paused", "paused_by": "command"},
}  # fmt: skip
SHOW = """async ({ css, change }) => {
    const { Hud } = await import("/src/formcheck/ui/camera/browser/hud.js");
    const { handedOver, step, words } = await import("/tests/ui/camera_js/steps.js");
    document.documentElement.lang = window.handed.lang;
    document.title = "stage";
    const host = document.createElement("main");
    document.body.replaceChildren(host);
    const root = host.attachShadow({ mode: "open" });
    const style = document.createElement("style");
    style.textContent = css;
    root.append(style);
    const hud = new Hud(root, words(), () => {});
    hud.setWords(words(), handedOver());
    hud.adjust(handedOver().settings, false, true);
    hud.listening({ lang: "en-US", state: "on" });
    hud.find(".drawing").hidden = true; // without a film there is nothing to draw over
    hud.open();
    hud.enter("camera");
    if (change === "trouble") hud.trouble("denied", ["retry", "leave"]);
    else hud.show(step(change));
    if (change === "settings") hud.toggleSettings();
}"""
# What is to be read from afar; buttons are for who stands at them.
SMALL = """() => {
    const root = document.querySelector("main").shadowRoot;
    const area = root.querySelector(".video-area");
    const height = Math.min(area.clientHeight, area.clientWidth * 0.75);
    const texts = root.querySelectorAll(":is(.title, .meters, .checks) *, .gauges span, .big, .cue");
    const written = each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    return [...texts]
        .filter(each => each.checkVisibility({ visibilityProperty: true }) && written(each))
        .map(each => [each.className || each.tagName, parseFloat(getComputedStyle(each).fontSize) / height])
        .filter(([, share]) => share < 0.03);
}"""


@pytest.fixture(scope="module")
def page(playwright: Playwright) -> Iterator[Page]:
    browser = launch(playwright)
    opened = browser.new_page()
    opened.route("**/*", from_checkout)
    opened.goto(ADDRESS)
    opened.evaluate(f"() => {{ window.handed = {json.dumps(handed('en'))}; }}")
    yield opened
    browser.close()


def show(page: Page, stage: str, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    change: object = STAGES.get(stage, stage)
    page.evaluate(SHOW, {"css": CSS, "change": change})


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("stage", [*STAGES, "trouble", "settings"])
def test_every_stage_is_for_everybody(page: Page, stage: str, size: ViewportSize) -> None:
    for scheme in ("light", "dark") if stage in {"setup", "trouble", "settings"} else ("light",):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        show(page, stage, size)
        assert violations(page) == []


@pytest.mark.parametrize("stage", STAGES)
def test_it_is_read_from_three_metres(page: Page, stage: str) -> None:
    """Letters of at least 3 % of the picture's height."""
    show(page, stage, DESK)
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_way_out_of_the_settings_is_in_view(page: Page, size: ViewportSize) -> None:
    """They are longer than the picture is high, and scroll."""
    show(page, "settings", size)
    close = page.locator(".settings > .wide").evaluate("e => e.getBoundingClientRect().toJSON()")
    sheet = page.locator(".settings").evaluate("e => e.getBoundingClientRect().toJSON()")
    assert sheet["top"] < close["top"] < close["bottom"] <= sheet["bottom"] <= size["height"]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_ring_stands_over_what_is_written_below_it(page: Page, size: ViewportSize) -> None:
    """The caption of a walk is wider than its ring."""
    show(page, "walk", size)
    boxes = [page.locator(part).bounding_box() for part in (".meter", ".partial")]
    ring, caption = [box["x"] + box["width"] / 2 for box in boxes if box]
    assert ring == pytest.approx(caption, abs=1.0)
