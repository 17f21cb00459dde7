"""No visitor's file outlives the server."""

import asyncio
import os
import subprocess
import sys
import tempfile
from pathlib import Path

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
