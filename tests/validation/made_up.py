"""Clips and observations with known errors, without a picture."""

from pathlib import Path
from typing import Any

import numpy as np
from validation.benchmark.clips import Clip
from validation.benchmark.observation import Observation

FPS = 20.0


def clip(
    exercise: str = "seated-knee-raise",
    *,
    seconds: float = 10.0,
    thigh_deg: float | None = 88.0,
    expected: dict[str, Any] | None = None,
    **more: Any,
) -> Clip:
    """A clip whose person keeps still, or whose thigh (thigh_deg None) swings by 15 degrees."""
    times_s = np.arange(0.0, seconds, 1 / FPS)
    frames = [
        {
            "t": float(t),
            "thigh_near": float(15 * np.sin(t)) if thigh_deg is None else thigh_deg,
            "knee_near": 90.0,
            "trunk_lean": 2.0,
            "knee_z_near": 0.5,
            "pelvic_tilt": 0.0,
        }
        for t in times_s
    ]
    truth = {
        "exercise": exercise,
        "variant": "clean",
        "near_side": "left",
        "thigh_m": 0.4,
        "fps": FPS,
        "size": [640, 480],
        "expected": expected or {},
        "frames": frames,
        **more,
    }
    return Clip(path=Path("made_up.mp4"), truth=truth)


def observation(of: Clip, *, knee_error_deg: float = 0.0, found: float = 1.0, **said: Any) -> Observation:
    """What a pipeline would say that sees everything right but the knee."""
    times_s = np.array([frame["t"] for frame in of.truth["frames"]])
    landmarks = np.zeros((len(times_s), 33, 2))
    landmarks[: round((1.0 - found) * len(times_s))] = np.nan
    thigh = of.track("thigh_near", times_s)
    words: dict[str, Any] = {
        "reps": [],
        "holds": [],
        "findings": [],
        "lift_deg": None,
        "verdict": None,
        "near_side": "left",
        "reasons": {},
    }
    return Observation(
        exercise=of.judged_as,
        times_s=times_s,
        judged=np.ones(len(times_s), dtype=bool),
        values={
            "thigh_elevation_near_deg": thigh - 90.0,
            "thigh_extension_near_deg": -thigh,
            "hip_flexion_near_deg": thigh,
            "knee_flexion_near_deg": of.track("knee_near", times_s) + knee_error_deg,
            "trunk_lean_deg": of.track("trunk_lean", times_s),
        },
        landmarks_px=landmarks,
        size_px=(640, 480),
        said={**words, **said},
        spent_s=1.0,
    )


def rep(start_s: float, *, side: str = "left", complete: bool = True, flags: tuple[str, ...] = ()) -> Any:
    """A repetition as the report lists it."""
    return {
        "start_s": start_s,
        "peak_s": start_s + 1.0,
        "end_s": start_s + 2.0,
        "side": side,
        "complete": complete,
        "flags": list(flags),
    }


def attempt(start_s: float, *, side: str = "near", complete: bool = True, flags: tuple[str, ...] = ()) -> Any:
    """A repetition as the truth lists it."""
    return {
        "start_s": start_s,
        "top_s": start_s + 1.0,
        "end_s": start_s + 2.0,
        "side": side,
        "complete": complete,
        "flags": list(flags),
    }
