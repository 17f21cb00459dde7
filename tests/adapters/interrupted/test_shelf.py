"""What is under way is its process's; what a process left waits for its visitor, and for nobody else."""

import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from formcheck.adapters.interrupted import DAYS, KeptOrder, Shelf, Waiting, open_private
from formcheck.adapters.models import ModelName
from formcheck.adapters.store import SetSource
from formcheck.i18n import Language

ME = uuid4()


def order(**changed: object) -> KeptOrder:
    """Of a video that was just sent."""
    kept = KeptOrder(
        source=SetSource.FILE,
        at=datetime.now(UTC),
        exercise="glute-bridge",
        model=ModelName.FULL,
        language=Language.EN,
        name="clip.mp4",
    )
    return kept.model_copy(update=changed)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "data" / "interrupted")


def begun(shelf: Shelf, profile: UUID = ME, **changed: object) -> Waiting:
    waiting = shelf.begin(profile, order(**changed))
    with open_private(waiting.upload(".mp4")) as file:
        file.write(b"video")
    return waiting


def left_by_a_killed_process(shelf: Shelf, profile: UUID = ME, **changed: object) -> Waiting:
    """As another process leaves it."""
    waiting = begun(shelf, profile, **changed)
    shelf.put_back(waiting)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    held_by(waiting, ended.pid, datetime.now(UTC))
    return waiting


def held_by(waiting: Waiting, pid: int, since: datetime) -> None:
    path = waiting.folder / "order.json"
    written = KeptOrder.model_validate_json(path.read_bytes())
    path.write_text(written.model_copy(update={"pid": pid, "taken_at": since}).model_dump_json())


def test_what_is_under_way_is_offered_to_nobody(shelf: Shelf) -> None:
    begun(shelf)
    assert shelf.of(ME) == []
    other_process = Shelf(shelf.folder)
    other_process.sweep()
    assert len(list(shelf.folder.rglob("upload.mp4"))) == 1


def test_what_a_killed_process_left_is_offered_to_its_profile_alone(shelf: Shelf) -> None:
    waiting = left_by_a_killed_process(shelf)
    assert [each.folder for each in shelf.of(ME)] == [waiting.folder]
    assert shelf.of(uuid4()) == []
    shelf.sweep()
    assert [each.uploaded for each in shelf.of(ME)] == [waiting.folder / "upload.mp4"]


def test_a_number_that_another_process_was_given_later_holds_nothing(shelf: Shelf) -> None:
    waiting = left_by_a_killed_process(shelf)
    held_by(waiting, os.getppid(), datetime.now(UTC) - timedelta(days=300))
    assert len(shelf.of(ME)) == 1
    held_by(waiting, os.getppid(), datetime.now(UTC))
    assert shelf.of(ME) == []


def test_who_takes_it_has_it_alone_and_may_be_interrupted_again(shelf: Shelf) -> None:
    left_by_a_killed_process(shelf)
    offered, too_late = shelf.of(ME)[0], shelf.of(ME)[0]
    taken = shelf.take(offered)
    assert taken
    assert shelf.take(too_late) is None
    assert shelf.of(ME) == []
    assert taken.uploaded
    shelf.put_back(taken)
    assert [each.order.name for each in shelf.of(ME)] == ["clip.mp4"]
    shelf.discard(taken)
    assert not shelf.folder.exists()


def test_it_goes_after_a_week(shelf: Shelf) -> None:
    left_by_a_killed_process(shelf, at=datetime.now(UTC) - timedelta(days=DAYS, hours=-1))
    left_by_a_killed_process(shelf, at=datetime.now(UTC) - timedelta(days=DAYS, hours=1))
    assert len(shelf.of(ME)) == 1
    shelf.sweep()
    assert len(list(shelf.folder.rglob("upload.mp4"))) == 1


def test_a_set_in_which_nothing_had_begun_goes(shelf: Shelf) -> None:
    waiting = left_by_a_killed_process(shelf, source=SetSource.LIVE)
    waiting.journal.write_bytes(b"half of a piece")
    assert shelf.of(ME) == []
    shelf.sweep()
    assert not waiting.folder.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"null", b'{"pid": 1}', b"\xff\xfe", b"\x80\x04N."])
def test_an_order_that_cannot_be_read_is_passed_over_and_goes(shelf: Shelf, content: bytes) -> None:
    waiting = left_by_a_killed_process(shelf)
    (waiting.folder / "order.json").write_bytes(content)
    assert shelf.of(ME) == []
    shelf.sweep()
    assert waiting.folder.exists(), "somebody may be writing it just now"
    os.utime(waiting.folder, (0, 0))
    shelf.sweep()
    assert not waiting.folder.exists()


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_nobody_else_may_look(shelf: Shelf) -> None:
    waiting = begun(shelf)
    for path in (shelf.folder.parent, shelf.folder, waiting.folder.parent, waiting.folder):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    files = [path for path in waiting.folder.iterdir() if path.is_file()]
    assert {path.name for path in files} == {"order.json", "upload.mp4"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_what_fails_because_the_server_stops_was_interrupted(shelf: Shelf) -> None:
    with shelf.open():
        waiting = begun(shelf)
        over = begun(shelf)
        shelf.discard(over)
    shelf.discard(waiting)
    assert waiting.folder.exists()
    assert not over.folder.exists()


def test_all_of_a_profile_goes_and_nothing_of_another(shelf: Shelf) -> None:
    other = uuid4()
    left_by_a_killed_process(shelf)
    left_by_a_killed_process(shelf, other)
    shelf.discard_all(ME)
    assert (len(shelf.of(ME)), len(shelf.of(other))) == (0, 1)
