"""A live set that a kill broke off is there to its last half second, and judged as if it had ended then."""

import os
import struct
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.adapters.analysis import Analysis, analyse
from formcheck.adapters.interrupted import Journal, read_journal, write_recording
from formcheck.adapters.interrupted.journal import any_run
from formcheck.adapters.interrupted.syncing import Syncing
from formcheck.adapters.recording import Recording
from formcheck.domain.body import Side
from formcheck.domain.errors import RecordingUnreadable
from formcheck.engine.workout import Command, Plan, Workout
from tests.engine.motions import added, lift
from tests.engine.test_session import raise_knee, sightings
from tests.live.test_recorder import FPS, MODEL, SPEC

LIFTS = added(*(lift(start_s, 1.2, 0.3, 1.2, 25.0) for start_s in (0.4, 3.4, 8.0)))


def workout_into(path: Path, *, until_s: float, paused_at_s: float = 1e9) -> Workout:
    """A workout whose process is gone after until_s: nothing is closed, nothing finished."""
    workout = Workout(Plan(spec=SPEC, sets=1, target=99, side=Side.RIGHT), tilt_model=None)
    journal = Journal(path.open("wb"), MODEL)
    for sighting in sightings(raise_knee(LIFTS), until_s, FPS):
        if sighting.t_s == 0.0:
            workout.do(Command.START)
            workout.do(Command.SKIP)
        if abs(sighting.t_s - paused_at_s) < 0.5 / FPS:
            workout.do(Command.PAUSE)
        workout.step(sighting)
        journal.add(sighting, workout)
    return workout


class AtOnce:
    """Does in its own thread what it is to do in another."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def submit(self, call: Callable[[], None]) -> Future[None]:
        done: Future[None] = Future()
        call()
        done.set_result(None)
        return done


def found_in(journal: Path) -> Analysis:
    with journal.with_name("workout.npz").open("wb") as file:
        write_recording(journal, file)
    return analyse(Recording(journal.with_name("workout.npz")), SPEC)


def test_what_was_done_until_the_kill_is_there(tmp_path: Path) -> None:
    journal = tmp_path / "seen"
    workout_into(journal, until_s=13.0)
    assert any_run(journal)
    report = found_in(journal).report
    assert (report.complete_reps, {rep.side for rep in report.reps}) == (3, {Side.RIGHT})
    assert 12.4 < report.duration_s <= 13.0, "no more than half a second is missing"


def test_every_second_it_is_put_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = tmp_path / "seen"
    on_disk: list[tuple[int, int]] = []
    sync = os.fsync

    def noted(descriptor: int) -> None:
        sync(descriptor)
        file = os.fstat(descriptor)
        on_disk.append((file.st_ino, file.st_size))

    monkeypatch.setattr(os, "fsync", noted)
    # At the speed of the test the thread may miss its turn; here it does not.
    monkeypatch.setattr("formcheck.adapters.interrupted.syncing.ThreadPoolExecutor", AtOnce)
    workout_into(journal, until_s=13.0)
    assert {inode for inode, _ in on_disk} == {journal.stat().st_ino}
    assert 11 <= len(on_disk) <= 13
    assert on_disk[-1][1] >= 0.9 * journal.stat().st_size


def test_a_slow_disk_keeps_nobody_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finished = threading.Event()
    asked: list[int] = []

    def slow(descriptor: int) -> None:
        asked.append(descriptor)
        assert finished.wait(60.0)

    monkeypatch.setattr(os, "fsync", slow)
    file = (tmp_path / "seen").open("wb")
    syncing = Syncing(file)
    for _ in range(9):
        syncing.ask()
    file.close()
    finished.set()
    syncing.close()
    assert len(asked) == 2, "what was asked for while the disk was busy is asked for once, at the end"
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(asked[0])


def test_a_pause_before_the_kill_is_known(tmp_path: Path) -> None:
    journal = tmp_path / "seen"
    workout_into(journal, until_s=13.0, paused_at_s=7.0)
    analysis = found_in(journal)
    assert analysis.report.complete_reps == 2, "the third lift came after the pause was asked for"
    assert max(row.t_s for row in analysis.rows) <= 7.0


def test_who_had_not_begun_has_nothing_to_go_on_with(tmp_path: Path) -> None:
    journal = tmp_path / "seen"
    workout = Workout(Plan(spec=SPEC), tilt_model=None)
    written = Journal(journal.open("wb"), MODEL)
    for sighting in sightings(raise_knee(LIFTS), 3.0, FPS):
        nobody = replace(sighting, pose=None)
        workout.step(nobody)
        written.add(nobody, workout)
    assert sum(len(list(each)) for each in read_journal(journal)) > 2 * FPS
    assert not any_run(journal)
    with pytest.raises(RecordingUnreadable):
        write_recording(journal, BytesIO())


def test_where_nobody_was_ever_seen_there_is_nothing_to_go_on_with(tmp_path: Path) -> None:
    journal = tmp_path / "seen"
    workout = Workout(Plan(spec=SPEC), tilt_model=None)
    workout.do(Command.START)
    written = Journal(journal.open("wb"), MODEL)
    for sighting in sightings(raise_knee(LIFTS), 3.0, FPS):
        nobody = replace(sighting, pose=None)
        workout.step(nobody)
        written.add(nobody, workout)
    assert workout.spans
    assert not any_run(journal)
    somebody = replace(sighting, t_s=3.0)
    workout.step(somebody)
    written.add(somebody, workout)
    written.write(workout)
    assert any_run(journal)


def test_of_a_very_long_one_the_first_hour_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.adapters.interrupted.journal.MOST_FRAMES", 3 * int(FPS))
    journal = tmp_path / "seen"
    workout_into(journal, until_s=13.0)
    assert sum(len(list(each)) for each in read_journal(journal)) <= 3 * FPS


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    journal = tmp_path_factory.mktemp("journal") / "seen"
    workout_into(journal, until_s=6.0)
    return journal


@pytest.mark.parametrize("left", [1, 5, 11, 13, 500])
def test_a_last_piece_that_is_half_written_is_passed_over(whole: Path, tmp_path: Path, left: int) -> None:
    pieces = len(list(read_journal(whole)))
    broken = tmp_path / "seen"
    broken.write_bytes(whole.read_bytes()[:-left])
    assert len(list(read_journal(broken))) == pieces - 1
    assert any_run(broken)
    assert found_in(broken).report.complete_reps >= 1


@given(st.data())
def test_whatever_its_bytes_are_it_is_read_without_harm(whole: Path, data: st.DataObject) -> None:
    content = bytearray(whole.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    broken = whole.with_name("broken")
    broken.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    any_run(broken)
    with suppress(RecordingUnreadable):
        write_recording(broken, BytesIO())


@pytest.mark.parametrize(
    "content", [b"", b"fcj1", struct.pack("<4sII", b"fcj1", 1 << 31, 0), b"\x80\x04pickled, by somebody else"]
)
def test_what_is_no_journal_holds_nothing(tmp_path: Path, content: bytes) -> None:
    journal = tmp_path / "seen"
    journal.write_bytes(content)
    assert list(read_journal(journal)) == []
    assert not any_run(journal)
    assert not any_run(tmp_path / "nothing")
