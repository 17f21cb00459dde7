"""The command line: what it writes, what it says, and how it leaves."""

import json
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest

from formcheck.exercises import EXERCISES
from formcheck.i18n import words

FORMCHECK = Path(sys.executable).with_name("formcheck")
BRIDGE = Path(__file__).parent / "real" / "bridging.mp4"
CSV_COLUMNS = (
    "t_s,judged,trunk_lean_deg,thigh_extension_near_deg,thigh_extension_far_deg,hip_flexion_near_deg,"
    "hip_flexion_far_deg,knee_flexion_near_deg,knee_flexion_far_deg,thigh_elevation_near_deg,"
    "thigh_elevation_far_deg,ankle_lift_near_ratio,ankle_lift_far_ratio,march_height_near_ratio,"
    "march_height_far_ratio,pelvic_tilt_deg,pelvic_tilt_sd_deg"
)
REPORT_KEYS = {
    "schema",
    "exercise",
    "near_side",
    "video",
    "provenance",
    "judged_share",
    "not_judged",
    "reps",
    "unfinished",
    "holds",
    "findings",
    "hindsight",
    "summary",
}


def formcheck(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([FORMCHECK, *arguments], capture_output=True, text=True, check=False)


def empty_video(path: Path) -> Path:
    """A grey wall, and nobody in front of it."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for _ in range(30):
            frame = av.VideoFrame.from_ndarray(np.full((240, 320, 3), 128, np.uint8), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def test_a_real_bridge_gives_every_file_that_was_asked_for(tmp_path: Path) -> None:
    names = {"--json": "r.json", "--csv": "r.csv", "--video": "r.mp4", "--report": "r.html"}
    wanted = [part for flag, name in names.items() for part in (flag, str(tmp_path / name))]
    ran = formcheck("analyze", str(BRIDGE), "--exercise", "glute-bridge", *wanted)
    assert (ran.returncode, ran.stderr) == (0, "")
    report = json.loads((tmp_path / "r.json").read_text())
    assert set(report) == REPORT_KEYS
    assert report["schema"] == "formcheck.report/1"
    assert report["summary"]["complete_reps"] == 1
    (rep,) = report["reps"]
    assert set(rep) == {"start_s", "peak_s", "end_s", "side", "complete", "peak", "flags"}
    assert rep["peak"]["hip_flexion_deg"] == pytest.approx(0.0, abs=8.0)
    lines = (tmp_path / "r.csv").read_text().splitlines()
    assert lines[0].startswith(CSV_COLUMNS)
    assert len(lines) == 1 + report["video"]["frames"]
    with av.open(str(tmp_path / "r.mp4")) as container:
        video = container.streams.video[0]
        assert (video.codec.name, video.pix_fmt) == ("h264", "yuv420p")
        times_s = [float(frame.time) for frame in container.decode(video) if frame.time is not None]
    assert len(times_s) == report["video"]["frames"]
    assert times_s[-1] - times_s[0] == pytest.approx(3.0, abs=0.05)
    assert "<html" in (tmp_path / "r.html").read_text()


def test_the_report_can_go_to_standard_output_and_is_the_same_each_time() -> None:
    arguments = ("analyze", str(BRIDGE), "--exercise", "glute-bridge", "--json", "-", "--model", "lite")
    first, second = formcheck(*arguments), formcheck(*arguments)
    assert json.loads(first.stdout)["provenance"]["model"] == "lite"
    assert first.stdout == second.stdout


def test_a_video_without_a_person_is_told_from_an_unreadable_one(tmp_path: Path) -> None:
    out = tmp_path / "r.json"
    ran = formcheck(
        "analyze", str(empty_video(tmp_path / "e.mp4")), "--exercise", "glute-bridge", "--json", str(out)
    )
    assert ran.returncode == 3
    assert len(ran.stderr.splitlines()) == 1
    assert [gap["reason"] for gap in json.loads(out.read_text())["not_judged"]] == ["no_person"]


def test_a_mirrored_recording_is_named_in_the_report(tmp_path: Path) -> None:
    video = str(empty_video(tmp_path / "wall.mp4"))
    for flags, unmirrored in (((), False), (("--mirrored",), True)):
        ran = formcheck("analyze", video, "--exercise", "glute-bridge", "--json", "-", *flags)
        assert json.loads(ran.stdout)["video"].get("unmirrored", False) is unmirrored


@pytest.mark.parametrize("lang", ["en", "da"])
def test_wrong_input_gets_one_sentence(tmp_path: Path, lang: str) -> None:
    text = tmp_path / "text.mp4"
    text.write_text("not a video")
    cases = (
        [str(tmp_path / "missing.mp4"), "--exercise", "glute-bridge"],
        [str(text), "--exercise", "glute-bridge"],
        [str(BRIDGE), "--exercise", "handstand"],
        [str(BRIDGE), "--exercise", "glute-bridge", "--json", str(tmp_path / "no" / "r.json")],
    )
    said = [formcheck("analyze", *case, "--lang", lang) for case in cases]
    for case, ran in zip(cases, said, strict=True):
        assert ran.returncode == 2, case
        assert ran.stdout == ""
        assert len(ran.stderr.splitlines()) == 1, ran.stderr
        assert ran.stderr.startswith("formcheck: ")
    expected = words(lang).say("error.video_missing", name="missing.mp4")
    assert said[0].stderr.strip() == f"formcheck: {expected}"


def test_the_exercises_are_listed() -> None:
    listed = formcheck("exercises").stdout
    assert [line.split()[0] for line in listed.splitlines()] == list(EXERCISES)
