"""docs/API.md is run as it stands, and names what there is; every example runs on a tiny clip."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import formcheck
from formcheck import testing

TOP = Path(__file__).resolve().parents[2]
PAGE = (TOP / "docs" / "API.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
EXAMPLES = TOP / "examples"
CLIP = TOP / "tests" / "real" / "bridging.mp4"
RECORDING = TOP / "tests" / "real" / "recordings" / "bridge_14.npz"


def run(*command: str | Path, folder: Path) -> str:
    ended = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=folder,
        env=os.environ | {"PYTHONWARNINGS": "error::ResourceWarning"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "ResourceWarning" not in ended.stderr, ended.stderr
    return ended.stdout


def test_the_page_runs_from_top_to_bottom(tmp_path: Path) -> None:
    shutil.copy(CLIP, tmp_path / "bridge.mp4")
    (tmp_path / "page.py").write_text("\n".join(BLOCKS), encoding="utf-8")
    said = run("page.py", folder=tmp_path)
    assert said.startswith("1 0 1.0\n")
    assert "no_such.mp4" in said
    made = {"report.html", "annotated.mp4", "bridge.npz", "easy.html"}
    assert {path.name for path in tmp_path.iterdir()} == made | {"bridge.mp4", "page.py"}


@pytest.mark.parametrize("name", sorted({*formcheck.__all__, "film", "Sightings", "Stick"}))
def test_the_page_names_what_is_public(name: str) -> None:
    assert name in {*formcheck.__all__, *testing.__all__}
    assert re.search(rf"\b{name}\b", PAGE)


@pytest.mark.parametrize("name", [each for each in dir(formcheck.Analysis) if not each.startswith("_")])
def test_the_page_names_all_that_an_analysis_can(name: str) -> None:
    assert re.search(rf"`{name}[`(]", PAGE)


def test_files_that_the_page_leads_to_are_there() -> None:
    leads = re.findall(r"\]\(([^)]+)\)", PAGE)
    assert len(leads) >= 4
    assert [lead for lead in leads if not (TOP / "docs" / lead).is_file()] == []


def test_every_example_is_run_here() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    assert [path.name for path in EXAMPLES.glob("*.py") if f'EXAMPLES / "{path.name}"' not in here] == []


def test_one_clip(tmp_path: Path) -> None:
    said = run(EXAMPLES / "one_clip.py", RECORDING, "glute-bridge", "results", folder=tmp_path)
    assert said.startswith("1 complete, 0 not; 100% judged\n")
    made = {path.name for path in (tmp_path / "results").iterdir()}
    assert made == {"report.json", "measures.csv", "report.html", "report.pdf"}


def test_a_folder(tmp_path: Path) -> None:
    clips = tmp_path / "clips"
    clips.mkdir()
    shutil.copy(RECORDING, clips / "a.npz")
    (clips / "b.mp4").write_text("no video")
    (clips / "notes.txt").write_text("no clip")
    run(EXAMPLES / "a_folder.py", "clips", "glute-bridge", "table.csv", folder=tmp_path)
    header, good, bad = (tmp_path / "table.csv").read_text().splitlines()
    assert header.startswith("clip,judged_share,complete_reps,")
    assert good == "a.npz,1.0,1,0,0,too_fast,"
    assert bad.startswith("b.mp4,,,,,,")
    assert "b.mp4 is not a video" in bad


def test_an_exercise_of_ones_own(tmp_path: Path) -> None:
    said = run(EXAMPLES / "own_exercise.py", RECORDING, "own.html", folder=tmp_path)
    assert said == "1 complete, 0 not\n"
    assert "Low bridge" in (tmp_path / "own.html").read_text()
    assert "low-bridge" not in formcheck.exercises()
    assert run(EXAMPLES / "own_exercise.py", folder=tmp_path) == "the low bridge counts as it should\n"
