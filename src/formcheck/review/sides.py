"""Left against right, as facts: degrees for angles, symmetry index in per cent for everything else."""

from formcheck.domain.body import Side
from formcheck.engine.report import SetReport
from formcheck.review.kinds import section_of
from formcheck.review.lines import Line
from formcheck.review.symmetry import did


def side_lines(report: SetReport) -> tuple[Line, ...]:
    """Tell what the sides did differently, where both were seen and the numbers are not near zero."""
    if not (did(report.sides[Side.LEFT]) and did(report.sides[Side.RIGHT])):
        return ()
    return tuple(section_of(report.spec).sides(report))
