"""The walkers of the test: what is rendered, and what the pose model saw of it. Kept from run to run."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from formcheck.adapters.analysis import Analysis, analyse_video
from formcheck.exercises import EXERCISES
from validation.clip import render_clip
from validation.plan import make_plan

SLUG = "walking-check"
SIZE, FPS = (480, 270), 25.0


@dataclass(frozen=True, slots=True)
class Walk:
    """One clip: variant, seed, clothes and passes. Seeds from 1000 on are of bodies nothing was tuned on.

    Looked at, and so no test any more: clean 1003, asymmetric 1004, treadmills 1006 and 1014 (not one of its
    steps was found), shuffling 1009.
    """

    variant: str
    seed: int
    fit: str
    passes: int

    @property
    def name(self) -> str:
        """Stem of its files."""
        return f"walking_check_{self.variant}_{self.seed:04d}"


TEST = (
    Walk("clean", 1001, "tight", 4),
    Walk("clean", 1018, "regular", 4),
    Walk("clean", 1007, "tight", 4),
    Walk("clean", 1011, "regular", 4),
    Walk("asymmetric", 1002, "regular", 4),
    Walk("asymmetric", 1016, "tight", 4),
    Walk("asymmetric", 1008, "regular", 4),
    Walk("asymmetric", 1012, "tight", 4),
    Walk("limp", 1005, "regular", 2),
    Walk("shuffling", 1019, "tight", 2),
    Walk("leaned_forward", 1010, "regular", 2),
    Walk("treadmill", 1013, "tight", 1),
)

TUNING = (
    Walk("clean", 601, "regular", 4),
    Walk("asymmetric", 602, "tight", 4),
    Walk("limp", 603, "tight", 2),
    Walk("shuffling", 604, "regular", 2),
    Walk("leaned_forward", 605, "tight", 2),
    Walk("clean", 606, "tight", 4),
    Walk("asymmetric", 607, "regular", 4),
    Walk("limp", 608, "regular", 2),
    Walk("leaned_forward", 609, "regular", 2),
    Walk("treadmill", 610, "regular", 1),
    Walk("shuffling", 611, "tight", 2),
    Walk("clean", 612, "regular", 4),
    Walk("treadmill", 613, "tight", 1),
)
"""Of the other half: rules and settings were found on them. `python -m validation.walking --tuning`."""


def folder() -> Path:
    """Where clips and recordings are kept."""
    own = os.environ.get("FORMCHECK_VALIDATION_CACHE")
    return Path(own or Path.home() / ".cache" / "formcheck-validation") / "walking"


def truth_of(walk: Walk) -> dict[str, Any]:
    """What is really so."""
    truth: dict[str, Any] = json.loads((folder() / f"{walk.name}.json").read_text(encoding="utf-8"))
    return truth


def made(walks: Sequence[Walk], *, only_rendered: bool) -> list[Walk]:
    """Render and look at what is not there yet; the walks that are there."""
    there = []
    for walk in walks:
        recording, video = (folder() / f"{walk.name}{ending}" for ending in (".npz", ".mp4"))
        if not recording.exists():
            if only_rendered:
                continue
            if not video.exists():
                camera = {"fov_vertical_deg": 38.0 + (walk.seed % 5) * 1.5}
                plan = make_plan(
                    SLUG,
                    walk.variant,
                    walk.seed,
                    size=SIZE,
                    fps=FPS,
                    looseness=walk.fit,
                    supersample=1,
                    reps=walk.passes,
                    camera=camera,
                )
                render_clip(plan, folder())
            # A run that is cut off must not leave half a recording that the next one takes for all of it.
            aside = video.with_suffix(".part.npz")
            analyse_video(video, EXERCISES[SLUG], hindsight=False, recording_out=aside)
            aside.replace(recording)
        there.append(walk)
    return there


def judged(walk: Walk) -> Analysis:
    """The walk by the real pipeline."""
    return analyse_video(folder() / f"{walk.name}.npz", EXERCISES[SLUG])
