"""A run that is ended from outside says one line and leaves nothing; a closed or full output likewise."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from formcheck.i18n import words
from tests.commands import TWO_PICTURES

FORMCHECK = str(Path(sys.executable).with_name("formcheck"))
CLIP = Path(__file__).parent / "golden" / "clips" / "glute_bridge.mp4"
ANALYSE = ("analyze", "clip.mp4", "--exercise", "glute-bridge", "--model", "lite")
EVERYTHING = (
    "--json", "o.json", "--csv", "o.csv", "--video", "o.mp4", "--report", "o.pdf", "--recording", "o.npz",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(CLIP, tmp_path / "clip.mp4")
    return tmp_path


def hears_all() -> None:
    """In the background, or under nohup, tests ignore some signals, and so would the command."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [FORMCHECK, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hears_all,  # noqa: PLW1509 - no thread of ours is there yet
    )


def until_it_writes(process: subprocess.Popen[str], folder: Path) -> None:
    deadline_s = time.monotonic() + 60
    while not any(path.stat().st_size for path in folder.glob(".*.part")):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline_s
        time.sleep(0.05)


# The signal does not ask for the language, nor the language for the signal: each is tried once.
@pytest.mark.parametrize(
    ("number", "lang"), [(signal.SIGTERM, "en"), (signal.SIGHUP, "da"), (signal.SIGINT, "en")]
)
def test_a_signal_leaves_nothing_and_says_one_line(folder: Path, number: signal.Signals, lang: str) -> None:
    (folder / "o.csv").write_text("old")
    process = started(folder, *ANALYSE, *EVERYTHING, "--lang", lang)
    until_it_writes(process, folder)
    process.send_signal(number)
    said = process.communicate(timeout=30)
    assert said == ("", f"formcheck: {words(lang)('cli.stopped')}\n")
    assert process.returncode == 128 + number
    assert {path.name for path in folder.iterdir()} == {"clip.mp4", "o.csv"}
    assert (folder / "o.csv").read_text() == "old"


def test_a_signal_that_comes_again_and_again(folder: Path) -> None:
    process = started(folder, *ANALYSE, *EVERYTHING)
    until_it_writes(process, folder)
    for _ in range(200):
        if process.poll() is not None:
            break
        process.send_signal(signal.SIGTERM)
        time.sleep(0.002)
    said = process.communicate(timeout=30)
    assert said == ("", f"formcheck: {words('en')('cli.stopped')}\n")
    assert [path.name for path in folder.iterdir()] == ["clip.mp4"]


def test_a_signal_before_the_first_frame(folder: Path) -> None:
    """While libraries are still being loaded there is nothing to clear up."""
    process = started(folder, *ANALYSE, *EVERYTHING)
    time.sleep(0.2)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode in (-signal.SIGTERM, 128 + signal.SIGTERM)
    assert [path.name for path in folder.iterdir()] == ["clip.mp4"]


def test_what_shall_not_hear_of_a_closed_terminal_goes_on(folder: Path) -> None:
    shutil.copy(TWO_PICTURES, folder / "clip.mp4")
    process = subprocess.Popen(
        ["nohup", FORMCHECK, *ANALYSE, "--json", "o.json"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(1.0)
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=60)
    assert process.returncode in (0, 3)
    assert (folder / "o.json").exists()


def shell(command: str, folder: Path) -> tuple[str, list[str], list[int]]:
    """Standard output, lines of standard error, and the exit code of every command of a pipe."""
    ran = subprocess.run(
        ["bash", "-c", f'F="{FORMCHECK}"; {command}; echo "${{PIPESTATUS[*]}}" >&2'],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env=os.environ | {"PYTHONUNBUFFERED": ""},
    )
    *said, codes = ran.stderr.splitlines()
    return ran.stdout, said, [int(code) for code in codes.split()]


# The ways differ in what the system says of them: whether other files were asked for is tried with one.
@pytest.mark.parametrize(
    ("where", "reason", "others"),
    [
        ("> /dev/full", "No space left on device", ""),
        ("> /dev/full", "No space left on device", "--csv o.csv --report o.html"),
        ("| true", "Broken pipe", "--csv o.csv --report o.html"),
        (">&-", "Bad file descriptor", "--csv o.csv --report o.html"),
    ],
)
def test_standard_output_that_takes_nothing(folder: Path, where: str, reason: str, others: str) -> None:
    shutil.copy(TWO_PICTURES, folder / "clip.mp4")
    _, said, codes = shell(f"$F {' '.join(ANALYSE)} {others} --json - {where}", folder)
    assert said == [f"formcheck: {words('en')('error.stdout_not_writable', reason=reason)}"]
    assert codes[0] == 2
    assert [path.name for path in folder.iterdir()] == ["clip.mp4"]


@pytest.mark.parametrize("command", ["exercises", "exercises --lang da", "--help"])
def test_other_commands_say_so_too(tmp_path: Path, command: str) -> None:
    _, said, codes = shell(f"$F {command} > /dev/full", tmp_path)
    assert len(said) == 1
    assert "No space left on device" in said[0]
    assert codes == [2]


def test_a_pipe_that_is_read_gets_everything(folder: Path) -> None:
    shutil.copy(TWO_PICTURES, folder / "clip.mp4")
    out, said, codes = shell(f"$F {' '.join(ANALYSE)} --csv o.csv --quiet --json - | cat", folder)
    assert out.rstrip().endswith("}")
    assert codes == [3, 0]
    assert len(said) == 1, "nothing could be judged in two pictures"


@pytest.mark.parametrize(
    ("out", "name", "most_kb"),
    [("--video", "o.mp4", 9), ("--recording", "o.npz", 1), ("--report", "o.pdf", 9)],
)
def test_a_disk_that_fills_up(folder: Path, out: str, name: str, most_kb: int) -> None:
    """A limit on the size of files is a full disk that needs no root: what is written stops half-way.

    Without hindsight no file of ours is in the way; of a recording even a report needs none.
    """
    shutil.copy(TWO_PICTURES, folder / "clip.mp4")
    if out == "--report":
        shell(f"$F {' '.join(ANALYSE)} --recording seen.npz", folder)
        (folder / "seen.npz").replace(folder / "clip.mp4")
    _, said, codes = shell(
        f"ulimit -f {most_kb}; trap '' XFSZ; "
        f"$F {' '.join(ANALYSE)} --no-hindsight --json o.json {out} {name}",
        folder,
    )
    assert said == [
        f"formcheck: {words('en')('error.output_not_writable', name=name, reason='File too large')}"
    ]
    assert codes == [2]
    assert [path.name for path in folder.iterdir()] == ["clip.mp4"]
