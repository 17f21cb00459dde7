"""The numbers by which a set is compared with others of the same exercise, a side at a time.

    top     how far it went, as it is drawn: mean over complete repetitions, best moment over all holds
    lift    degrees that the lying leg came up, median of the tries
    tilt    degrees that the pelvis changed in holds, mean, + anterior
    reps    complete repetitions
    clean   of these without a remark
    held    seconds that count
    step    length of a step in per cent of the leg, median
    behind  degrees that the thigh is behind in late stance, median
    rate    steps a minute, of both legs

A name ends in its unit: `top_deg`, `top_percent`, `held_s`, `step_leg`.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from formcheck.domain.body import Side
from formcheck.domain.measure import Channel, Measure
from formcheck.engine.progress.gait.summary import SIDES, GaitMeasure, summary_of
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES
from formcheck.review.axis import Axis, Sample
from formcheck.review.cells import ENOUGH_JUDGED

FURTHEST = "top"
# In the order in which they are told.
NAMES = (
    *("top_deg", "top_percent", "lift_deg", "tilt_deg", "held_s"),
    *("step_leg", "behind_deg", "rate", "reps", "clean"),
)
_TILT = Channel(Measure.PELVIC_TILT).column


@dataclass(frozen=True, slots=True, order=True)
class Comparable:
    """One number of one side. name: as in the table above."""

    name: str
    side: Side
    value: float


def least_judged(exercise: str) -> float:
    """Share of a set that must have been judged. A walker turns outside the picture: steps are enough."""
    spec = EXERCISES.get(exercise)
    return 0.0 if spec is not None and spec.progress.crosses_picture else ENOUGH_JUDGED


def comparables_of(report: SetReport, samples: Sequence[Sample]) -> tuple[Comparable, ...]:
    """Numbers of a set; none of what was not seen."""
    axis = Axis.of(report.spec)
    points = tuple((sample.t_s, axis.of_sample(sample)) for sample in samples)
    found = [
        Comparable(name, side, value)
        for side in Side
        for name, value in (
            *_of_reps(report, side, axis, points),
            *_of_holds(report, side, axis, samples),
            *_of_tries(report, side),
            *_of_walks(report, side),
        )
        if not math.isnan(value)
    ]
    return tuple(sorted(found))


Named = tuple[str, float]


def _of_reps(
    report: SetReport, side: Side, axis: Axis, points: Sequence[tuple[float, float]]
) -> Iterator[Named]:
    own = [rep for rep in report.reps if rep.side is side]
    if not own:
        return
    complete = [rep for rep in own if rep.complete]
    yield "reps", float(len(complete))
    yield "clean", float(sum(not rep.flags for rep in complete))
    yield f"{FURTHEST}_{axis.unit}", _mean(axis.top_of(rep, points) for rep in complete)


def _of_holds(report: SetReport, side: Side, axis: Axis, samples: Sequence[Sample]) -> Iterator[Named]:
    own = [held for held in report.holds if held.hold.side is side]
    if not own:
        return
    spans = [span for held in own for span in held.hold.spans]
    inside = [
        sample
        for sample in samples
        if sample.judged and any(start_s <= sample.t_s <= end_s for start_s, end_s in spans)
    ]
    yield "held_s", sum(held.credited_s for held in own)
    tracked = [axis.shown(sample.tracked) for sample in inside if not math.isnan(sample.tracked)]
    yield f"{FURTHEST}_{axis.unit}", max(tracked, default=math.nan)
    yield "tilt_deg", _mean(sample.values.get(_TILT, math.nan) for sample in inside)


def _of_tries(report: SetReport, side: Side) -> Iterator[Named]:
    lifts_deg = [each.lift_deg for each in report.tries if each.side is side]
    if lifts_deg:
        yield "lift_deg", median(lifts_deg)


def _of_walks(report: SetReport, side: Side) -> Iterator[Named]:
    found = summary_of(report.passes)
    if found is None or not found.enough:
        return
    if side not in SIDES:
        yield "rate", found.cadence_per_min
        return
    yield "step_leg", 100.0 * found.of(side, GaitMeasure.STEP_LENGTH).median
    if found.neutral_known:
        yield "behind_deg", found.of(side, GaitMeasure.EXTENSION).median


def _mean(values: Iterable[float]) -> float:
    seen = [value for value in values if not math.isnan(value)]
    return fmean(seen) if seen else math.nan
