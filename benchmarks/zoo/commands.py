"""Names, outputs, permissions and signals: a file of two pictures is enough, or none at all."""

import os
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.zoo.case import JSON, Case, Check, Outcome, Prepare, Refused, analysing, fits
from benchmarks.zoo.films import Make, coded, content, copied

TWO = coded("two.mp4", "-frames:v", "2", "-c:v", "libx264", "-pix_fmt", "yuv420p")
_MARCH = ("--exercise", "standing-march")
_COMMAND = 'eval "$F" \'"$@"\''
_NOTHING_JUDGED = 3
_NOBODY = ("setpriv", "--reuid=65534", "--clear-groups")
NAMES = {
    "spaces": " a  b .mp4",
    "a leading dash": "-rf.mp4",
    "quotes": "a'\"`b.mp4",
    "a shell's words": "$(touch x);&|.mp4",
    "braces": "{name} {0} %s.mp4",
    "HTML": "<img src=x onerror=alert(1)>.mp4",
    "Markdown": "a![x](http:&#47;&#47;evil.example&#47;x.png)b.mp4",
    "Danish": "æøå ÆØÅ.mp4",
    "an emoji": "😀🧘🏽.mp4",
    "from right to left": "\u202egpj.\u202cfilm.mp4",
    "a new line": "a\nb.mp4",
    "an escape of terminals": "a\x1b[31m\x07b.mp4",
    "a protocol": "concat:a.mp4",
    "a pattern": "%03d[a-z]*.mp4",
    "no ending": "film",
    "another ending": "film.txt",
    "not UTF-8": os.fsdecode(b"bad\xff\xfe.mp4"),
    "250 bytes": "ø" * 123 + ".mp4",
    "a hidden one": ".mp4",
}  # fmt: skip


def two_pictures(outcome: Outcome) -> None:
    """Two pictures are read, whether or not they can be judged, and the JSON is written."""
    assert outcome.code in (0, _NOTHING_JUDGED), outcome.stderr
    said = outcome.stderr.splitlines()
    assert all(fits(line, "cli.nothing_judged", "en") for line in said), said
    assert len(said) == (1 if outcome.code else 0)
    assert outcome.made == {JSON}, outcome.made
    assert outcome.report["video"]["frames"] == 2  # noqa: PLR2004 - as it was made


def _plain(*arguments: str) -> Prepare:
    return lambda _folder, _clip: arguments


def _with(make: Make, *more: str, then: Callable[[Path], object] = lambda _: None) -> Prepare:
    """Analyse this file, once the folder is made ready."""
    analyse = analysing(make, *more, report=False)

    def prepare(folder: Path, clip: Path) -> Sequence[str]:
        arguments = analyse(folder, clip)
        then(folder)
        return arguments

    return prepare


def _steps(*steps: Callable[[Path], object]) -> Callable[[Path], None]:
    def take(folder: Path) -> None:
        for step in steps:
            step(folder)

    return take


def _socket(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(folder / "line"))


def _locked(folder: Path) -> None:
    (folder / "locked").mkdir()
    (folder / "locked").chmod(0o500)


def _inputs() -> list[Case]:
    long_name, e = "b" * 252 + ".mp4", _MARCH
    told: dict[str, tuple[Prepare, str]] = {
        "no such file": (_plain("analyze", "none.mp4", *e), "error.video_missing"),
        "too long a name": (_plain("analyze", long_name, *e), "error.video_missing"),
        "too long a path": (_plain("analyze", "d/" * 3000 + "a.mp4", *e), "error.video_missing"),
        "an empty name": (_plain("analyze", "", *e), "error.video_is_folder"),
        "a folder": (_plain("analyze", ".", *e), "error.video_is_folder"),
        "a file as a folder": (_plain("analyze", "/etc/passwd/a.mp4", *e), "error.video_missing"),
        "a device": (_plain("analyze", "/dev/zero", *e), "error.video_is_no_file"),
        "a pipe": (
            _with(content("x", b""), then=_steps(lambda f: (f / "x").unlink(), lambda f: os.mkfifo(f / "x"))),
            "error.video_is_no_file",
        ),
        "a socket": (
            _with(content("line", b""), then=_steps(lambda f: (f / "line").unlink(), _socket)),
            "error.video_is_no_file",
        ),
        "a link in a circle": (
            _with(
                content("x", b""),
                then=_steps(lambda f: (f / "x").unlink(), lambda f: (f / "x").symlink_to("x")),
            ),
            "error.video_missing",
        ),
        "a link to nothing": (
            _with(
                content("x", b""),
                then=_steps(lambda f: (f / "x").unlink(), lambda f: (f / "x").symlink_to("y")),
            ),
            "error.video_missing",
        ),
        "standard input": (_plain("analyze", "/dev/stdin", *e), "error.video_is_no_file"),
        "an address": (_plain("analyze", "http://127.0.0.1:9/a.mp4", *e), "error.video_missing"),
    }
    found = [
        Case(kind="inputs", name=name, prepare=prepare, check=Refused(keys=(key,)))
        for name, (prepare, key) in told.items()
    ]
    for name, spelled in NAMES.items():
        named = _named(spelled)
        found.append(Case(kind="names", name=name, prepare=analysing(named), check=two_pictures))
    return found


