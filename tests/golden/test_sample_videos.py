"""The demo clips: one clean and one faulty per exercise, small, playable, with their truth."""

import json
from pathlib import Path

import av
import pytest

from formcheck.exercises import EXERCISES
from formcheck.ui.samples import sample_videos

FOLDER = Path(__file__).parents[2] / "sample_videos"
CLIPS = sorted(FOLDER.glob("*.mp4"))
TRUTHS = {path.stem: json.loads(path.with_suffix(".json").read_text()) for path in CLIPS}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_has_a_clean_and_a_faulty_clip(exercise: str) -> None:
    variants = {truth["variant"] for truth in TRUTHS.values() if truth["exercise"] == exercise}
    assert "clean" in variants
    assert len(variants) == 2


@pytest.mark.parametrize("clip", CLIPS, ids=lambda path: path.stem)
def test_clips_are_small_sharp_and_whole(clip: Path) -> None:
    assert clip.stat().st_size < 1_000_000
    assert clip.with_suffix(".json").stat().st_size < 150_000
    start = clip.read_bytes()[:4096]
    assert b"moov" in start, "a browser needs the index first"
    with av.open(clip) as video:
        stream = video.streams.video[0]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (stream.width, stream.height) == (1280, 720)
        assert stream.time_base
        stamps = sorted(packet.pts for packet in video.demux(stream) if packet.pts is not None)
        times = [float(stamp * stream.time_base) for stamp in stamps]
    stated = [frame["t"] for frame in TRUTHS[clip.stem]["frames"]]
    assert times == pytest.approx(stated, abs=0.001)
    assert times[1] == pytest.approx(1 / 30, abs=0.001)
    assert 7.0 <= times[-1] <= 21.0


@pytest.mark.parametrize("clip", CLIPS, ids=lambda path: path.stem)
def test_truth_is_of_a_tuning_seed_and_names_the_fault(clip: Path) -> None:
    truth = TRUTHS[clip.stem]
    assert truth["name"] == clip.stem
    assert truth["conditions"]["seed"] < 1000
    shown = {fault["key"] for fault in truth["expected"]["faults"]}
    if truth["exercise"] == "thomas-check":
        wanted = "lifted" if truth["variant"] == "lifted" else "stayed_down"
        assert truth["expected"]["verdict"] == wanted
    else:
        assert shown == {truth["variant"]} - {"clean"}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_upload_page_offers_them(exercise: str) -> None:
    offered = [video.path.name for video in sample_videos(exercise) if video.exercise == exercise]
    assert len(offered) == 2
