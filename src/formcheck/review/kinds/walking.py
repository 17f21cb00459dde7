"""What a review says of a walk: steps, either leg, and left against right. No score, and no normal."""

import math
from collections.abc import Iterator, Sequence

from formcheck.domain.body import Side
from formcheck.domain.measure import Flag
from formcheck.engine.progress.gait.summary import (
    SIDES,
    Difference,
    GaitMeasure,
    WalkSummary,
    length_m,
    summary_of,
)
from formcheck.engine.report import SetReport
from formcheck.engine.step import Progress
from formcheck.exercises.gait_limits import GAIT
from formcheck.exercises.spec import ExerciseSpec
from formcheck.review.axis import Sample
from formcheck.review.cells import (
    NONE,
    Figure,
    Stretch,
    Table,
    columns,
    count_line,
    percent_line,
    seconds_line,
    value_line,
)
from formcheck.review.extent import Extent
from formcheck.review.lines import Line, counted, line

_COLUMNS = ("number", "pass", "side", "contact", "step_length", "step_time", "stance", "thigh_behind")


class WalkSection:
    """Measures of either leg, and what they cannot tell."""

    band_label = "report.plot.thigh_behind"
    sets_label = "ui.live.sets"
    needs_tilt = False

    def figures(self, report: SetReport, samples: Sequence[Sample]) -> tuple[Figure, ...]:  # noqa: ARG002 - steps have their own measures
        """Steps, their rate, and their length on either side."""
        found = summary_of(report.passes)
        steps = Figure("report.figure.steps", count_line(found.steps if found else 0))
        if found is None or not found.enough:
            return (steps,)
        return (
            steps,
            Figure("report.figure.cadence", line("report.value.rounded", value=found.cadence_per_min)),
            *(
                Figure(
                    f"report.figure.step_length_{side}",
                    percent_line(found.of(side, GaitMeasure.STEP_LENGTH).median),
                )
                for side in SIDES
            ),
        )

    def table(self, report: SetReport, samples: Sequence[Sample]) -> Table:  # noqa: ARG002 - as above
        """One row for each step."""
        steps = [(each.number, step) for each in report.passes for step in each.steps]
        return Table(
            title="report.section.steps",
            columns=columns(*_COLUMNS),
            rows=tuple(
                (
                    count_line(n),
                    count_line(number),
                    line(f"side.{step.side}"),
                    seconds_line(step.contact_s),
                    percent_line(step.length_ratio),
                    _seconds(step.step_s),
                    percent_line(step.stance_ratio),
                    value_line(step.trailing_extension_deg, "deg"),
                )
                for n, (number, step) in enumerate(steps, start=1)
            ),
        )

    def stretches(self, report: SetReport) -> tuple[Stretch, ...]:
        """The passes."""
        return tuple(
            Stretch("pass", each.start_s, each.end_s, line("report.kind.pass", n=each.number))
            for each in report.passes
        )

    def extent(self, flag: Flag, report: SetReport, samples: Sequence[Sample]) -> Extent | None:  # noqa: ARG002 - a check has no faults
        """Nothing."""
        return None

    def result(self, report: SetReport) -> Line | None:
        """How fast, without a judgement; None where there were too few steps."""
        found = summary_of(report.passes)
        if found is None or not found.enough:
            return None
        return line("report.walk.speed", value=found.speed_ratio_per_s)

    def strength(self, report: SetReport) -> Line | None:
        """That it was done."""
        found = summary_of(report.passes)
        if found is None:
            return None
        passes = counted("report.strength.passes", found.passes)
        return counted("report.strength.steps", found.steps, passes=passes)

    def more(self, report: SetReport) -> Line:
        """Enough steps for a result, enough to compare; then compare with oneself."""
        found = summary_of(report.passes)
        if found is None or not found.enough:
            return line("report.next.steps_for_result", least=int(GAIT.enough_steps.value))
        if not found.comparable:
            return line("report.next.steps_to_compare", least=int(GAIT.enough_to_compare.value))
        return line("report.next.compare_walks")

    def notes(self, report: SetReport) -> Iterator[Line]:
        """State the result and, always, what it cannot tell."""
        found = summary_of(report.passes)
        if found is None:
            return
        if found.enough:
            yield from _results(found, report.height_m)
        else:
            yield line("report.walk.too_few", n=found.fewest, least=int(GAIT.enough_steps.value))
        if found.left_out:
            yield _left_out(found)
        if found.enough and not found.neutral_known:
            yield line("report.walk.no_standing")
        yield line("report.walk.plane")
        yield line("report.walk.yourself")

    def sides(self, report: SetReport) -> Iterator[Line]:
        """Left against right, as far as there are steps for it."""
        found = summary_of(report.passes)
        if found is None or not found.enough:
            return
        if not found.comparable:
            yield line("report.walk.not_compared", least=int(GAIT.enough_to_compare.value))
        for difference in found.differences:
            yield _difference(difference, found)

    def counters(self, progress: Progress, spec: ExerciseSpec, shown: str) -> tuple[tuple[str, str], ...]:  # noqa: ARG002 - it is about steps
        """Steps and passes."""
        return (("overlay.steps", str(progress.steps)), ("overlay.passes", str(progress.passes)))


def _results(found: WalkSummary, height_m: float) -> Iterator[Line]:
    if not math.isnan(height_m):
        lengths = [length_m(found.of(side, GaitMeasure.STEP_LENGTH).median, height_m) for side in SIDES]
        yield line("report.walk.metres", left=lengths[0], right=lengths[1], height=100.0 * height_m)
    left, right = (found.of(side, GaitMeasure.EXTENSION).median for side in SIDES)
    if not math.isnan(left + right):
        yield line("report.walk.extension", left=left, right=right)
    if not math.isnan(found.trunk_lean_deg):
        yield _lean(found.trunk_lean_deg)


def _lean(lean_deg: float) -> Line:
    if round(lean_deg) == 0:
        return line("report.walk.upright")
    way = line(f"report.walk.{'forward' if lean_deg > 0.0 else 'back'}")
    return line("report.walk.lean", value=abs(lean_deg), way=way)


def _left_out(found: WalkSummary) -> Line:
    parts = [counted(f"report.left_out.{why}", n) for why, n in sorted(found.left_out.items())]
    joined = parts[0]
    for part in parts[1:]:
        joined = line("report.value.and", first=joined, second=part)
    return line("report.walk.left_out", what=joined)


def _difference(difference: Difference, found: WalkSummary) -> Line:
    key = f"report.walk.{difference.measure.name.lower()}"
    left, right = (found.of(side, difference.measure).median for side in SIDES)
    less = line(f"side.{Side.LEFT if difference.percent > 0.0 else Side.RIGHT}")
    if difference.told:
        return line(
            f"{key}.differ",
            left=_shown(left, difference.measure),
            right=_shown(right, difference.measure),
            less=less,
            percent=abs(difference.percent),
            error=difference.error_percent,
        )
    return line(
        f"{key}.same",
        left=_shown(left, difference.measure),
        right=_shown(right, difference.measure),
        least=max(GAIT.told_difference.value, difference.error_percent),
    )


def _shown(value: float, measure: GaitMeasure) -> float:
    return value if measure is GaitMeasure.STEP_TIME else 100.0 * value


def _seconds(value: float) -> Line:
    return NONE if math.isnan(value) else line("report.value.hundredths", value=value)
