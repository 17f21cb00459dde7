"""The page, run without a browser; and a server and a browser for tests that need real ones."""

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.app_test import TMP_DIR

from formcheck.ui.job import Job
from formcheck.ui.start import MAIN_SCRIPT, folders_on_path
from tests.ui.browsing import app_running, launch


@pytest.fixture(scope="session", autouse=True)
def page_folders() -> Iterator[None]:
    """Pages run here as in the server: no run of one changes the module path under an analysis."""
    with folders_on_path(MAIN_SCRIPT.parent, Path(TMP_DIR.name)):
        yield


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the running app: one for all tests of a worker that change nothing of it."""
    with app_running(tmp_path_factory.mktemp("server")) as address:
        yield address


@dataclass(frozen=True)
class Keeping:
    """A running app, and the folder in which it alone keeps its history."""

    address: str
    folder: Path


@pytest.fixture(scope="session")
def keeping(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keeping]:
    """One for all tests of a worker that begin with deleting everything."""
    folder = tmp_path_factory.mktemp("keeping")
    with app_running(folder, data=folder) as address:
        yield Keeping(address, folder)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright, for tests that open browsers with switches of their own."""
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser. Visitors are contexts of it."""
    found = launch(playwright)
    yield found
    found.close()


@pytest.fixture
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files of this process go, and nothing else is."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def page() -> Iterator[Callable[[str], AppTest]]:
    """Return a function that opens the page in a language."""
    opened: list[AppTest] = []

    def open_in(lang: str) -> AppTest:
        app = AppTest.from_file(str(MAIN_SCRIPT), default_timeout=30)
        app.query_params["lang"] = lang
        opened.append(app)
        return app.run()

    yield open_in
    for app in opened:
        if "job" in app.session_state:
            app.session_state["job"].close()


def send(
    app: AppTest, name: str = "clip.mp4", content: bytes = b"video", exercise: str = "supine_march"
) -> Job:
    """Choose an exercise, add a file, press the button."""
    app.button(key=f"card_{exercise}").click().run()
    app.file_uploader(key="video").set_value((name, content, "video/mp4")).run()
    app.button(key="analyse").click().run()
    job: Job = app.session_state["job"]
    return job


def until_done(app: AppTest, job: Job, timeout_s: float = 90.0) -> AppTest:
    """Wait for the job, then let the page look at it."""
    job.wait(timeout_s)
    time.sleep(0.05)
    return app.run()


def texts(app: AppTest) -> str:
    """Everything that is written on the page."""
    shown = [
        *app.title,
        *app.header,
        *app.markdown,
        *app.caption,
        *app.subheader,
        *app.error,
        *app.warning,
        *app.info,
    ]
    return "\n".join([*(str(each.value) for each in shown), *(m.label for m in app.metric)])
