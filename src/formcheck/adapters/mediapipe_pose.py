"""Finds the person in a picture. The only file that imports mediapipe, and only when an estimator is made.

mediapipe and cv2 need system libraries that a bare machine lacks. Imported late, the app can start and
say which package brings them.
"""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import numpy as np

from formcheck.adapters.background import BackgroundMotion
from formcheck.adapters.coarse_silhouette import coarse_silhouette
from formcheck.adapters.inference_picture import shrunk_frame
from formcheck.adapters.lazy_import import imported_lazily
from formcheck.adapters.models import Model, ModelName, find_model
from formcheck.adapters.native import missing_libraries_named, native_chatter_dropped
from formcheck.adapters.people import count_others, follows_limbs
from formcheck.domain.body import Bytes, Floats, Frame, Pose, Sighting, Silhouette

_LUMA = np.array([0.299, 0.587, 0.114]) / 255.0
_MAX_PEOPLE = 3
# Of bystanders 0.7 times as large, 21 in 21 are found at 0.1, 14 at mediapipe's own 0.5; neither found
# anybody who was not there, 0.1 in 1000 pictures of single people. At 0.6 times, 5 in 21 are found.
_FINDER_CONFIDENCE = 0.1
_LOOK_AROUND_S = 1.0  # a second person is looked for this often: it costs as much as the pose itself
_LOOK_TAKES_S = 0.25  # of media time, until the answer is asked for: it may be found on another processor
# MediaPipe at times takes to the bent legs of who lies, and keeps to them. Of eleven fresh starts on such a
# clip six found the whole person.
_FRESH_STARTS = 12


@dataclass(frozen=True, slots=True)
class _Found:
    """The person of a frame. masks: the silhouette, in MediaPipe's memory for as long as they live."""

    points_px: Floats
    visibility: Floats
    masks: Sequence[Any] | None


@dataclass(frozen=True, slots=True)
class _Look:
    """What a look round found. astray: only limbs of the person are followed."""

    others: int
    astray: bool


@dataclass(frozen=True, slots=True)
class _Begun:
    """A frame that MediaPipe is done with."""

    small: Frame
    size_px: tuple[int, int]
    found: _Found | None
    others: int


class PoseEstimator:
    """Follows one person through the frames of one video or one live session.

    Results depend on the frames and their times alone, never on how fast they come. Needs about 0.2 s
    to load and 30 ms a frame (full). Close it; a closed one cannot be used again. Raises ModelMissing,
    ModelCorrupt, SystemLibraryMissing.
    """

    def __init__(self, model: ModelName = ModelName.FULL) -> None:
        self._model = find_model(model)
        with missing_libraries_named(), native_chatter_dropped():
            self._backend = _Backend(self._model)
            self._follower: Any = self._backend.video_landmarker()
        self._background = self._backend.background_motion()
        self._finder: Any = None
        self._lookout = ThreadPoolExecutor(max_workers=1, thread_name_prefix="formcheck-lookout")
        self._looking: Future[_Look] | None = None
        self._last_ms = -1
        self._look_again_s = self._answer_due_s = -np.inf
        self._others = 0
        self._suspected = self._astray = False
        self._fresh_starts = _FRESH_STARTS
        self._found_someone = False
        self._begun: deque[_Begun] = deque()

    @property
    def model(self) -> Model:
        """The model in use, for provenance."""
        return self._model

    def estimate(self, frame: Frame) -> Sighting:
        """Say what one frame shows. Frames must come in rising time."""
        self.begin(frame)
        return self.finish()

    def begin(self, frame: Frame) -> None:
        """The half of `estimate` that is MediaPipe's, for whoever does the other half beside the next frame:
        each half may have a thread of its own.
        """
        self.begin_small(*shrunk_frame(frame))

    def begin_small(self, small: Frame, size_px: tuple[int, int]) -> None:
        """As `begin`, of a frame that was shrunk as inference wants it. size_px: what it was before."""
        if self._follower is None:
            raise RuntimeError("the pose estimator is closed")
        if self._astray:
            self._start_afresh()
        # The native code warns once more when it first sees a person.
        with nullcontext() if self._found_someone else native_chatter_dropped():
            found = self._follow(small.image_rgb, small.t_s, size_px)
            self._count_others(small.image_rgb, small.t_s, size_px, found)
        self._found_someone |= found is not None
        self._begun.append(_Begun(small, size_px, found, self._others))

    def finish(self) -> Sighting:
        """Say what the oldest frame shows that was begun and is not finished."""
        begun = self._begun.popleft()
        small, size_px, found = begun.small, begun.size_px, begun.found
        pose = None
        if found:
            pose = Pose(
                t_s=small.t_s,
                points_px=found.points_px,
                visibility=found.visibility,
                silhouette=_silhouette(found.masks, size_px),
            )
        return Sighting(
            t_s=small.t_s,
            size_px=size_px,
            brightness=self._backend.brightness(small.image_rgb),
            pose=pose,
            others=begun.others,
            missing_s=small.missing_s,
            background_px_per_s=self._background.update(
                small.t_s, small.image_rgb, pose.silhouette if pose else None, size_px[0]
            ),
        )

    def close(self) -> None:
        """Let go of the native objects. May be called more than once."""
        # Never left to the interpreter's end: there the bindings are gone before the objects are.
        self._lookout.shutdown()
        landmarkers, self._follower, self._finder = (self._follower, self._finder), None, None
        for landmarker in landmarkers:
            if landmarker is not None:
                landmarker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start_afresh(self) -> None:
        """Look for whom to follow as if nobody had been seen yet."""
        self._astray = False
        self._fresh_starts -= 1
        self._follower.close()
        with native_chatter_dropped():
            self._follower = self._backend.video_landmarker()

    def _follow(self, image: Bytes, t_s: float, size_px: tuple[int, int]) -> "_Found | None":
        # Whole milliseconds that rise strictly are the landmarker's condition.
        self._last_ms = max(round(t_s * 1000), self._last_ms + 1)
        result = self._follower.detect_for_video(self._backend.picture(image), self._last_ms)
        if not result.pose_landmarks:
            return None
        landmarks = result.pose_landmarks[0]
        visibility = np.array([landmark.visibility for landmark in landmarks], dtype=np.float64)
        return _Found(_points_px(landmarks, size_px), visibility, result.segmentation_masks)

    def _count_others(
        self, image: Bytes, t_s: float, size_px: tuple[int, int], found: "_Found | None"
    ) -> None:
        """Look round from time to time, beside the frames that follow.

        The answer takes effect at a fixed media time, whenever it was ready, so that a slow machine says
        the same. The first one is waited for and believed: nobody is judged before. If it found somebody,
        the next look follows at once.
        """
        if self._looking is not None and t_s >= self._answer_due_s:
            look, self._looking = self._looking.result(), None
            self._believe(look.others, t_s)
            self._go_back(look, t_s)
        if t_s >= self._look_again_s and not self._astray:
            first = self._look_again_s == -np.inf
            self._look_again_s = t_s + _LOOK_AROUND_S
            self._answer_due_s = t_s + _LOOK_TAKES_S
            looking = self._lookout.submit(self._look_around, image, size_px, found)
            if first:
                look = looking.result()
                self._others = look.others
                if look.others:
                    self._look_again_s = t_s
                self._go_back(look, t_s)
            else:
                self._looking = looking

    def _believe(self, found: int, t_s: float) -> None:
        """Look twice: now and then one look sees somebody in a lamp, a poster or the person's own legs."""
        unheard_of = found > 0 and self._others == 0 and not self._suspected
        self._suspected = unheard_of
        if unheard_of:
            self._look_again_s = t_s
        else:
            self._others = found

    def _go_back(self, look: _Look, t_s: float) -> None:
        """Follow the whole person from the next frame on; whether that worked is looked at then."""
        if look.astray and self._fresh_starts > 0:
            self._astray, self._look_again_s = True, t_s

    def _look_around(self, image: Bytes, size_px: tuple[int, int], found: "_Found | None") -> _Look:
        if self._finder is None:
            self._finder = self._backend.image_landmarker()
        result = self._finder.detect(self._backend.picture(image))
        all_px = [_points_px(landmarks, size_px) for landmarks in result.pose_landmarks]
        followed_px = found.points_px if found else None
        astray = followed_px is not None and follows_limbs(followed_px, all_px)
        return _Look(count_others(followed_px, all_px), astray)


