"""No output destroys anything: what cannot be written well is refused before a frame is read."""

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from formcheck.i18n import LANGUAGES, words
from tests.commands import TWO_PICTURES, Formcheck, Ran, commands

OPTIONS = ("--json", "--csv", "--video", "--report", "--recording")


@pytest.fixture
def formcheck(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Formcheck:
    return commands(monkeypatch, capsys)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return Path(shutil.copy(TWO_PICTURES, tmp_path / "mine.mp4"))


def refused(ran: Ran, key: str, lang: str = "en", **params: str) -> None:
    assert ran.stderr == f"formcheck: {words(lang).say(f'error.{key}', **params)}\n"
    assert (ran.code, ran.stdout, ran.read) == (2, "", False)


def through_a_link(mine: Path) -> Path:
    link = mine.with_name("link.mp4")
    link.symlink_to(mine)
    return link


def through_links_of_folders(mine: Path) -> Path:
    (mine.parent / "a").mkdir()
    (mine.parent / "a" / "b").symlink_to(mine.parent)
    return mine.parent / "a" / "b" / mine.name


def a_hard_link(mine: Path) -> Path:
    link = mine.with_name("hard.mp4")
    link.hardlink_to(mine)
    return link


def with_dots(mine: Path) -> Path:
    (mine.parent / "d").mkdir()
    return mine.parent / "d" / ".." / "." / mine.name


def a_link_to_a_link(mine: Path) -> Path:
    second = mine.with_name("second.mp4")
    second.symlink_to(through_a_link(mine))
    return second


SPELLINGS: dict[str, Callable[[Path], Path]] = {
    "itself": lambda mine: mine,
    "relative": lambda mine: Path(os.path.relpath(mine)),
    "dots": with_dots,
    "a link": through_a_link,
    "a link to a link": a_link_to_a_link,
    "a hard link": a_hard_link,
    "a link of folders": through_links_of_folders,
}


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_no_output_is_the_input(
    formcheck: Formcheck, mine: Path, option: str, spelling: Callable[[Path], Path]
) -> None:
    out = spelling(mine)
    if option == "--report":
        page = out.with_name("page.html")
        page.symlink_to(out.absolute())
        out = page
    ran = formcheck("analyze", mine, "--exercise", "supine-march", option, out)
    refused(ran, "output_is_input", name=str(out))
    assert mine.read_bytes() == TWO_PICTURES.read_bytes()


def test_the_input_may_be_the_link(formcheck: Formcheck, mine: Path) -> None:
    ran = formcheck("analyze", through_a_link(mine), "--exercise", "supine-march", "--csv", mine)
    refused(ran, "output_is_input", name=str(mine))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_said_in_both_languages(formcheck: Formcheck, mine: Path, lang: str) -> None:
    ran = formcheck("analyze", mine, "--exercise", "supine-march", "--json", mine, "--lang", lang)
    refused(ran, "output_is_input", lang, name=str(mine))


PAIRS = {
    "the same": ("same.x", "same.x"),
    "dots": ("same.x", "./d/../same.x"),
    "a link to what is not there": ("same.x", "leads_to_same.x"),
    "there already": ("old.x", "hard_old.x"),
    "capitals": ("same.x", "SAME.X"),
    "accents in two ways": ("\u00e5.x", "a\u030a.x"),
}


@pytest.mark.parametrize("options", [("--json", "--csv"), ("--csv", "--video"), ("--video", "--recording")])
@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_no_two_outputs_are_one_file(
    formcheck: Formcheck, mine: Path, options: tuple[str, str], pair: tuple[str, str]
) -> None:
    folder = mine.parent
    (folder / "d").mkdir()
    (folder / "leads_to_same.x").symlink_to(folder / "same.x")
    (folder / "old.x").write_text("old")
    (folder / "hard_old.x").hardlink_to(folder / "old.x")
    first, second = (f"{folder}/{name}" for name in pair)
    ran = formcheck("analyze", mine, "--exercise", "supine-march", options[0], first, options[1], second)
    shown = [str(Path(each)) for each in (first, second)]
    assert ran.stderr in {
        f"formcheck: {words('en')('error.outputs_collide', name=a, other=b)}\n"
        for a in (first, shown[0])
        for b in (second, shown[1])
    }
    assert (ran.code, ran.read) == (2, False)
    assert not (folder / "same.x").exists()
    assert (folder / "old.x").read_text() == "old"


def test_what_is_forgotten_may_be_forgotten_twice(formcheck: Formcheck, mine: Path) -> None:
    ran = formcheck(
        "analyze", mine, "--exercise", "supine-march", "--json", "/dev/null", "--csv", "/dev/null"
    )
    assert (ran.code, ran.stderr) == (0, "")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode), "a device is not replaced by a file"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("option", OPTIONS)
