"""Takes pictures of every page and stage into docs/screenshots: both sizes, both languages, light and dark.

`make screenshots`, or `python -m tests.ui.screenshots NAME...` for some of them; docs/screenshots/README.md
shows them side by side. Not a test: whether a page is good is for people to say.
"""

import io
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from formcheck.adapters.store import open_history
from formcheck.adapters.store.database import DATA_DIR
from formcheck.i18n import words
from tests.ui.browsing import app_running, launch, wait_until
from tests.ui.places import PLACES, SETTLED, fill, go_to
from tests.ui.test_camera_modules import ADDRESS, from_checkout, handed
from tests.ui.test_stage import STAGES, show

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
SIZES = {"desktop": ViewportSize(width=1280, height=800), "phone": ViewportSize(width=390, height=844)}
# By the name of the picture: the exercise, and the title of a sample; None: a video that shows another one.
RESULTS = {
    "result": ("standing-march", "flag.leaned_back"),
    "walked": ("walking-check", "ui.order.sample_asymmetric"),
    "cannot": ("half-kneeling-stretch", None),
}
HEIGHT = "() => document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight + 8"
WALKED = ("walk", "turn")
SHEETS = ("setup", "trouble", "settings")
Scheme = Literal["light", "dark"]
_QUALITY, _COLOURS, _LONGEST_PX = 60, 64, 2600
_PLAIN, _MOST_OTHER = 24, 5e-4


@dataclass(frozen=True, slots=True)
class View:
    """How a page is looked at."""

    size: str
    lang: str
    scheme: Scheme

    def __str__(self) -> str:
        return f"{self.size}_{self.lang}_{self.scheme}"


VIEWS = (
    View("desktop", "en", "light"),
    View("desktop", "da", "light"),
    View("desktop", "da", "dark"),
    View("phone", "en", "light"),
    View("phone", "da", "light"),
    View("phone", "en", "dark"),
)


def main(wanted: list[str]) -> None:
    """Take those of these names, or all; then write the page that shows them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        folder = Path(tempfile.mkdtemp())
        patch.setenv(DATA_DIR, str(folder))
        browser = launch(playwright)
        if not wanted or "stage" in wanted:
            _take_stages(browser)
        every = (*(place.name for place in PLACES), *RESULTS)
        names = [name for name in every if not wanted or name in wanted]
        if names:
            history = open_history()
            profiles = fill(history)
            history.close()
            with app_running(folder) as server:
                _take_pages(browser, server, names, profiles)
        browser.close()
    _write_index()


def _take_pages(browser: Browser, server: str, names: list[str], profiles: dict[str, str]) -> None:
    results = {
        name: _analyse(browser, server, exercise, title and words("en")(title))
        for name, (exercise, title) in RESULTS.items()
        if name in names
    }
    for view in VIEWS:
        phone = view.size == "phone"
        context = browser.new_context(
            viewport=SIZES[view.size], color_scheme=view.scheme, is_mobile=phone, has_touch=phone
        )
        page = context.new_page()
        for place in (place for place in PLACES if place.name in names):
            go_to(page, server, place, profiles, view.lang)
            _keep_whole(page, f"{place.name}_{view}", view.size)
        for name, address in results.items():
            page.goto(f"{address}&lang={view.lang}")
            wait_until(page, SETTLED)
            page.wait_for_timeout(1500)  # the video shows its first picture
            _keep_whole(page, f"{name}_{view}", view.size)
        context.close()


def _analyse(browser: Browser, server: str, exercise: str, sample: str | None) -> str:
    """Address of a finished analysis: of a sample, or of a video in which nothing can be judged."""
    page = browser.new_page()
    page.goto(f"{server}/?lang=en&exercise={exercise}")
    page.locator(".st-key-analyse button").wait_for(timeout=60_000)
    if sample is None:
        clip = Path(__file__).parents[2] / "sample_videos" / "standing_march_clean.mp4"
        page.locator("input[type=file]").set_input_files(clip)
        page.locator("[data-testid=stFileChip]").wait_for()
    else:
        page.locator(".st-key-source button").nth(1).click()
        page.locator(".stSelectbox input").click()
        page.get_by_role("option").filter(has_text=sample).first.click()
    page.wait_for_timeout(1000)
    page.locator(".st-key-analyse button").click()
    page.locator(".st-key-head").wait_for(timeout=300_000)
    address = page.url.replace("lang=en", "")
    page.close()
    return address


def _take_stages(browser: Browser) -> None:
    page = browser.new_page()
    page.route("**/*", from_checkout)
    page.goto(ADDRESS)
    for view in VIEWS:
        page.emulate_media(color_scheme=view.scheme)
        # Only the sheets beside the picture have two looks.
        for stage in SHEETS if view.scheme == "dark" else (*STAGES, "trouble", "settings"):
            data = handed(view.lang, *(["walking-check"] if stage in WALKED else []))
            page.evaluate(f"() => {{ window.handed = {json.dumps(data)}; }}")
            show(page, stage, SIZES[view.size])
            _keep(page, f"stage_{stage}_{view}")
    page.close()


def _keep_whole(page: Page, name: str, size: str) -> None:
    """Take the page to its end, and not only what a window shows of it."""
    height_px = 0
    while height_px < (needed_px := min(_LONGEST_PX, int(page.evaluate(HEIGHT)))):  # what is new may be lower
        height_px = needed_px
        page.set_viewport_size({**SIZES[size], "height": height_px})
        page.wait_for_timeout(700)
    _keep(page, name)
    page.set_viewport_size(SIZES[size])


def _keep(page: Page, name: str) -> None:
    """Save the picture: where few colours do, in these; one with a film in it a little coarser."""
    with Image.open(io.BytesIO(page.screenshot())) as taken:
        picture, path = taken.convert("RGB"), FOLDER / f"{name}.webp"
        few = picture.quantize(_COLOURS, dither=Image.Dither.NONE).convert("RGB")
        if _other_colours(picture, few) > _MOST_OTHER:
            picture.save(path, quality=_QUALITY, method=6)
        else:
            few.save(path, lossless=True, method=6)


def _other_colours(picture: Image.Image, few: Image.Image) -> float:
    """Share of the picture whose colour is plainly another one."""
    apart = ImageChops.difference(picture, few).convert("L").histogram()
    return sum(apart[_PLAIN:]) / sum(apart)


def _write_index() -> None:
    """One row a page, one column a view."""
    lines = [
        "# Every page and stage",
        "",
        "Taken by `make screenshots`, of some pages by `make screenshots ARGS='result stage'`. The history",
        "is that of a made-up Kim.",
        "",
        f"| page | {' | '.join(str(view).replace('_', ', ') for view in VIEWS)} |",
        f"|---{'|---' * len(VIEWS)}|",
        *_rows(),
        "",
    ]
    (FOLDER / "README.md").write_text("\n".join(lines), encoding="utf-8")


def _rows() -> Iterator[str]:
    stages = (f"stage_{stage}" for stage in (*STAGES, "trouble", "settings"))
    for name in (*(place.name for place in PLACES), *RESULTS, *stages):
        pictures = [f"{name}_{view}.webp" for view in VIEWS]
        cells = [f'<img src="{each}" width="160">' if (FOLDER / each).is_file() else "" for each in pictures]
        yield f"| {name.replace('_', ' ')} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main(sys.argv[1:])
