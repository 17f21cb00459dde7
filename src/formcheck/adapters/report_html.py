"""The report as one HTML file: readable offline, printable, without a script or an outside resource."""

from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from formcheck.adapters.analysis import Analysis
from formcheck.adapters.export_json import build_report
from formcheck.adapters.report_plot import plot_svg
from formcheck.review import Line, Say, review_of, speak

_DISCLAIMERS = ("purpose", "accuracy", "stop", "see", "private")


def report_html(analysis: Analysis, say: Say) -> str:
    """Text of the file, in the words of `say`."""
    review = review_of(analysis.report, analysis.rows)
    report = build_report(analysis)

    def spoken(line: Line) -> str:
        return speak(line, say)

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["spoken"] = spoken
    source = files("formcheck.adapters").joinpath("templates/report.html.j2").read_text(encoding="utf-8")
    return environment.from_string(source).render(
        say=say,
        review=review,
        report=report,
        exercise=analysis.spec.key,
        plot=plot_svg(review.chart, say),
        disclaimers=[say(f"report.disclaimer.{name}") for name in _DISCLAIMERS],
    )
