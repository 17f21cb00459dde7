"""Runs a source of sightings through the pipeline, in constant memory, and keeps what files are made of.

With hindsight (the rule for what is recorded) there are two passes (see `scout`): what the pose model saw is
kept in a temporary recording meanwhile, and judged when all of it is known. Pictures are looked at once.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from formcheck.adapters.analyser import Analyser
from formcheck.adapters.annotated_video import Drawing, annotated, take_stills
from formcheck.adapters.frame_table import Row
from formcheck.adapters.models import ModelName, ModelUsed
from formcheck.adapters.pose_source import PoseSource, Seen, VideoPoses
from formcheck.adapters.recorded_workout import judge_spans
from formcheck.adapters.recording import Recording, RecordingWriter, is_recording
from formcheck.adapters.scout import Scout
from formcheck.adapters.stills import Still, Stills
from formcheck.adapters.unmirrored import Unmirrored
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Bytes, Side
from formcheck.domain.errors import NoFrames, RecordingHasNoPictures
from formcheck.domain.output_errors import OutputNotWritable
from formcheck.engine.bunches import BUNCH_FRAMES, in_bunches
from formcheck.engine.report import SetReport
from formcheck.engine.step import Step
from formcheck.exercises import ExerciseSpec

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """A video or a recording, understood. hindsight: whether it was judged knowing its end.

    stills: pictures of its faults, where they were asked for and the video was at hand.
    """

    video: VideoInfo
    model: ModelUsed
    spec: ExerciseSpec
    report: SetReport
    rows: Sequence[Row]
    near_side: Side | None
    hindsight: bool = False
    stills: tuple[Still, ...] = ()

    @property
    def anything_judged(self) -> bool:
        """Whether at least one frame could be judged."""
        return any(row.judged for row in self.rows)

    def of_height(self, height_m: float | None) -> "Analysis":
        """The same of a person who says how tall they are; None = they do not."""
        if height_m is None:
            return self
        return replace(self, report=replace(self.report, height_m=height_m))


@dataclass(frozen=True, slots=True)
class Moment:
    """Where an analysis is: for a progress bar and a preview. share: 0..1 of the work.

    image_rgb: None where the source holds no pictures.
    """

    share: float
    step: Step
    image_rgb: Bytes | None


Watch = Callable[[Moment], bool]


class Cancelled(Exception):
    """The analysis was stopped from outside; no file was written."""


def analyse_video(
    path: Path,
    spec: ExerciseSpec,
    *,
    side: Side | None = None,
    model: ModelName = ModelName.FULL,
    hindsight: bool = True,
    mirrored: bool = False,
    apart: bool = False,
    video_out: Path | None = None,
    recording_out: Path | None = None,
    stills: bool = False,
    say: Say | None = None,
    watch: Watch | None = None,
) -> Analysis:
    """Analyse a video file, or a recording of one.

    hindsight: judge it knowing its end. mirrored: it shows the mirror image of what was there, as selfie
    cameras write it: sides are swapped back. apart: let the pose model look in a process of its own, whose
    death is an error and no more. video_out: where to write the annotated video; it needs `say`,
    which turns a key into words. recording_out: where to keep what the pose model saw. model: of no meaning
    for a recording. stills: keep a drawn picture of each fault, which needs `say`, too; a recording has none.
    watch: called after every frame; return False to stop (raises Cancelled).

    Raises FormcheckError.
    """
    if (video_out or stills) and say is None:
        raise ValueError("what is drawn needs words: expected `say`, got None")
    if video_out and is_recording(path):
        raise RecordingHasNoPictures(name=path.name)
    drawing = None
    if say and (video_out or (stills and not is_recording(path))):
        drawing = Drawing(
            path=path, spec=spec, say=say, video_out=video_out, mirrored=mirrored, stills=stills
        )
    return analyse(
        open_source(path, model, mirrored=mirrored, apart=apart),
        spec,
        side=side,
        hindsight=hindsight,
        drawing=drawing,
        recording_out=recording_out,
        watch=watch,
    )


def analyse(
    source: PoseSource,
    spec: ExerciseSpec,
    *,
    side: Side | None = None,
    hindsight: bool = True,
    drawing: Drawing | None = None,
    recording_out: Path | None = None,
    watch: Watch | None = None,
) -> Analysis:
    """Analyse what a source has seen. It is gone through once (a recording as often as needed), then closed.

    drawing: an annotated video to be made, too; its pictures are those that the source has seen. All else: as
    for `analyse_video`. Raises FormcheckError.
    """
    if isinstance(source, Recording | Unmirrored) and source.runs:
        return _analyse_workout(source, spec, side, recording_out, watch, hindsight=hindsight)
    with ExitStack() as stack:
        stack.enter_context(closing(source))
        drawn = stack.enter_context(annotated(drawing, hindsight=hindsight))
        # A recording can be gone through again as it is; nothing is kept where nobody will ask for it.
        again_wanted = hindsight or (drawing is not None and drawing.stills)
        asked_again = again_wanted and not isinstance(source, Recording | Unmirrored)
        keep = stack.enter_context(_kept_in(recording_out)) if recording_out or asked_again else None
        first = Analyser(spec, side=side)
        scout = Scout(spec, side, first.tilt_model) if hindsight else None
        with RecordingWriter(keep, passing=recording_out is None) if keep else nullcontext() as recording:
            for share, seen, step in _understood(source, scout or first):
                if recording:
                    recording.add(seen.sighting)
                if drawn and not scout:
                    drawn.take(step, seen.sighting.t_s)
                _go_on(watch, Moment(share, step, seen.image_rgb))
            if recording:
                recording.finish(source.info, source.model)
        info, used = source.info, source.model
        if keep:
            source.close()
        again = _Again(source, keep, info)
        if scout:
            judged, report = scout.judge(
                (seen.sighting for seen in again),
                info.duration_s,
                seen_until_s=info.seen_until_s,
                tell=drawn.take if drawn else None,
            )
        else:
            judged, report = first, first.finish(info.duration_s, seen_until_s=info.seen_until_s)
        stills = Stills.of(report)
        if drawing and drawing.stills and not stills.done:
            redone = judged.same()
            steps = (redone.step(seen.sighting) for seen in again)
            for step in take_stills(drawing, stills, steps, judged.events, hindsight=hindsight):
                _go_on(watch, Moment(1.0, step, None))
    return Analysis(
        video=info,
        model=used,
        spec=spec,
        report=report,
        rows=judged.table,
        near_side=judged.table.near_side,
        hindsight=hindsight,
        stills=stills.taken,
    )


def _analyse_workout(
    source: Recording | Unmirrored,
    spec: ExerciseSpec,
    side: Side | None,
    recording_out: Path | None,
    watch: Watch | None,
    *,
    hindsight: bool,
) -> Analysis:
    with closing(source):
        if recording_out:
            with _kept_in(recording_out) as keep, RecordingWriter(keep) as copy:
                for seen in source:
                    copy.add(seen.sighting)
                copy.finish(source.info, source.model, source.runs)
        judged = judge_spans(
            source.runs,
            lambda: (seen.sighting for seen in source),
            spec,
            side=side,
            hindsight=hindsight,
            watch=lambda step: _go_on(watch, Moment(_share(step.t_s, source.info), step, None)),
        )
    return Analysis(
        video=judged.info(source.info),
        model=source.model,
        spec=spec,
        report=judged.report,
        rows=judged.table,
        near_side=judged.table.near_side,
        hindsight=hindsight,
    )


def open_source(
    path: Path, model: ModelName = ModelName.FULL, *, mirrored: bool = False, apart: bool = False
) -> PoseSource:
    """Open a video, to be looked at by this model, or a recording. apart: see `VideoPoses`. Raises
    FormcheckError.
    """
    if not is_recording(path):
        return VideoPoses(path, model, mirrored=mirrored, apart=apart)
    recording = Recording(path)
    return Unmirrored(recording) if mirrored else recording


@dataclass(frozen=True, slots=True)
class _Again:
    """The sightings of a source once more: from what was kept of it, or from the source itself."""

    source: PoseSource
    keep: IO[bytes] | None
    info: VideoInfo

    def __iter__(self) -> Iterator[Seen]:
        if self.keep is None:
            return iter(self.source)
        self.keep.seek(0)
        return iter(Recording(Path(self.info.name), self.keep))


def _go_on(watch: Watch | None, moment: Moment) -> None:
    if watch and not watch(moment):
        raise Cancelled


def _understood(source: PoseSource, who: Scout | Analyser) -> Iterator[tuple[float, Seen, Step]]:
    """All that a source has seen, with what it means. Of a recording some frames are at hand together."""
    most = BUNCH_FRAMES if isinstance(source, Recording | Unmirrored) else 1
    for bunch in in_bunches(_looked_at(source), most):
        steps = who.steps([seen.sighting for _, seen in bunch])
        for (share, seen), step in zip(bunch, steps, strict=True):
            yield share, seen, step


def _looked_at(source: PoseSource) -> Iterator[tuple[float, Seen]]:
    """All that a source has seen, with the share of it until then."""
    last_s = -math.inf
    for seen in source:
        t_s = seen.sighting.t_s
        if not (t_s >= 0.0 and t_s > last_s):
            raise ValueError(f"a source needs times that rise from 0 on, got {t_s} s after {last_s} s")
        last_s = t_s
        yield _share(t_s, source.info), seen
    if last_s == -math.inf:
        raise NoFrames(name=source.info.name)
    if not last_s <= source.info.duration_s:
        raise ValueError(f"a source of {source.info.duration_s} s has no frame at {last_s} s")


def _kept_in(path: Path | None) -> IO[bytes]:
    """Open the file that keeps the sightings: the one that was asked for, or one without a name."""
    if path is None:
        return TemporaryFile()
    try:
        return path.open("w+b")
    except OSError as error:
        raise OutputNotWritable(name=str(path), reason=error.strerror or type(error).__name__) from error


def _share(t_s: float, info: VideoInfo) -> float:
    return min(1.0, t_s / info.duration_s) if info.duration_s > 0.0 else math.nan
