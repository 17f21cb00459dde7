"""Help, lists and wrong use are answered before anything heavy is loaded."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

CLIP = Path(__file__).parent / "golden" / "clips" / "glute_bridge.mp4"
HEAVY = {
    "alembic",
    "altair",
    "av",
    "cv2",
    "distributed",
    "fhir",
    "mediapipe",
    "pandas",
    "pyarrow",
    "sqlalchemy",
    "streamlit",
}
# numpy alone takes half as long as all of `--help`.
NO_NUMPY = HEAVY | {"numpy"}
PROGRAM = """
import json, sys
from formcheck.cli import main
try:
    main()
finally:
    print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""
ANALYSE = ("analyze", "--exercise", "glute-bridge")


def loaded(*arguments: str) -> tuple[int, set[str]]:
    """Exit code, and the packages that a fresh process has imported in the end."""
    ran = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM, *arguments], capture_output=True, text=True, check=False
    )
    return ran.returncode, set(json.loads(ran.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("--version",), ("analyze", "--help"), ("analyze", "clip.mp4"), ("--no-such-option",), ()],
    ids=" ".join,
)
def test_help_and_wrong_use_load_next_to_nothing(arguments: tuple[str, ...]) -> None:
    code, modules = loaded(*arguments)
    assert code in (0, 2)
    assert modules & NO_NUMPY == set()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("exercises",), 0),
        (("exercises", "--lang", "da"), 0),
        (("analyze", str(CLIP), "--exercise", "push-up"), 2),
        ((*ANALYSE, "no-such-file.mp4"), 2),
        ((*ANALYSE, str(CLIP), "--json", "no/such/folder/o.json"), 2),
        ((*ANALYSE, str(CLIP), "--video", str(CLIP)), 2),
    ],
    ids=str,
)
def test_lists_and_names_that_are_wrong_wait_for_nothing_heavy(
    arguments: tuple[str, ...], expected: int
) -> None:
    code, modules = loaded(*arguments)
    assert code == expected
    assert modules & HEAVY == set()


def test_an_analysis_does_load_what_it_needs(tmp_path: Path) -> None:
    """The other way round: the names above are those that these packages have."""
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no video")
    code, modules = loaded(*ANALYSE, str(broken))
    assert code == 2
    assert {"av", "numpy"} <= modules


def processor_s(*arguments: str) -> float:
    """Least processor time of two runs: what else the machine does costs others more than this."""
    spent_s = []
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-P", *arguments], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent_s.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(spent_s)


def test_help_is_there_long_before_mediapipe_would_be() -> None:
    main = "import sys; sys.argv[1:] = ['--help']; from formcheck.cli import main; main()"
    assert processor_s("-c", main) < 0.4 * processor_s("-c", "import mediapipe")
