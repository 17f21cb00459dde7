"""Draws what was judged onto the pictures of a video, a little behind whoever judges.

The pictures are decoded once more for it, in full size, and drawn and encoded on threads of their own.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

import av

from formcheck.adapters.footprints import Footprints
from formcheck.adapters.offline import Ahead, Behind, pictures_ahead
from formcheck.adapters.overlay import Overlay
from formcheck.adapters.stills import Stills
from formcheck.adapters.video_file import VideoReader
from formcheck.adapters.video_writer import VideoWriter
from formcheck.domain.body import Frame
from formcheck.domain.events import Event
from formcheck.engine.hindsight import PlacedVerdicts
from formcheck.engine.step import Step
from formcheck.exercises import ExerciseSpec

# Steps that wait until it is known when a fault began or ended. Where that takes two minutes, they are drawn
# with what is known by then.
_MOST_WAITING = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What is drawn, and where to. say: turns a key into words. mirrored: the pictures are mirrored back.

    video_out: None where only single pictures are wanted. stills: whether they are.
    """

    path: Path
    spec: ExerciseSpec
    say: Callable[[str], str]
    video_out: Path | None = None
    mirrored: bool = False
    stills: bool = False


class AnnotatedVideo:
    """A context: takes a step for every picture, in their order; left, the video is there.

    hindsight: faults are coloured from where they began. Left by an exception, it leaves no file behind.
    Raises VideoUnreadable, OutputNotWritable.
    """

    def __init__(self, drawing: Drawing, video_out: Path, *, hindsight: bool) -> None:
        self._placed = PlacedVerdicts() if hindsight else None
        self._waiting: deque[Step] = deque()
        self._overlay = Overlay(drawing.spec, drawing.say)
        self._footprints = Footprints(drawing.say)
        with ExitStack() as stack:
            reader = stack.enter_context(VideoReader(drawing.path, mirrored=drawing.mirrored))
            size_px = reader.info.width_px, reader.info.height_px
            most = pictures_ahead(*size_px)
            self._frames = iter(stack.enter_context(closing(Ahead(reader, most, "decode"))))
            writer = stack.enter_context(VideoWriter(video_out, *size_px))
            self._prepared = writer.prepared
            self._encoded: Behind[av.VideoFrame] = stack.enter_context(Behind(writer.encode, most, "encode"))
            self._drawn: Behind[Step] = stack.enter_context(Behind(self._draw, most, "draw"))
            self._open = stack.pop_all()

    def take(self, step: Step, settled_s: float) -> None:
        """Take the next step. settled_s: what is known of the time before will not change any more."""
        self._footprints.add(step.events)
        if self._placed is None:
            self._drawn.give(step)
            return
        self._placed.add(step.events)
        # Masks are what takes memory, and are not drawn.
        pose = replace(step.pose, silhouette=None) if step.pose else None
        self._waiting.append(replace(step, pose=pose))
        while self._waiting and (self._waiting[0].t_s < settled_s or len(self._waiting) > _MOST_WAITING):
            self._drawn.give(self._placed.placed(self._waiting.popleft()))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._open.__exit__(kind, error, trace)
            return
        with self._open:
            while self._placed and self._waiting:
                self._drawn.give(self._placed.placed(self._waiting.popleft()))

    def _draw(self, step: Step) -> None:
        frame = next(self._frames, None)
        if frame is None:
            raise ValueError(f"there is a step at {step.t_s} s, but no picture")
        image = self._overlay.draw(frame.image_rgb, step)
        self._footprints.draw(image, frame.t_s)
        self._encoded.give(self._prepared(Frame(frame.t_s, image)))


@contextmanager
def annotated(drawing: Drawing | None, *, hindsight: bool) -> Iterator[AnnotatedVideo | None]:
    """The annotated video of a drawing, None where it wants none."""
    if drawing is None or drawing.video_out is None:
        yield None
        return
    with AnnotatedVideo(drawing, drawing.video_out, hindsight=hindsight) as video:
        yield video


def take_stills(
    drawing: Drawing, stills: Stills, steps: Iterable[Step], events: Iterable[Event], *, hindsight: bool
) -> Iterator[Step]:
    """Draw the pictures that are wanted, and no others; yields every step on the way there.

    steps: one for every picture of the video, in order. events: all of the pass that they come from.
    """
    placed = PlacedVerdicts(events) if hindsight else None
    overlay = Overlay(drawing.spec, drawing.say)
    with (
        VideoReader(drawing.path, mirrored=drawing.mirrored) as reader,
        closing(
            Ahead(reader, pictures_ahead(reader.info.width_px, reader.info.height_px), "decode")
        ) as frames,
    ):
        for frame, step in zip(frames, steps, strict=False):
            if stills.wants(frame.t_s):
                shown = placed.placed(step) if placed else step
                stills.take(frame.t_s, overlay.draw(frame.image_rgb, shown))
            if stills.done:
                return
            yield step