def _named(name: str) -> Make:
    def make(folder: Path, clip: Path) -> str:
        (folder / TWO(folder, clip)).rename(folder / name)
        return name

    return make


def _outputs() -> list[Case]:
    other_folder = "there/is/none/o.json"
    told: dict[str, tuple[Prepare, str]] = {
        "the input": (_with(TWO, "--json", "two.mp4"), "error.output_is_input"),
        "the input as video": (_with(TWO, "--video", "./two.mp4"), "error.output_is_input"),
        "the input by a link": (
            _with(TWO, "--csv", "l", then=lambda f: (f / "l").symlink_to("two.mp4")),
            "error.output_is_input",
        ),
        "the input by a hard link": (
            _with(TWO, "--recording", "h", then=lambda f: (f / "h").hardlink_to(f / "two.mp4")),
            "error.output_is_input",
        ),
        "one for two": (_with(TWO, "--json", "o.x", "--csv", "o.x"), "error.outputs_collide"),
        "one for two, spelled otherwise": (
            _with(TWO, "--json", "o.x", "--csv", "./d/../o.x", then=lambda f: (f / "d").mkdir()),
            "error.outputs_collide",
        ),
        "a folder": (_with(TWO, "--json", "d", then=lambda f: (f / "d").mkdir()), "error.output_is_folder"),
        "in no folder": (_with(TWO, "--csv", other_folder), "error.output_folder_missing"),
        "in a file": (_with(TWO, "--csv", "two.mp4/o.csv"), "error.output_folder_is_file"),
        "too long a name": (_with(TWO, "--json", "o" * 256), "error.output_name_too_long"),
        "a report of no kind": (_with(TWO, "--report", "o.doc"), "error.report_of_other_kind"),
        "a video of a recording": (
            _with(content("a.npz", b"hello"), "--video", "o.mp4"),
            "error.recording_has_no_pictures",
        ),
        "write-protected": (
            _with(
                TWO, "--json", "o", then=_steps(lambda f: (f / "o").touch(), lambda f: (f / "o").chmod(0o444))
            ),
            "error.output_not_allowed",
        ),
    }
    found = [
        Case(kind="outputs", name=name, prepare=prepare, check=Refused(keys=(key,), leaves=frozenset()))
        for name, (prepare, key) in told.items()
    ]
    full = analysing(TWO, "--json", "-", report=False)
    for name, where in (("a full device", "> /dev/full"), ("nobody reads", "| true"), ("closed", ">&-")):
        found.append(
            Case(
                kind="outputs",
                name=f"standard output: {name}",
                prepare=full,
                script=f"{_COMMAND} {where}; exit ${{PIPESTATUS[0]}}",
                check=Refused(keys=("error.stdout_not_writable",)),
            )
        )
    for option, name, most_kb in (
        ("--video", "o.mp4", 9),
        ("--recording", "o.npz", 1),
        ("--report", "o.pdf", 9),
    ):
        found.append(
            Case(
                kind="outputs",
                name=f"a disk that fills up: {option}",
                prepare=analysing(TWO, option, name, "--json", "o.json", report=False),
                script=f"ulimit -f {most_kb}; trap '' XFSZ; {_COMMAND}",
                check=Refused(keys=("error.output_not_writable",)),
            )
        )
    return found


