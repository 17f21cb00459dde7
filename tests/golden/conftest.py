"""Analyses each clip once per session: the pose model is what takes time."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from formcheck.adapters.analysis import Analysis, analyse_video
from formcheck.exercises import EXERCISES

SAMPLES = Path(__file__).parents[2] / "sample_videos"


@cache
def truth_of(clip: str) -> dict[str, Any]:
    """What is known of a clip."""
    return json.loads((SAMPLES / f"{clip}.json").read_text())


@cache
def analysed(clip: str) -> Analysis:
    """A clip, analysed as the exercise that it shows."""
    return analyse_video(SAMPLES / f"{clip}.mp4", EXERCISES[truth_of(clip)["exercise"]])
