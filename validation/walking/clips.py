"""The walkers of the test: what is rendered, and what the pose model saw of it. Kept from run to run."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from formcheck.adapters.analysis import Analysis, analyse_video
from formcheck.exercises import EXERCISES
from validation.walking.walks import Walk

SLUG = "walking-check"
SIZE, FPS = (480, 270), 25.0


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
    from validation.clip import render_clip
    from validation.plan import make_plan

    there = []
    for walk in walks:
        recording, video = (folder() / f"{walk.name}{ending}" for ending in (".npz", ".mp4"))
        if not recording.exists():
            if only_rendered:
                continue
            # The truth is written last: a video without one was cut off while it was rendered.
            if not video.with_suffix(".json").exists():
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