def _permissions() -> list[Case]:
    not_allowed = ("error.video_not_allowed",)

    def case(name: str, prepare: Prepare, keys: tuple[str, ...]) -> Case:
        return Case(kind="permissions", name=name, prepare=prepare, check=Refused(keys=keys), wrapper=_NOBODY)

    def open_folder(folder: Path) -> None:
        folder.chmod(0o755)

    return [
        case("a folder one may not enter", _with(_inside("d"), then=open_folder), not_allowed),
        case(
            "a file one may not read",
            _with(TWO, then=_steps(open_folder, lambda f: (f / "two.mp4").chmod(0o600))),
            not_allowed,
        ),
        case(
            "a folder one may not write to",
            _with(TWO, "--json", "o", then=open_folder),
            ("error.output_not_allowed",),
        ),
    ]


def _inside(folder_name: str) -> Make:
    def make(folder: Path, clip: Path) -> str:
        inner = folder / folder_name
        inner.mkdir(mode=0o700)
        (folder / TWO(folder, clip)).rename(inner / "two.mp4")
        return f"{folder_name}/two.mp4"

    return make


def _signals() -> list[Case]:
    every = ["--json", "o.json", "--csv", "o.csv", "--video", "o.mp4", "--report", "o.pdf"]
    found = []
    for name, number in (("TERM", 15), ("HUP", 1), ("INT", 2), ("XCPU", 24)):
        # A job in the background does not hear of Ctrl-C unless its shell has job control; and what such a
        # shell says of its jobs is not the command's.
        script = (
            'set -m; exec 3>&2 2>/dev/null; eval "exec $F" \'"$@"\' 2>&3 &'
            " until compgen -G '.*.part' >/dev/null; do sleep 0.02; done;"
            f" sleep 0.3; kill -{name} %1; wait %1"
        )
        found.append(
            Case(
                kind="signals",
                name=name,
                prepare=analysing(copied("a.mp4"), *every, "--recording", "o.npz", report=False),
                script=script,
                check=Refused(keys=("cli.stopped",), code=128 + number),
                real=True,
            )
        )
    return found


def _surroundings() -> list[Case]:
    analyse = analysing(TWO)

    def case(name: str, before: str, check: Check = two_pictures) -> Case:
        return Case(
            kind="surroundings", name=name, prepare=analyse, script=f"{before} {_COMMAND}", check=check
        )

    return [
        case("no home", "unset HOME;"),
        case("a home that is not there", "HOME=/nowhere;"),
        case("another language's letters", "export LC_ALL=C PYTHONUTF8=0;"),
        case("no standard input", "exec 0<&-;"),
        case("no terminal's width", "export COLUMNS=0 TERM=;"),
        case("two threads of OpenMP", "export OMP_NUM_THREADS=2;"),
    ]


def _usage() -> list[Case]:
    def wrong(outcome: Outcome) -> None:
        (line,) = outcome.stderr.splitlines()
        assert outcome.code == 2, outcome.code  # noqa: PLR2004 - exit code of the contract
        assert line.startswith("formcheck: "), line
        assert not outcome.made

    told = {
        "no exercise": ("analyze", "a.mp4"),
        "an unknown exercise": ("analyze", "a.mp4", "--exercise", "{name}\nsquat"),
        "an unknown model": ("analyze", "a.mp4", *_MARCH, "--model", "huge"),
        "an unknown option": ("analyze", "a.mp4", *_MARCH, "--jsno", "-"),
        "an unknown command": ("analyse", "a.mp4"),
        "two files": ("analyze", "a.mp4", "b.mp4", *_MARCH),
        "an unknown language": ("exercises", "--lang", "de"),
    }
    return [
        Case(kind="usage", name=name, prepare=_plain(*given), check=wrong) for name, given in told.items()
    ]


def cases() -> list[Case]:
    """All of them."""
    may_ask = _permissions() if hasattr(os, "getuid") and os.getuid() == 0 else []
    return [*_inputs(), *_outputs(), *may_ask, *_signals(), *_surroundings(), *_usage()]
