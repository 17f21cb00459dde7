"""The report as one HTML file: readable offline, printable, without a script or an outside resource."""

from datetime import date
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from formcheck.adapters.about_recording import lines_about
from formcheck.adapters.analysis import Analysis
from formcheck.adapters.export_json import build_report
from formcheck.adapters.report_day import day_line, sentence
from formcheck.adapters.report_plot import plot_svg
from formcheck.adapters.stills import by_flag, faults_to_list
from formcheck.review import Line, Say, review_of, speak

_DISCLAIMERS = ("purpose", "accuracy", "stop", "see", "private")


def report_html(analysis: Analysis, say: Say, on: date | None = None) -> str:
    """Text of the file, in the words of `say`. on: the day that stands in it, by default today."""
    review = review_of(analysis.report, analysis.rows, lines_about(analysis.video))
    report = build_report(analysis)

    stills = by_flag(analysis.stills)

    def spoken(line: Line) -> str:
        return speak(line, say)

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"spoken": spoken, "sentence": sentence}
    source = files("formcheck.adapters").joinpath("templates/report.html.j2").read_text(encoding="utf-8")
    return environment.from_string(source).render(
        say=say,
        review=review,
        report=report,
        date=day_line(on, say),
        stills=stills,
        faults=faults_to_list(review, stills),
        unjudged=review.unjudged[1:] if review.cannot_judge else review.unjudged,
        exercise=analysis.spec.key,
        plot=plot_svg(review.chart, say),
        disclaimers=[say(f"report.disclaimer.{name}") for name in _DISCLAIMERS],
    )
