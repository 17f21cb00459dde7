"""How far one can go: the same movement under one condition that gets worse, step by step.

Yaw, distance and clothes need clips of their own; light, resolution and compression are laid over clips that
are there. A curve breaks where the error of what is still judged leaves the limit: from there on the gate
must already have refused most of the time.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from validation.benchmark.angles import compare
from validation.benchmark.clips import Clip, read_clip
from validation.benchmark.entries import Entry
from validation.benchmark.measuring import Task, measure
from validation.benchmark.observation import Observation
from validation.benchmark.rendering import clip_path
from validation.benchmark.spoiling import HEIGHT_PX, JPEG_QUALITY, LIGHT

YAW_DEG = (0.0, 8.0, 16.0, 24.0, 34.0, 45.0)
DISTANCE_M = (2.0, 3.0, 4.0, 5.0)
FITS = ("tight", "regular", "loose")
ERROR_LIMIT_DEG = 8.0
"""Twice the limit of a good picture: what is shown beyond it misleads."""
REFUSED_SHARE = 0.5
"""Where the error is beyond its limit, no more than this share of time may still be judged."""
BASES: tuple[Entry, ...] = (
    Entry(exercise="half-kneeling-stretch", variant="clean", seed=1201, near="L", reps=1, hold_s=4.0),
    Entry(exercise="supine-march", variant="clean", seed=1202, near="R", reps=1),
    Entry(exercise="standing-march", variant="clean", seed=1203, near="L", reps=2),
)
"""Short clips of three postures, of test seeds of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One clip under one step of a condition. mae_deg: of the thigh less offset; NaN = nothing judged."""

    condition: str
    exercise: str
    step: str
    judged_share: float
    mae_deg: float

    @property
    def misleads(self) -> bool:
        """Whether much is judged although it is wrong."""
        return self.mae_deg > ERROR_LIMIT_DEG and self.judged_share > REFUSED_SHARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where a point of a curve comes from: a rendered entry, and what is laid over it."""

    condition: str
    label: str
    entry: Entry
    spoil: str = ""


def plan_steps() -> tuple[Step, ...]:
    """Every point of every curve, before anything is rendered."""
    return tuple(step for base in BASES for step in _steps_of(replace(base, yaw_deg=0.0, fit="regular")))


def _steps_of(base: Entry) -> Iterator[Step]:
    for yaw_deg in YAW_DEG:
        yield Step(condition="yaw", label=f"{yaw_deg:g}°", entry=replace(base, yaw_deg=yaw_deg))
    for distance_m in DISTANCE_M:
        yield Step(
            condition="distance", label=f"{distance_m:g} m", entry=replace(base, distance_m=distance_m)
        )
    for fit in FITS:
        yield Step(condition="clothes", label=fit, entry=replace(base, fit=fit))
    for factor in LIGHT:
        yield Step(condition="light", label=f"x{factor:g}", entry=base, spoil=f"light/{factor:g}")
    for height_px in HEIGHT_PX:
        yield Step(condition="resolution", label=f"{height_px} px", entry=base, spoil=f"height/{height_px}")
    for quality in JPEG_QUALITY:
        yield Step(condition="compression", label=f"JPEG {quality}", entry=base, spoil=f"jpeg/{quality}")


def task_of(step: Step) -> Task:
    """What to measure for a step, once its clip is rendered."""
    return Task(clip_path(step.entry), step.entry.exercise, step.spoil)


def measure_point(step: Step) -> Point:
    """The point of a step whose clip is rendered."""
    return point(step, read_clip(clip_path(step.entry)), measure(task_of(step)))


def point(step: Step, clip: Clip, seen: Observation) -> Point:
    """Thigh error and judged share of one observation."""
    steady = [row.steady for row in compare(clip, seen) if row.measure == "thigh"]
    return Point(
        condition=step.condition,
        exercise=clip.exercise,
        step=step.label,
        judged_share=seen.judged_share,
        mae_deg=float(np.mean(np.abs(steady[0]))) if steady else math.nan,
    )


def misleading(points: Sequence[Point]) -> tuple[Point, ...]:
    """Points at which the gate should have refused and did not."""
    return tuple(one for one in points if one.misleads)
