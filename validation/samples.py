"""`python -m validation.samples --out sample_videos`: one clean and one faulty demo clip per exercise."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from validation.clip import render_clip
from validation.plan import Plan, make_plan

SAMPLES: tuple[tuple[str, str, int, int, float | None], ...] = (
    ("half-kneeling-stretch", "clean", 201, 1, 12.5),
    ("half-kneeling-stretch", "leaned_back", 202, 1, 6.5),
    ("supine-march", "clean", 203, 2, None),
    ("supine-march", "too_fast", 204, 3, None),
    ("seated-knee-raise", "clean", 205, 2, None),
    ("seated-knee-raise", "leaned_back", 206, 1, None),
    ("thomas-check", "clean", 246, 1, None),
    ("thomas-check", "lifted", 208, 1, None),
    ("glute-bridge", "clean", 209, 2, None),
    ("glute-bridge", "too_low", 377, 2, None),
    ("standing-march", "clean", 211, 4, None),
    ("standing-march", "leaned_back", 212, 4, None),
    ("walking-check", "clean", 221, 2, None),
    ("walking-check", "asymmetric", 224, 2, None),
)
"""Exercise, variant, seed (of the tuning range), repetitions or holds, seconds of each hold."""
SIZE, FPS = (1280, 720), 30.0
ANGLES = (
    "pelvic_tilt", "trunk_lean", "thigh_near", "thigh_far", "knee_near", "knee_far", "ankle_z_near",
    "knee_z_near", "hip_z_near", "ankle_z_far", "knee_z_far",
)  # fmt: skip


def sample_plan(
    exercise: str, variant: str, seed: int, reps: int, hold_s: float | None, **other: Any
) -> Plan:
    """A well-lit living room, regular clothes, a level camera side-on that sees the whole person."""
    settings: dict[str, Any] = {
        "size": SIZE,
        "fps": FPS,
        "yaw_deg": 3.0,
        "looseness": "regular",
        "look": "living_room",
        "supersample": 1,
        "reps": reps,
        "hold_s": hold_s,
        "camera": {"roll_deg": 0.0, "room_to_spare": 1.04, "fov_vertical_deg": 40.0},
        "picture": {"exposure": 1.0, "noise_levels": 0.0, "jpeg_quality": None, "crf": 23},
    }
    return make_plan(exercise, variant, seed, **{**settings, **other})


def trimmed(truth: dict[str, Any]) -> str:
    """The truth without joint positions, a line for each frame: small enough to ship."""
    frames = [
        {"t": frame["t"], **{key: round(frame[key], 3 if "_z_" in key else 1) for key in ANGLES}}
        for frame in truth["frames"]
    ]
    head = json.dumps({key: value for key, value in truth.items() if key != "frames"})
    rows = ",\n".join(json.dumps(frame, separators=(",", ":")) for frame in frames)
    return f'{head[:-1]}, "frames": [\n{rows}\n]}}\n'


def main(arguments: list[str] | None = None) -> int:
    """Render what is not there yet."""
    parser = argparse.ArgumentParser(prog="python -m validation.samples", description=__doc__)
    parser.add_argument("--out", required=True, type=Path)
    out = parser.parse_args(arguments).out
    for sample in SAMPLES:
        plan = sample_plan(*sample)
        name = f"{plan.exercise.replace('-', '_')}_{plan.variant}"
        if (out / f"{name}.json").exists():
            continue
        render_clip(plan, out)
        truth = json.loads((out / f"{plan.name}.json").read_text(encoding="utf-8"))
        (out / f"{plan.name}.mp4").rename(out / f"{name}.mp4")
        (out / f"{plan.name}.json").unlink()
        (out / f"{name}.json").write_text(trimmed({**truth, "name": name}), encoding="utf-8")
        sys.stdout.write(f"{name}: {truth['frames'][-1]['t']:.1f} s\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
