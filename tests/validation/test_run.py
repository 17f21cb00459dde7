"""The small benchmark: the real pipeline on two golden clips, and an exit code that can be non-zero."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console
from validation.benchmark.clips import TruthUnreadable, clips_in
from validation.benchmark.judged import Judged
from validation.benchmark.limits import LIMITS, check_limits
from validation.benchmark.looking import recording_at
from validation.benchmark.measuring import Task, measure
from validation.benchmark.page import Results, write_page
from validation.benchmark.rates import check_flags, check_rates, split
from validation.benchmark.real_people import look_at_real_people
from validation.benchmark.run import EXIT_BROKEN, EXIT_HELD, EXIT_NO_CLIPS, validate_folder
from validation.benchmark.summary import summarise

from formcheck.adapters.analysis import analyse_video
from formcheck.exercises import EXERCISES
from tests.golden.conftest import recording_of

CLIPS = Path(__file__).parents[1] / "golden" / "clips"
QUIET = Console(quiet=True)

# One worker keeps the observations of both clips.
pytestmark = pytest.mark.xdist_group("benchmark")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shortest clean and the shortest faulty of the golden clips."""
    chosen = tmp_path_factory.mktemp("clips")
    length_s = lambda clip: clip.truth["frames"][-1]["t"]  # noqa: E731 - a local shorthand
    for clean in (True, False):
        clip = min((clip for clip in clips_in(CLIPS) if clip.clean is clean), key=length_s)
        shutil.copy(clip.path, chosen)
        shutil.copy(clip.path.with_suffix(".json"), chosen)
    return chosen


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Observations of this run only: an old one would prove nothing."""
    patch = pytest.MonkeyPatch()
    patch.setenv("FORMCHECK_VALIDATION_CACHE", str(tmp_path_factory.mktemp("cache")))
    yield
    patch.undo()


@pytest.fixture(scope="module", autouse=True)
def seen_before(folder: Path, cache: None) -> None:
    """What the pose model saw of both."""
    for clip in clips_in(folder):
        kept = recording_at(clip.path)
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(recording_of(clip.path.stem), kept)


def test_the_golden_clips_hold_every_limit(folder: Path) -> None:
    assert validate_folder(folder, QUIET) == EXIT_HELD


def test_a_limit_that_nobody_can_hold_is_reported(folder: Path) -> None:
    impossible = tuple(
        replace(limit, bound=0.001) if limit.metric == "knee_mae_deg" else limit for limit in LIMITS
    )
    console = Console(record=True, width=200, quiet=True)
    assert validate_folder(folder, console, limits=impossible) == EXIT_BROKEN


def test_a_false_truth_is_noticed(folder: Path, tmp_path: Path) -> None:
    clip = clips_in(folder)[0]
    truth = json.loads(clip.path.with_suffix(".json").read_text())
    for frame in truth["frames"]:
        frame["knee_near"] += 15 if frame["t"] > truth["frames"][-1]["t"] / 2 else 0
    shutil.copy(clip.path, tmp_path)
    (tmp_path / clip.path.name).with_suffix(".json").write_text(json.dumps(truth))
    assert validate_folder(tmp_path, QUIET) == EXIT_BROKEN


@pytest.mark.quiet  # the pose model looks at a clip twice
def test_an_observation_says_what_an_analysis_says(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORMCHECK_VALIDATION_CACHE", str(tmp_path))
    clip = clips_in(folder)[0]
    seen = measure(Task(clip.path, clip.judged_as))
    analysis = analyse_video(clip.path, EXERCISES[clip.judged_as])
    assert seen.times_s.tolist() == [row.t_s for row in analysis.rows]
    assert seen.judged.tolist() == [row.judged for row in analysis.rows]
    assert [hold["start_s"] for hold in seen.said["holds"]] == [h.hold.start_s for h in analysis.report.holds]
    assert [rep["start_s"] for rep in seen.said["reps"]] == [rep.start_s for rep in analysis.report.reps]
    for column in ("knee_flexion_near_deg", "pelvic_tilt_deg"):
        assert np.isfinite(seen.values[column]).any()
        assert seen.values[column].tolist() == pytest.approx(
            [row.values.get(column, float("nan")) for row in analysis.rows], abs=0.01, nan_ok=True
        )


def one_recording(tmp_path: Path) -> Path:
    """A folder with one recording of a real person."""
    folder = tmp_path / "recordings"
    folder.mkdir()
    for name in ("bridge_05.npz", "bridge_05.json"):
        shutil.copy(CLIPS.parents[1] / "real" / "recordings" / name, folder)
    return folder


def test_the_page_is_the_same_every_time(folder: Path, tmp_path: Path) -> None:
    seen = [(clip, measure(Task(clip.path, clip.judged_as))) for clip in clips_in(folder)]
    summary = summarise(seen)
    real = list(look_at_real_people(one_recording(tmp_path)))
    assert [one.right for one in real] == [True]
    results = Results(
        date="2026-01-01",
        planned=62,
        curve_planned=3,
        seen=seen,
        judged=Judged(
            summary=summary,
            outcomes=tuple(check_limits(summary.metrics)),
            rates=(*check_rates(seen), *check_flags(summary.faults)),
        ),
        split=split(seen),
        points=(),
        photos=(),
        real_people=real,
    )
    pages = [write_page(results, tmp_path / name).read_bytes() for name in ("a", "b")]
    assert pages[0] == pages[1]
    assert b"2 of the plan's 62 clips" in pages[0]
    assert b"bridge_05" in pages[0]
    assert b"nan" not in pages[0]
    rows = pages[0].decode().splitlines()
    tables = [rows[i - 1] for i, row in enumerate(rows) if row.startswith("|---")]
    assert len(tables) >= 6
    assert all(header.startswith("| ") for header in tables)
    plots = sorted(path.name for path in (tmp_path / "a" / "validation").iterdir())
    assert "bland_altman_thigh.svg" in plots
    assert "error_by_yaw.svg" in plots


def test_a_folder_without_truth_is_no_benchmark(tmp_path: Path) -> None:
    assert validate_folder(tmp_path, QUIET) == EXIT_NO_CLIPS


@pytest.mark.parametrize("text", ["", "[]", '{"exercise": "squats"}', '{"exercise": 3, "frames": [1]}'])
def test_what_is_no_truth_file_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"")
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(TruthUnreadable, match=r"a\.json"):
        clips_in(tmp_path)
