"""The one pipeline: a frame goes in, a `Step` comes out, for recorded and for live video alike."""

from types import TracebackType
from typing import Self

from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.models import Model, ModelName
from formcheck.adapters.tilt_weights import load_tilt_model
from formcheck.domain.body import Frame, Side
from formcheck.domain.events import Event
from formcheck.engine.session import FormSession
from formcheck.engine.step import Step
from formcheck.exercises import ExerciseSpec


class Analyser:
    """Pose estimation and form session of one person. Close it, or use it as a context."""

    def __init__(
        self, spec: ExerciseSpec, *, side: Side | None = None, model: ModelName = ModelName.FULL
    ) -> None:
        tilt_model = load_tilt_model()
        self._estimator = PoseEstimator(model)
        self._session = FormSession(spec, side=side, tilt_model=tilt_model)

    @property
    def model(self) -> Model:
        """The pose model in use."""
        return self._estimator.model

    def step(self, frame: Frame) -> Step:
        """Understand one frame. Frames come in rising time."""
        return self._session.step(self._estimator.estimate(frame))

    def finish(self) -> tuple[Event, ...]:
        """End of the stream: close what is under way."""
        return self._session.finish()

    def close(self) -> None:
        """Let go of the native objects."""
        self._estimator.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
