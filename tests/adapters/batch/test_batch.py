"""A folder of recordings goes through a real cluster of two processes."""

import shutil
from pathlib import Path

import psutil
import pyarrow.parquet as pq
import pytest

from formcheck.adapters.analysis import analyse_video
from formcheck.adapters.batch import BatchOrder, run, run_batch
from formcheck.adapters.batch.clips import Clip
from formcheck.adapters.export_json import build_report
from formcheck.exercises import EXERCISES
from tests.adapters.batch import deadly

# Real clusters on a busy machine take their time: make test-live.
pytestmark = [pytest.mark.quiet, pytest.mark.xdist_group("batch")]

RECORDINGS = Path(__file__).parents[2] / "golden" / "recordings"
GOOD = {"thomas_flat": "thomas-check", "glute_bridge": "glute-bridge", "idle_kneeling": None}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch")
    (folder / "in" / "deep").mkdir(parents=True)
    for name in GOOD:
        shutil.copy(RECORDINGS / f"{name}.npz", folder / "in" / "deep" / f"{name}.npz")
    (folder / "in" / "broken.npz").write_bytes(b"no recording")
    return folder


def order_of(folder: Path, **changes: object) -> BatchOrder:
    fields = {"where": str(folder / "in"), "out": folder / "out", "workers": 2, "from_recordings": True}
    return BatchOrder(**(fields | changes))  # type: ignore[arg-type]


def listening_beyond_loopback() -> set[str]:
    family = [psutil.Process(), *psutil.Process().children(recursive=True)]
    return {
        each.laddr.ip
        for process in family
        for each in process.net_connections(kind="inet")
        if each.status == psutil.CONN_LISTEN and each.laddr.ip not in {"127.0.0.1", "::1"}
    }


def test_each_file_is_recognised_and_one_bad_file_stops_nobody(folder: Path) -> None:
    beyond: set[str] = set()
    shares: list[float] = []

    def watch(share: float) -> None:
        shares.append(share)
        beyond.update(listening_beyond_loopback())

    done = run_batch(order_of(folder), watch)
    assert (done.files, done.before, done.looked, done.judged) == (4, 0, 0, True)
    assert {entry.name: entry.error for entry in done.failed}["broken.npz"] == "error.recording_unreadable"
    assert shares == [0.25, 0.5, 0.75, 1.0]
    assert beyond == set()
    rows = {row["name"]: row for row in pq.read_table(folder / "out" / "results.parquet").to_pylist()}
    assert {name: rows[f"deep/{name}.npz"]["exercise"] for name in ("thomas_flat", "glute_bridge")} == {
        "thomas_flat": "thomas-check",
        "glute_bridge": "glute-bridge",
    }
    assert rows["broken.npz"]["status"] == "failed"


def test_the_report_is_that_of_the_single_command_to_the_byte(folder: Path) -> None:
    path = folder / "in" / "deep" / "glute_bridge.npz"
    alone = build_report(analyse_video(path, EXERCISES["glute-bridge"])).to_json()
    assert (folder / "out" / "reports" / "deep" / "glute_bridge.npz.json").read_text() == alone


def test_a_second_run_does_nothing_and_starts_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "cluster", lambda *_: pytest.fail("a cluster was started"))
    done = run_batch(order_of(folder))
    assert (done.analysed, done.looked) == (0, 0)
    assert done.before + len(done.failed) == 4


def test_what_was_taken_away_or_changed_is_done_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Asked(Exception):
        """Told what would have been done."""

    def results(_: object, __: object, todo: list[tuple[Clip, str]]) -> None:
        asked.extend(clip.name for clip, _ in todo)
        raise Asked

    monkeypatch.setattr(run, "_results", results)
    (folder / "out" / "reports" / "deep" / "thomas_flat.npz.json").unlink()
    (folder / "in" / "broken.npz").write_bytes(b"another one")
    with pytest.raises(Asked):
        run_batch(order_of(folder))
    assert asked == ["broken.npz", "deep/thomas_flat.npz"]


def test_a_lost_worker_costs_nothing_once_and_its_clip_the_second_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    for name in ("always", "once", "a", "b", "c"):
        (tmp_path / "in" / f"{name}.npz").write_bytes(name.encode())
    monkeypatch.setattr(run, "look_at", deadly.look_at)
    done = run_batch(order_of(tmp_path))
    assert {entry.name: entry.error for entry in done.failed} == {
        "always.npz": "error.worker_lost",
        **{f"{name}.npz": "error.no_frames" for name in ("once", "a", "b", "c")},
    }
    lost = next(entry for entry in done.failed if entry.name == "always.npz")
    assert not lost.final, "the next run tries it again"
