"""The command line within this process, with a double in place of the analysis: quick, and it tells whether
a frame was read.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from formcheck import cli
from formcheck.adapters.analysis import Analysis
from formcheck.adapters.input_file import name_of
from tests.ui.fakes import SUPINE, analysis_of

TWO_PICTURES = Path(__file__).with_name("two_pictures.mp4")


@dataclass(frozen=True)
class Ran:
    """How a command left. read: whether a frame was read."""

    code: int
    stdout: str
    stderr: str
    read: bool


Formcheck = Callable[..., Ran]


def commands(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Formcheck:
    """Return a function that runs `formcheck` with arguments, in both languages the same."""
    reads: list[Path] = []

    def analyse(
        path: Path, *_: object, video_out: Path | None, recording_out: Path | None, **__: Any
    ) -> Analysis:
        reads.append(path)
        for out in filter(None, (video_out, recording_out)):
            out.write_bytes(b"written")
        return analysis_of(SUPINE, name=name_of(path))

    monkeypatch.setattr("formcheck.adapters.analysis.analyse_video", analyse)

    def run(*arguments: str | Path) -> Ran:
        reads.clear()
        monkeypatch.setattr(sys, "argv", ["formcheck", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            cli.main()
        said = capsys.readouterr()
        return Ran(int(left.value.code or 0), said.out, said.err, bool(reads))

    return run
