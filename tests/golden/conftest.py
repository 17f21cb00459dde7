"""Analyses each clip once per session: the pose model is what takes time."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from formcheck.adapters.analysis import Analysis, analyse_video
from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.tilt_weights import load_tilt_model
from formcheck.adapters.video_file import VideoReader
from formcheck.domain.body import Frame, Sighting, Silhouette
from formcheck.domain.events import Event, Reason
from formcheck.engine.report import SetReport, fold
from formcheck.engine.session import FormSession
from formcheck.exercises import EXERCISES, ExerciseSpec

SAMPLES = Path(__file__).parent / "clips"


@cache
def truth_of(clip: str) -> dict[str, Any]:
    """What is known of a clip."""
    return json.loads((SAMPLES / f"{clip}.json").read_text())


def spec_of(clip: str) -> ExerciseSpec:
    """The exercise that a clip shows."""
    return EXERCISES[truth_of(clip)["exercise"]]


_NOBODY = 1 / 255


@dataclass(frozen=True, slots=True)
class _Kept:
    """A sighting whose silhouette is cut to the person: whole ones, of all clips, take 20 GB of memory."""

    rest: Sighting
    person: NDArray[np.float16] | None = None
    corner: tuple[int, int] = (0, 0)
    shape: tuple[int, int] = (0, 0)
    px_per_cell: tuple[float, float] = (1.0, 1.0)

    @classmethod
    def of(cls, sighting: Sighting) -> "_Kept":
        pose = sighting.pose
        if pose is None or pose.silhouette is None:
            return cls(sighting)
        mask = pose.silhouette.mask
        rows, columns = (np.flatnonzero((mask > _NOBODY).any(axis=axis)) for axis in (1, 0))
        top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, 0)
        left, right = (int(columns[0]), int(columns[-1]) + 1) if len(columns) else (0, 0)
        return cls(
            replace(sighting, pose=replace(pose, silhouette=None)),
            mask[top:bottom, left:right].astype(np.float16),
            (top, left),
            mask.shape,
            pose.silhouette.px_per_cell,
        )

    def whole(self) -> Sighting:
        if self.person is None or self.rest.pose is None:
            return self.rest
        mask = np.zeros(self.shape, dtype=np.float32)
        (top, left), (height, width) = self.corner, self.person.shape
        mask[top : top + height, left : left + width] = self.person
        silhouette = Silhouette(mask, self.px_per_cell)
        return replace(self.rest, pose=replace(self.rest.pose, silhouette=silhouette))


@cache
def _analysed(clip: str) -> tuple[Analysis, tuple[_Kept, ...]]:
    seen: list[_Kept] = []
    estimate = PoseEstimator.estimate

    def kept(self: PoseEstimator, frame: Frame) -> Sighting:
        sighting = estimate(self, frame)
        seen.append(_Kept.of(sighting))
        return sighting

    with patch.object(PoseEstimator, "estimate", kept):
        analysis = analyse_video(SAMPLES / f"{clip}.mp4", spec_of(clip))
    return analysis, tuple(seen)


def analysed(clip: str) -> Analysis:
    """A clip, analysed as the exercise that it shows."""
    return _analysed(clip)[0]


def sightings(clip: str) -> Iterator[Sighting]:
    """What the pose model saw in a clip."""
    return (kept.whole() for kept in _analysed(clip)[1])


def frames(clip: str, until_s: float) -> Iterator[Frame]:
    """The first seconds of a clip."""
    with VideoReader(SAMPLES / f"{clip}.mp4") as reader:
        for frame in reader:
            if frame.t_s >= until_s:
                return
            yield frame


def judged(spec: ExerciseSpec, seen: Iterable[Sighting]) -> tuple[SetReport, list[Reason | None]]:
    """A set of this exercise as these sightings show it, and why each frame was not judged."""
    session, events, reasons, until_s = FormSession(spec, load_tilt_model()), list[Event](), [], 0.0
    for sighting in seen:
        step = session.step(sighting)
        events += step.events
        reasons.append(step.reason)
        until_s = sighting.t_s
    return fold([*events, *session.finish()], spec, until_s), reasons
