"""Keeps of a live workout what an analysis needs: measures, never pictures."""

import math
from array import array

from formcheck.adapters.analysis import Analysis, Row
from formcheck.adapters.models import Model
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Facing
from formcheck.engine.report import SetReport
from formcheck.engine.step import Step
from formcheck.exercises import ExerciseSpec

_NAME = "webcam"


class Recorder:
    """One row a frame in columns of numbers: half an hour at 30 frames a second takes 10 MB, not 100."""

    def __init__(self) -> None:
        self._t_s = array("d")
        self._tracked = array("d")
        self._judged = bytearray()
        self._columns: dict[str, array[float]] = {}
        self._facing: dict[Facing, int] = {}
        self._size_px = (0, 0)

    def see(self, size_px: tuple[int, int]) -> None:
        """Note how large the pictures are."""
        self._size_px = size_px

    def add(self, step: Step) -> None:
        """Keep one frame that belongs to a set."""
        values = {channel.column: value for channel, value in step.values.items()}
        for name in values.keys() - self._columns.keys():
            self._columns[name] = array("d", [math.nan] * len(self._t_s))
        for name, column in self._columns.items():
            column.append(values.get(name, math.nan))
        self._t_s.append(step.t_s)
        self._tracked.append(step.progress.value if step.judged else math.nan)
        self._judged.append(step.judged)
        if step.facing and step.judged:
            self._facing[step.facing] = self._facing.get(step.facing, 0) + 1

    def analysis(self, spec: ExerciseSpec, model: Model, report: SetReport) -> Analysis:
        """All of it, as a recorded video gives it."""
        width_px, height_px = self._size_px
        return Analysis(
            video=VideoInfo(
                name=_NAME,
                duration_s=max([report.duration_s, *self._t_s[-1:]]),
                frames=len(self._t_s),
                width_px=width_px,
                height_px=height_px,
                rotation_deg=0,
            ),
            model=model,
            spec=spec,
            report=report,
            rows=tuple(self._row(index) for index in range(len(self._t_s))),
            near_side=max(self._facing, key=lambda each: self._facing[each]).near_side
            if self._facing
            else None,
        )

    def _row(self, index: int) -> Row:
        values = {
            name: column[index] for name, column in self._columns.items() if not math.isnan(column[index])
        }
        return Row(self._t_s[index], bool(self._judged[index]), values, self._tracked[index])
