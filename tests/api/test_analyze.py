"""`formcheck.analyze`: whatever it is given, what the command line says; and files, whole or not at all."""

import csv
import json
import math
import pickle
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import av
import numpy as np
import pytest
from benchmarks.offline.clip import looped

import formcheck
from formcheck.adapters.analysis import analyse_video
from formcheck.adapters.export_csv import rows_as_csv
from formcheck.adapters.export_json import build_report
from formcheck.adapters.models import ModelName, ModelUsed
from formcheck.adapters.pose_source import Seen
from formcheck.domain.errors import (
    NoFrames,
    RecordingHasNoPictures,
    RecordingUnreadable,
    VideoMissing,
    VideoUnreadable,
)
from formcheck.domain.output_errors import OutputIsInput
from formcheck.exercises import EXERCISES
from formcheck.testing import STANDING, Sightings, added, film, lift

REAL = Path(__file__).resolve().parents[1] / "real"
BRIDGE = "glute-bridge"

# One worker analyses video and recording once; their tests go where it is.
pytestmark = pytest.mark.xdist_group("api")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a video and a recording, to be written into."""
    made = tmp_path_factory.mktemp("api")
    shutil.copy(REAL / "bridging.mp4", made / "clip.mp4")
    shutil.copy(REAL / "recordings" / "bridge_14.npz", made / "clip.npz")
    return made


@pytest.fixture(scope="module")
def recorded(folder: Path) -> formcheck.Analysis:
    return formcheck.analyze(folder / "clip.npz", BRIDGE)


@pytest.fixture(scope="module")
def filmed(folder: Path) -> formcheck.Analysis:
    return formcheck.analyze(str(folder / "clip.mp4"), BRIDGE, model="lite")


@pytest.fixture(scope="module")
def annotated(folder: Path, filmed: formcheck.Analysis) -> Path:
    filmed.save_video(folder / "annotated.mp4")
    return folder / "annotated.mp4"


@pytest.fixture(autouse=True)
def nothing_left(folder: Path) -> Iterator[None]:
    yield
    assert not list(folder.glob(".formcheck*"))


def standing_march() -> Sightings:
    """Two lifts of the right knee, one to hip height and one that is none."""
    up = added(lift(3.0, 1.5, 0.5, 2.0, 80.0), lift(9.0, 1.5, 0.5, 2.0, 35.0))
    return film(lambda t_s: replace(STANDING, hip_near=up(t_s), knee_near=up(t_s)), 14.0, name="stick")


def test_it_says_what_the_command_line_says(folder: Path, recorded: formcheck.Analysis) -> None:
    same = analyse_video(folder / "clip.npz", EXERCISES[BRIDGE])
    recorded.save_json(folder / "report.json")
    recorded.save_csv(folder / "measures.csv")
    assert (folder / "report.json").read_text() == build_report(same).to_json()
    assert (folder / "measures.csv").read_text() == rows_as_csv(same.rows)
    assert recorded.to_dict() == json.loads(build_report(same).to_json())
    assert recorded.report == same.report
    assert recorded.report.complete_reps == 1


def test_it_is_judged_as_if_live_when_that_is_asked_for(folder: Path, recorded: formcheck.Analysis) -> None:
    live = formcheck.analyze(folder / "clip.npz", BRIDGE, hindsight=False)
    assert (recorded.to_dict()["hindsight"], live.to_dict()["hindsight"]) == (True, False)


def test_the_table_has_the_columns_of_the_csv(folder: Path, recorded: formcheck.Analysis) -> None:
    recorded.save_csv(folder / "measures.csv")
    header, *lines = csv.reader((folder / "measures.csv").open())
    table = recorded.frame_table()
    assert list(table) == header
    assert table["judged"].dtype == bool
    for column, name in enumerate(header):
        written = [float(line[column] or "nan") for line in lines]
        assert np.allclose(table[name].astype(float), written, atol=0.01, equal_nan=True), name
    assert np.isfinite(table["hip_flexion_near_deg"]).any()


def test_the_table_as_a_data_frame(recorded: formcheck.Analysis) -> None:
    frame = recorded.frame_table(pandas=True)
    assert list(frame.columns) == list(recorded.frame_table())
    assert len(frame) == recorded.video.frames


@pytest.mark.parametrize("lang", ["en", "da"])
def test_reports_to_read_are_written_in_both_languages(
    folder: Path, recorded: formcheck.Analysis, lang: str
) -> None:
    recorded.save_html(folder / "report.html", words=lang)
    recorded.save_pdf(folder / "report.pdf", words=lang)
    assert formcheck.words(lang)("glute_bridge.name") in (folder / "report.html").read_text()
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF")


def test_the_annotated_video_has_every_picture(annotated: Path, filmed: formcheck.Analysis) -> None:
    with av.open(str(annotated)) as video:
        pictures = sum(1 for _ in video.decode(video=0))
    assert pictures == filmed.video.frames == 91


def test_the_annotated_video_is_the_one_of_the_command_line(folder: Path, annotated: Path) -> None:
    say = formcheck.words("en")
    analyse_video(
        folder / "clip.mp4",
        EXERCISES[BRIDGE],
        model=ModelName.LITE,
        video_out=folder / "other.mp4",
        say=say,
    )
    assert annotated.read_bytes() == (folder / "other.mp4").read_bytes()


def test_what_was_seen_can_be_kept_and_judged_again(folder: Path, filmed: formcheck.Analysis) -> None:
    filmed.save_recording(folder / "seen.npz")
    again = formcheck.analyze(folder / "seen.npz", BRIDGE).to_dict()
    assert again | {"video": None} == filmed.to_dict() | {"video": None}


def test_a_mirrored_one_has_its_sides_back_and_is_drawn_as_it_was(
    folder: Path, recorded: formcheck.Analysis
) -> None:
    clip = looped(folder / "short.mp4", 1.0, folder / "clip.mp4")
    mirrored = formcheck.analyze(clip, BRIDGE, model="lite", mirrored=True)
    from_recording = formcheck.analyze(folder / "clip.npz", BRIDGE, mirrored=True)
    assert recorded.near_side
    assert mirrored.near_side == from_recording.near_side == recorded.near_side.opposite
    mirrored.save_video(folder / "mirrored.mp4")
    say = formcheck.words("en")
    out = folder / "other.mp4"
    analyse_video(clip, EXERCISES[BRIDGE], model=ModelName.LITE, mirrored=True, video_out=out, say=say)
    assert (folder / "mirrored.mp4").read_bytes() == out.read_bytes()


def test_any_source_can_be_analysed() -> None:
    source = standing_march()
    found = formcheck.analyze(source, "standing-march")
    assert [(rep.side, rep.complete) for rep in found.report.reps] == [("right", True), ("right", False)]
    assert found.video == source.info
    swapped = formcheck.analyze(source, "standing-march", mirrored=True).report
    assert [(rep.side, rep.complete) for rep in swapped.reps] == [("left", True), ("left", False)]
    with pytest.raises(RecordingHasNoPictures):
        found.save_video("never.mp4")


@dataclass
class Foreign:
    """A source that anybody might have written."""

    times_s: tuple[float, ...]
    info = Sightings([STANDING.sighting(0.0)], name="foreign", duration_s=1.0).info
    model = ModelUsed(name="", sha256="")
    closed: bool = False

    def __iter__(self) -> Iterator[Seen]:
        return (Seen(STANDING.sighting(t_s)) for t_s in self.times_s)

    def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize("times_s", [(0.0, 0.5), (0.5, 0.0), (math.nan,), (-1.0, 0.0), (0.0, 2.0), ()])
def test_a_source_is_closed_and_what_is_wrong_with_it_is_said(times_s: tuple[float, ...]) -> None:
    source = Foreign(times_s)
    if times_s == (0.0, 0.5):
        assert formcheck.analyze(source, "standing-march").video.name == "foreign"
    elif not times_s:
        with pytest.raises(NoFrames):
            formcheck.analyze(source, "standing-march")
    else:
        with pytest.raises(ValueError, match="a source "):
            formcheck.analyze(source, "standing-march")
    assert source.closed


def test_it_is_told_how_far_it_is_and_can_be_stopped() -> None:
    shares: list[float] = []
    formcheck.analyze(standing_march(), "standing-march", progress=shares.append)
    assert shares == sorted(shares)
    assert 0.95 < shares[-1] <= 1.0

    def stop(share: float) -> None:
        if share > 0.5:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        formcheck.analyze(standing_march(), "standing-march", progress=stop)


@pytest.mark.parametrize("name", ["clip.mp4", "clip.npz"])
def test_nothing_is_written_over_what_was_analysed(
    folder: Path, filmed: formcheck.Analysis, recorded: formcheck.Analysis, name: str
) -> None:
    analysis, path = (filmed if name.endswith("mp4") else recorded), folder / name
    before = path.read_bytes()
    for save in (analysis.save_json, analysis.save_html, analysis.save_recording):
        with pytest.raises(OutputIsInput):
            save(folder / "." / name)
    assert path.read_bytes() == before


def test_a_recording_has_no_pictures_to_draw_on(folder: Path, recorded: formcheck.Analysis) -> None:
    with pytest.raises(RecordingHasNoPictures):
        recorded.save_video(folder / "never.mp4")
    assert not (folder / "never.mp4").exists()


def test_what_was_seen_goes_away_with_the_analysis() -> None:
    found = formcheck.analyze(standing_march(), "standing-march")
    kept = found._kept
    assert kept.stat().st_mode & 0o077 == 0
    copy = pickle.loads(pickle.dumps(found))
    assert copy.to_dict() == found.to_dict()
    del found
    assert not kept.exists()
    with pytest.raises(RuntimeError, match="the process that analysed it"):
        copy.save_recording("never.npz")


def test_a_failed_analysis_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    text = tmp_path / "text.mp4"
    text.write_text("no video")
    with pytest.raises(VideoUnreadable):
        formcheck.analyze(text, BRIDGE)
    with pytest.raises(VideoMissing):
        formcheck.analyze(tmp_path / "none.mp4", BRIDGE)
    (tmp_path / "text.npz").write_text("no recording")
    with pytest.raises(RecordingUnreadable):
        formcheck.analyze(tmp_path / "text.npz", BRIDGE)
    assert {path.name for path in tmp_path.iterdir()} == {"text.mp4", "text.npz"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"exercise": "squat"}, "no exercise 'squat': expected one of half-kneeling-stretch"),
        ({"side": "both"}, "no side 'both' to count: expected left, right or None"),
        ({"model": "huge"}, "no model 'huge': expected one of lite, full, heavy"),
    ],
)
def test_an_argument_that_is_none_is_named_with_those_that_are(wrong: dict[str, str], said: str) -> None:
    arguments = {"exercise": BRIDGE} | wrong
    with pytest.raises(ValueError, match=said):
        formcheck.analyze("none.mp4", **arguments)  # type: ignore[arg-type]


def test_a_language_that_there_is_not_is_named(recorded: formcheck.Analysis) -> None:
    with pytest.raises(ValueError, match="'fr': expected one of en, da"):
        recorded.save_html("never.html", words="fr")


@pytest.mark.parametrize("times_s", [(), (0.0, 0.0), (1.0, 0.5), (-0.1, 0.2)])
def test_a_double_whose_times_do_not_rise_is_refused(times_s: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="rise from 0 on"):
        Sightings(STANDING.sighting(t_s) for t_s in times_s)


def test_an_annotated_video_needs_words(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="needs words"):
        analyse_video(REAL / "bridging.mp4", EXERCISES[BRIDGE], video_out=tmp_path / "out.mp4")
    assert not list(tmp_path.iterdir())
