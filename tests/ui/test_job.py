"""Files and threads of an analysis go away when nobody looks at it any more."""

import gc
import io
import re
import threading
import time
import weakref
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from formcheck.domain.errors import NotAVideo, PoseModelDied
from formcheck.domain.output_errors import OutputNotWritable, UploadNotKept
from formcheck.i18n import LANGUAGES, words
from formcheck.ui.job import Job, JobStage
from tests.commands import TWO_PICTURES
from tests.ui.fakes import ORDER, SUPINE, analyser

pytestmark = pytest.mark.usefixtures("temporary_folder")


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


class Circle:
    """What holds itself, as a picture of the reader does."""

    def __init__(self) -> None:
        self.itself = self


def test_what_an_analysis_leaves_in_circles_goes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[weakref.ref[Circle]] = []

    def analyse(path: Path, *args: object, **options: object) -> object:
        left.append(weakref.ref(Circle()))
        return analyser(SUPINE)(path, *args, **options)

    monkeypatch.setattr("formcheck.ui.job.analyse_video", analyse)
    gc.disable()
    try:
        before = set(threading.enumerate())
        job = Job(ORDER, io.BytesIO(b"video"))
        for thread in set(threading.enumerate()) - before:
            thread.join(10)
        assert [each() for each in left] == [None]
    finally:
        gc.enable()
    job.close()


NAMES = ("../../clip.mp4", "..", ".", "/", "", "ø" * 251 + ".mp4", "a\0b\n.mp4", "con.mp4\u202e", "a" * 9000)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_never_reaches_the_file_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    seen: list[Path] = []

    def analyse(path: Path, *args: object, **options: object) -> object:
        seen.append(path)
        assert [each for each in tmp_path.rglob("*") if each.is_file()] == [path]
        assert path.read_bytes() == b"video"
        return analyser(SUPINE)(path, *args, **options)

    monkeypatch.setattr("formcheck.ui.job.analyse_video", analyse)
    job = Job(replace(ORDER, name=name), io.BytesIO(b"video"))
    job.wait(10)
    assert job.progress.stage is JobStage.DONE
    assert re.fullmatch(r"upload(\.mp4)?", seen[0].name)
    assert not seen[0].exists(), "a visitor's video is not kept longer than it is needed"
    assert job.progress.analysis is not None
    assert job.progress.analysis.video.name == name
    job.close()


@pytest.mark.parametrize("name", [name for name in NAMES if name])
def test_an_error_names_what_the_visitor_sent(name: str) -> None:
    job = Job(replace(ORDER, name=name), io.BytesIO(b"not a video"))
    job.wait(60)
    assert isinstance(job.progress.error, NotAVideo)
    assert job.progress.error.params == {"name": name}
    job.close()


class Full(io.BytesIO):
    """What is read finds no room."""

    def read(self, *_: object) -> bytes:
        raise OSError(28, "No space left on device")


def test_no_room_for_what_was_sent_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job(ORDER, Full())
    job.wait(10)
    assert job.progress.stage is JobStage.FAILED
    assert isinstance(job.progress.error, UploadNotKept)
    assert job.progress.error.params == {"name": ORDER.name, "reason": "No space left on device"}
    job.close()


def test_no_room_for_the_annotated_video_is_the_same_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    full = OutputNotWritable(name="annotated.mp4", reason="No space left on device")
    monkeypatch.setattr("formcheck.ui.job.analyse_video", analyser(error=full))
    job = Job(ORDER, io.BytesIO(b"video"))
    job.wait(10)
    assert isinstance(job.progress.error, UploadNotKept)
    job.close()


def test_a_pose_model_that_dies_fails_one_job_and_not_the_app() -> None:
    clip = (Path(__file__).parents[1] / "golden" / "clips" / "glute_bridge.mp4").read_bytes()
    here = psutil.Process()
    job = Job(ORDER, io.BytesIO(clip))
    until_s = time.monotonic() + 60
    while job.progress.share == 0.0 and job.progress.stage is JobStage.RUNNING:
        assert time.monotonic() < until_s
        time.sleep(0.02)
    for child in here.children():
        if any("pose_process" in word for word in child.cmdline()):
            child.kill()
    job.wait(60)
    assert isinstance(job.progress.error, PoseModelDied)
    for language in LANGUAGES:
        assert words(language).say(job.progress.error.key)
    job.close()
    again = Job(ORDER, io.BytesIO(TWO_PICTURES.read_bytes()))
    again.wait(60)
    assert again.progress.stage is JobStage.DONE
    again.close()
    assert not [child for child in here.children() if any("pose_process" in word for word in child.cmdline())]
