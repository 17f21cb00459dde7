"""Runs a recorded video through the pipeline, once, in constant memory, and keeps what files are made of."""

import math
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from formcheck.adapters.analyser import Analyser
from formcheck.adapters.models import Model, ModelName
from formcheck.adapters.overlay import Overlay
from formcheck.adapters.video_file import VideoInfo, VideoReader
from formcheck.adapters.video_writer import VideoWriter
from formcheck.domain.body import Bytes, Facing, Frame, Side
from formcheck.domain.events import Event
from formcheck.engine.report import SetReport, fold
from formcheck.engine.step import Step
from formcheck.exercises import ExerciseSpec

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Row:
    """What is kept of one frame."""

    t_s: float
    judged: bool
    values: dict[str, float]
    tracked: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """A video, understood."""

    video: VideoInfo
    model: Model
    spec: ExerciseSpec
    report: SetReport
    rows: tuple[Row, ...]
    near_side: Side | None

    @property
    def anything_judged(self) -> bool:
        """Whether at least one frame could be judged."""
        return any(row.judged for row in self.rows)


@dataclass(frozen=True, slots=True)
class Moment:
    """Where an analysis is: for a progress bar and a preview. share: 0..1 of the video."""

    share: float
    step: Step
    image_rgb: Bytes


class Cancelled(Exception):
    """The analysis was stopped from outside; no file was written."""


def analyse_video(
    path: Path,
    spec: ExerciseSpec,
    *,
    side: Side | None = None,
    model: ModelName = ModelName.FULL,
    video_out: Path | None = None,
    say: Say | None = None,
    watch: Callable[[Moment], bool] | None = None,
) -> Analysis:
    """Analyse a video file.

    video_out: where to write the annotated video; it needs `say`, which turns a key into words.
    watch: called after every frame; return False to stop (raises Cancelled). Raises FormcheckError.
    """
    events: list[Event] = []
    rows: list[Row] = []
    near: dict[Facing, int] = {}
    with ExitStack() as stack:
        reader = stack.enter_context(VideoReader(path))
        analyser = stack.enter_context(Analyser(spec, side=side, model=model))
        overlay = Overlay(spec, say) if video_out and say else None
        writer: VideoWriter | None = None
        for frame in reader:
            step = analyser.step(frame)
            events += step.events
            rows.append(_row(step))
            if step.facing and step.judged:
                near[step.facing] = near.get(step.facing, 0) + 1
            image = overlay.draw(frame.image_rgb, step) if overlay else frame.image_rgb
            if overlay and video_out:
                if writer is None:
                    height_px, width_px = image.shape[:2]
                    writer = stack.enter_context(VideoWriter(video_out, width_px, height_px))
                writer.write(Frame(frame.t_s, image))
            if watch and not watch(Moment(_share(frame.t_s, reader.info), step, image)):
                raise Cancelled
        events += analyser.finish()
        info, used = reader.info, analyser.model
    return Analysis(
        video=info,
        model=used,
        spec=spec,
        report=fold(events, spec, info.duration_s),
        rows=tuple(rows),
        near_side=max(near, key=lambda facing: near[facing]).near_side if near else None,
    )


def _share(t_s: float, info: VideoInfo) -> float:
    return min(1.0, t_s / info.duration_s) if info.duration_s > 0.0 else math.nan


def _row(step: Step) -> Row:
    values = {channel.column: value for channel, value in step.values.items()}
    return Row(step.t_s, step.judged, values, step.progress.value if step.judged else math.nan)
