"""Records of a live workout what an analysis needs: measures, and what the pose model saw. Never pictures.

A set that is over is known in full. So what was seen of it is written meanwhile into a recording, in a file
without a name, which goes with the process whatever ends it. When the workout ends it is judged once more,
with hindsight; who keeps sets keeps the recording, too, and what is not kept is gone.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from formcheck.adapters.analysis import Analysis
from formcheck.adapters.frame_table import FrameTable
from formcheck.adapters.models import ModelUsed
from formcheck.adapters.recorded_workout import JudgedWorkout, judge_runs
from formcheck.adapters.recording import Recording, RecordingWriter
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Sighting
from formcheck.engine.workout import Stage, Workout, WorkoutState
from formcheck.exercises import ExerciseSpec

_NAME = "webcam"
_BETWEEN_SETS = frozenset({Stage.REST, Stage.SWITCH, Stage.DONE})
MOST_JUDGED = 15 * 60 * 30  # judging them again takes half a minute; who trains for longer is judged as live
MOST_FRAMES = 4 * MOST_JUDGED  # an hour; its table of measures alone takes 10 MB of memory


class _NoTimeLeft(Exception):
    """What waits for the workout cannot wait until it is judged once more."""


def _never() -> bool:
    return False


class Recorder:
    """The frames that belong to sets, how large the pictures are, and what was seen up to the end of each.

    most_judged: frames that are judged once more at the end. most_frames: that a recording may have; of a
    longer workout there is none, rather than half of one.
    """

    def __init__(self, *, most_judged: int = MOST_JUDGED, most_frames: int = MOST_FRAMES) -> None:
        self._table = FrameTable()
        self._size_px = (0, 0)
        self._most_judged, self._most_frames = most_judged, most_frames
        self._seen, self._seen_until_s = 0, 0.0
        self._open = ExitStack()
        film = TemporaryFile()  # noqa: SIM115 - the stack closes it
        self._film: IO[bytes] | None = self._open.enter_context(film)
        self._writer = self._open.enter_context(RecordingWriter(film))
        self._finished = False

    def add(self, sighting: Sighting, state: WorkoutState) -> bool:
        """Record one frame of the workout. False for one between two sets: it is of no use."""
        self._size_px = sighting.size_px
        if state.counted:
            self._table.add(state.step)
        if not state.counted and state.stage in _BETWEEN_SETS:
            return False
        self._write(sighting)
        return True

    def analysis(
        self, spec: ExerciseSpec, model: ModelUsed, workout: Workout, *, late: Callable[[], bool] = _never
    ) -> Analysis:
        """Make the analysis, in the form of that of a recorded video. The workout is over; call it once.

        late: whether there is no time to judge it once more; then it is as it was judged live.
        """
        self._finish(model, workout)
        again = self._judged_again(spec, workout, late)
        judged = again or JudgedWorkout(workout.report(), self._table)
        return Analysis(
            video=judged.info(self._info),
            model=model,
            spec=spec,
            report=replace(judged.report, aim=workout.plan.aim),
            rows=judged.table,
            near_side=judged.table.near_side,
            hindsight=again is not None,
        )

    @property
    def recording(self) -> IO[bytes] | None:
        """What was seen, once the analysis is made; until `close`. None where nothing was done, the disk was
        full or it took too long.
        """
        if self._film is None or not self._finished:
            return None
        self._film.seek(0)
        return self._film

    def close(self) -> None:
        """Let go of what was seen. May be called more than once."""
        with suppress(OSError):  # a zip on a full disk cannot be closed well either
            self._open.close()
        self._film = None

    def _write(self, sighting: Sighting) -> None:
        if self._film is None or self._finished:
            return
        self._seen += 1
        if self._seen > self._most_frames:
            self.close()
            return
        try:
            self._writer.add(sighting)
            self._seen_until_s = sighting.t_s
        except OSError:  # a full disk: the workout goes on, and is judged as live
            self.close()

    def _finish(self, model: ModelUsed, workout: Workout) -> None:
        if self._film is None or not workout.runs:
            return
        try:
            self._writer.finish(self._info, model, [run.span for run in workout.runs])
            self._finished = True
        except OSError:  # full at the last moment: as live
            self.close()

    def _judged_again(
        self, spec: ExerciseSpec, workout: Workout, late: Callable[[], bool]
    ) -> JudgedWorkout | None:
        film = self.recording
        if film is None or self._seen > self._most_judged:
            return None
        with Recording(Path(_NAME), film) as recording, suppress(_NoTimeLeft):
            return judge_runs(workout.runs, _sightings(recording, late), spec)
        return None

    @property
    def _info(self) -> VideoInfo:
        width_px, height_px = self._size_px
        return VideoInfo(
            name=_NAME,
            duration_s=self._seen_until_s,
            frames=self._seen,
            width_px=width_px,
            height_px=height_px,
            rotation_deg=0,
        )


def _sightings(recording: Recording, late: Callable[[], bool]) -> Iterator[Sighting]:
    for seen in recording:
        if late():
            raise _NoTimeLeft
        yield seen.sighting