class _Backend:
    """mediapipe and cv2, imported when an estimator is made."""

    def __init__(self, model: Model) -> None:
        import cv2  # noqa: PLC0415 - needs system libraries

        # Its drawing aids, which nobody here uses, would take half of the time that its import takes.
        with imported_lazily("matplotlib.pyplot"):
            import mediapipe  # noqa: PLC0415 - needs system libraries, and takes 0.4 s
            from mediapipe.tasks import python as tasks  # noqa: PLC0415

        self._cv2 = cv2
        self._mediapipe = mediapipe
        self._vision = tasks.vision
        self._asset = tasks.BaseOptions(model_asset_path=str(model.path))

    def video_landmarker(self) -> Any:
        """Make one that follows one person from frame to frame, with the silhouette."""
        return self._landmarker(
            running_mode=self._vision.RunningMode.VIDEO, num_poses=1, output_segmentation_masks=True
        )

    def image_landmarker(self) -> Any:
        """Make one that finds everybody in a single picture."""
        return self._landmarker(
            running_mode=self._vision.RunningMode.IMAGE,
            num_poses=_MAX_PEOPLE,
            min_pose_detection_confidence=_FINDER_CONFIDENCE,
        )

    def _landmarker(self, **options: Any) -> Any:
        return self._vision.PoseLandmarker.create_from_options(
            self._vision.PoseLandmarkerOptions(base_options=self._asset, **options)
        )

    def background_motion(self) -> BackgroundMotion:
        """Make one that watches what is behind the person."""
        return BackgroundMotion(self._cv2)

    def picture(self, image: Bytes) -> Any:
        """Wrap an image as mediapipe takes it."""
        return self._mediapipe.Image(image_format=self._mediapipe.ImageFormat.SRGB, data=image)

    def brightness(self, image: Bytes) -> float:
        """Mean luma, 0 black to 1 white."""
        return float(np.array(self._cv2.mean(image)[:3]) @ _LUMA)


def _points_px(landmarks: Sequence[Any], size_px: tuple[int, int]) -> Floats:
    """Landmarks in pixels of the full frame, y up; of single precision in shares, as a recording has them."""
    width_px, height_px = size_px
    shares = np.array([(landmark.x, landmark.y) for landmark in landmarks], dtype=np.float32)
    return shares.astype(np.float64) * (width_px, -height_px)


def _silhouette(masks: Sequence[Any] | None, size_px: tuple[int, int]) -> Silhouette | None:
    if not masks:
        return None
    # What is made of it is a copy: the view is on memory of the native result.
    return coarse_silhouette(np.asarray(masks[0].numpy_view(), dtype=np.float32).squeeze(), size_px)
