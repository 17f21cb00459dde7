"""The pose model in a process of its own says the same, and its death is not ours."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import psutil
import pytest

from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.models import ModelName
from formcheck.adapters.pose_process import PoseProcess, _Question
from formcheck.adapters.video_file import VideoReader
from formcheck.domain.body import Frame, Sighting
from formcheck.domain.errors import ModelNotShipped, PoseModelDied

CLIP = Path(__file__).resolve().parents[1] / "golden" / "clips" / "glute_bridge.mp4"


@pytest.fixture(scope="module")
def frames() -> list[Frame]:
    with VideoReader(CLIP) as video:
        return list(islice(video, 12))


@pytest.fixture
def apart() -> Iterator[PoseProcess]:
    with PoseProcess(ModelName.LITE) as process:
        yield process


def same(one: Sighting, other: Sighting) -> bool:
    if one.pose is None or other.pose is None or not (one.pose.silhouette and other.pose.silhouette):
        return False
    return (
        np.array_equal(one.pose.points_px, other.pose.points_px)
        and np.array_equal(one.pose.visibility, other.pose.visibility)
        and np.array_equal(one.pose.silhouette.mask, other.pose.silhouette.mask)
        and (one.t_s, one.size_px, one.brightness, one.others, one.missing_s)
        == (other.t_s, other.size_px, other.brightness, other.others, other.missing_s)
    )


def test_it_sees_what_the_model_sees_in_here(frames: list[Frame], apart: PoseProcess) -> None:
    with PoseEstimator(ModelName.LITE) as here:
        assert all(same(apart.estimate(frame), here.estimate(frame)) for frame in frames)
        assert apart.model == here.model


def test_frames_that_are_sent_ahead_are_answered_in_their_order(
    frames: list[Frame], apart: PoseProcess
) -> None:
    with ThreadPoolExecutor(1) as sender, PoseEstimator(ModelName.LITE) as here:
        sending = [sender.submit(apart.begin, frame) for frame in frames]
        assert all(same(apart.finish(), here.estimate(frame)) for frame in frames)
        assert not any(each.exception() for each in sending)


def test_of_frames_that_were_sent_ahead_each_hears_of_the_death(
    frames: list[Frame], apart: PoseProcess
) -> None:
    apart.estimate(frames[0])
    os.kill(apart.pid, signal.SIGSTOP)
    apart.begin(replace(frames[1], image_rgb=frames[1].image_rgb[:16, :16]))
    apart.begin(replace(frames[2], image_rgb=frames[2].image_rgb[:16, :16]))
    os.kill(apart.pid, signal.SIGKILL)
    for _ in range(2):
        with pytest.raises(PoseModelDied):
            apart.finish()


def test_an_abort_of_the_native_code_is_an_error_here(frames: list[Frame], apart: PoseProcess) -> None:
    """What `shrunk` avoids: rows that mediapipe pads, and then cannot copy."""
    image = np.ascontiguousarray(frames[0].image_rgb[:, :637])
    apart._tell(_Question(Frame(0.0, image), (637, image.shape[0])))
    with pytest.raises(PoseModelDied):
        apart.finish()
    assert apart._process.wait(10) == -signal.SIGABRT


def test_who_is_killed_stays_dead_and_says_so(frames: list[Frame], apart: PoseProcess) -> None:
    apart.estimate(frames[0])
    os.kill(apart.pid, signal.SIGKILL)
    for frame in frames[1:3]:
        with pytest.raises(PoseModelDied):
            apart.estimate(frame)


def test_an_error_that_a_user_can_mend_comes_across() -> None:
    with pytest.raises(ModelNotShipped):
        PoseProcess(ModelName.HEAVY)


def test_it_ends_with_whoever_has_started_it(apart: PoseProcess) -> None:
    apart.close()
    apart.close()
    assert apart._process.returncode == 0
    assert not psutil.pid_exists(apart.pid)


def test_no_process_is_left_of_a_server_that_was_killed() -> None:
    script = (
        "import time; from formcheck.adapters.models import ModelName;"
        "from formcheck.adapters.pose_process import PoseProcess;"
        "print(PoseProcess(ModelName.LITE).pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        pid = int(server.stdout.readline())
        server.kill()
    deadline_s = time.monotonic() + 20
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline_s
        time.sleep(0.05)
