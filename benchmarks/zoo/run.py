"""Runs a case in a folder of its own, and watches what it takes."""

import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.zoo.case import MOST_MB, Case, Outcome
from benchmarks.zoo.double import CLIP, RECORDING
from benchmarks.zoo.films import SOUND, sound_clip

_LOOKED_UP = (sys.executable, "-P", "-c", "from benchmarks.zoo.double import main; main()")
_REAL = (sys.executable, "-P", "-c", "from formcheck.cli import main; main()")
_TOP = Path(__file__).parents[2]  # whoever runs in another folder finds neither us nor the double there
_LONGEST_S = 300
_LEFT_OVER = (".part", ".old")


def clip_looked_at(folder: Path) -> Path:
    """The clip of which all are made, with a recording of what the pose model saw in it beside it."""
    recording = (folder / SOUND).with_suffix(".npz")
    if not recording.exists():
        folder.mkdir(parents=True, exist_ok=True)
        more = ("--exercise", "standing-march", "--recording", str(recording))
        subprocess.run([*_REAL, "analyze", str(sound_clip(folder)), *more], check=True)
    return folder / SOUND


def run(case: Case, clip: Path) -> Outcome:
    """Run it; the folder is gone afterwards. Raises AssertionError where something is not right."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        arguments = case.prepare(folder, clip)
        before = _names(folder)
        started_s = time.monotonic()
        code, stdout, stderr, memory_mb = _run(case, arguments, folder, clip)
        took_s = time.monotonic() - started_s
        outcome = Outcome(code, stdout, stderr, memory_mb, took_s, _names(folder) - before, folder)
        assert "Traceback" not in stderr, stderr
        assert memory_mb <= MOST_MB, f"{memory_mb:.0f} MB"
        assert not [name for name in outcome.made if name.endswith(_LEFT_OVER)], outcome.made
        case.check(outcome)
        return outcome


def _names(folder: Path) -> frozenset[str]:
    return frozenset(path.name for path in folder.iterdir())


def _run(case: Case, arguments: Sequence[str], folder: Path, clip: Path) -> tuple[int, str, str, float]:
    """Exit code, both outputs, and the most memory that the command itself had."""
    formcheck = _REAL if case.real else _LOOKED_UP
    command = [*case.wrapper, *formcheck, *arguments]
    if case.script:
        command = [*case.wrapper, "bash", "-c", case.script, "formcheck", *arguments]
    environment = os.environ | {
        "F": shlex.join(formcheck),
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join((str(_TOP / "src"), str(_TOP))),
        CLIP: str(clip),
        RECORDING: str(clip.with_suffix(".npz")),
    }
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            command, cwd=folder, stdout=out, stderr=err, stdin=subprocess.DEVNULL, env=environment
        )
        deadline_s = time.monotonic() + _LONGEST_S
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > deadline_s:
                process.kill()
                raise AssertionError("it hangs")
            time.sleep(0.05)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        said = [file.read().decode("utf-8", "backslashreplace") for file in (out, err)]
        return process.returncode, said[0], said[1], usage.ru_maxrss / 1024
