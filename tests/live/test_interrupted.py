"""A live set whose server is killed is there to its last second; one that ends well leaves nothing."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from formcheck.adapters.analysis import analyse
from formcheck.adapters.interrupted import Shelf, read_journal, shelf, write_recording
from formcheck.adapters.live.messages import read_picture
from formcheck.adapters.live.registry import WorkoutRegistry
from formcheck.adapters.live.session import MakeEstimator
from formcheck.adapters.recording import Recording
from formcheck.adapters.store import Keeper, Kept, ProfileHistory, SetSource, open_history
from formcheck.adapters.store.database import DATA_DIR
from formcheck.domain.body import Frame, Sighting
from formcheck.domain.store_errors import HistoryUnavailable
from formcheck.engine.workout import Command
from formcheck.exercises import EXERCISES
from tests.live.server import FPS, ScriptedEstimator, picture
from tests.live.test_registry import ORDER

SET_S = 12.0
TOO_SLOW_FPS = 4.0  # of so few pictures a second nothing is judged
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


def trained(
    mine: ProfileHistory | None,
    *,
    seconds: float = SET_S,
    fps: float = FPS,
    start: bool = False,
    estimator: MakeEstimator = ScriptedEstimator,
) -> tuple[Any, WorkoutRegistry, str]:
    """A workout that is still open. start: begun by key, whether they are ready or not."""
    registry = WorkoutRegistry(make_estimator=estimator)
    keeper = Keeper(mine=mine, source=SetSource.LIVE) if mine else None
    ticket = registry.issue(ORDER, keeper)
    session = registry.acquire(ticket.token, lambda: None).session
    session.attach().result()
    for n in range(round(seconds * fps)):
        if start and n == 1:
            session.do(Command.START)
        sent = read_picture(picture(n / fps, seq=n))
        image = session.decode(sent).result()
        session.respond(session.infer(sent, image, 0.0).result()).result()
    return session, registry, ticket.result_id


class Nobody(ScriptedEstimator):
    """An empty room."""

    def estimate(self, frame: Frame) -> Sighting:
        return replace(super().estimate(frame), pose=None)


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


@pytest.mark.parametrize("seconds", [1.0, 3.0, 6.0, 15.0])
def test_a_set_begun_by_key_of_which_nothing_could_be_judged_is_offered(
    mine: ProfileHistory, seconds: float
) -> None:
    _, registry, result_id = trained(mine, seconds=seconds, fps=TOO_SLOW_FPS, start=True)
    registry.hurry(0.0)
    registry.close()
    result = registry.find_result(result_id)
    assert result
    assert not result.analysis.anything_judged
    assert mine.sets.count() == 0
    (waiting,) = shelf().of(mine.profile.key)
    last_s = [seen.sighting.t_s for recording in read_journal(waiting.journal) for seen in recording][-1]
    assert last_s == pytest.approx(seconds - 1.0 / TOO_SLOW_FPS), "all of it is there"


def test_who_is_told_that_nothing_could_be_judged_is_not_offered_it_again(
    mine: ProfileHistory, tmp_path: Path
) -> None:
    _, registry, result_id = trained(mine, fps=TOO_SLOW_FPS, start=True)
    registry.finish(result_id)
    assert files_of(tmp_path) == []


@pytest.mark.parametrize(("start", "estimator"), [(True, Nobody), (False, ScriptedEstimator)])
def test_where_nobody_was_seen_or_nothing_had_begun_a_stop_leaves_nothing(
    mine: ProfileHistory,
    tmp_path: Path,
    start: bool,  # noqa: FBT001 - a table
    estimator: MakeEstimator,
) -> None:
    _, registry, _ = trained(mine, fps=TOO_SLOW_FPS, start=start, estimator=estimator)
    registry.close()
    assert files_of(tmp_path) == []
    assert mine.sets.count() == 0


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


def test_what_is_left_of_a_set_that_was_kept_names_it(
    mine: ProfileHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, registry, _ = trained(mine)
    monkeypatch.setattr(shelf(), "_closed", True)  # out of time: the set is kept, and what it left stays
    registry.close()
    (waiting,) = Shelf(shelf().folder).of(mine.profile.key)
    (kept,) = mine.sets.newest(most=9)
    assert waiting.order.set_key == kept.key


def test_a_full_disk_costs_the_safeguard_and_not_the_set(
    mine: ProfileHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("formcheck.adapters.interrupted.journal.Journal.write", full)
    _, registry, _ = trained(mine)
    registry.close()
    assert mine.sets.count() == 1
