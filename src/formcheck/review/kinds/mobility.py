"""What a review says of a mobility check."""

import math
from collections.abc import Iterator, Sequence
from statistics import median

from formcheck.domain.body import Side
from formcheck.domain.measure import Flag
from formcheck.engine.report import SetReport
from formcheck.engine.step import Progress
from formcheck.exercises.spec import ExerciseSpec
from formcheck.review.axis import Sample
from formcheck.review.cells import Figure, Stretch, Table, columns, count_line, seconds_line, value_line
from formcheck.review.extent import Extent
from formcheck.review.lines import Line, counted, line

_SAID_FROM_DEG = 0.5  # what is nought in whole degrees goes no way


class MobilitySection:
    """Degrees of either side, and what they cannot tell."""

    band_label = "report.plot.stayed_down"
    sets_label = "ui.live.tries"
    needs_tilt = True

    def figures(self, report: SetReport, samples: Sequence[Sample]) -> tuple[Figure, ...]:  # noqa: ARG002 - a try has its own median
        """Lift of either side, and of how many tries."""
        lifts = [
            Figure(f"report.figure.lift_{side}", value_line(report.sides[side].lift_deg, "deg"))
            for side in (Side.LEFT, Side.RIGHT)
        ]
        return (*lifts, Figure("report.figure.tries", count_line(len(report.tries))))

    def table(self, report: SetReport, samples: Sequence[Sample]) -> Table:  # noqa: ARG002 - a try has its own median
        """One row for each."""
        return Table(
            title="report.section.tries",
            columns=columns("number", "resting_side", "start", "duration", "lift", "tilt"),
            rows=tuple(
                (
                    count_line(n),
                    line(f"side.{e.side}"),
                    seconds_line(e.start_s),
                    seconds_line(e.measured_s),
                    value_line(e.lift_deg, "deg"),
                    value_line(e.tilt_deg, "deg"),
                )
                for n, e in enumerate(report.tries, start=1)
            ),
        )

    def stretches(self, report: SetReport) -> tuple[Stretch, ...]:
        """One for each."""
        return tuple(
            Stretch("try", e.start_s, e.end_s, line("report.kind.try", n=n, side=line(f"side.{e.side}")))
            for n, e in enumerate(report.tries, start=1)
        )

    def extent(self, flag: Flag, report: SetReport, samples: Sequence[Sample]) -> Extent | None:  # noqa: ARG002 - a check has no faults
        """Nothing."""
        return None

    def result(self, report: SetReport) -> Line | None:
        """What the check shows, without a judgement."""
        return line(f"report.mobility.{report.mobility}", value=report.lift_deg) if report.mobility else None

    def strength(self, report: SetReport) -> Line | None:
        """That it was done."""
        return counted("report.strength.tries", len(report.tries)) if report.tries else None

    def more(self, report: SetReport) -> Line:  # noqa: ARG002 - there is nothing to improve
        """Compare with oneself."""
        return line("report.next.compare")

    def notes(self, report: SetReport) -> Iterator[Line]:
        """How the pelvis moved meanwhile, how to read it and, always, what it cannot tell."""
        tilts = [e.tilt_deg for e in report.tries if not math.isnan(e.tilt_deg)]
        tilt_deg = median(tilts) if tilts else math.nan
        if tilts and abs(tilt_deg) >= _SAID_FROM_DEG:
            yield line("report.mobility.tilt", value=abs(tilt_deg), way=_way(tilt_deg))
        elif tilts:
            yield line("report.mobility.no_tilt")
        yield line("report.mobility.yourself")
        yield line("report.mobility.floor")
        yield line("report.mobility.study")

    def sides(self, report: SetReport) -> Iterator[Line]:
        """Degrees of either side: an index would mean nothing near zero."""
        left, right = report.sides[Side.LEFT], report.sides[Side.RIGHT]
        yield line("report.sides.lift", left=left.lift_deg, right=right.lift_deg)

    def counters(self, progress: Progress, spec: ExerciseSpec, shown: str) -> tuple[tuple[str, str], ...]:  # noqa: ARG002 - it is about the measure itself
        """How far the leg is up."""
        return (("overlay.lift", shown),)


def _way(tilt_deg: float) -> Line:
    return line(f"report.mobility.{'forward' if tilt_deg > 0 else 'back'}")
