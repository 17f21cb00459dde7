"""What must stand beside a result so that nobody reads more into it than it says."""

from collections.abc import Iterator

from formcheck.engine.report import SetReport
from formcheck.review.cells import ENOUGH_JUDGED
from formcheck.review.kinds import section_of
from formcheck.review.lines import Line, line
from formcheck.review.summary import without_neutral
from formcheck.review.symmetry import must_turn, one_side_seen


def notes_of(report: SetReport) -> tuple[Line, ...]:
    """Write notes on a set, the most important first."""
    return tuple(_notes(report))


def _notes(report: SetReport) -> Iterator[Line]:
    yield from section_of(report.spec).notes(report)
    if (report.reps or report.holds or report.tries) and report.judged_share < ENOUGH_JUDGED:
        yield line("report.note.too_little", percent=100.0 * report.judged_share)
    # Of somebody who was never seen in the position, other things are to be said first.
    if report.spec.progress.needs_neutral and not report.neutral.still and report.judged_share > 0.0:
        yield line("report.note.restless") if report.neutral_taken else without_neutral(report, "note.no")
    if report.unfinished:
        yield line("report.note.unfinished")
    side = one_side_seen(report)
    if side:
        turn = report.spec.limbs and must_turn(report.spec)
        yield line(f"report.note.one_{'side' if turn else 'leg'}", side=line(f"side.{side}"))
