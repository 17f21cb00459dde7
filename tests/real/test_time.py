"""Results depend on the frames and their times, never on how fast they are worked on."""

import time
from pathlib import Path

import pytest

from formcheck.adapters.analyser import Analyser
from formcheck.adapters.analysis import Moment, analyse_video
from formcheck.adapters.export_json import build_report
from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.models import ModelName
from formcheck.adapters.video_file import VideoReader
from formcheck.domain.events import RepCompleted
from formcheck.exercises import EXERCISES

BRIDGE = Path(__file__).with_name("bridging.mp4")
SPEC = EXERCISES["glute-bridge"]


def slowly(_: Moment) -> bool:
    time.sleep(0.03)
    return True


def test_a_slow_machine_writes_the_same_report_to_the_byte() -> None:
    fast = analyse_video(BRIDGE, SPEC, model=ModelName.LITE)
    slow = analyse_video(BRIDGE, SPEC, model=ModelName.LITE, watch=slowly)
    assert build_report(slow).to_json() == build_report(fast).to_json()
    assert repr(list(slow.rows)) == repr(list(fast.rows))  # as text, since NaN is not equal to itself


def reps_of_every(nth: int) -> tuple[RepCompleted, ...]:
    analyser = Analyser(SPEC)
    with VideoReader(BRIDGE) as reader, PoseEstimator(ModelName.LITE) as estimator:
        for i, frame in enumerate(reader):
            if i % nth == 0:
                analyser.step(estimator.estimate(frame))
        return analyser.finish(reader.info.duration_s).reps


def test_half_the_frame_rate_gives_the_same_repetition() -> None:
    (full,), (half,) = reps_of_every(1), reps_of_every(2)
    assert (half.complete, half.side) == (full.complete, full.side)
    for name in ("start_s", "peak_s", "end_s"):
        assert getattr(half, name) == pytest.approx(getattr(full, name), abs=0.2)
