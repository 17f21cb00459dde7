"""What of a set lies where in time: what a visitor can jump to, and the pelvis beside the counted measure.

All times are media seconds, as in the report; a video that is shown beside them has the same clock.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.domain.measure import Channel, Flag, Measure
from formcheck.engine.fault_spans import Finding
from formcheck.engine.report import SetReport
from formcheck.review.axis import Sample
from formcheck.review.cells import Stretch
from formcheck.review.lines import line


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a row of the table lies. top_s: the moment that shows it best. flags: faults in it."""

    start_s: float
    top_s: float
    end_s: float
    complete: bool
    flags: tuple[Flag, ...]

    @property
    def clean(self) -> bool:
        """Whether it was complete, and without a fault."""
        return self.complete and not self.flags


@dataclass(frozen=True, slots=True)
class TiltCourse:
    """The pelvic tilt against the own neutral, in degrees, + anterior. points: NaN where it was not seen.

    ok: low and high of what is no fault; infinite at an open end.
    """

    points: tuple[tuple[float, float], ...]
    ok: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Still:
    """A picture of the set that is worth a look. row: of the table, from 0."""

    row: int
    t_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """moments: one for each row of the table, in its order. best, weakest: None where there is no choice."""

    moments: tuple[Moment, ...]
    faults: tuple[Stretch, ...]
    tilt: TiltCourse | None
    best: Still | None
    weakest: Still | None


def timeline_of(
    report: SetReport, samples: Sequence[Sample], points: Sequence[tuple[float, float]]
) -> Timeline:
    """Timeline of a set. samples: its frames; points: the course of the counted measure, as it is drawn."""
    moments = _moments(report, points)
    best, weakest = _stills(moments, report.findings, points)
    return Timeline(
        moments=moments,
        faults=tuple(Stretch("fault", f.start_s, f.end_s, line(f"flag.{f.flag}")) for f in report.findings),
        tilt=_tilt(report, samples),
        best=best,
        weakest=weakest,
    )


def _moments(report: SetReport, points: Sequence[tuple[float, float]]) -> tuple[Moment, ...]:
    return (
        *(Moment(r.start_s, r.peak_s, r.end_s, r.complete, r.flags) for r in report.reps),
        *(
            Moment(
                held.hold.start_s,
                _highest_s(points, held.hold.start_s, held.hold.end_s),
                held.hold.end_s,
                complete=True,
                flags=tuple(dict.fromkeys(finding.flag for finding in held.findings)),
            )
            for held in report.holds
        ),
        *(
            Moment(e.start_s, 0.5 * (e.start_s + e.end_s), e.end_s, complete=True, flags=())
            for e in report.tries
        ),
    )


def _highest_s(points: Sequence[tuple[float, float]], start_s: float, end_s: float) -> float:
    inside = [(value, t_s) for t_s, value in points if start_s <= t_s <= end_s and not math.isnan(value)]
    return max(inside)[1] if inside else 0.5 * (start_s + end_s)


def _stills(
    moments: tuple[Moment, ...], findings: Sequence[Finding], points: Sequence[tuple[float, float]]
) -> tuple[Still | None, Still | None]:
    """The best and the weakest of several; of those that are alike, the one that came higher is better."""
    if len(moments) < 2:  # noqa: PLR2004 - two can be compared
        return None, None

    def merit(row: int) -> tuple[bool, bool, int, float]:
        moment = moments[row]
        inside = [v for t, v in points if moment.start_s <= t <= moment.end_s and not math.isnan(v)]
        return moment.clean, moment.complete, -len(moment.flags), max(inside, default=-math.inf)

    rows = sorted(range(len(moments)), key=merit)
    best, weakest = rows[-1], rows[0]
    return Still(best, moments[best].top_s), Still(weakest, _worst_s(moments[weakest], findings))


def _worst_s(moment: Moment, findings: Sequence[Finding]) -> float:
    """Middle of the longest fault inside, else the top."""
    cut = [
        (max(f.start_s, moment.start_s), min(f.end_s, moment.end_s))
        for f in findings
        if f.flag in moment.flags and f.start_s < moment.end_s and f.end_s > moment.start_s
    ]
    if not cut:
        return moment.top_s
    start_s, end_s = max(cut, key=lambda span: span[1] - span[0])
    whole = (
        start_s <= moment.start_s and end_s >= moment.end_s
    )  # of the repetition as such: too fast, too low
    return moment.top_s if whole else 0.5 * (start_s + end_s)


def _tilt(report: SetReport, samples: Sequence[Sample]) -> TiltCourse | None:
    column = Channel(Measure.PELVIC_TILT).column
    points = tuple(
        (sample.t_s, sample.values.get(column, math.nan) if sample.judged else math.nan) for sample in samples
    )
    if all(math.isnan(value) for _, value in points):
        return None
    oks = [c.ok for c in report.spec.criteria if c.channel.measure is Measure.PELVIC_TILT]
    ends = (oks[0].low, oks[0].high) if oks else (-math.inf, math.inf)
    return TiltCourse(points, ends)
