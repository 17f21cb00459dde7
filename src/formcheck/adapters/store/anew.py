"""Judges a kept recording by the criteria of today."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import SpooledTemporaryFile, TemporaryFile
from typing import IO, cast

from formcheck.adapters.analysis import Analysis, analyse
from formcheck.adapters.export_json import build_report
from formcheck.adapters.recording import Recording
from formcheck.adapters.store.course import CourseUnreadable, read_course, write_course
from formcheck.adapters.store.keeper import kept_figures
from formcheck.adapters.store.set_values import KeptSet, Part
from formcheck.adapters.store.sets import Sets
from formcheck.exercises import EXERCISES

_IN_MEMORY_BYTES = 1 << 24


def course_of(one: KeptSet, sets: Sets) -> Analysis | None:
    """The analysis of a set as it was kept; None where it can no longer be shown as it was."""
    with SpooledTemporaryFile(_IN_MEMORY_BYTES) as file:
        content = cast("IO[bytes]", file)
        if sets.read_part(one.key, Part.COURSE, content):
            content.seek(0)
            with suppress(CourseUnreadable):
                return read_course(content)
    return None


def judge_anew(one: KeptSet, sets: Sets, at: datetime) -> None:
    """Let today's criteria take the place of those by which a set was judged.

    What no recording holds stays as it was: what was to be done, how tall the person is, the video's name.
    Raises FormcheckError.
    """
    with TemporaryFile() as file:
        sets.read_part(one.key, Part.RECORDING, file)
        spec = EXERCISES[one.exercise]
        analysis = analyse(Recording(Path("recording.npz"), file), spec, side=one.asked_side)
    before = course_of(one, sets)
    if before is not None:
        said = before.report
        analysis = replace(
            analysis,
            video=replace(analysis.video, name=before.video.name),
            report=replace(analysis.report, aim=said.aim, height_m=said.height_m),
        )
    sets.judge_again(
        one.key,
        report=build_report(analysis),
        figures=kept_figures(analysis),
        course=write_course(analysis),
        at=at,
    )
