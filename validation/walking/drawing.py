"""Draws which walkers are the test: anew whenever the walking rules changed, so that nobody can have looked.

A dozen holds every gait; the first so many of a plan are a test of all of them as well as that can be.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from validation.walking.walks import PLAN_PATH

FIRST_TEST_SEED = 1000
LAST_SEED = 999_999
_FITS = ("tight", "regular")
# Variant and passes: mostly as many as it takes for 8 steps of each leg. Treadmills are a quarter: they were
# seen worst. Kinds take turns, so that wherever a run is cut off, what is there is a sample of all of them.
_DOZEN = (
    ("treadmill", 1),
    ("clean", 4),
    ("asymmetric", 4),
    ("treadmill", 1),
    ("limp", 3),
    ("clean", 4),
    ("asymmetric", 4),
    ("shuffling", 2),
    ("treadmill", 1),
    ("leaned_forward", 3),
    ("clean", 4),
    ("asymmetric", 4),
)


def draw_plan(entropy: int, date: str, dozens: int = 2) -> dict[str, Any]:
    """Draw a plan as it is committed. entropy: from a source that nobody can foresee."""
    rng = np.random.default_rng(entropy)
    seeds = [int(seed) for seed in rng.permutation(np.arange(FIRST_TEST_SEED, LAST_SEED))[: 12 * dozens]]
    turn = int(rng.integers(2))
    walks = [
        {"variant": variant, "seed": seed, "fit": _FITS[(i + i // 2 + turn) % 2], "passes": passes}
        for i, (seed, (variant, passes)) in enumerate(zip(seeds, _DOZEN * dozens, strict=True))
    ]
    return {
        "about": "Drawn by `python -m validation.walking --draw`, before any was rendered. No tuning.",
        "date": date,
        "entropy": str(entropy),
        "walks": walks,
    }


def write_plan(plan: dict[str, Any], path: Path = PLAN_PATH) -> None:
    """Write it, one walk a line."""
    head = {key: value for key, value in plan.items() if key != "walks"}
    lines = ",\n".join(f"    {json.dumps(walk)}" for walk in plan["walks"])
    text = json.dumps(head, indent=2).removesuffix("\n}")
    path.write_text(f'{text},\n  "walks": [\n{lines}\n  ]\n}}\n', encoding="utf-8")
