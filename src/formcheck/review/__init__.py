"""A set, said in keys: the one source of what the page, the HTML and the PDF report say."""

from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.engine.report import SetReport
from formcheck.review.axis import Sample
from formcheck.review.cells import Figure, Table, percent_line
from formcheck.review.chart import Chart, chart_of
from formcheck.review.faults import Fault, fault_line, faults_of
from formcheck.review.kinds import section_of
from formcheck.review.lines import Line, Say, line, speak
from formcheck.review.looks_like import looks_like
from formcheck.review.lost_time import Unjudged, lost_time_of, unjudged_of
from formcheck.review.notes import notes_of
from formcheck.review.sides import side_lines
from formcheck.review.summary import cannot_judge, next_step_of, strength_of

__all__ = ["Fault", "Figure", "Line", "Review", "Say", "Table", "Unjudged", "line", "review_of", "speak"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that is said about a set. strength: None when nothing could be judged.

    result: what came of it, against the aim or the dose. cannot_judge: why nothing can be said of it, None
    where something can; else there are neither figures nor a result. faults: with where, how much, and what
    to do.
    looks_like: slug of another exercise in whose position the body was most of the time, to be offered; None
    where this one was done or no other one is clear.
    """

    result: Line | None
    figures: tuple[Figure, ...]
    strength: Line | None
    next_step: Line
    notes: tuple[Line, ...]
    sides: tuple[Line, ...]
    unjudged: tuple[Unjudged, ...]
    faults: tuple[tuple[Fault, Line], ...]
    table: Table
    chart: Chart
    looks_like: str | None = None
    cannot_judge: Unjudged | None = None


def review_of(report: SetReport, samples: Sequence[Sample], about: tuple[Line, ...] = ()) -> Review:
    """Review of a set. samples: its frames. about: what is to be said of the recording itself."""
    chart, section = chart_of(report, samples), section_of(report.spec)
    faults, nothing = faults_of(report, samples), cannot_judge(report)
    return Review(
        result=None if nothing else section.result(report),
        figures=() if nothing else (*section.figures(report, samples), _judged(report, samples)),
        strength=None if nothing else strength_of(report),
        next_step=next_step_of(report, faults),
        notes=(*about, *notes_of(report)),
        sides=side_lines(report),
        unjudged=unjudged_of(report, samples),
        faults=tuple((fault, fault_line(fault, report)) for fault in faults),
        table=section.table(report, samples),
        chart=chart,
        looks_like=looks_like(report),
        cannot_judge=nothing,
    )


def _judged(report: SetReport, samples: Sequence[Sample]) -> Figure:
    """How much of the time was judged: where that is all, and yet not the low back, it says so."""
    back = len(unjudged_of(report, samples)) > len(lost_time_of(report))
    return Figure(f"report.figure.judged{'_but_back' if back else ''}", percent_line(report.judged_share))
