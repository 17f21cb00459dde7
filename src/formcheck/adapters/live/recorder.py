"""Records of a live workout what an analysis needs: measures, and what the pose model saw. Never pictures.

A set that is over is known in full. So what was seen of it is kept meanwhile in a recording without a name,
and judged once more, with hindsight, when the workout ends; then the recording is gone.
"""

from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from formcheck.adapters.analysis import Analysis
from formcheck.adapters.frame_table import FrameTable
from formcheck.adapters.models import ModelUsed
from formcheck.adapters.recording import Recording, RecordingWriter
from formcheck.adapters.tilt_weights import load_tilt_model
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Sighting
from formcheck.engine.report import SetReport
from formcheck.engine.step import Step
from formcheck.engine.workout import Stage, Workout, WorkoutState, judge_again
from formcheck.exercises import ExerciseSpec

_NAME = "webcam"
_BETWEEN_SETS = frozenset({Stage.REST, Stage.SWITCH, Stage.DONE})
MOST_FRAMES = 15 * 60 * 30  # judging them again takes half a minute; who trains for longer is judged as live


class Recorder:
    """The frames that belong to sets, how large the pictures are, and what was seen up to the end of each."""

    def __init__(self, most_frames: int = MOST_FRAMES) -> None:
        self._table = FrameTable()
        self._counted: set[float] = set()
        self._size_px = (0, 0)
        self._most_frames = most_frames
        self._kept, self._kept_until_s = 0, 0.0
        self._open = ExitStack()
        film = TemporaryFile()  # noqa: SIM115 - the stack closes it
        self._film: IO[bytes] | None = self._open.enter_context(film)
        self._writer = self._open.enter_context(RecordingWriter(film))

    def add(self, sighting: Sighting, state: WorkoutState) -> None:
        """Record one frame of the workout."""
        self._size_px = sighting.size_px
        if state.counted:
            self._table.add(state.step)
            self._counted.add(sighting.t_s)
        if state.counted or state.stage not in _BETWEEN_SETS:
            self._keep(sighting)

    def analysis(self, spec: ExerciseSpec, model: ModelUsed, workout: Workout) -> Analysis:
        """Make the analysis, in the form of that of a recorded video. The workout is over; call it once."""
        again = self._judged_again(spec, model, workout)
        report, table = again or (workout.report(), self._table)
        return Analysis(
            video=self._info(max(report.duration_s, table.end_s), len(table)),
            model=model,
            spec=spec,
            report=replace(report, aim=workout.plan.aim),
            rows=table,
            near_side=table.near_side,
            hindsight=again is not None,
        )

    def close(self) -> None:
        """Let go of what was seen. May be called more than once."""
        with suppress(OSError):  # a zip on a full disk cannot be closed well either
            self._open.close()
        self._film = None

    def _keep(self, sighting: Sighting) -> None:
        self._kept += 1
        if self._kept > self._most_frames:
            self.close()
        if self._film is None:
            return
        try:
            self._writer.add(sighting)
            self._kept_until_s = sighting.t_s
        except OSError:  # a full disk: the workout goes on, and is judged as live
            self.close()

    def _judged_again(
        self, spec: ExerciseSpec, model: ModelUsed, workout: Workout
    ) -> tuple[SetReport, FrameTable] | None:
        if self._film is None or not workout.runs:
            return None
        try:
            self._writer.finish(self._info(self._kept_until_s, self._kept), model)
            self._film.seek(0)
        except OSError:  # full at the last moment: as live
            return None
        table = FrameTable()

        def watch(step: Step) -> None:
            if step.t_s in self._counted:
                table.add(step)

        with Recording(Path(_NAME), self._film) as recording:
            report = judge_again(workout.runs, _sightings(recording), spec, load_tilt_model(), watch)
        return report, table

    def _info(self, duration_s: float, frames: int) -> VideoInfo:
        width_px, height_px = self._size_px
        return VideoInfo(
            name=_NAME,
            duration_s=duration_s,
            frames=frames,
            width_px=width_px,
            height_px=height_px,
            rotation_deg=0,
        )


def _sightings(recording: Recording) -> Iterator[Sighting]:
    return (seen.sighting for seen in recording)
