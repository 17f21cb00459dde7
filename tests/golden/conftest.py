"""Golden clips, judged from recordings of what the pose model saw of them."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from formcheck.adapters.analysis import Analysis, analyse_video
from formcheck.adapters.recording import Recording
from formcheck.adapters.scout import judge_with_hindsight
from formcheck.adapters.tilt_weights import load_tilt_model
from formcheck.adapters.video_file import VideoReader
from formcheck.domain.body import Frame, Sighting
from formcheck.domain.events import Reason
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES, ExerciseSpec

SAMPLES = Path(__file__).parent / "clips"
RECORDINGS = Path(__file__).parent / "recordings"


@cache
def truth_of(clip: str) -> dict[str, Any]:
    """What is known of a clip."""
    truth: dict[str, Any] = json.loads((SAMPLES / f"{clip}.json").read_text())
    return truth


def spec_of(clip: str) -> ExerciseSpec:
    """The exercise that a clip shows."""
    return EXERCISES[truth_of(clip)["exercise"]]


def recording_of(clip: str) -> Path:
    """What the pose model saw of a clip: the same on every processor."""
    return RECORDINGS / f"{clip}.npz"


@cache
def analysed(clip: str) -> Analysis:
    """A clip, analysed as the exercise that it shows."""
    return analyse_video(recording_of(clip), spec_of(clip))


def sightings(clip: str) -> Iterator[Sighting]:
    """What the pose model saw in a clip."""
    with Recording(recording_of(clip)) as recording:
        for seen in recording:
            yield seen.sighting


def frames(clip: str, until_s: float) -> Iterator[Frame]:
    """The first seconds of a clip."""
    with VideoReader(SAMPLES / f"{clip}.mp4") as reader:
        for frame in reader:
            if frame.t_s >= until_s:
                return
            yield frame


def judged(spec: ExerciseSpec, seen: Iterable[Sighting]) -> tuple[SetReport, list[Reason | None]]:
    """A set of this exercise as these sightings show it, and why each frame was not judged."""
    kept = list(seen)
    reasons: list[Reason | None] = []
    _, report = judge_with_hindsight(
        spec,
        kept,
        kept[-1].t_s,
        tilt_model=load_tilt_model(),
        tell=lambda step, _: reasons.append(step.reason),
    )
    return report, reasons
