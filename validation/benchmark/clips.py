"""A rendered clip and what is known of it, whichever generation of truth file it has."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.exercises import EXERCISES

Array = NDArray[np.float64]
SIDE_ON_DEG = 5.0
DISTRACTORS = ("walk", "squat")
NEEDED = {"t", "thigh_near", "knee_near", "trunk_lean", "knee_z_near", "pelvic_tilt"}
"""What every frame of a truth file must tell."""
UNSURE_DEG = (5.0, 10.0)
"""Lift of the lying thigh that is called neither, as declared in docs/CRITERIA.md."""
JUDGED_AS = "standing-march"
"""What is no exercise is judged as the one that it is most easily taken for."""


class TruthUnreadable(Exception):
    """A truth file is no truth file; `str()` is its path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A video with its truth."""

    path: Path
    truth: dict[str, Any]

    @property
    def exercise(self) -> str:
        """What the person does: an exercise, or one of `DISTRACTORS`."""
        return str(self.truth["exercise"])

    @property
    def judged_as(self) -> str:
        """The exercise that formcheck is told to expect."""
        return JUDGED_AS if self.exercise in DISTRACTORS else self.exercise

    @property
    def variant(self) -> str:
        """`clean` or the fault shown. Early truth files do not say; their faults do."""
        told = self.truth.get("variant")
        if told:
            return str(told)
        faulty = ("lean_back_reps", "arched_reps", "arched")
        return next((key for key in faulty if self.expected.get(key)), "clean")

    @property
    def clean(self) -> bool:
        """Whether it shows an exercise done well."""
        return self.variant == "clean" and self.exercise not in DISTRACTORS

    @property
    def expected(self) -> dict[str, Any]:
        """The events that happen in it."""
        return dict(self.truth.get("expected", {}))

    @property
    def verdict(self) -> str | None:
        """What a mobility check should say; early truth files tell only by how much the leg came up."""
        lift_deg = self.expected.get("lift_deg")
        told = self.expected.get("verdict")
        if told or lift_deg is None:
            return told
        low, high = UNSURE_DEG
        return "stayed_down" if lift_deg < low else "lifted" if lift_deg > high else "unsure"

    @property
    def loose(self) -> bool:
        """Whether the clothes hang free of the body. Nothing is promised of them; they are listed apart."""
        clothes = self.truth.get("conditions", {}).get("clothes", {})
        return clothes.get("fit") == "loose"

    @property
    def yaw_deg(self) -> float:
        """How far the camera is off the side; 0 when not told."""
        return float(self.truth.get("conditions", {}).get("yaw_deg", 0.0))

    @property
    def view(self) -> str:
        """`side-on` or `turned`, for tables."""
        return "side-on" if abs(self.yaw_deg) <= SIDE_ON_DEG else "turned"

    @property
    def near_side(self) -> str:
        """`left` or `right`."""
        return str(self.truth["near_side"])

    def side(self, told: str) -> str:
        """`near`, `far` or `both` as a side of the body."""
        far = "left" if self.near_side == "right" else "right"
        return {"near": self.near_side, "far": far}.get(told, told)

    def knows(self, field: str) -> bool:
        """Whether the truth tells this angle."""
        return field in self.truth["frames"][0]

    def track(self, field: str, times_s: Array) -> Array:
        """A truth field at the given times."""
        at_s = [frame["t"] for frame in self.truth["frames"]]
        return np.interp(times_s, at_s, [frame[field] for frame in self.truth["frames"]])


def _is_whole(frame: dict[str, Any]) -> bool:
    """Whether a frame has what is needed, as numbers; JSON knows NaN and Infinity, too."""
    return all(isinstance(frame[field], int | float) and isfinite(frame[field]) for field in NEEDED)


def read_clip(path: Path) -> Clip:
    """A video whose truth lies beside it as .json. Raises TruthUnreadable."""
    told = path.with_suffix(".json")
    try:
        truth = json.loads(told.read_text(encoding="utf-8"))
        known = truth["exercise"] in (*EXERCISES, *DISTRACTORS) and truth["near_side"] in ("left", "right")
        complete = all(_is_whole(frame) for frame in truth["frames"]) and len(truth["frames"]) > 1
        known &= all(isinstance(truth.get(part, {}), dict) for part in ("expected", "conditions"))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise TruthUnreadable(told) from error
    if not (known and complete):
        raise TruthUnreadable(told)
    return Clip(path=path, truth=truth)


def clips_in(folder: Path) -> list[Clip]:
    """Every video of a folder that has a truth file."""
    return [read_clip(path) for path in sorted(folder.glob("*.mp4")) if path.with_suffix(".json").exists()]
