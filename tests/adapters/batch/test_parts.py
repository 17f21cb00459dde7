"""Which files belong to a batch, what of it is done, and what its table holds."""

from pathlib import Path

import pytest

from formcheck.adapters.batch.clips import clips_of
from formcheck.adapters.batch.manifest import NAME, Entry, Manifest
from formcheck.adapters.batch.order import BatchOrder
from formcheck.adapters.batch.table import COLUMNS, parquet, row_of, schema
from formcheck.adapters.export_json import build_report
from formcheck.domain.batch_errors import NothingToAnalyse
from formcheck.domain.errors import VideoMissing
from tests.ui.fakes import SUPINE, analysis_of

DOCS = Path(__file__).parents[3] / "docs" / "BATCH.md"


def names(where: str, out: Path, *, from_recordings: bool = False) -> list[str]:
    return [clip.name for clip in clips_of(BatchOrder(where=where, out=out, from_recordings=from_recordings))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.MP4", "a.webm", "deep/a.mov", "deep/x.npz", "notes.txt", ".hidden/c.mp4", "out/d.mp4"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def test_a_folder_gives_the_videos_in_it_but_not_its_own_results(folder: Path) -> None:
    assert names(str(folder), folder / "out") == ["a.webm", "b.MP4", "deep/a.mov"]
    assert names(str(folder), folder / "elsewhere") == ["a.webm", "b.MP4", "deep/a.mov", "out/d.mp4"]
    assert names(str(folder), folder / "out", from_recordings=True) == ["deep/x.npz"]


def test_a_pattern_gives_what_it_names(folder: Path) -> None:
    assert names(f"{folder}/*.txt", folder / "out") == ["notes.txt"]
    assert names(f"{folder}/**/a.*", folder / "out") == ["a.webm", "deep/a.mov"]
    assert names(f"{folder}/b.MP4", folder / "out") == ["b.MP4"]


def test_nothing_there_is_told(folder: Path) -> None:
    with pytest.raises(NothingToAnalyse):
        names(f"{folder}/*.avi", folder / "out")
    with pytest.raises(NothingToAnalyse):
        names(str(folder / "out"), folder / "out", from_recordings=True)
    with pytest.raises(VideoMissing):
        names(str(folder / "nowhere"), folder / "out")


def entry(name: str, **changes: object) -> Entry:
    return Entry(**({"name": name, "sha256": "1", "settings": "s", "status": "analysed"} | changes))  # type: ignore[arg-type]


def test_what_was_finished_is_known_after_any_end(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path)
    for name in ("a", "b"):
        manifest.add(entry(name))
    whole = (tmp_path / NAME).read_bytes()
    for length in range(len(whole) + 1):
        (tmp_path / NAME).write_bytes(whole[:length])
        again = Manifest(tmp_path)
        complete = whole[:length].count(b"\n") + (length in (whole.index(b"\n"), len(whole) - 1))
        assert len(again.entries) == complete
        again.add(entry("c"))
        assert Manifest(tmp_path).done("c", "1", "s")
        assert len(Manifest(tmp_path).entries) == complete + 1


def test_another_content_or_another_question_is_not_done(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path)
    manifest.add(entry("a"))
    manifest.add(entry("lost", status="failed", error="error.worker_lost", final=False))
    assert manifest.done("a", "1", "s")
    assert not manifest.done("a", "2", "s")
    assert not manifest.done("a", "1", "t")
    assert not manifest.done("lost", "1", "s")


def test_settings_are_all_that_a_result_depends_on() -> None:
    plain = BatchOrder(where="a", out=Path("b"), exercise="glute-bridge")
    same = BatchOrder(where="c", out=Path("d"), exercise="glute-bridge", workers=7)
    others = [
        BatchOrder(where="a", out=Path("b"), exercise="auto"),
        BatchOrder(where="a", out=Path("b"), exercise="glute-bridge", hindsight=False),
        BatchOrder(where="a", out=Path("b"), exercise="glute-bridge", recordings=True),
    ]
    assert plain.settings == same.settings
    assert len({plain.settings, *(each.settings for each in others)}) == 4


def test_a_row_holds_what_the_report_says() -> None:
    report = build_report(analysis_of(SUPINE, name="a.mp4")).model_dump(mode="json", by_alias=True)
    row = row_of(report)
    assert row["complete_reps"] == report["summary"]["complete_reps"]
    assert row["exercise"] == "supine-march"
    assert parquet([{"name": "a.mp4", "status": "analysed", **row}])[:4] == b"PAR1"
    assert {*row, "name", "sha256", "status", "error"} == set(schema().names)


def test_every_column_is_documented() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for column in COLUMNS:
        assert f"| `{column.name}` | {column.kind} | {column.meaning} |" in text
