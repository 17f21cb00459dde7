"""Names and what stands behind them: each gets the right result or one line, whatever the name holds."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from formcheck.i18n import LANGUAGES, words
from tests.commands import TWO_PICTURES, Formcheck, commands

E = ("--exercise", "supine-march")


@pytest.fixture
def formcheck(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Formcheck:
    return commands(monkeypatch, capsys)


def one_line(stderr: str, key: str, lang: str = "en", **params: str) -> None:
    assert stderr == f"formcheck: {words(lang)(f'error.{key}', **params)}\n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_no_file_gets_its_own_sentence(formcheck: Formcheck, tmp_path: Path, lang: str) -> None:
    (tmp_path / "dir.mp4").mkdir()
    os.mkfifo(tmp_path / "pipe.mp4")
    (tmp_path / "loop.mp4").symlink_to("loop.mp4")
    (tmp_path / "gone.mp4").symlink_to("nowhere.mp4")
    long = "b" * 252 + ".mp4"
    cases: dict[Path | str, tuple[str, str]] = {
        tmp_path / "dir.mp4": ("video_is_folder", "dir.mp4"),
        "/": ("video_is_folder", "/"),
        "": ("video_is_folder", "."),
        tmp_path / "pipe.mp4": ("video_is_no_file", "pipe.mp4"),
        "/dev/null": ("video_is_no_file", "null"),
        tmp_path / "loop.mp4": ("video_missing", "loop.mp4"),
        tmp_path / "gone.mp4": ("video_missing", "gone.mp4"),
        tmp_path / long: ("video_missing", long),
        tmp_path / ("ø" * 251 + ".mp4"): ("video_missing", "ø" * 251 + ".mp4"),
        tmp_path / ("d/" * 3000 + "a.mp4"): ("video_missing", "a.mp4"),
        TWO_PICTURES / "a.mp4": ("video_missing", "a.mp4"),
    }
    for path, (key, name) in cases.items():
        ran = formcheck("analyze", path, *E, "--lang", lang)
        one_line(ran.stderr, key, lang, name=name)
        assert (ran.code, ran.stdout, ran.read) == (2, "", False)


@contextmanager
def nobody() -> Iterator[None]:
    """Root may enter and read everything: for a moment this process is somebody else."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_may_not_be_opened(formcheck: Formcheck, tmp_path: Path, lang: str) -> None:
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    (tmp_path / "closed").mkdir()
    for path in (tmp_path / "closed" / "a.mp4", tmp_path / "a.mp4"):
        shutil.copy(TWO_PICTURES, path)
        path.chmod(0)
    (tmp_path / "closed").chmod(0)
    formcheck(
        "analyze", TWO_PICTURES, *E, "--lang", lang
    )  # Python itself may lie where nobody else may enter
    with nobody():
        ran = [formcheck("analyze", tmp_path / p, *E, "--lang", lang) for p in ("closed/a.mp4", "a.mp4")]
        outputs = [
            formcheck("analyze", TWO_PICTURES, *E, "--csv", tmp_path / p, "--lang", lang)
            for p in ("o.csv", "closed/o.csv")
        ]
    (tmp_path / "closed").chmod(0o700)
    for each in ran:
        one_line(each.stderr, "video_not_allowed", lang, name="a.mp4")
        assert (each.code, each.read) == (2, False)
    for each, name in zip(outputs, ("o.csv", "closed/o.csv"), strict=True):
        one_line(each.stderr, "output_not_allowed", lang, name=str(tmp_path / name))
        assert (each.code, each.read) == (2, False)


ODD = {
    "a new line": ("two\nlines.mp4", r"two\nlines.mp4"),
    "a terminal's command": ("\x1b[2J\x07.mp4", r"\x1b[2J\x07.mp4"),
    "no UTF-8": ("bad\udcff.mp4", r"bad\xff.mp4"),
    "another direction": ("a\u202e4pm.exe", r"a\u202e4pm.exe"),
    "marks of the progress bar": ("[red]a[b].mp4", "[red]a[b].mp4"),
    "braces": ("{name}%s{0}.mp4", "{name}%s{0}.mp4"),
    "a dash": ("-.mp4", "-.mp4"),
}


@pytest.mark.parametrize(("name", "shown"), ODD.values(), ids=ODD)
def test_an_odd_name_makes_no_second_line(
    formcheck: Formcheck, tmp_path: Path, name: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    one_line(formcheck("analyze", path, *E).stderr, "video_missing", name=shown)
    shutil.copy(TWO_PICTURES, path)
    ran = formcheck("analyze", path, *E, "--json", path)
    one_line(ran.stderr, "output_is_input", name=f"{tmp_path}/{shown}")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert formcheck("analyze", path, *E, "--json", tmp_path / "o.json", "--csv", f"{path}.csv").code == 0
    json.loads((tmp_path / "o.json").read_bytes())


@pytest.mark.parametrize("option", ["--exercise", "--side", "--model", "--lang", "--nothing"])
def test_a_wrong_word_makes_no_second_line(formcheck: Formcheck, option: str) -> None:
    ran = formcheck("analyze", TWO_PICTURES, *E, option, "a\nb\x1b[2J\udcff")
    assert ran.code == 2
    assert len(ran.stderr.splitlines()) == 1
    assert "\x1b" not in ran.stderr


@pytest.mark.parametrize("name", [name for name, _ in ODD.values()], ids=ODD)
def test_a_video_of_an_odd_name_is_analysed(tmp_path: Path, name: str) -> None:
    """With the real reader, all its outputs, and in a process whose texts need not be UTF-8."""
    shutil.copy(TWO_PICTURES, tmp_path / name)
    command = [
        str(Path(sys.executable).with_name("formcheck")), "analyze", *E, "--model=lite", "--json", "o.json",
        "--report", "o.pdf", "--video", f"v-{name}", "--csv", f"c-{name}", "--recording", "o.npz", "--", name,
    ]  # fmt: skip
    ran = subprocess.run(
        command, cwd=tmp_path, capture_output=True, check=False, timeout=120, env=os.environ | {"LC_ALL": "C"}
    )
    assert ran.returncode == 3, ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    report = json.loads((tmp_path / "o.json").read_bytes())
    assert os.fsencode(name) in (report["video"]["name"].encode(), b"bad\xff.mp4")
    for out in ("o.pdf", f"v-{name}", f"c-{name}", "o.npz"):
        assert (tmp_path / out).stat().st_size
