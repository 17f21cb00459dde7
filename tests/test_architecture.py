"""The house keeps its shape: arrows between layers, short files, no outside world below the adapters."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
SOURCES = sorted((TOP / "src").rglob("*.py"))
BELOW_ADAPTERS = ("domain", "kinematics", "signals", "exercises", "engine", "review")
MOST_LINES = 300


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).with_name(command[0])), *command[1:]],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_run_one_way() -> None:
    found = run("lint-imports")
    assert found.returncode == 0, found.stdout


def test_types_are_strict_and_clean() -> None:
    found = run("mypy")
    assert found.returncode == 0, found.stdout


def test_the_linter_is_content() -> None:
    found = run("ruff", "check", "--output-format", "concise")
    assert found.returncode == 0, found.stdout


def test_the_formatter_is_content() -> None:
    found = run("ruff", "format", "--check")
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= MOST_LINES


def test_tests_are_short_too() -> None:
    tests = sorted((TOP / "tests").rglob("*.py"))
    assert [path.name for path in tests if len(path.read_text().splitlines()) > MOST_LINES] == []


def test_files_of_the_browser_are_short_too() -> None:
    files = [path for end in ("js", "css") for path in (TOP / "src").rglob(f"*.{end}")]
    files += (TOP / "tests" / "ui" / "camera_js").glob("*.js")
    assert len(files) > 10
    assert [path.name for path in files if len(path.read_text().splitlines()) > MOST_LINES] == []


def test_there_is_no_drawer_for_everything() -> None:
    assert not [path for path in SOURCES if path.stem in {"utils", "util", "helpers", "misc", "common"}]


def imports_of(module: str) -> set[str]:
    """Package folders, or files, in which a module is imported."""
    line = re.compile(rf"^\s*(?:import|from) {module}\b", re.MULTILINE)
    base = TOP / "src" / "formcheck"
    return {path.relative_to(base).as_posix() for path in SOURCES if line.search(path.read_text())}


def test_one_file_knows_mediapipe() -> None:
    assert imports_of("mediapipe") == {"adapters/mediapipe_pose.py"}


def test_only_pages_know_streamlit() -> None:
    assert imports_of("streamlit")
    assert all(path.startswith("ui/") for path in imports_of("streamlit"))


@pytest.mark.parametrize(
    "module", ["cv2", "mediapipe", "streamlit", "av", "time", "pathlib", "json", "pydantic"]
)
def test_the_programme_knows_days_and_no_other_outside(module: str) -> None:
    assert not [path for path in imports_of(module) if path.startswith("programme/")]


@pytest.mark.parametrize(
    "module", ["cv2", "mediapipe", "streamlit", "av", "time", "datetime", "pathlib", "json"]
)
def test_the_outside_world_ends_at_the_adapters(module: str) -> None:
    assert not [path for path in imports_of(module) if path.startswith(BELOW_ADAPTERS)]


def test_every_ignored_rule_has_its_reason() -> None:
    config = (TOP / "pyproject.toml").read_text()
    ignored = re.findall(r'^    "[A-Z]+\d*",.*$', config, re.MULTILINE)
    assert ignored
    assert [line for line in ignored if "#" not in line] == []
