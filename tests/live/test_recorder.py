"""What is kept of a live workout, and that it is judged with hindsight when it is over."""

import pytest

from formcheck.adapters.live.recorder import Recorder
from formcheck.adapters.models import ModelUsed
from formcheck.adapters.recording import RecordingWriter
from formcheck.engine.workout import Command, Plan, Workout
from formcheck.exercises import EXERCISES
from tests.engine.motions import added, lift
from tests.engine.test_session import raise_knee, sightings

MODEL = ModelUsed(name="full", sha256="", mediapipe="")
SPEC = EXERCISES["seated-knee-raise"]
FPS = 24.0


def trained(recorder: Recorder) -> Workout:
    """Begins in the middle of the first lift; asks for a pause after the third, and goes on sitting there."""
    workout = Workout(Plan(spec=SPEC, sets=1, target=99), tilt_model=None)
    ups = added(*(lift(start_s, 1.2, 0.3, 1.2, 25.0) for start_s in (0.4, 3.4, 8.0)))
    for sighting in sightings(raise_knee(ups), 13.0, FPS):
        if sighting.t_s == 0.0:
            workout.do(Command.START)
            workout.do(Command.SKIP)
        elif abs(sighting.t_s - 11.5) < 0.5 / FPS:
            workout.do(Command.PAUSE)
        recorder.add(sighting, workout.step(sighting))
    workout.finish()
    return workout


def test_a_workout_that_is_over_is_judged_with_hindsight() -> None:
    recorder = Recorder()
    workout = trained(recorder)
    analysis = recorder.analysis(SPEC, MODEL, workout)
    recorder.close()
    assert analysis.hindsight
    assert workout.report().complete_reps < analysis.report.complete_reps == 3
    assert 11.0 < max(row.t_s for row in analysis.rows) <= 11.5
    assert analysis.video.frames == len(analysis.rows)


def test_a_very_long_one_is_judged_as_it_was_live() -> None:
    recorder = Recorder(most_frames=100)
    workout = trained(recorder)
    analysis = recorder.analysis(SPEC, MODEL, workout)
    assert not analysis.hindsight
    assert analysis.report == workout.report()
    assert len(analysis.rows) > 100


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
