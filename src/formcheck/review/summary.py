"""One strength and one next step: what a good teacher says at the end of a set."""

from collections.abc import Sequence

from formcheck.engine.report import SetReport
from formcheck.review.cells import ENOUGH_JUDGED
from formcheck.review.faults import Fault, fault_line
from formcheck.review.kinds import section_of
from formcheck.review.lines import Line, line
from formcheck.review.lost_time import Unjudged, lost_time_of

_MOST = 0.5
_SEEN_S = 3.0  # who was judged that long was well seen: it was the neutral that was missing


def strength_of(report: SetReport) -> Line | None:
    """Choose what went well; None when nothing could be judged."""
    strength = section_of(report.spec).strength(report)
    if strength is None and report.judged_share >= ENOUGH_JUDGED:
        return line("report.strength.seen", percent=100.0 * report.judged_share)
    return strength


def cannot_judge(report: SetReport) -> Unjudged | None:
    """Why nothing can be said of a set; None where something was counted, or enough was seen of nothing."""
    unjudged = lost_time_of(report)
    done = report.reps or report.holds or report.tries
    return unjudged[0] if unjudged and not done and report.judged_share < _MOST else None


def without_neutral(report: SetReport, begin: str) -> Line:
    """What to say of a set without a neutral: that they must hold still, or stop what they do instead."""
    hindrance = report.neutral.hindrance
    if hindrance is None:
        return line(f"report.{begin}_neutral")
    return line(f"report.{begin}_neutral_{hindrance}")


def next_step_of(report: SetReport, faults: Sequence[Fault]) -> Line:
    """Choose the one thing to do next time: be seen, then move well, then do more."""
    rule = report.spec.progress
    unjudged = lost_time_of(report)
    done = report.reps or report.holds or report.tries or report.passes
    no_neutral = rule.needs_neutral and not report.neutral_taken
    well_seen = report.judged_share * report.duration_s > _SEEN_S or report.neutral.hindrance is not None
    if not done and no_neutral and well_seen and not (unjudged and unjudged[0].share > report.judged_share):
        return without_neutral(report, "next.no")
    # Who walks through the picture is out of it for much of the time, and that is no mistake.
    lost = () if report.passes else unjudged
    if lost and (report.judged_share < _MOST or (not done and report.judged_share < ENOUGH_JUDGED)):
        return line("report.next.fix", what=lost[0].what, fix=lost[0].fix)
    if not done:
        if no_neutral:
            return without_neutral(report, "next.no")
        if report.unfinished:
            return line("report.next.unfinished")
        return line(f"report.next.nothing_{rule.piece}")
    if faults:
        return fault_line(faults[0], report)
    if lost and report.judged_share < ENOUGH_JUDGED:
        return line("report.next.fix", what=lost[0].what, fix=lost[0].fix)
    return section_of(report.spec).more(report)
