"""The part of the JSON report that tells of a walk: its steps, and what they say together."""

import math
from collections.abc import Iterator

from formcheck.adapters.report_schema import BothSides, GaitDifference, StepItem, Walking
from formcheck.domain.body import Side
from formcheck.engine.progress.gait.summary import GaitMeasure, WalkSummary, length_m, summary_of
from formcheck.engine.report import SetReport

_SIDES = (Side.LEFT, Side.RIGHT)
_MEASURES = {
    "step_length_ratio": (GaitMeasure.STEP_LENGTH, 3),
    "step_s": (GaitMeasure.STEP_TIME, 3),
    "stride_s": (GaitMeasure.STRIDE_TIME, 3),
    "stance_ratio": (GaitMeasure.STANCE, 3),
    "late_stance_extension_deg": (GaitMeasure.EXTENSION, 1),
    "swing_flexion_deg": (GaitMeasure.FLEXION, 1),
    "swing_knee_flexion_deg": (GaitMeasure.KNEE, 1),
}
"""Names in the report, and how many digits are worth printing."""


def step_items(report: SetReport) -> Iterator[StepItem]:
    """Every step in order."""
    for each in report.passes:
        for step in each.steps:
            yield StepItem(
                side=step.side,
                contact_s=round(step.contact_s, 3),
                off_s=_or_none(step.off_s, 3),
                length_ratio=round(step.length_ratio, 3),
                pass_=each.number,
                step_s=_or_none(step.step_s, 3),
                stride_s=_or_none(step.stride_s, 3),
                stance_ratio=_or_none(step.stance_ratio, 3),
                trailing_extension_deg=_or_none(step.trailing_extension_deg, 1),
                swing_flexion_deg=_or_none(step.flexion_deg, 1),
                swing_knee_flexion_deg=_or_none(step.knee_deg, 1),
            )


def walking_of(report: SetReport) -> Walking | None:
    """What the steps say together; None where they are too few."""
    found = summary_of(report.passes)
    if found is None or not found.enough:
        return None
    length = next((d for d in found.differences if d.measure is GaitMeasure.STEP_LENGTH), None)
    return Walking(
        cadence_per_min=round(found.cadence_per_min, 1),
        speed_ratio_per_s=round(found.speed_ratio_per_s, 3),
        **{name: _medians(found, *each) for name, each in _MEASURES.items()},
        sd={name: _sds(found, *each) for name, each in _MEASURES.items()},
        step_length_m=_lengths_m(found, report.height_m),
        trunk_lean_deg=_or_none(found.trunk_lean_deg, 1),
        pelvic_tilt_deg=None,
        against_standing=found.neutral_known,
        treadmill=found.treadmill,
        passes=found.passes,
        steps=_counts(found),
        left_out={str(why): count for why, count in sorted(found.left_out.items())},
        difference_percent=round(length.percent, 1) if length and length.told else None,
        differences=[
            GaitDifference(
                measure=str(each.measure),
                percent=round(each.percent, 1),
                error_percent=round(each.error_percent, 1),
                told=each.told,
            )
            for each in found.differences
        ],
    )


def _medians(found: WalkSummary, measure: GaitMeasure, digits: int) -> BothSides:
    left, right = (_or_none(found.of(side, measure).median, digits) for side in _SIDES)
    return BothSides(left=left, right=right)


def _sds(found: WalkSummary, measure: GaitMeasure, digits: int) -> BothSides:
    left, right = (_or_none(found.of(side, measure).sd, digits) for side in _SIDES)
    return BothSides(left=left, right=right)


def _lengths_m(found: WalkSummary, height_m: float) -> BothSides | None:
    lengths = (length_m(found.of(side, GaitMeasure.STEP_LENGTH).median, height_m) for side in _SIDES)
    left, right = (_or_none(each, 2) for each in lengths)
    return None if left is None or right is None else BothSides(left=left, right=right)


def _counts(found: WalkSummary) -> dict[str, int]:
    return {str(side): found.of(side, GaitMeasure.STEP_LENGTH).count for side in _SIDES}


def _or_none(value: float, digits: int) -> float | None:
    return None if math.isnan(value) else round(value, digits)
