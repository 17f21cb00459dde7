"""What is kept of a live workout, and that it is judged with hindsight when it is over."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from formcheck.adapters.analysis import analyse
from formcheck.adapters.export_arrays import rows_as_arrays
from formcheck.adapters.export_json import build_report
from formcheck.adapters.frame_table import Row
from formcheck.adapters.live.recorder import Recorder
from formcheck.adapters.models import ModelUsed
from formcheck.adapters.recording import Recording, RecordingWriter
from formcheck.adapters.scout import judge_with_hindsight
from formcheck.adapters.unmirrored import Unmirrored
from formcheck.domain.body import Side
from formcheck.engine.workout import Command, Plan, Workout
from formcheck.exercises import EXERCISES
from tests.engine.motions import added, lift
from tests.engine.test_session import raise_knee, sightings

MODEL = ModelUsed(name="full", sha256="", mediapipe="")
SPEC = EXERCISES["seated-knee-raise"]
FPS = 24.0


def trained(
    recorder: Recorder, *, lifts_s: tuple[float, ...] = (0.4, 3.4, 8.0), side: Side | None = None
) -> Workout:
    """Begins in the middle of the first lift; asks for a pause after the third, and goes on sitting there."""
    workout = Workout(Plan(spec=SPEC, sets=1, target=99, side=side), tilt_model=None)
    ups = added(*(lift(start_s, 1.2, 0.3, 1.2, 25.0) for start_s in lifts_s))
    for sighting in sightings(raise_knee(ups), 13.0 if len(lifts_s) == 3 else 16.0, FPS):
        if sighting.t_s == 0.0:
            workout.do(Command.START)
            workout.do(Command.SKIP)
        elif abs(sighting.t_s - 11.5) < 0.5 / FPS:
            workout.do(Command.PAUSE)
        recorder.add(sighting, workout.step(sighting))
    workout.finish()
    return workout


def saved(recorder: Recorder) -> Recording:
    """The recording as it would be kept, read again."""
    assert recorder.recording
    return Recording(Path("kept.npz"), BytesIO(recorder.recording.read()))


def test_a_workout_that_is_over_is_judged_with_hindsight() -> None:
    recorder = Recorder()
    workout = trained(recorder)
    analysis = recorder.analysis(SPEC, MODEL, workout)
    recorder.close()
    assert recorder.recording is None
    assert analysis.hindsight
    assert workout.report().complete_reps < analysis.report.complete_reps == 3
    assert 11.0 < max(row.t_s for row in analysis.rows) <= 11.5
    assert analysis.video.frames == len(analysis.rows)


def test_a_very_long_one_is_judged_as_it_was_live() -> None:
    recorder = Recorder(most_judged=100)
    workout = trained(recorder)
    analysis = recorder.analysis(SPEC, MODEL, workout)
    assert not analysis.hindsight
    assert analysis.report == workout.report()
    assert len(analysis.rows) > 100
    with saved(recorder) as recording:
        assert len(list(recording)) == 13 * FPS, "it is judged with hindsight some other time"


def test_of_one_that_takes_hours_there_is_no_recording_and_no_half_of_one() -> None:
    recorder = Recorder(most_frames=100)
    workout = trained(recorder)
    analysis = recorder.analysis(SPEC, MODEL, workout)
    assert recorder.recording is None
    assert (analysis.hindsight, analysis.report) == (False, workout.report())


def test_its_recording_alone_says_the_same() -> None:
    recorder = Recorder()
    workout = trained(recorder)
    before = recorder.analysis(SPEC, MODEL, workout)
    anew = analyse(saved(recorder), SPEC)
    anew = replace(
        anew, report=replace(anew.report, aim=before.report.aim), video=replace(anew.video, name="webcam")
    )
    assert build_report(anew).to_json() == build_report(before).to_json()
    assert_same_rows(anew.rows, before.rows)
    assert len(analyse(saved(recorder), SPEC, hindsight=False).report.reps) == len(workout.report().reps)


def assert_same_rows(rows: Sequence[Row], others: Sequence[Row]) -> None:
    """To a hundredth: live took its neutral before landmarks were rounded for the recording."""
    mine, theirs = rows_as_arrays(rows), rows_as_arrays(others)
    assert mine.keys() == theirs.keys()
    for name, column in mine.items():
        np.testing.assert_allclose(
            column.astype(float), theirs[name].astype(float), rtol=0.0, atol=0.01, err_msg=name
        )


def test_between_two_runs_nothing_counts() -> None:
    """As one long video it would: the lift after the pause was asked for is not of the set."""
    recorder = Recorder()
    workout = trained(recorder, lifts_s=(0.4, 3.4, 8.0, 11.6))
    before = recorder.analysis(SPEC, MODEL, workout)
    anew = analyse(saved(recorder), SPEC)
    assert (before.report.complete_reps, anew.report.complete_reps) == (3, 3)
    with saved(recorder) as recording:
        seen = [each.sighting for each in recording]
    one_video = judge_with_hindsight(SPEC, seen, seen[-1].t_s, tilt_model=None)[1]
    assert one_video.complete_reps == 4


def test_a_copy_of_its_recording_and_a_mirrored_one_know_of_the_runs(tmp_path: Path) -> None:
    recorder = Recorder()
    before = recorder.analysis(SPEC, MODEL, trained(recorder, side=Side.RIGHT))
    copy = tmp_path / "copy.npz"
    analyse(saved(recorder), SPEC, recording_out=copy)
    with Recording(copy) as again, saved(recorder) as recording:
        assert again.runs == recording.runs
        assert [run.side for run in again.runs] == [Side.RIGHT]
    mirrored = analyse(Unmirrored(Recording(copy)), SPEC)
    assert mirrored.report.complete_reps == before.report.complete_reps == 3
    assert {rep.side for rep in before.report.reps} == {Side.RIGHT}
    assert {rep.side for rep in mirrored.report.reps} == {Side.LEFT}


def test_nobody_who_began_has_nothing_to_be_judged_again() -> None:
    recorder = Recorder()
    workout = Workout(Plan(spec=SPEC), tilt_model=None)
    analysis = recorder.analysis(SPEC, MODEL, workout)
    recorder.close()
    recorder.close()
    assert (analysis.hindsight, len(analysis.rows)) == (False, 0)


def test_a_full_disk_costs_hindsight_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    recorder = Recorder()
    monkeypatch.setattr(RecordingWriter, "add", full)
    workout = trained(recorder)
    analysis = recorder.analysis(SPEC, MODEL, workout)
    assert not analysis.hindsight
    assert analysis.report == workout.report()


def test_who_cannot_wait_has_it_as_it_was_judged_live() -> None:
    """A server that is asked to end: the set is kept, and can be judged anew from its recording."""
    recorder = Recorder()
    workout = trained(recorder)
    asked = iter([False] * 50)
    analysis = recorder.analysis(SPEC, MODEL, workout, late=lambda: next(asked, True))
    assert not analysis.hindsight
    assert analysis.report == workout.report()
    with saved(recorder) as recording:
        assert len(list(recording)) == 13 * FPS
