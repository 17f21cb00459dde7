"""No visitor's file outlives the visit."""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from formcheck.ui import tidy


@pytest.fixture(autouse=True)
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def dead_pid() -> int:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def test_a_start_removes_what_a_killed_server_left(tmp_path: Path) -> None:
    (tmp_path / f"formcheck-{dead_pid()}-abc").mkdir()
    other = tmp_path / f"formcheck-{os.getppid()}-abc"
    other.mkdir()
    stranger = tmp_path / "formcheck-notes"
    stranger.mkdir()
    mine = tidy.make_folder()
    tidy.sweep(own=False)
    assert set(tmp_path.iterdir()) == {other, stranger, mine}


def test_the_end_removes_our_own(tmp_path: Path) -> None:
    async def live() -> None:
        async with tidy.tidy(None):
            tidy.make_folder()
            assert list(tmp_path.iterdir())

    asyncio.run(live())
    assert list(tmp_path.iterdir()) == []


class Files:
    """Counts how often it was closed."""

    def __init__(self) -> None:
        self.closed = False

    def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize("here", [True, False])
def test_files_go_when_the_page_has_gone(here: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    monkeypatch.setattr(tidy, "_LOOK_EVERY_S", 0.01)
    monkeypatch.setattr(tidy, "_LEFT_AFTER_S", 0.03)
    monkeypatch.setattr(tidy, "get_script_run_ctx", lambda: SimpleNamespace(session_id="a"))
    instance = SimpleNamespace(is_active_session=lambda _: here)
    monkeypatch.setattr(tidy, "runtime", SimpleNamespace(exists=lambda: True, get_instance=lambda: instance))
    files = Files()
    tidy.close_when_left(files)
    time.sleep(0.3)
    assert files.closed is not here
