"""What a kill interrupted is offered at the next start: to go on with, or to be discarded."""

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from formcheck.adapters.interrupted import DAYS, KeptOrder, Shelf, Waiting, shelf
from formcheck.adapters.store import History, Keeper, ProfileHistory, SetSource, open_history
from formcheck.adapters.store.database import DATA_DIR
from formcheck.domain.store_errors import HistoryUnavailable
from formcheck.i18n import LANGUAGES, words
from formcheck.i18n.dates import full_date
from formcheck.ui.job import Job, JobStage
from formcheck.ui.markdown import escape_markdown
from formcheck.ui.start import MAIN_SCRIPT
from tests.adapters.store.analyses import analysis_of as kept_before
from tests.ui.conftest import texts, until_done
from tests.ui.fakes import ORDER, SUPINE, analyser
from tests.ui.places import interrupted

NAME = "my *clip* of Thursday.mp4"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, temporary_folder: Path) -> Path:
    monkeypatch.setenv(DATA_DIR, str(tmp_path / "data"))
    return tmp_path / "data" / "interrupted"


@pytest.fixture
def history(folder: Path) -> Iterator[History]:
    opened = open_history()
    yield opened
    opened.close()


@pytest.fixture
def mine(history: History) -> ProfileHistory:
    return history.of(history.profiles.me())


def opened(path: str = "", lang: str = "en", **address: str) -> AppTest:
    app = AppTest.from_file(str(MAIN_SCRIPT), default_timeout=60)
    for name, value in {"lang": lang, **address}.items():
        app.query_params[name] = value
    app.run()
    return app


def folder_orders(folder: Path) -> list[KeptOrder]:
    return [KeptOrder.model_validate_json(path.read_bytes()) for path in folder.rglob("order.json")]


