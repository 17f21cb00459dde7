"""What each part of the work costs a picture, one after the other on a machine that does nothing else."""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from formcheck.adapters.analyser import Analyser
from formcheck.adapters.inference_picture import shrunk
from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.overlay import Overlay
from formcheck.adapters.recording import RecordingWriter
from formcheck.adapters.scout import Scout
from formcheck.adapters.video_file import VideoReader
from formcheck.adapters.video_writer import VideoWriter
from formcheck.domain.body import Frame
from formcheck.exercises import EXERCISES
from formcheck.i18n import words


def measure(clip: Path, exercise: str, folder: Path, *, pictures: int) -> dict[str, tuple[float, float]]:
    """Milliseconds a picture by stage: of the clock, and of processors."""
    found: dict[str, tuple[float, float]] = {}

    @contextmanager
    def timed(stage: str) -> Iterator[None]:
        clock_s, processor_s = time.perf_counter(), time.process_time()
        yield
        spent_s = time.perf_counter() - clock_s, time.process_time() - processor_s
        found[stage] = (1000.0 * spent_s[0] / pictures, 1000.0 * spent_s[1] / pictures)

    def each(stage: str, work: Callable[[Frame], object]) -> None:
        with timed(stage):
            for frame in frames:
                work(frame)

    spec = EXERCISES[exercise]
    with VideoReader(clip) as reader, timed("decode, upright RGB"):
        frames = list(islice(reader, pictures))
    each("shrink for the model", lambda frame: shrunk(frame.image_rgb))
    with PoseEstimator() as estimator, timed("pose model, silhouette, others"):
        sightings = [estimator.estimate(frame) for frame in frames]
    analyser = Analyser(spec)
    with timed("judge, as live"):
        steps = [analyser.step(sighting) for sighting in sightings]
    scout = Scout(spec, None, analyser.tilt_model)
    with timed("judge with hindsight"):
        for sighting in sightings:
            list(scout.steps((sighting,)))
        scout.judge(sightings, frames[-1].t_s)
    with timed("keep for a second pass"):
        writer = RecordingWriter(io.BytesIO(), passing=True)
        for sighting in sightings:
            writer.add(sighting)
    overlay = Overlay(spec, words("en"))
    with timed("draw"):
        drawn = [
            Frame(frame.t_s, overlay.draw(frame.image_rgb, step))
            for frame, step in zip(frames, steps, strict=True)
        ]
    height_px, width_px = drawn[0].image_rgb.shape[:2]
    with timed("encode H.264"), VideoWriter(folder / "drawn.mp4", width_px, height_px) as video:
        for frame in drawn:
            video.write(frame)
    return found
