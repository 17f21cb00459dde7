"""What could not be judged, how much of the time, and what to do about it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.domain.events import Reason
from formcheck.domain.measure import Measure
from formcheck.domain.pelvis import TiltUnseen
from formcheck.engine.gatekeeper import EDGES
from formcheck.engine.report import SetReport
from formcheck.review.axis import Sample
from formcheck.review.kinds import section_of
from formcheck.review.lines import Line, line

_WORTH_SAYING = 0.005
"""Share of the time from which on a reason is listed: less is shown as 0 %, and nobody need do anything."""
_ON_THE_WAY_S = 0.5
"""Who walks out of the picture has left it that soon after the head or the feet."""
_ENOUGH = 0.5
"""Share of the judged time for which the tilt is said: from here on nothing needs to be changed."""


@dataclass(frozen=True, slots=True)
class Unjudged:
    """Something that was not judged. share: of the whole time, 0..1; seconds: the same."""

    what: Line
    fix: Line
    share: float
    seconds: float


def lost_time_of(report: SetReport) -> tuple[Unjudged, ...]:
    """Reasons why time was not judged, the one that took most of it first."""
    seconds: dict[Reason, float] = {}
    for gap in report.gaps:
        seconds[gap.reason] = seconds.get(gap.reason, 0.0) + gap.end_s - gap.start_s
    return tuple(
        Unjudged(line(f"gate.{reason}.what"), _fix(reason, report), lost / report.duration_s, lost)
        for reason, lost in sorted(seconds.items(), key=lambda item: -item[1])
    )


def _fix(reason: Reason, report: SetReport) -> Line:
    """What to do. Who walks by is gone whenever they turn, and that is no mistake."""
    if report.passes and (reason is Reason.NO_PERSON or _on_the_way_out(reason, report)):
        return line("report.unjudged.turning")
    return line(f"gate.{reason}.fix")


def _on_the_way_out(reason: Reason, report: SetReport) -> bool:
    """Whether something was cut off only where they went out of the picture, or came in again."""
    if reason not in EDGES:
        return False
    gone = [
        edge_s for gap in report.gaps if gap.reason is Reason.NO_PERSON for edge_s in (gap.start_s, gap.end_s)
    ]
    return all(
        any(abs(edge_s - gone_s) < _ON_THE_WAY_S for edge_s in (gap.start_s, gap.end_s) for gone_s in gone)
        for gap in report.gaps
        if gap.reason is reason
    )


def unjudged_of(report: SetReport, samples: Sequence[Sample]) -> tuple[Unjudged, ...]:
    """Lost time, and the low back where it was mostly not seen, or is never judged."""
    lost = tuple(each for each in lost_time_of(report) if each.share >= _WORTH_SAYING)
    if not report.spec.pelvis_judged and report.judged_share > 0.0:
        what, fix = line("report.unjudged.back_what"), line("report.unjudged.back_fix")
        return (*lost, Unjudged(what, fix, 1.0, report.duration_s))
    asked = _depends_on_tilt(report) and report.judged_share > 0.0
    return (*lost, *(_unseen_low_back(report, samples) if asked else ()))


def _unseen_low_back(report: SetReport, samples: Sequence[Sample]) -> tuple[Unjudged, ...]:
    what, seen = line("report.unjudged.tilt_what"), report.tilt_seen
    if seen.main_reason is not None:
        if seen.said_share >= _ENOUGH:
            return ()
        turned = seen.main_reason is TiltUnseen.TURNED
        fix = line(f"pelvis.{seen.main_reason}", **({"deg": abs(seen.yaw_deg)} if turned else {}))
        lost_s = sum(seen.unseen_s.values())
        return (Unjudged(what, fix, lost_s / report.duration_s, lost_s),)
    if _tilt_seen(samples):
        return ()
    piece = report.spec.progress.piece
    return (Unjudged(what, line(f"report.unjudged.tilt_fix_{piece}"), 1.0, report.duration_s),)


def _depends_on_tilt(report: SetReport) -> bool:
    judged = any(criterion.channel.measure is Measure.PELVIC_TILT for criterion in report.spec.criteria)
    return judged or section_of(report.spec).needs_tilt


def _tilt_seen(samples: Sequence[Sample]) -> bool:
    column = f"{Measure.PELVIC_TILT.key}_{Measure.PELVIC_TILT.unit}"
    return any(not math.isnan(sample.values.get(column, math.nan)) for sample in samples)
