"""One workout of one visitor: pose estimator, workout and recording, on three worker threads of its own."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from formcheck.adapters.analysis import Analysis
from formcheck.adapters.live.answer import answer
from formcheck.adapters.live.capture import CaptureClock
from formcheck.adapters.live.jpeg import decode_jpeg
from formcheck.adapters.live.messages import Picture, StepSaid
from formcheck.adapters.live.order import WorkoutOrder
from formcheck.adapters.live.recorder import Recorder
from formcheck.adapters.live.safeguard import Safeguard
from formcheck.adapters.models import Model, ModelName, find_model
from formcheck.adapters.pose_process import PoseProcess
from formcheck.adapters.pose_source import Estimator
from formcheck.adapters.tilt_weights import load_tilt_model
from formcheck.domain.body import Bytes, Frame, Sighting
from formcheck.domain.errors import PoseModelDied
from formcheck.engine.workout import Command, Stage, Workout

_MOST_DEATHS = 3  # of the pose model in one workout: more are no accident
LOOK_EVERY_S = 0.1  # whether somebody waits in vain
MakeEstimator = Callable[[ModelName], Estimator]


@dataclass(frozen=True, slots=True)
class Inference:
    """What the pose model found in one picture. received_s: arrival, on `time.perf_counter`."""

    sighting: Sighting
    seq: int
    received_s: float


class LiveSession:
    """Runs one workout; outlives its connection, so that a new one resumes it.

    Three workers of one thread each, so that inference on the next picture overlaps the logic of the last:
    the inference worker owns the estimator and hands it pictures, the sightings worker waits for what it says
    of them, the logic worker owns the workout's state. Pictures pass through all in order.

    longest_s: media time after which the workout ends by itself. late: asked at its end, whether nobody can
    wait: then it stays as it was judged live, and the pose model is left to end alone. safeguard: keeps what
    is seen meanwhile, in case that it never comes to its end.
    """

    def __init__(
        self,
        order: WorkoutOrder,
        *,
        longest_s: float,
        make_estimator: MakeEstimator = PoseProcess,
        late: Callable[[], bool] = lambda: False,
        safeguard: Safeguard | None = None,
    ) -> None:
        self._order = order
        self._longest_s = longest_s
        self._late = late
        self._safeguard = safeguard
        self._make_estimator = make_estimator
        self._estimator: Estimator | None = None
        self._deaths = 0
        self._model: Model | None = None
        self._workout = Workout(order.plan, load_tilt_model())
        self._clock = CaptureClock()
        self._recorder = Recorder()
        self._inference_worker = ThreadPoolExecutor(1, thread_name_prefix="formcheck-inference")
        self._sightings_worker = ThreadPoolExecutor(1, thread_name_prefix="formcheck-sightings")
        self._logic_worker = ThreadPoolExecutor(1, thread_name_prefix="formcheck-logic")

    @property
    def stage(self) -> Stage:
        """Current stage of the workout."""
        return self._workout.stage

    @property
    def is_late(self) -> bool:
        """Whether nobody can wait any more: the server stops."""
        return self._late()

    def attach(self) -> Future[None]:
        """Start or resume with a new connection, whose clock may differ. Loads the model the first time, and
        after its death. The future may raise FormcheckError.
        """
        return self._inference_worker.submit(self._attach)

    def do(self, command: Command) -> None:
        """Queue a command; it takes effect with the next picture."""
        self._workout.do(command)

    def decode(self, picture: Picture) -> Future[Bytes]:
        """Decode a picture to (height, width, 3) RGB, beside inference. The future may raise BadMessage."""
        return self._logic_worker.submit(decode_jpeg, picture.jpeg)

    def infer(self, picture: Picture, image_rgb: Bytes, received_s: float) -> Future[Inference]:
        """Run the pose model on a decoded picture. The future may raise BadMessage, PoseModelDied.

        received_s: arrival, on `time.perf_counter`.
        """
        begun = self._inference_worker.submit(self._begin, picture, image_rgb)
        return self._sightings_worker.submit(self._finish, begun, picture.seq, received_s)

    def respond(self, inference: Inference) -> Future[StepSaid]:
        """Advance the workout by one frame and make the answer to its picture."""
        return self._logic_worker.submit(self._respond, inference)

    def close(self) -> Analysis | None:
        """End the workout and return its analysis; None when no model was ever loaded. Joins all workers.

        Its recording is there until `forget`. Of a server that stops, the pose model is not waited for.
        """
        try:
            self._sightings_worker.submit(lambda: None).result()  # what was begun is finished
            ended = self._inference_worker.submit(self._close_estimator)
            analysis = self._logic_worker.submit(self._conclude).result()
            while not (ended.done() or self.is_late):
                wait((ended,), LOOK_EVERY_S)
            return analysis
        finally:
            self._inference_worker.shutdown(wait=False)
            self._sightings_worker.shutdown(wait=False)
            self._logic_worker.shutdown(wait=False)

    @property
    def recording(self) -> IO[bytes] | None:
        """What the pose model saw of a workout that is closed; None where nothing is to be had."""
        return self._recorder.recording

    def forget(self) -> None:
        """Let go of the recording."""
        self._recorder.close()

    def _attach(self) -> None:
        self._clock.restart()
        if self._deaths > _MOST_DEATHS:
            raise PoseModelDied
        if self._estimator is None:
            self._model = find_model(self._order.model)
            self._estimator = self._make_estimator(self._order.model)

    def _begin(self, picture: Picture, image_rgb: Bytes) -> Estimator:
        if self._estimator is None:  # the picture before this one was the last that it has seen
            raise PoseModelDied
        t_s = self._clock.read(picture.capture_ms)
        try:
            self._estimator.begin(Frame(t_s, image_rgb))
        except PoseModelDied:
            self._bury(self._estimator)
            raise
        return self._estimator

    def _finish(self, begun: Future[Estimator], seq: int, received_s: float) -> Inference:
        estimator = begun.result()
        try:
            return Inference(estimator.finish(), seq, received_s)
        except PoseModelDied:
            self._inference_worker.submit(self._bury, estimator).result()
            raise

    def _bury(self, estimator: Estimator) -> None:
        """Let go of one that has died, once: pictures that were begun together all find it dead."""
        if self._estimator is estimator:
            self._close_estimator()
            self._deaths += 1

    def _respond(self, inference: Inference) -> StepSaid:
        sighting = inference.sighting
        if sighting.t_s > self._longest_s:
            self._workout.do(Command.STOP)
        state = self._workout.step(sighting)
        if self._recorder.add(sighting, state) and self._safeguard and self._model:
            self._safeguard.add(sighting, self._workout, self._model)
        return answer(
            state,
            self._order.spec,
            seq=inference.seq,
            size_px=sighting.size_px,
            server_ms=(time.perf_counter() - inference.received_s) * 1000.0,
        )

    def _close_estimator(self) -> None:
        estimator, self._estimator = self._estimator, None
        if estimator is not None:
            with suppress(Exception):  # what was measured must not be lost because a library cannot end
                estimator.close()

    def _conclude(self) -> Analysis | None:
        self._workout.finish()
        if self._safeguard:
            self._safeguard.conclude(self._workout)
        if self._model is None:
            return None
        return self._recorder.analysis(self._order.spec, self._model, self._workout, late=self._late)
