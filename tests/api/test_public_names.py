"""What formcheck is to another program: these names and no others, and nothing happens at import."""

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import formcheck
from formcheck import testing
from formcheck.exercises import EXERCISES

SOURCE = Path(formcheck.__file__).parent
PUBLIC = {
    "Analysis",
    "ExerciseSpec",
    "FormcheckError",
    "ModelUsed",
    "Pose",
    "PoseSource",
    "Seen",
    "SetReport",
    "Side",
    "Sighting",
    "Silhouette",
    "VideoInfo",
    "Words",
    "__version__",
    "analyze",
    "exercises",
    "words",
}
HEAVY = ("altair", "av", "cv2", "mediapipe", "numpy", "pandas", "pydantic", "rich", "streamlit", "typer")


def test_these_names_are_public() -> None:
    assert set(formcheck.__all__) == PUBLIC
    assert len(formcheck.__all__) == len(PUBLIC)
    assert set(dir(formcheck)) >= PUBLIC


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_each_is_there_and_says_what_it_is(name: str) -> None:
    found = getattr(formcheck, name)
    assert name == "__version__" or found.__doc__


def test_every_name_of_the_doubles_is_there() -> None:
    assert [name for name in testing.__all__ if not hasattr(testing, name)] == []


def test_a_name_that_there_is_not_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="'analyse'"):
        formcheck.analyse  # type: ignore[attr-defined] # noqa: B018 - asking is the test


def test_exercises_can_be_called_and_imported_from() -> None:
    assert formcheck.exercises() == EXERCISES
    assert formcheck.exercises() is not EXERCISES  # whoever changes his copy changes nothing of ours
    package = importlib.import_module("formcheck.exercises")
    assert package.EXERCISES is EXERCISES


def run(script: str) -> str:
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    return ended.stdout


def test_the_import_loads_nothing_and_does_nothing() -> None:
    script = f"""
import logging, os, sys, threading
def state():
    return dict(os.environ), threading.active_count(), list(logging.root.handlers), list(sys.path)
before = state()
import formcheck
assert state() == before
print(*(name for name in sys.modules if name.startswith("formcheck")))
print(*(name for name in {HEAVY!r} if name in sys.modules))
"""
    ours, heavy = run(script).splitlines()
    assert set(ours.split()) == {"formcheck", "formcheck.version"}
    assert heavy == ""


def test_the_doubles_need_no_pose_model() -> None:
    loaded = run("import sys, formcheck.testing; print('mediapipe' in sys.modules, 'cv2' in sys.modules)")
    assert loaded.split() == ["False", "False"]


def test_nobody_inside_imports_from_the_top() -> None:
    """The top imports what is below; a name fetched from it would turn that round."""
    line = re.compile(r"^\s*(?:from formcheck import|import formcheck$)", re.MULTILINE)
    assert [path.name for path in SOURCE.rglob("*.py") if line.search(path.read_text())] == []