def files_of(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def pressed(app: AppTest, what: str, waiting: Waiting) -> AppTest:
    return app.button(key=f"{what}_{waiting.folder.name}").click().run()


@pytest.mark.parametrize("source", list(SetSource))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_offer_says_what_is_kept_and_until_when(
    mine: ProfileHistory, lang: str, source: SetSource
) -> None:
    waiting = interrupted(mine.profile, source)
    say, shown = words(lang), texts(opened(lang=lang))
    until = full_date((datetime.now(UTC) - timedelta(hours=1) + timedelta(days=DAYS)).date(), say)
    assert say(f"interrupted.{source}_kept", until=until) in shown
    assert escape_markdown(NAME) in shown or source is SetSource.LIVE
    assert waiting.until - waiting.order.at == timedelta(days=DAYS)


def test_nothing_is_offered_where_nothing_was_interrupted(mine: ProfileHistory) -> None:
    assert not [button for button in opened().button if str(button.key).startswith("go_on")]


def test_an_analysis_is_done_again_and_kept_as_of_its_day(
    mine: ProfileHistory, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setattr("formcheck.ui.job.analyse_video", analyser(SUPINE))
    waiting = interrupted(mine.profile, SetSource.FILE)
    app = pressed(opened(), "go_on", waiting)
    until_done(app, app.session_state["job"])
    assert "go_on" not in str([button.key for button in app.button])
    (kept,) = mine.sets.newest(most=9)
    assert (kept.name, kept.source, kept.done_at) == (NAME, SetSource.FILE, waiting.order.at)
    assert files_of(folder) == set()


def test_what_was_done_of_a_live_set_is_judged_and_kept(mine: ProfileHistory, folder: Path) -> None:
    waiting = interrupted(mine.profile, SetSource.LIVE)
    app = pressed(opened(), "go_on", waiting)
    app = until_done(app, app.session_state["job"])
    assert not app.exception
    (kept,) = mine.sets.newest(most=9)
    assert (kept.exercise, kept.source, kept.name) == ("seated-knee-raise", SetSource.LIVE, "")
    report = mine.sets.report(kept.key)
    assert report
    assert report.summary.complete_reps == 3
    assert files_of(folder) == set()


def test_what_is_discarded_is_gone(mine: ProfileHistory, folder: Path) -> None:
    waiting = interrupted(mine.profile, SetSource.FILE)
    app = pressed(opened(), "discard", waiting)
    assert files_of(folder) == set()
    assert "go_on" not in str([button.key for button in app.button])
    assert mine.sets.count() == 0


@pytest.mark.parametrize("source", list(SetSource))
def test_what_was_kept_just_before_the_kill_is_not_offered_again(
    mine: ProfileHistory, folder: Path, source: SetSource
) -> None:
    waiting = interrupted(mine.profile, source)
    Keeper(mine=mine, source=source).keep(kept_before("supine-march"), key=waiting.order.set_key)
    assert mine.sets.count() == 1
    assert "go_on" not in str([button.key for button in opened().button])
    assert files_of(folder) == set()
    assert mine.sets.count() == 1


def test_what_is_left_of_an_analysis_that_was_kept_names_its_set(
    mine: ProfileHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formcheck.ui.job.analyse_video", analyser(SUPINE))
    monkeypatch.setattr(shelf(), "_closed", True)
    job = Job(replace(ORDER, keeper=Keeper(mine=mine, source=SetSource.FILE)), io.BytesIO(b"video"))
    job.wait(10)
    (order,) = folder_orders(shelf().folder)
    assert [each.key for each in mine.sets.newest(most=9)] == [order.set_key]
    job.close()


def test_another_profile_and_one_behind_its_pin_see_nothing(history: History) -> None:
    anna = history.profiles.create("Anna")
    interrupted(anna, SetSource.FILE)
    assert "clip" not in texts(opened())
    assert "clip" in texts(opened(profile=anna.key.hex))
    history.profiles.set_pin(anna, "1234")
    assert "clip" not in texts(opened(profile=anna.key.hex))


def test_delete_everything_deletes_it_too(mine: ProfileHistory, history: History, folder: Path) -> None:
    from tests.ui.test_history_page import show, window

    interrupted(mine.profile, SetSource.FILE)
    app = show(window(), "who")
    app.checkbox(key="delete_all_sure").check().run()
    app.button(key="delete_all").click().run()
    assert files_of(folder) == set()


def test_an_analysis_that_ends_leaves_nothing(
    mine: ProfileHistory, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setattr("formcheck.ui.job.analyse_video", analyser(endless=True))
    order = replace(ORDER, name="a.mp4", keeper=Keeper(mine=mine, source=SetSource.FILE, name="a.mp4"))
    job = Job(order, io.BytesIO(b"video"))
    assert files_of(folder) == {"order.json", "upload.mp4"}
    assert shelf().of(mine.profile.key) == []
    job.cancel()
    job.wait(10)
    assert job.progress.stage is JobStage.CANCELLED
    assert files_of(folder) == set()
    assert job.source is None
    job.close()


def test_a_live_set_whose_judging_fails_is_offered_once_more(
    mine: ProfileHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formcheck.ui.job.analyse_video", analyser(error=HistoryUnavailable(reason="")))
    waiting = interrupted(mine.profile, SetSource.LIVE)
    app = pressed(opened(), "go_on", waiting)
    until_done(app, app.session_state["job"])
    assert len(shelf().of(mine.profile.key)) == 1


# An analysis that takes its time, in a process that says when it is in the middle of it.
KILLED = """
import io, signal, time
from dataclasses import replace
from formcheck.adapters.store import Keeper, SetSource, open_history
from formcheck.ui import job as jobs
from tests.ui.places import interrupted
from tests.ui.fakes import ORDER, analyser
jobs.analyse_video = analyser(endless=True)
history = open_history()
mine = history.of(history.profiles.me())
job = jobs.Job(replace(ORDER, keeper=Keeper(mine=mine, source=SetSource.FILE)), io.BytesIO(b"video"))
# As a terminal has it: who starts the tests in the background may have the signal ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
print("in the middle", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_an_analysis_whose_process_ends_in_the_middle_is_offered(
    mine: ProfileHistory, how: signal.Signals
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "in the middle\n"
    time.sleep(0.2)
    process.send_signal(how)
    process.wait(20)
    (waiting,) = shelf().of(mine.profile.key)
    assert waiting.uploaded
    assert waiting.uploaded.read_bytes() == b"video"
    assert waiting.order.name == ORDER.name
    Shelf(shelf().folder).sweep()
    assert waiting.uploaded, "the next start keeps what it offers"
    assert os.environ[DATA_DIR]
