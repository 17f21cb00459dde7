"""What a review says of repetitions."""

import math
from collections.abc import Iterator, Sequence
from statistics import fmean

from formcheck.domain.body import Side
from formcheck.domain.events import RepCompleted
from formcheck.domain.measure import Flag, Unit
from formcheck.engine.report import SetReport
from formcheck.engine.step import Progress
from formcheck.exercises.spec import ExerciseSpec, RepRule
from formcheck.review.axis import Axis, Sample
from formcheck.review.cells import (
    ENOUGH_JUDGED,
    Figure,
    Stretch,
    Table,
    columns,
    count_line,
    flags_line,
    percent_line,
    seconds_line,
    value_line,
)
from formcheck.review.extent import Extent
from formcheck.review.lines import Line, counted, line
from formcheck.review.symmetry import indexed, must_turn, one_side_seen

_MIN_REPS = 4.0
_MIN_HEIGHT = 0.1


class RepSection:
    """Counts, and how many of them were as they should be."""

    band_label = "report.plot.target"
    sets_label = "ui.live.sets"
    needs_tilt = False

    def figures(self, report: SetReport, samples: Sequence[Sample]) -> tuple[Figure, ...]:  # noqa: ARG002 - a count needs no frames
        """Complete ones, attempts, and the share of faultless ones."""
        return (
            Figure("report.figure.complete_reps", count_line(report.complete_reps)),
            Figure("report.figure.partial_reps", count_line(report.partial_reps)),
            Figure("report.figure.clean", percent_line(_clean_share(report))),
        )

    def table(self, report: SetReport, samples: Sequence[Sample]) -> Table:
        """One row for each."""
        axis = Axis.of(report.spec)
        points = [(sample.t_s, axis.of_sample(sample)) for sample in samples]
        return Table(
            title="report.section.reps",
            columns=columns("number", "side", "start", "duration", "up", "top", "result", "remarks"),
            rows=tuple(
                (
                    count_line(n),
                    line(f"side.{rep.side}"),
                    seconds_line(rep.start_s),
                    seconds_line(rep.end_s - rep.start_s),
                    seconds_line(rep.peak_s - rep.start_s),
                    value_line(axis.top_of(rep, points), axis.unit),
                    line(f"report.result.{'complete' if rep.complete else 'partial'}"),
                    flags_line(rep.flags),
                )
                for n, rep in enumerate(report.reps, start=1)
            ),
        )

    def stretches(self, report: SetReport) -> tuple[Stretch, ...]:
        """One for each."""
        return tuple(
            Stretch(
                "rep" if rep.complete else "partial",
                rep.start_s,
                rep.end_s,
                line(
                    f"report.kind.{'rep' if rep.complete else 'partial'}", n=n, side=line(f"side.{rep.side}")
                ),
            )
            for n, rep in enumerate(report.reps, start=1)
        )

    def extent(self, flag: Flag, report: SetReport, samples: Sequence[Sample]) -> Extent | None:
        """How high the lowest one was, how high the highest, or how long the quickest took."""
        flagged = [rep for rep in report.reps if flag in rep.flags]
        if flag is Flag.TOO_FAST:
            return quickest(flagged, report.spec)
        axis = Axis.of(report.spec)
        points = [(sample.t_s, axis.of_sample(sample)) for sample in samples] if axis.column else []
        tops = [top for rep in flagged if not math.isnan(top := axis.top_of(rep, points))]
        if not tops:
            return None
        if flag is Flag.TOO_HIGH:
            too_high = too_high_from(report.spec)
            return Extent(max(tops), axis.shown(too_high)) if max(tops) >= axis.shown(too_high) else None
        # What was too low for another reason than its height is not said to have been too low.
        low, top = axis.band(samples)[0], min(tops)
        return Extent(top, low) if math.isfinite(low) and top < low else None

    def result(self, report: SetReport) -> Line:
        """Complete ones, of those that were aimed at, or what a set is."""
        done, aim, dose = report.complete_reps, report.aim, report.spec.dose
        if aim is not None and aim.reps is not None:
            return line("report.outcome.reps_aim", done=done, aim=aim.reps * aim.pieces)
        low, high = dose.reps or (0, 0)
        return line(f"report.outcome.reps_{'leg' if dose.per_leg else 'all'}", done=done, low=low, high=high)

    def strength(self, report: SetReport) -> Line | None:
        """All faultless, some, at least calm, at least complete, at least tried."""
        if not report.reps:
            return None
        clean, total = _clean_reps(report), len(report.reps)
        calm = Flag.TOO_FAST in report.spec.flags and all(Flag.TOO_FAST not in r.flags for r in report.reps)
        if clean == total:
            return counted("report.strength.all_clean", total)
        if clean:
            return counted("report.strength.some_clean", clean, total=total)
        if calm:
            return line("report.strength.tempo")
        if report.complete_reps:
            return counted("report.strength.complete", report.complete_reps)
        return counted("report.strength.attempts", total)

    def more(self, report: SetReport) -> Line:
        """The other leg, or more of it."""
        spec, dose = report.spec, report.spec.dose
        if one_side_seen(report) and spec.limbs:
            return line(f"report.next.other_{'side' if must_turn(spec) else 'leg'}")
        per_side = report.complete_reps / (len(spec.limbs) or 1)
        if dose.reps and per_side < dose.reps[0]:
            return line(
                f"report.next.more_reps_{'leg' if dose.per_leg else 'all'}",
                low=dose.reps[0],
                high=dose.reps[1],
            )
        return line("report.next.keep")

    def notes(self, report: SetReport) -> Iterator[Line]:  # noqa: ARG002 - a count speaks for itself
        """Nothing."""
        yield from ()

    def sides(self, report: SetReport) -> Iterator[Line]:
        """How many on either side, and how high."""
        left, right = report.sides[Side.LEFT], report.sides[Side.RIGHT]
        yield from indexed("reps", left.complete_reps, right.complete_reps, _MIN_REPS)
        if left.peaks and right.peaks:
            tops = fmean(left.peaks), fmean(right.peaks)
            if Axis.of(report.spec).measure.unit is Unit.RATIO:
                yield from indexed("height", *tops, _MIN_HEIGHT)
            else:
                yield line(
                    "report.sides.angle", left=tops[0], right=tops[1], difference=abs(tops[0] - tops[1])
                )

    def counters(self, progress: Progress, spec: ExerciseSpec, shown: str) -> tuple[tuple[str, str], ...]:  # noqa: ARG002 - the counts say it
        """Complete ones, and attempts if there are any."""
        partial = (("overlay.partial", str(progress.partial_reps)),) if progress.partial_reps else ()
        return (("overlay.reps", str(progress.complete_reps)), *partial)


