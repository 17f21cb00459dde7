"""Where sightings come from: a video and a pose model, a recording of what one saw, or a double of a test."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar

from formcheck.adapters.inference_picture import shrunk_frame
from formcheck.adapters.models import ModelName, ModelUsed
from formcheck.adapters.offline import Ahead, pictures_ahead
from formcheck.adapters.video_file import VideoInfo, VideoReader
from formcheck.domain.body import Bytes, Frame, Sighting

T = TypeVar("T")

_Small = tuple[Frame, tuple[int, int]]  # of `shrunk_frame`


class Estimator(Protocol):
    """A pose model: mediapipe, in this process or in one of its own, or a test double."""

    def begin(self, frame: Frame) -> None:
        """Take a frame. Frames come in rising time, on one thread. Raises PoseModelDied."""

    def finish(self) -> Sighting:
        """Find the person in the oldest frame that was begun and is not finished. On one thread, which may be
        another one: so the next frame can be begun meanwhile. Raises PoseModelDied.
        """

    def close(self) -> None:
        """Release native resources. Called on the thread of `begin`, with nothing left to finish."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One frame of a source. image_rgb: None where the source holds no pictures."""

    sighting: Sighting
    image_rgb: Bytes | None = None


class PoseSource(Protocol):
    """The sightings of one video, in rising time, to be gone through once."""

    @property
    def info(self) -> VideoInfo:
        """The video: before the end what its file claims, after it the truth."""

    @property
    def model(self) -> ModelUsed:
        """The pose model that looked."""

    def __iter__(self) -> Iterator[Seen]:
        """Frames in rising time."""

    def close(self) -> None:
        """Let go of files and native objects."""


class VideoPoses:
    """A video file, looked at by mediapipe. Close it, or use it as a context. Raises FormcheckError.

    mirrored: the recording is the mirror image of what was there. apart: mediapipe runs in a process of its
    own, whose death raises PoseModelDied and is not that of this one. ahead: the next pictures are
    decoded and looked at on threads of their own while the one at hand is used; without: one after the other,
    to the same end.
    """

    def __init__(
        self,
        path: Path,
        model: ModelName = ModelName.FULL,
        *,
        mirrored: bool = False,
        apart: bool = False,
        ahead: bool = True,
    ) -> None:
        # mediapipe needs system libraries, and a recording does without it.
        from formcheck.adapters.mediapipe_pose import PoseEstimator  # noqa: PLC0415
        from formcheck.adapters.pose_process import PoseProcess  # noqa: PLC0415

        with ExitStack() as stack:
            self._reader = stack.enter_context(VideoReader(path, mirrored=mirrored))
            estimator: PoseProcess | PoseEstimator = PoseProcess(model) if apart else PoseEstimator(model)
            stack.callback(estimator.close)
            self._estimator = estimator
            self._ahead = ahead
            self._open = stack.pop_all()

    @property
    def info(self) -> VideoInfo:
        """The video; counted once all of it was read."""
        return self._reader.info

    @property
    def model(self) -> ModelUsed:
        """The pose model in use."""
        return self._estimator.model

    def __iter__(self) -> Iterator[Seen]:
        begun: Iterable[Frame] = self._begun(_with_small(self._reader))
        if self._ahead:
            most = pictures_ahead(self.info.width_px, self.info.height_px)
            frames = self._also_closed(Ahead(_with_small(self._reader), most, "decode"))
            begun = self._also_closed(Ahead(self._begun(frames), most, "look"))
        for frame in begun:
            yield Seen(self._estimator.finish(), frame.image_rgb)

    def _begun(self, frames: Iterable[tuple[Frame, _Small]]) -> Iterator[Frame]:
        for frame, small in frames:
            self._estimator.begin_small(*small)
            yield frame

    def _also_closed(self, thread: Ahead[T]) -> Ahead[T]:
        """Before the file and the model, which it uses."""
        self._open.callback(thread.close)
        return thread

    def close(self) -> None:
        """Let go of file and model. May be called more than once."""
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _with_small(frames: Iterable[Frame]) -> Iterator[tuple[Frame, _Small]]:
    """Each frame and what inference is given of it: shrunk while inference looks at the one before."""
    for frame in frames:
        yield frame, shrunk_frame(frame)
