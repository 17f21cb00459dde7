"""A live set is kept with what the pose model saw of it, and can be judged anew from that, as a video can."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from formcheck.adapters.analysis import Analysis
from formcheck.adapters.export_json import build_report
from formcheck.adapters.recording import Recording
from formcheck.adapters.store import History, Keeper, KeptSet, Part, ProfileHistory, SetSource, open_history
from formcheck.adapters.store.anew import course_of, judge_anew
from tests.live.server import FPS, SHADES, LiveServer, receive, send_command, send_pictures
from tests.live.test_recorder import assert_same_rows

LONG_S = {"supine-march": 14.0, "glute-bridge": 14.0, "half-kneeling-stretch": 20.0}


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = open_history(f"sqlite:///{tmp_path}/history.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def mine(history: History) -> ProfileHistory:
    return history.of(history.profiles.me())


def trained(server: LiveServer, mine: ProfileHistory, slug: str) -> tuple[KeptSet, Analysis]:
    """A workout over the socket to its end: what was kept of it, and what its page shows."""
    keeper = Keeper(mine=mine, source=SetSource.LIVE)
    ticket = server.registry.issue(server.order(slug), keeper)
    with server.connect(ticket.token) as connection:
        receive(connection)
        send_pictures(connection, 0.0, LONG_S[slug], slug)
        send_command(connection, "stop")
        assert receive(connection)["kind"] == "done"
    result = server.registry.find_result(ticket.result_id)
    assert result
    assert result.kept
    assert result.kept.key
    kept = mine.sets.find(result.kept.key)
    assert kept
    return kept, result.analysis


def assert_same(found: Analysis | None, other: Analysis) -> None:
    assert found
    assert build_report(found).to_json() == build_report(other).to_json()
    assert_same_rows(found.rows, other.rows)


@pytest.mark.parametrize("slug", SHADES)
def test_a_live_set_is_kept_with_its_recording_and_judged_anew(
    unthrottled: LiveServer, mine: ProfileHistory, slug: str
) -> None:
    kept, analysis = trained(unthrottled, mine, slug)
    assert kept.source is SetSource.LIVE
    assert mine.sets.parts(kept.key) == {Part.COURSE, Part.RECORDING}
    content = BytesIO()
    mine.sets.read_part(kept.key, Part.RECORDING, content)
    with Recording(Path("recording.npz"), content) as recording:
        seen = [each.sighting for each in recording]
        assert len(recording.runs) == 1
    assert len(seen) == pytest.approx(LONG_S[slug] * FPS, abs=1)
    assert all(each.pose for each in seen)
    assert b"webcam" not in content.getvalue()
    assert_same(course_of(kept, mine.sets), analysis)

    judge_anew(kept, mine.sets, datetime.now(UTC))

    again = mine.sets.find(kept.key)
    assert again
    assert again.judged_again_at
    assert again.judged_share == kept.judged_share
    assert [(each.measure, each.side) for each in again.figures] == [
        (each.measure, each.side) for each in kept.figures
    ]
    assert [each.value for each in again.figures] == pytest.approx(
        [each.value for each in kept.figures], abs=0.01
    )
    anew = course_of(again, mine.sets)
    assert_same(anew, analysis)
    assert anew
    assert anew.report.aim == analysis.report.aim, "what was to be done is in no recording"


def test_nothing_is_left_of_a_live_set_that_is_not_kept(
    unthrottled: LiveServer, mine: ProfileHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[bool] = []
    finish = type(unthrottled.registry).finish

    def noted(registry: object, result_id: str, *, only_if_released: bool = False) -> None:
        entry = next(each for each in unthrottled.registry._entries.values() if each.result_id == result_id)
        finish(unthrottled.registry, result_id, only_if_released=only_if_released)
        assert entry.session
        gone.append(entry.session.recording is None)

    monkeypatch.setattr(type(unthrottled.registry), "finish", noted)
    ticket = unthrottled.registry.issue(unthrottled.order("glute-bridge"))
    with unthrottled.connect(ticket.token) as connection:
        receive(connection)
        send_pictures(connection, 0.0, 8.0, "glute-bridge")
        send_command(connection, "stop")
        receive(connection)
    assert gone == [True]
    assert mine.sets.count() == 0