def test_places_where_nothing_can_be_written(
    formcheck: Formcheck, mine: Path, option: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending = ".html" if option == "--report" else ".x"
    folder, file = mine.parent / f"dir{ending}", mine.parent / "file"
    folder.mkdir()
    file.write_text("")
    kept = mine.parent / f"kept{ending}"
    kept.write_text("old")
    kept.chmod(0o444)
    too_long = mine.parent / ("ø" * 128 + ending)
    cases = {
        folder: ("output_is_folder", {}),
        mine.parent / "no" / f"a{ending}": ("output_folder_missing", {"folder": str(mine.parent / "no")}),
        file / f"a{ending}": ("output_folder_is_file", {"folder": str(file)}),
        file / "deeper" / f"a{ending}": ("output_folder_is_file", {"folder": str(file)}),
        kept: ("output_not_allowed", {}),
        too_long: ("output_name_too_long", {}),
    }
    for out, (key, params) in cases.items():
        ran = formcheck("analyze", mine, "--exercise", "supine-march", option, out, "--lang", lang)
        refused(ran, key, lang, name=str(out), **params)
    assert kept.read_text() == "old"
    assert not list(mine.parent.glob(".formcheck*"))


def test_a_name_as_long_as_may_be(formcheck: Formcheck, mine: Path) -> None:
    out = mine.parent / ("b" * 250 + ".csv")
    ran = formcheck("analyze", mine, "--exercise", "supine-march", "--csv", out)
    assert (ran.code, ran.stderr) == (0, "")
    assert out.read_text().startswith("t_s,")


def test_too_little_room(formcheck: Formcheck, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine.write_bytes(bytes(20_000_000))
    usage = shutil.disk_usage(mine.parent)
    monkeypatch.setattr(
        "formcheck.adapters.output_check.shutil.disk_usage", lambda _: usage._replace(free=3_100_000)
    )
    out = mine.with_name("o.mp4")
    ran = formcheck("analyze", mine, "--exercise", "supine-march", "--video", out)
    refused(ran, "output_needs_room", name=str(out), needed="7", free="3")
    assert formcheck("analyze", mine, "--exercise", "supine-march", "--csv", out).code == 0


def test_a_report_has_one_of_two_endings(formcheck: Formcheck, mine: Path) -> None:
    ran = formcheck("analyze", mine, "--exercise", "supine-march", "--report", "r.txt")
    refused(ran, "report_of_other_kind", name="r.txt")


def wanted(folder: Path) -> list[str]:
    names = ("o.json", "o.csv", "o.mp4", "o.pdf", "o.npz")
    return [
        part for option, name in zip(OPTIONS, names, strict=True) for part in (option, str(folder / name))
    ]


def test_all_are_written_and_nothing_else(formcheck: Formcheck, mine: Path) -> None:
    old = mine.with_name("o.csv")
    old.write_text("old")
    old.chmod(0o640)
    ran = formcheck("analyze", mine, "--exercise", "supine-march", *wanted(mine.parent))
    assert (ran.code, ran.stderr) == (0, "")
    assert {path.name for path in mine.parent.iterdir()} == {
        "mine.mp4", "o.json", "o.csv", "o.mp4", "o.pdf", "o.npz",
    }  # fmt: skip
    assert old.read_text().startswith("t_s,")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(mine.with_name("o.json").stat().st_mode) == 0o666 & ~umask


def test_a_link_stays_a_link(formcheck: Formcheck, mine: Path) -> None:
    target, link = mine.with_name("target.csv"), mine.with_name("link.csv")
    target.write_text("old")
    link.symlink_to(target)
    assert formcheck("analyze", mine, "--exercise", "supine-march", "--csv", link).code == 0
    assert link.is_symlink()
    assert target.read_text().startswith("t_s,")


@pytest.mark.parametrize("step", ["write", "name"])
def test_one_that_fails_takes_the_others_with_it(
    formcheck: Formcheck, mine: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The disk is full at the last file, or that one cannot get its name: the old ones stay."""
    for name in ("o.json", "o.csv"):
        mine.with_name(name).write_text("old")
    genuine_replace = Path.replace

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    def replace(self: Path, target: Path) -> Path:
        if Path(target).name == "o.pdf":
            full()
        return genuine_replace(self, target)

    if step == "write":
        monkeypatch.setattr("formcheck.adapters.run_files._readable", full)
    else:
        monkeypatch.setattr(Path, "replace", replace)
    ran = formcheck("analyze", mine, "--exercise", "supine-march", *wanted(mine.parent))
    assert ran.code == 2
    assert len(ran.stderr.splitlines()) == 1
    assert "No space left on device" in ran.stderr
    assert {path.name for path in mine.parent.iterdir()} == {"mine.mp4", "o.json", "o.csv"}
    assert mine.with_name("o.json").read_text() == mine.with_name("o.csv").read_text() == "old"
