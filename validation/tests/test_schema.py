"""The JSON has the shipped clips' keys and may have more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("scipy", reason="needs the `validation` dependency group")
pytest.importorskip("moderngl", reason="needs the `validation` dependency group")

from validation.clip import render_clip
from validation.plan import make_plan

pytestmark = pytest.mark.usefixtures("bank")
CLIP_KEYS = {"name", "exercise", "near_side", "fps", "size", "thigh_m", "shank_m", "expected", "frames"}
FRAME_KEYS = {
    "t", "pelvic_tilt", "trunk_lean", "thigh_near", "thigh_far", "knee_near", "knee_far", "ankle_z_near",
    "knee_z_near", "hip_z_near", "ankle_z_far", "knee_z_far", "px",
}  # fmt: skip
PIXEL_KEYS = {
    "pelvis", "hipL", "hipR", "kneeL", "kneeR", "ankleL", "ankleR", "shoL", "shoR", "neck", "head",
    "sp5", "sp3", "sp1", "toeL", "toeR",
}  # fmt: skip


def test_a_clip_has_every_shipped_key(tmp_path: Path) -> None:
    av = pytest.importorskip("av")
    plan = make_plan("supine-march", "clean", 4, size=(160, 120), fps=4.0)
    render_clip(plan, tmp_path)
    clip = json.loads((tmp_path / f"{plan.name}.json").read_text(encoding="utf-8"))
    assert clip.keys() >= CLIP_KEYS
    assert all(frame.keys() >= FRAME_KEYS and frame["px"].keys() >= PIXEL_KEYS for frame in clip["frames"])
    assert clip["near_side"] in ("left", "right")
    assert all(rep.keys() >= {"start_s", "top_s", "end_s", "side"} for rep in clip["expected"]["reps"])
    with av.open(str(tmp_path / f"{plan.name}.mp4")) as video:
        times = [float(frame.pts * frame.time_base) for frame in video.decode(video=0)]
    assert times == pytest.approx([frame["t"] for frame in clip["frames"]], abs=1e-3)
