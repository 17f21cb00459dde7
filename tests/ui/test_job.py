"""Files and threads of an analysis go away when nobody looks at it any more."""

import gc
import io
import tempfile
import threading
from pathlib import Path

import pytest

from formcheck.adapters.models import ModelName
from formcheck.exercises import EXERCISES
from formcheck.i18n import Language
from formcheck.ui.job import Job, Order, Stage
from tests.ui.fakes import SUPINE, analyser

ORDER = Order(
    name="../../clip.mp4",
    spec=EXERCISES["supine-march"],
    side=None,
    model=ModelName.LITE,
    language=Language.EN,
)


@pytest.fixture(autouse=True)
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_forgotten_job_stops_and_cleans_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("formcheck.ui.job.analyse_video", analyser(endless=True))
    before = set(threading.enumerate())
    job = Job(ORDER, io.BytesIO(b"video"))
    (thread,) = set(threading.enumerate()) - before
    assert len(list(tmp_path.iterdir())) == 1
    del job
    gc.collect()
    thread.join(10)
    assert not thread.is_alive()
    assert list(tmp_path.iterdir()) == []


def test_a_name_cannot_leave_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("formcheck.ui.job.analyse_video", analyser(SUPINE))
    job = Job(ORDER, io.BytesIO(b"video"))
    job.wait(10)
    assert [path.name for path in tmp_path.rglob("clip.mp4")] == ["clip.mp4"]
    assert job.progress.stage is Stage.DONE
    assert job.progress.analysis is not None
    job.close()
