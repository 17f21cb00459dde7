"""The pose model in a process of its own: when its native code aborts, or is killed, the app goes on.

Frames go to that process by its standard input, sightings come back by its standard output. It costs 0.15 GB
and two seconds at the start. A frame that is sent while the model looks at the one before costs no time: else
a picture of 640 by 480 takes a millisecond and more to get there.
"""

import os
import pickle
import subprocess
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import IO, Self, cast

from formcheck.adapters.inference_picture import shrunk_frame
from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.models import Model, ModelName, find_model
from formcheck.adapters.native import missing_libraries_named
from formcheck.adapters.network_guard import refuse_outside_connections
from formcheck.domain.body import Frame, Sighting
from formcheck.domain.errors import FormcheckError, PoseModelDied

_SERVE = "from formcheck.adapters.pose_process import serve; serve()"
_END_S = 5.0


@dataclass(frozen=True, slots=True)
class _Question:
    """A frame, shrunk as inference wants it, and its size before."""

    small: Frame
    size_px: tuple[int, int]


class PoseProcess:
    """A `PoseEstimator` that survives the death of mediapipe: it raises PoseModelDied, now and from then on.

    `begin` and `finish` are the halves of `estimate`, for whoever has the next frame before the last is done:
    each may be called on a thread of its own, answers come in the order of what was begun.

    Raises ModelMissing, ModelCorrupt, SystemLibraryMissing, PoseModelDied when it is made.
    """

    def __init__(self, model: ModelName = ModelName.FULL) -> None:
        self._model = find_model(model)
        with missing_libraries_named():
            import cv2  # noqa: F401, PLC0415 - named here, where what it lacks can be told
        self._process = subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, "-P", "-c", _SERVE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C in the terminal is for the server, which ends this one
        )
        try:
            self._tell(self._model.name)
            self._hear()
        except BaseException:
            self.close()
            raise

    @property
    def model(self) -> Model:
        """The model in use, for provenance."""
        return self._model

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    def estimate(self, frame: Frame) -> Sighting:
        """Say what one frame shows. Frames must come in rising time. Raises PoseModelDied."""
        self.begin(frame)
        return self.finish()

    def begin(self, frame: Frame) -> None:
        """Send a frame; it waits until those before it are done. Raises PoseModelDied."""
        self.begin_small(*shrunk_frame(frame))

    def begin_small(self, small: Frame, size_px: tuple[int, int]) -> None:
        """As `begin`, of a frame that was shrunk as inference wants it. size_px: what it was before."""
        self._tell(_Question(small, size_px))

    def finish(self) -> Sighting:
        """Say what the oldest frame shows that was begun and is not finished. Raises PoseModelDied."""
        return cast(Sighting, self._hear())

    def close(self) -> None:
        """End the process. May be called more than once."""
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                cast(IO[bytes], pipe).close()
        try:
            self._process.wait(_END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _tell(self, question: object) -> None:
        try:
            _send(cast(IO[bytes], self._process.stdin), question)
        except (OSError, ValueError) as error:
            raise PoseModelDied from error

    def _hear(self) -> object:
        try:
            answer = pickle.load(cast(IO[bytes], self._process.stdout))  # noqa: S301 - of our own process
        except (OSError, ValueError, EOFError, pickle.UnpicklingError) as error:
            raise PoseModelDied from error
        if isinstance(answer, Exception):
            raise answer
        return answer


def serve() -> None:
    """Be that process: answer each frame, until no more can come."""
    refuse_outside_connections()
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get among the answers
    with suppress(EOFError, BrokenPipeError):
        try:
            estimator = PoseEstimator(ModelName(pickle.load(questions)))  # noqa: S301 - of our own process
        except FormcheckError as error:
            _send(answers, error)
            return
        with estimator:
            _send(answers, None)
            asked: Queue[_Question | None] = Queue(1)
            Thread(target=_read_ahead, args=(questions, asked), daemon=True).start()
            with ThreadPoolExecutor(1) as beside:
                while question := asked.get():
                    estimator.begin_small(question.small, question.size_px)
                    beside.submit(_answer, estimator, answers)


def _answer(estimator: PoseEstimator, answers: IO[bytes]) -> None:
    """What is left to do of a frame, beside the model's work on the next."""
    try:
        _send(answers, estimator.finish())
    except BrokenPipeError:
        pass  # nobody waits any more
    except BaseException:  # noqa: BLE001 - whatever it is, it must not be waited for
        traceback.print_exc()
        os._exit(1)  # the end of this process is what whoever waits will hear of


def _read_ahead(questions: IO[bytes], asked: "Queue[_Question | None]") -> None:
    """Take the next frame in while the model looks at the one before; None when no more can come."""
    with suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            asked.put(pickle.load(questions))  # noqa: S301 - of our own process
    asked.put(None)


def _send(pipe: IO[bytes], what: object) -> None:
    pickle.dump(what, pipe, protocol=5)
    pipe.flush()
