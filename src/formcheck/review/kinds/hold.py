"""What a review says of holds."""

import math
from collections.abc import Iterator, Sequence

from formcheck.domain.body import Side
from formcheck.domain.measure import Flag
from formcheck.engine.report import SetReport
from formcheck.engine.step import Progress
from formcheck.exercises.spec import ExerciseSpec, HoldRule
from formcheck.review.axis import Sample
from formcheck.review.cells import NONE, Figure, Stretch, Table, columns, count_line, flags_line, seconds_line
from formcheck.review.extent import Extent
from formcheck.review.held import HeldAngle, held_angle
from formcheck.review.lines import Line, line
from formcheck.review.symmetry import indexed, one_side_seen

_ALL_BUT_NOISE = 0.95
_MIN_SECONDS = 10.0
_WORTH_SAYING_S = 1.0


class HoldSection:
    """Seconds, and how many of them count."""

    band_label = "report.plot.target"
    sets_label = "ui.live.sets_hold"
    needs_tilt = False

    def figures(self, report: SetReport, samples: Sequence[Sample]) -> tuple[Figure, ...]:
        """How many, how long it counts, how long it does not, and how far it went."""
        lost_s, angle = _lost_s(report), held_angle([h.hold for h in report.holds], samples)
        return (
            Figure("report.figure.holds", count_line(len(report.holds))),
            Figure("report.figure.credited", seconds_line(_credited_s(report))),
            *((Figure("report.figure.lost", seconds_line(lost_s)),) if lost_s >= _WORTH_SAYING_S else ()),
            *((Figure("report.figure.extension", _extension_line(angle)),) if angle.seen else ()),
            *((Figure("report.figure.tilt", _tilt_line(angle)),) if angle.tilt_seen else ()),
        )

    def table(self, report: SetReport, samples: Sequence[Sample]) -> Table:
        """One row for each."""
        rows = []
        for n, held in enumerate(report.holds, start=1):
            angle = held_angle([held.hold], samples)
            rows.append(
                (
                    count_line(n),
                    line(f"side.{held.hold.side}"),
                    seconds_line(held.hold.start_s),
                    seconds_line(held.hold.end_s),
                    seconds_line(held.hold.in_zone_s),
                    seconds_line(held.credited_s),
                    _extension_line(angle) if angle.seen else NONE,
                    _tilt_line(angle) if angle.tilt_seen else NONE,
                    flags_line(finding.flag for finding in held.findings),
                )
            )
        names = ("number", "side", "start", "end", "in_zone", "credited", "extension", "tilt", "remarks")
        return Table(title="report.section.holds", columns=columns(*names), rows=tuple(rows))

    def stretches(self, report: SetReport) -> tuple[Stretch, ...]:
        """The runs inside the zone."""
        return tuple(
            Stretch(
                "hold", start_s, end_s, line("report.kind.hold", n=n, side=line(f"side.{held.hold.side}"))
            )
            for n, held in enumerate(report.holds, start=1)
            for start_s, end_s in held.hold.spans or ((held.hold.start_s, held.hold.end_s),)
        )

    def extent(self, flag: Flag, report: SetReport, samples: Sequence[Sample]) -> Extent | None:  # noqa: ARG002 - no fault lies in holding itself
        """Nothing."""
        return None

    def result(self, report: SetReport) -> Line:
        """Seconds that count, of those that were aimed at."""
        dose, aim = report.spec.dose.hold_s, report.aim
        if aim is not None and aim.seconds is not None:
            return line("report.outcome.hold_aim", seconds=_credited_s(report), aim=aim.seconds * aim.pieces)
        low, high = dose or (0, 0)
        return line("report.outcome.hold_dose", seconds=_credited_s(report), low=low, high=high)

    def strength(self, report: SetReport) -> Line | None:
        """Long and faultless, faultless, or at least some of it; None where nothing worth it counted."""
        credited_s = _credited_s(report)
        if credited_s < _least_s(report.spec):
            return None
        aim_s, best_s = report.spec.dose.hold_s, _best_s(report)
        faultless = credited_s >= _ALL_BUT_NOISE * _in_zone_s(report)
        if aim_s and best_s >= aim_s[0] and faultless:
            return line("report.strength.hold_long", seconds=best_s)
        return line(f"report.strength.hold_{'clean' if faultless else 'some'}", seconds=credited_s)

    def more(self, report: SetReport) -> Line:
        """Longer, or the other side."""
        aim_s = _aim_s(report)
        if _best_s(report) < aim_s:
            return line("report.next.hold_longer", seconds=_best_s(report), aim=aim_s)
        if one_side_seen(report) and report.spec.limbs:
            return line("report.next.other_side")
        return line("report.next.keep")

    def notes(self, report: SetReport) -> Iterator[Line]:
        """What was not credited, and why."""
        lost_s = _lost_s(report)
        if lost_s < _WORTH_SAYING_S:
            return
        arched = any(f.flag is Flag.ARCHED_BACK for held in report.holds for f in held.findings)
        yield line("report.note.arched" if arched else "report.note.not_credited", seconds=lost_s)

    def sides(self, report: SetReport) -> Iterator[Line]:
        """How long on either side."""
        left, right = report.sides[Side.LEFT], report.sides[Side.RIGHT]
        yield from indexed("time", left.credited_s, right.credited_s, _MIN_SECONDS)

    def counters(self, progress: Progress, spec: ExerciseSpec, shown: str) -> tuple[tuple[str, str], ...]:  # noqa: ARG002 - the clock says it
        """Seconds of the hold that count, of those that are aimed at; beside them those that do not."""
        lost = math.floor(progress.held_s) - math.floor(progress.credited_s)
        clock = ("overlay.hold", f"{math.floor(progress.credited_s)} / {spec.progress.suggested_s:.0f} s")
        return (clock, ("overlay.lost", f"{lost} s")) if lost >= _WORTH_SAYING_S else (clock,)


def _in_zone_s(report: SetReport) -> float:
    return math.fsum(held.hold.in_zone_s for held in report.holds)


def _credited_s(report: SetReport) -> float:
    return math.fsum(held.credited_s for held in report.holds)


def _lost_s(report: SetReport) -> float:
    return _in_zone_s(report) - _credited_s(report)


def _best_s(report: SetReport) -> float:
    """The longest that one hold counted."""
    return max((min(held.credited_s, held.hold.longest_s) for held in report.holds), default=0.0)


def _aim_s(report: SetReport) -> float:
    """Seconds of one hold that were aimed at, or that are suggested."""
    asked_s = report.aim.seconds if report.aim else None
    return asked_s or report.spec.progress.suggested_s or 0.0


def _extension_line(angle: HeldAngle) -> Line:
    return line("report.value.mean_best", mean=angle.mean_deg, best=angle.best_deg)


def _tilt_line(angle: HeldAngle) -> Line:
    return line(f"report.value.tilt_{angle.tilt_way}", value=abs(angle.tilt_deg), sd=angle.tilt_sd_deg)


def _least_s(spec: ExerciseSpec) -> float:
    """Shorter than that is no hold, and nothing to praise."""
    return spec.progress.min_report_s if isinstance(spec.progress, HoldRule) else 0.0
