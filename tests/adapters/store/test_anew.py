"""A kept video is judged anew from its recording, and keeps what no recording can say."""

import io
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.adapters.recording import RecordingWriter
from formcheck.adapters.store import History, Keeper, Part, SetSource
from formcheck.adapters.store.anew import course_of, judge_anew
from formcheck.domain.errors import RecordingUnreadable
from formcheck.engine.report import Aim
from formcheck.testing import Sightings
from tests.adapters.store.analyses import analysis_of
from tests.adapters.store.clock import WallClock
from tests.engine.test_session import EXAMPLES, sightings

SLUG = "supine-march"


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    pose, duration_s = EXAMPLES[SLUG]
    source, path = Sightings(sightings(pose, duration_s, fps=15.0), duration_s=duration_s), tmp_path / "r.npz"
    with path.open("w+b") as file, RecordingWriter(file) as writer:
        for seen in source:
            writer.add(seen.sighting)
        writer.finish(source.info, source.model)
    return path


def test_what_no_recording_says_stays(history: History, clock: WallClock, recording: Path) -> None:
    mine, before = history.of(history.profiles.me()), analysis_of(SLUG).of_height(1.74)
    before = replace(before, report=replace(before.report, aim=Aim(reps=10, pieces=2)))
    kept = Keeper(mine=mine, source=SetSource.FILE, name="mine/../2.mp4").keep(before, recording=recording)
    assert kept.key
    one = mine.sets.find(kept.key)
    assert one
    judge_anew(one, mine.sets, clock.now)
    anew = course_of(one, mine.sets)
    assert anew
    assert (anew.report.height_m, anew.report.aim) == (1.74, Aim(reps=10, pieces=2))
    assert anew.video.name == before.video.name
    assert anew.report.complete_reps == before.report.complete_reps == 2


def test_what_is_no_recording_changes_nothing(history: History, clock: WallClock) -> None:
    mine = history.of(history.profiles.me())
    kept = Keeper(mine=mine, source=SetSource.LIVE).keep(analysis_of(SLUG), recording=io.BytesIO(b"no zip"))
    assert kept.key
    one = mine.sets.find(kept.key)
    assert one
    assert Part.RECORDING in mine.sets.parts(one.key)
    with pytest.raises(RecordingUnreadable):
        judge_anew(one, mine.sets, clock.now)
    again = mine.sets.find(one.key)
    assert again
    assert again.judged_again_at is None
