"""Draws a plan: which clips, of which seeds, under which conditions. Done anew for every published page.

Nobody can have looked at a clip of a seed that was not drawn yet, so no threshold can know it. A round holds
every movement in every variant, and the clean ones twice; the first `QUICK` clips of a plan are a small
benchmark of all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from validation.benchmark.clips import DISTRACTORS
from validation.benchmark.entries import PLAN_PATH
from validation.benchmark.robustness import BASES

ROUNDS = 4
QUICK = 62
FIRST_TEST_SEED = 1000
LAST_SEED = 999_999
FPS = 20.0
LANDSCAPE, UPRIGHT = (480, 360), (360, 480)
"""Enough for a body of 100 px of trunk, and drawn in two thirds of the time of 640x480."""
_UPRIGHT_SHARE, _TABLE_SHARE = 0.15, 0.25
_TABLE_M = (0.7, 0.95)
_YAW_DEG = 12.0
_FITS = ("tight", "regular", "loose")
_LYING = ("supine-march", "thomas-check", "glute-bridge")
_HOLD_S = 8.0
_FAULTS: dict[str, tuple[str, ...]] = {
    "half-kneeling-stretch": (
        "arched_back", "leaned_back", "leaned_forward", "bouncing", "too_low", "too_high",
    ),
    "supine-march": (
        "arched_back", "too_fast", "too_low", "too_high", "knee_straightened", "pelvis_lifted",
    ),
    "seated-knee-raise": (
        "leaned_back", "leaned_forward", "too_fast", "too_low", "slumped", "knee_straightened",
    ),
    "thomas-check": ("unsure", "lifted"),
    "glute-bridge": ("arched_back", "too_fast", "too_low"),
    "standing-march": ("leaned_back", "leaned_forward", "too_fast", "too_low"),
}  # fmt: skip
_REPS = {"half-kneeling-stretch": 1, "thomas-check": 1, "standing-march": 4, "walk": None, "squat": None}
_OFTEN = {"too_fast": 3}
_MORE = {
    ("half-kneeling-stretch", "bouncing"): 37,
    ("supine-march", "arched_back"): 17,
    ("standing-march", "leaned_forward"): 9,
}
"""Beside the rounds, so that each flag promised is shown forty times, and an arch is named so often."""
_REPS_ELSE = 2


def draw_plan(entropy: int, date: str) -> dict[str, Any]:
    """Draw a plan as it is committed. entropy: from a source that nobody can foresee."""
    rng = np.random.default_rng(entropy)
    taken = {base.seed for base in BASES}
    seeds = [int(seed) for seed in rng.permutation(np.arange(FIRST_TEST_SEED, LAST_SEED))[:1000]]
    free = (seed for seed in seeds if seed not in taken)
    turns = {exercise: int(rng.integers(2)) for exercise in (*_FAULTS, *DISTRACTORS)}
    clips = []
    for exercise, variant in _order(rng):
        turns[exercise] += 1
        clips.append(_clip(exercise, variant, next(free), "LR"[turns[exercise] % 2], rng))
    return {
        "about": "Drawn by `make validation ARGS=--draw`, before anything of it was rendered. No tuning.",
        "date": date,
        "entropy": str(entropy),
        "fps": FPS,
        "clips": clips,
    }


def write_plan(plan: dict[str, Any], path: Path = PLAN_PATH) -> None:
    """Write it, one clip a line."""
    head = {key: value for key, value in plan.items() if key != "clips"}
    lines = ",\n".join(f"    {json.dumps(clip)}" for clip in plan["clips"])
    text = json.dumps(head, indent=2).removesuffix("\n}")
    path.write_text(f'{text},\n  "clips": [\n{lines}\n  ]\n}}\n', encoding="utf-8")


def _order(rng: np.random.Generator) -> Iterator[tuple[str, str]]:
    faulty = [(exercise, fault) for exercise, faults in _FAULTS.items() for fault in faults]
    for _ in range(ROUNDS):
        for _ in range(2):
            yield from ((exercise, "clean") for exercise in _FAULTS)
        faults = [*faulty, *((exercise, "clean") for exercise in DISTRACTORS)]
        yield from (faults[i] for i in rng.permutation(len(faults)))
    for movement, clips in _MORE.items():
        yield from clips * [movement]


def _clip(exercise: str, variant: str, seed: int, near: str, rng: np.random.Generator) -> dict[str, Any]:
    upright = bool(rng.random() < _UPRIGHT_SHARE)
    table = bool(rng.random() < _TABLE_SHARE)
    height_m = round(float(rng.uniform(*_TABLE_M)), 2)
    clip: dict[str, Any] = {
        "exercise": exercise,
        "variant": variant,
        "seed": seed,
        "near": near,
        "yaw_deg": round(float(rng.uniform(-_YAW_DEG, _YAW_DEG)), 1),
        "fit": _FITS[int(rng.integers(len(_FITS)))],
        "size": list(UPRIGHT if upright else LANDSCAPE),
    }
    if table and exercise in _LYING:
        clip["height_m"] = height_m
    reps = _OFTEN.get(variant, _REPS.get(exercise, _REPS_ELSE))
    if exercise == "standing-march":
        reps = _REPS[exercise]
    if reps is not None:
        clip["reps"] = reps
    if exercise == "half-kneeling-stretch":
        clip["hold_s"] = _HOLD_S
    return clip
