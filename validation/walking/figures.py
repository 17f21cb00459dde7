"""What was found against what is so: steps, their times and sides, lengths, angles, differences."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from formcheck.domain.body import Side
from formcheck.domain.walking import WalkStep
from formcheck.engine.progress.gait.summary import GaitMeasure, summary_of
from validation.walking.clips import folder, judged, truth_of
from validation.walking.peers import Contact, ankle_maxima, heel_maxima
from validation.walking.walks import Walk

NEAR_S = 0.25
"""A contact further from the truth is another one."""


@dataclass(frozen=True, slots=True)
class Matched:
    """One method on one clip. errors: of times (s), of lengths (share), of whole steps that were found."""

    whole: int
    found: int
    extra: int
    wrong_side: int
    time_s: list[float]
    length: list[float]

    @classmethod
    def of(cls, contacts: Sequence[Contact], truth: Sequence[dict[str, Any]]) -> Matched:
        """Match each true step with the nearest contact; steps cut by the edge count neither way."""
        free = list(contacts)
        time_s, length, wrong, whole = [], [], 0, 0
        for step in truth:
            counts = step["whole"] and step["inside"]
            whole += counts
            near = [c for c in free if abs(c[0] - step["contact_s"]) < NEAR_S]
            if not near:
                continue
            best = min(near, key=lambda c: abs(c[0] - step["contact_s"]))
            free.remove(best)
            if counts:
                time_s.append(best[0] - step["contact_s"])
                length.append(best[2] / step["length_ratio"] - 1.0)
                wrong += best[1] != step["side"]
        return cls(whole, len(time_s), len(free), wrong, time_s, length)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """Everything about one clip. difference: true, said (None = nothing is said), and whether it could be.

    extension_deg: errors of single steps; leg_extension_deg: of either leg's median. Both after the clip's
    offset, the median error of its steps, is taken away.
    """

    walk: Walk
    ours: Matched
    heel: Matched
    ankles: Matched
    median_length: list[float] = field(default_factory=list)
    cadence: float = float("nan")
    extension_deg: list[float] = field(default_factory=list)
    leg_extension_deg: list[float] = field(default_factory=list)
    true_difference: float = 0.0
    comparable: bool = False
    said_difference: float | None = None


def measured(walk: Walk) -> Clip:
    """Judge one clip."""
    truth = truth_of(walk)
    steps, script = truth["expected"]["steps"], truth["expected"]["walk"]
    report = judged(walk).report
    found = [step for each in report.passes for step in each.steps]
    recording = folder() / f"{walk.name}.npz"
    lengths = script["step_length_ratio"]
    mean = (lengths["left"] + lengths["right"]) / 2.0
    summary = summary_of(report.passes)
    clip = {
        "walk": walk,
        "ours": Matched.of([(s.contact_s, str(s.side), s.length_ratio) for s in found], steps),
        "heel": Matched.of(heel_maxima(recording), steps),
        "ankles": Matched.of(ankle_maxima(recording), steps),
        "true_difference": 100.0 * (lengths["right"] - lengths["left"]) / mean,
    }
    if summary is None:
        return Clip(**clip)
    errors = _extension_errors(found, steps)
    offset = float(np.nanmedian([e for own in errors.values() for e in own])) if any(errors.values()) else 0.0
    told = [d for d in summary.differences if d.measure is GaitMeasure.STEP_LENGTH and d.told]
    return Clip(
        **clip,
        median_length=[
            summary.of(side, GaitMeasure.STEP_LENGTH).median / lengths[str(side)] - 1.0
            for side in (Side.LEFT, Side.RIGHT)
        ],
        cadence=summary.cadence_per_min / script["cadence_per_min"] - 1.0,
        extension_deg=[each - offset for own in errors.values() for each in own],
        leg_extension_deg=[float(np.nanmedian(own)) - offset for own in errors.values() if own],
        comparable=summary.comparable,
        said_difference=told[0].percent if told else None,
    )


def _extension_errors(found: Sequence[WalkStep], steps: Sequence[dict[str, Any]]) -> dict[Side, list[float]]:
    """Of whole steps, by the leg that is stretched: the one behind."""
    errors: dict[Side, list[float]] = {Side.LEFT: [], Side.RIGHT: []}
    for step in found:
        for true in steps:
            near = abs(true["contact_s"] - step.contact_s) < NEAR_S
            if true["whole"] and true["inside"] and near and not math.isnan(step.trailing_extension_deg):
                errors[step.side.opposite].append(step.trailing_extension_deg - true["extension_deg"])
    return errors
