"""One workout of one visitor: the estimator, the flow, and what is kept; in threads of its own."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from formcheck.adapters.analysis import Analysis
from formcheck.adapters.live.answer import answer
from formcheck.adapters.live.capture import CaptureClock
from formcheck.adapters.live.jpeg import decode_jpeg
from formcheck.adapters.live.messages import Picture, StepSaid
from formcheck.adapters.live.order import Order
from formcheck.adapters.live.recorder import Recorder
from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.models import Model, ModelName, find_model
from formcheck.adapters.tilt_weights import load_tilt_model
from formcheck.domain.body import Bytes, Frame, Sighting
from formcheck.engine.workout import Command, Stage, Workout


class Estimator(Protocol):
    """What finds the person: mediapipe, or a stand-in of a test."""

    def estimate(self, frame: Frame) -> Sighting:
        """Say what one frame shows."""

    def close(self) -> None:
        """Let go of native objects."""


MakeEstimator = Callable[[ModelName], Estimator]


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture that was looked at, but not yet thought about. received_s: on `time.perf_counter`."""

    sighting: Sighting
    seq: int
    received_s: float


class LiveSession:
    """Outlives its connection: a new one goes on where the last one broke off.

    Two threads, so that the next picture is looked at while the last one is thought about: one owns
    MediaPipe's objects, the other one the engine's memory. Pictures pass through both in order.
    """

    def __init__(
        self, order: Order, *, longest_s: float, make_estimator: MakeEstimator = PoseEstimator
    ) -> None:
        self._order = order
        self._longest_s = longest_s
        self._make_estimator = make_estimator
        self._estimator: Estimator | None = None
        self._model: Model | None = None
        self._workout = Workout(order.plan, load_tilt_model())
        self._clock = CaptureClock()
        self._recorder = Recorder()
        self._eyes = ThreadPoolExecutor(max_workers=1, thread_name_prefix="formcheck-eyes")
        self._mind = ThreadPoolExecutor(max_workers=1, thread_name_prefix="formcheck-mind")

    @property
    def stage(self) -> Stage:
        """Where the workout is."""
        return self._workout.stage

    def attach(self) -> Future[None]:
        """Begin with a new connection: its clock may be another one. Loads the model, the first time."""
        return self._eyes.submit(self._attach)

    def do(self, command: Command) -> None:
        """Take a command; it takes effect with the next picture."""
        self._workout.do(command)

    def unpack(self, picture: Picture) -> Future[Bytes]:
        """Decode a picture while the one before it is looked at. The future may raise BadMessage."""
        return self._mind.submit(decode_jpeg, picture.jpeg)

    def see(self, picture: Picture, image_rgb: Bytes, received_s: float) -> Future[Seen]:
        """Look at a picture. received_s: on `time.perf_counter`. The future may raise BadMessage."""
        return self._eyes.submit(self._look, picture, image_rgb, received_s)

    def think(self, seen: Seen) -> Future[StepSaid]:
        """Make an answer of what was seen."""
        return self._mind.submit(self._think, seen)

    def close(self) -> Analysis | None:
        """End it and return what came of it, None when no model was ever loaded. Waits for both threads."""
        try:
            self._eyes.submit(self._shut_eyes).result()
            return self._mind.submit(self._conclude).result()
        finally:
            self._eyes.shutdown(wait=False)
            self._mind.shutdown(wait=False)

    def _attach(self) -> None:
        self._clock.restart()
        if self._estimator is None:
            self._model = find_model(self._order.model)
            self._estimator = self._make_estimator(self._order.model)

    def _look(self, picture: Picture, image_rgb: Bytes, received_s: float) -> Seen:
        if self._estimator is None:
            raise RuntimeError("attach first")
        t_s = self._clock.read(picture.capture_ms)
        return Seen(self._estimator.estimate(Frame(t_s, image_rgb)), picture.seq, received_s)

    def _think(self, seen: Seen) -> StepSaid:
        sighting = seen.sighting
        if sighting.t_s > self._longest_s:
            self._workout.do(Command.STOP)
        moment = self._workout.step(sighting)
        self._recorder.see(sighting.size_px)
        if moment.counted:
            self._recorder.add(moment.step)
        return answer(moment, seen.seq, sighting.size_px, (time.perf_counter() - seen.received_s) * 1000.0)

    def _shut_eyes(self) -> None:
        estimator, self._estimator = self._estimator, None
        if estimator is not None:
            with suppress(Exception):  # what was measured must not be lost because a library cannot end
                estimator.close()

    def _conclude(self) -> Analysis | None:
        self._workout.finish()
        if self._model is None:
            return None
        return self._recorder.analysis(self._order.spec, self._model, self._workout.report())
