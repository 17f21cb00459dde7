"""What a worker does with one file. Everything in and out of here is plain and can be sent."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from formcheck.adapters.analysis import Analysis, analyse_video
from formcheck.adapters.batch.order import AUTO
from formcheck.adapters.batch.recognise import recognised
from formcheck.adapters.export_json import build_report
from formcheck.adapters.input_file import check_input, name_of
from formcheck.adapters.models import ModelName
from formcheck.adapters.recording import is_recording
from formcheck.domain.batch_errors import ExerciseUnrecognised
from formcheck.domain.errors import FormcheckError, VideoUnreadable
from formcheck.exercises import EXERCISES


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One file to look at. The fields are those of the order."""

    path: str
    exercise: str
    model: str
    hindsight: bool
    recording: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it: a report and perhaps a recording, or an error's key and parameters.

    looked: whether pictures went through the pose model. final: the same file would give the same again.
    """

    report: str | None = None
    recording: bytes | None = None
    error: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    looked: bool = False
    final: bool = True


def look_at(task: Task) -> Outcome:
    """Analyse one file; an error that a user can do something about is an outcome, too."""
    path = Path(task.path)
    looks = False
    try:
        check_input(path)
        looks = not is_recording(path)
        with tempfile.TemporaryDirectory(prefix="formcheck-batch-") as folder:
            kept = Path(folder) / "seen.npz"
            keeps = looks and (task.recording or task.exercise == AUTO)
            analysis = _analysed(path, kept if keeps else None, task)
            return Outcome(
                report=build_report(analysis).to_json(),
                recording=kept.read_bytes() if task.recording and kept.exists() else None,
                looked=looks,
            )
    except FormcheckError as error:
        params = {name: str(value) for name, value in error.params.items()}
        final = isinstance(error, VideoUnreadable | ExerciseUnrecognised)
        return Outcome(error=error.key, params=params, looked=looks, final=final)


def _analysed(path: Path, keep: Path | None, task: Task) -> Analysis:
    model = ModelName(task.model)
    if task.exercise != AUTO:
        spec = EXERCISES[task.exercise]
        return analyse_video(path, spec, model=model, hindsight=task.hindsight, recording_out=keep)
    if keep:  # pictures are looked at once, whatever they may show
        any_spec = next(iter(EXERCISES.values()))
        analyse_video(path, any_spec, model=model, hindsight=False, recording_out=keep)
    found = recognised(keep or path, hindsight=task.hindsight)
    if found is None:
        raise ExerciseUnrecognised(name=name_of(path))
    return replace(found, video=replace(found.video, name=name_of(path)))
