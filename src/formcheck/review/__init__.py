"""A set, said in keys: the one source of what the page, the HTML and the PDF report say."""

from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.engine.report import SetReport
from formcheck.review.chart import Chart, Sample, chart_of
from formcheck.review.faults import Fault, fault_line, faults_of
from formcheck.review.figures import Figure, figures_of
from formcheck.review.judged import Unjudged, unjudged_of
from formcheck.review.lines import Line, Say, line, speak
from formcheck.review.notes import notes_of
from formcheck.review.sides import side_lines
from formcheck.review.summary import next_step_of, strength_of
from formcheck.review.table import Table, table_of

__all__ = ["Fault", "Figure", "Line", "Review", "Say", "Table", "Unjudged", "line", "review_of", "speak"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that is said about a set. strength: None when nothing could be judged."""

    figures: tuple[Figure, ...]
    strength: Line | None
    next_step: Line
    notes: tuple[Line, ...]
    sides: tuple[Line, ...]
    unjudged: tuple[Unjudged, ...]
    faults: tuple[tuple[Fault, Line], ...]
    table: Table
    chart: Chart


def review_of(report: SetReport, samples: Sequence[Sample]) -> Review:
    """Review of a set. samples: its frames."""
    chart = chart_of(report, samples)
    return Review(
        figures=figures_of(report),
        strength=strength_of(report),
        next_step=next_step_of(report),
        notes=notes_of(report),
        sides=side_lines(report),
        unjudged=unjudged_of(report, samples),
        faults=tuple((fault, fault_line(fault, report)) for fault in faults_of(report)),
        table=table_of(report, chart.points),
        chart=chart,
    )