def quickest(reps: Sequence[RepCompleted], spec: ExerciseSpec) -> Extent | None:
    """The way up or down that took the least of what it should, of repetitions that were too fast."""
    rule = spec.progress
    if not isinstance(rule, RepRule):
        return None
    ways = [
        (seconds, bound.interval.low, way)
        for rep in reps
        for way, bound, seconds in (
            ("up", rule.up_s, rep.peak_s - rep.start_s),
            ("down", rule.down_s, rep.end_s - rep.leave_s),
        )
        if bound is not None and seconds < bound.interval.low
    ]
    if not ways:
        return None
    seconds, least_s, way = min(ways, key=lambda each: each[0] / each[1])
    return Extent(seconds, shortest(least_s), way=line(f"report.where.way_{way}"))


def shortest(least_s: float) -> float:
    """What is long enough, in the tenths of a second in which it is said: nobody is told less."""
    return math.ceil(round(10.0 * least_s, 6)) / 10.0


def too_high_from(spec: ExerciseSpec) -> float:
    """From where on it is more than needed, in the unit of the measure; NaN where nothing is."""
    rule = spec.progress
    return rule.too_high.interval.low if isinstance(rule, RepRule) and rule.too_high else math.nan


def _clean_share(report: SetReport) -> float:
    """Repetitions that were complete and without a fault, 0..1; NaN when too little could be judged."""
    if report.judged_share < ENOUGH_JUDGED or not report.reps:
        return math.nan
    return _clean_reps(report) / len(report.reps)


def _clean_reps(report: SetReport) -> int:
    return sum(rep.complete and not rep.flags for rep in report.reps)
