"""What formcheck is to another program: one function, and what it gives back. See docs/API.md."""

import json
import math
import os
import tempfile
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal, overload

from formcheck.adapters import analysis as pipeline
from formcheck.adapters.annotated_video import Drawing
from formcheck.adapters.export_arrays import Column, rows_as_arrays
from formcheck.adapters.export_csv import rows_as_csv
from formcheck.adapters.export_json import build_report
from formcheck.adapters.models import ModelName
from formcheck.adapters.output_check import Wanted, check_outputs
from formcheck.adapters.output_files import OutputFiles
from formcheck.adapters.pose_source import PoseSource
from formcheck.adapters.recording import Recording, is_recording
from formcheck.adapters.unmirrored import Unmirrored
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Side
from formcheck.domain.errors import RecordingHasNoPictures
from formcheck.domain.output_errors import OutputNotWritable
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.i18n import LANGUAGES, Words
from formcheck.i18n import words as words_of

StrPath = str | os.PathLike[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False, weakref_slot=True)
class Analysis:
    """A video, a recording or another source, understood. Made by `analyze`.

    What saves writes the whole file or none, never over what was analysed; it raises FormcheckError. words:
    what is said in, "en", "da", or `words(...).plus(...)` for an exercise of your own.
    """

    _found: pipeline.Analysis
    _side: Side | None
    _read: Path | None  # the file, if it was one
    _kept: Path  # a recording of what the pose model saw, which goes away with this object

    @property
    def report(self) -> SetReport:
        """Repetitions, holds, tries, faults and what could not be judged, as objects; times in seconds."""
        return self._found.report

    @property
    def exercise(self) -> ExerciseSpec:
        """What it was judged as."""
        return self._found.spec

    @property
    def video(self) -> VideoInfo:
        """Name, length and size of what was analysed."""
        return self._found.video

    @property
    def near_side(self) -> Side | None:
        """Side that was towards the camera; None when nothing was judged."""
        return self._found.near_side

    @property
    def anything_judged(self) -> bool:
        """Whether at least one frame could be judged; `report.gaps` says why not."""
        return self._found.anything_judged

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON report as plain values, schema `formcheck.report/1`."""
        found: dict[str, Any] = json.loads(build_report(self._found).to_json())
        return found

    @overload
    def frame_table(self, *, pandas: Literal[False] = False) -> dict[str, Column]: ...
    @overload
    def frame_table(self, *, pandas: Literal[True]) -> Any: ...
    def frame_table(self, *, pandas: bool = False) -> dict[str, Column] | Any:
        """Measures of every frame, a column each, with their units in their names; NaN = not seen.

        pandas: as a DataFrame, not as a dict of arrays; pandas must be installed.
        """
        arrays = rows_as_arrays(self._found.rows)
        if not pandas:
            return arrays
        from pandas import DataFrame  # noqa: PLC0415 - not needed for anything else

        return DataFrame(arrays)

    def save_json(self, path: StrPath) -> None:
        """Write the report for programs."""
        self._write(path, build_report(self._found).to_json().encode())

    def save_csv(self, path: StrPath) -> None:
        """Write the measures of every frame."""
        self._write(path, rows_as_csv(self._found.rows).encode())

    def save_html(self, path: StrPath, *, words: str | Words = "en") -> None:
        """Write the report to read, one file that needs no other."""
        from formcheck.adapters.report_html import report_html  # noqa: PLC0415 - only when asked for

        self._write(path, report_html(self._found, _words(words)).encode())

    def save_pdf(self, path: StrPath, *, words: str | Words = "en") -> None:
        """Write the report to print."""
        from formcheck.adapters.report_pdf import report_pdf  # noqa: PLC0415 - only when asked for

        self._write(path, report_pdf(self._found, _words(words)))

    def save_recording(self, path: StrPath) -> None:
        """Write what the pose model saw, without a picture: an .npz that `analyze` takes, too."""
        self._write(path, self._recording().read_bytes())

    def save_video(self, path: StrPath, *, words: str | Words = "en") -> None:
        """Write the annotated video, MP4. Its pictures are read once more: the video must still be there.

        Raises RecordingHasNoPictures where there are none.
        """
        if self._read is None or is_recording(self._read):
            raise RecordingHasNoPictures(name=self.video.name)
        source, target = Recording(self._recording()), self._checked(path)
        with OutputFiles() as files:
            drawing = Drawing(
                path=self._read,
                spec=self.exercise,
                say=_words(words),
                video_out=files.aside(target),
                mirrored=self.video.unmirrored,
            )
            try:
                pipeline.analyse(
                    source, self.exercise, side=self._side, hindsight=self._found.hindsight, drawing=drawing
                )
            except OutputNotWritable as error:
                raise files.spelled(error) from error
            files.deliver()
            files.commit()

    def _write(self, path: StrPath, content: bytes) -> None:
        target = self._checked(path)
        with OutputFiles() as files:
            files.write(target, content)
            files.deliver()
            files.commit()

    def _checked(self, path: StrPath) -> Path:
        """Complain before a file is written: over what was analysed, or where none can be."""
        read = next((file for file in (self._read, self._kept) if file and file.exists()), None)
        if read:
            check_outputs([Wanted(os.fspath(path), 0.0)], read)
        return Path(path)

    def _recording(self) -> Path:
        if not self._kept.exists():
            raise RuntimeError("what was seen is kept by the process that analysed it: save this file there")
        return self._kept

    def __repr__(self) -> str:
        return f"<Analysis of {self.video.name!r} as {self.exercise.slug}>"


def analyze(
    path: StrPath | PoseSource,
    exercise: str | ExerciseSpec,
    *,
    side: Side | Literal["left", "right"] | None = None,
    model: ModelName | Literal["lite", "full", "heavy"] = "full",
    hindsight: bool = True,
    mirrored: bool = False,
    progress: Callable[[float], object] | None = None,
) -> Analysis:
    """Analyse a video, or a recording of what a pose model saw in one (.npz).

    path: or any source of poses; it is gone through once and closed. exercise: a key of `exercises()`, or an
    exercise of your own. side: count only this leg. model: size of the pose model that looks at a video.
    hindsight: judge it knowing its end; without: as if live. mirrored: it shows the mirror image of what was
    there, as selfie cameras write it. progress: told the share that is done, 0..1, after every frame; what it
    raises ends the analysis. Raises FormcheckError, and ValueError where exercise, side or model is not one
    that there is.
    """
    spec, leg, size = _spec(exercise), _leg(side), _size(model)
    watch = None if progress is None else partial(_tell, progress)
    file, kept_name = tempfile.mkstemp(prefix="formcheck-", suffix=".npz")
    os.close(file)
    kept = Path(kept_name)
    try:
        read, source = _opened(path, size, mirrored=mirrored)
        found = pipeline.analyse(source, spec, side=leg, hindsight=hindsight, recording_out=kept, watch=watch)
    except BaseException:
        kept.unlink(missing_ok=True)
        raise
    analysis = Analysis(_found=found, _side=leg, _read=read, _kept=kept)
    weakref.finalize(analysis, kept.unlink, missing_ok=True)
    return analysis


def _opened(path: StrPath | PoseSource, size: ModelName, *, mirrored: bool) -> tuple[Path | None, PoseSource]:
    """File that is read, if it is one, and the source."""
    if not isinstance(path, str | os.PathLike):
        return None, Unmirrored(path) if mirrored else path
    read = Path(path).absolute()
    return read, pipeline.open_source(read, size, mirrored=mirrored)


def _spec(exercise: str | ExerciseSpec) -> ExerciseSpec:
    if isinstance(exercise, ExerciseSpec):
        return exercise
    if exercise not in EXERCISES:
        raise ValueError(f"there is no exercise {exercise!r}: expected one of {', '.join(EXERCISES)}")
    return EXERCISES[exercise]


def _leg(side: Side | str | None) -> Side | None:
    if side not in {None, Side.LEFT, Side.RIGHT}:
        raise ValueError(f"there is no side {side!r} to count: expected left, right or None for either")
    return None if side is None else Side(side)


def _size(model: str) -> ModelName:
    if model not in set(ModelName):
        raise ValueError(f"there is no model {model!r}: expected one of {', '.join(ModelName)}")
    return ModelName(model)


def _words(words: str | Words) -> Words:
    if isinstance(words, Words):
        return words
    if words not in LANGUAGES:
        raise ValueError(f"there are no words for {words!r}: expected one of {', '.join(LANGUAGES)}")
    return words_of(words)


def _tell(progress: Callable[[float], object], moment: pipeline.Moment) -> bool:
    progress(0.0 if math.isnan(moment.share) else moment.share)
    return True
