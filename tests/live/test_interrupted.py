"""A live set whose server is killed is there to its last second; one that ends well leaves nothing."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from formcheck.adapters.analysis import analyse
from formcheck.adapters.interrupted import shelf, write_recording
from formcheck.adapters.live.messages import read_picture
from formcheck.adapters.live.registry import WorkoutRegistry
from formcheck.adapters.recording import Recording
from formcheck.adapters.store import Keeper, Kept, ProfileHistory, SetSource, open_history
from formcheck.adapters.store.database import DATA_DIR
from formcheck.domain.store_errors import HistoryUnavailable
from formcheck.exercises import EXERCISES
from tests.live.server import FPS, ScriptedEstimator, picture
from tests.live.test_registry import ORDER

SET_S = 12.0
# Does a set that nobody closes, and says when it is in the middle of it.
KILLED = """
import time
from tests.live.test_interrupted import open_profile, trained
session, registry, result_id = trained(*open_profile())
print("in the middle", flush=True)
time.sleep(60)
"""


def open_profile() -> tuple[ProfileHistory]:
    history = open_history()
    return (history.of(history.profiles.me()),)


def trained(mine: ProfileHistory | None, *, seconds: float = SET_S) -> tuple[Any, WorkoutRegistry, str]:
    """A workout that is still open."""
    registry = WorkoutRegistry(make_estimator=ScriptedEstimator)
    keeper = Keeper(mine=mine, source=SetSource.LIVE) if mine else None
    ticket = registry.issue(ORDER, keeper)
    session = registry.acquire(ticket.token, lambda: None).session
    session.attach().result()
    for n in range(round(seconds * FPS)):
        sent = read_picture(picture(n / FPS, seq=n))
        image = session.decode(sent).result()
        session.respond(session.infer(sent, image, 0.0).result()).result()
    return session, registry, ticket.result_id


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ProfileHistory]:
    monkeypatch.setenv(DATA_DIR, str(tmp_path / "data"))
    history = open_history()
    yield history.of(history.profiles.me())
    history.close()


def files_of(folder: Path) -> list[Path]:
    return [path for path in (folder / "data" / "interrupted").rglob("*") if path.is_file()]


def test_a_set_whose_server_is_killed_is_there_up_to_its_last_second(
    mine: ProfileHistory, tmp_path: Path
) -> None:
    server = subprocess.Popen([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    assert server.stdout.readline() == "in the middle\n"
    assert shelf().of(mine.profile.key) == [], "it is under way"
    server.kill()
    server.wait()
    (waiting,) = shelf().of(mine.profile.key)
    assert (waiting.order.exercise, waiting.order.source) == ("supine-march", SetSource.LIVE)
    assert waiting.order.aim == ORDER.plan.aim
    with (tmp_path / "workout.npz").open("wb") as file:
        write_recording(waiting.journal, file)
    found = analyse(Recording(tmp_path / "workout.npz"), EXERCISES["supine-march"])

    _, registry, result_id = trained(mine)
    registry.finish(result_id)
    result = registry.find_result(result_id)
    assert result
    assert SET_S - 0.6 < found.rows[-1].t_s < SET_S
    in_time = [rep.end_s for rep in result.analysis.report.reps if rep.end_s < SET_S - 0.7]
    assert [rep.end_s for rep in found.report.reps if rep.end_s < SET_S - 0.7] == pytest.approx(
        in_time, abs=0.1
    )
    assert in_time


def test_a_set_that_ends_leaves_nothing_but_itself(mine: ProfileHistory, tmp_path: Path) -> None:
    _, registry, result_id = trained(mine)
    assert {path.name for path in files_of(tmp_path)} == {"order.json", "seen"}
    registry.close()
    assert mine.sets.count() == 1
    assert files_of(tmp_path) == []
    assert registry.find_result(result_id)


def test_of_a_set_that_is_not_to_be_kept_nothing_is_written(mine: ProfileHistory, tmp_path: Path) -> None:
    _, registry, _ = trained(None, seconds=4.0)
    assert files_of(tmp_path) == []
    registry.close()


def test_what_could_not_be_kept_waits(
    mine: ProfileHistory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _, registry, _ = trained(mine)
    with monkeypatch.context() as patch:
        patch.setattr(Keeper, "keep", lambda *_, **__: Kept(trouble=HistoryUnavailable(reason="away")))
        registry.close()
    assert [each.order.exercise for each in shelf().of(mine.profile.key)] == ["supine-march"]


def test_a_full_disk_costs_the_safeguard_and_not_the_set(
    mine: ProfileHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("formcheck.adapters.interrupted.journal.Journal.write", full)
    _, registry, _ = trained(mine)
    registry.close()
    assert mine.sets.count() == 1
