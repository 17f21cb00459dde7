"""Analyses each clip once per session: the pose model is what takes time."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from formcheck.adapters.analysis import Analysis, analyse_video
from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.tilt_weights import load_tilt_model
from formcheck.adapters.video_file import VideoReader
from formcheck.domain.body import Frame, Sighting
from formcheck.engine.report import SetReport, fold
from formcheck.engine.session import FormSession
from formcheck.engine.step import Step
from formcheck.exercises import EXERCISES, ExerciseSpec

SAMPLES = Path(__file__).parent / "clips"


@cache
def truth_of(clip: str) -> dict[str, Any]:
    """What is known of a clip."""
    return json.loads((SAMPLES / f"{clip}.json").read_text())


def spec_of(clip: str) -> ExerciseSpec:
    """The exercise that a clip shows."""
    return EXERCISES[truth_of(clip)["exercise"]]


@cache
def _analysed(clip: str) -> tuple[Analysis, tuple[Sighting, ...]]:
    seen: list[Sighting] = []
    estimate = PoseEstimator.estimate

    def kept(self: PoseEstimator, frame: Frame) -> Sighting:
        seen.append(estimate(self, frame))
        return seen[-1]

    with patch.object(PoseEstimator, "estimate", kept):
        analysis = analyse_video(SAMPLES / f"{clip}.mp4", spec_of(clip))
    return analysis, tuple(seen)


def analysed(clip: str) -> Analysis:
    """A clip, analysed as the exercise that it shows."""
    return _analysed(clip)[0]


def sightings(clip: str) -> tuple[Sighting, ...]:
    """What the pose model saw in a clip."""
    return _analysed(clip)[1]


def frames(clip: str, until_s: float) -> Iterator[Frame]:
    """The first seconds of a clip."""
    with VideoReader(SAMPLES / f"{clip}.mp4") as reader:
        for frame in reader:
            if frame.t_s >= until_s:
                return
            yield frame


def judged(spec: ExerciseSpec, seen: tuple[Sighting, ...]) -> tuple[SetReport, tuple[Step, ...]]:
    """A set of this exercise as these sightings show it."""
    session = FormSession(spec, load_tilt_model())
    steps = tuple(session.step(sighting) for sighting in seen)
    events = [event for step in steps for event in step.events]
    return fold([*events, *session.finish()], spec, seen[-1].t_s), steps
