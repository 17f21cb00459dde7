"""Judges the recording of a live workout: run by run, as the workout went, and not as one long video.

Between two sets people stand up and sit down, and between two sides they turn round: judged in one go, that
would count.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from formcheck.adapters.frame_table import FrameTable
from formcheck.adapters.tilt_weights import load_tilt_model
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Side, Sighting
from formcheck.engine.hindsight import Hindsight
from formcheck.engine.report import SetReport
from formcheck.engine.step import Step
from formcheck.engine.workout import ClosedRun, RunSpan, judge_again, look_again
from formcheck.exercises import ExerciseSpec

# Gives the sightings of the whole workout, each time it is called.
Again = Callable[[], Iterable[Sighting]]


@dataclass(frozen=True, slots=True)
class JudgedWorkout:
    """What was found: of all runs together, and frame by frame while the exercise was under way."""

    report: SetReport
    table: FrameTable

    def info(self, video: VideoInfo) -> VideoInfo:
        """The workout as a video is described: how long it took, and how many frames of it are shown."""
        duration_s = max(self.report.duration_s, self.table.end_s)
        return replace(video, duration_s=duration_s, frames=len(self.table))


def judge_spans(
    spans: Sequence[RunSpan],
    sightings: Again,
    spec: ExerciseSpec,
    *,
    side: Side | None,
    hindsight: bool,
    watch: Callable[[Step], None],
) -> JudgedWorkout:
    """Judge a workout of which there is nothing but a recording. All else: as for `analyse`.

    side: count only this leg; None: those that were trained.
    """
    spans = [span if side is None else replace(span, side=side) for span in spans]
    if hindsight:
        return judge_runs(look_again(spans, sightings(), spec, load_tilt_model(), watch), sightings(), spec)
    runs = [ClosedRun(span=span, found=Hindsight()) for span in spans]
    return judge_runs(runs, sightings(), spec, watch)


def judge_runs(
    runs: Sequence[ClosedRun],
    sightings: Iterable[Sighting],
    spec: ExerciseSpec,
    watch: Callable[[Step], None] | None = None,
) -> JudgedWorkout:
    """Judge a workout that has just ended. watch: hears of every frame that is shown."""
    table = FrameTable()

    def take(step: Step) -> None:
        table.add(step)
        if watch:
            watch(step)

    return JudgedWorkout(judge_again(runs, sightings, spec, load_tilt_model(), take), table)
