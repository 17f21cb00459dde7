"""Folds the events of a set into what is said about it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from statistics import median

from formcheck.domain.body import Side
from formcheck.domain.events import (
    CueGiven,
    Event,
    HoldEnded,
    Judged,
    MobilityMeasured,
    NotJudged,
    PostureChanged,
    Reason,
    RepCompleted,
    RepUnfinished,
    TiltSightChanged,
    VerdictChanged,
)
from formcheck.domain.measure import Flag
from formcheck.domain.posture import Posture
from formcheck.domain.walking import PassWalked
from formcheck.engine.fault_spans import FaultSpans, Finding, credited_s, overlap_s
from formcheck.engine.neutral_seen import NeutralSeen, neutral_seen, of_all
from formcheck.engine.tilt_sight import TiltSeen, tilt_seen, together
from formcheck.exercises.rule import Mobility
from formcheck.exercises.spec import ExerciseSpec

__all__ = ["Aim", "Finding", "Gap", "HoldReport", "SetReport", "SideReport", "fold", "joined"]


@dataclass(frozen=True, slots=True)
class HoldReport:
    """A hold, the part of it without a fault, and the faults in it."""

    hold: HoldEnded
    credited_s: float
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class SideReport:
    """What one side did."""

    complete_reps: int = 0
    partial_reps: int = 0
    holds: int = 0
    in_zone_s: float = 0.0
    credited_s: float = 0.0
    lift_deg: float = math.nan
    steps: int = 0
    peaks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of time that could not be judged, and why."""

    reason: Reason
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What was to be done. reps: complete repetitions of a set, both legs together; seconds: of a hold.

    None: it is not about these. pieces: how many sets or holds, both sides together.
    """

    reps: int | None = None
    seconds: float | None = None
    pieces: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReport:
    """One set, as far as the picture allowed to judge it. judged_share: of time, 0..1.

    elsewhere_s: seconds in each position that is not one of the exercise's, as far as that alone kept time
    from being judged. aim: None where nobody said one, as with a recorded video.
    height_m: of the person, as they say; NaN where nobody did.
    """

    spec: ExerciseSpec
    duration_s: float
    judged_share: float
    gaps: tuple[Gap, ...]
    reps: tuple[RepCompleted, ...]
    holds: tuple[HoldReport, ...]
    tries: tuple[MobilityMeasured, ...]
    findings: tuple[Finding, ...]
    passes: tuple[PassWalked, ...] = ()
    unfinished: tuple[RepUnfinished, ...] = ()
    sides: dict[Side, SideReport] = field(default_factory=dict)
    lift_deg: float = math.nan
    mobility: Mobility | None = None
    cues: tuple[CueGiven, ...] = ()
    neutral: NeutralSeen = field(default_factory=NeutralSeen)
    tilt_seen: TiltSeen = field(default_factory=TiltSeen)
    elsewhere_s: dict[Posture, float] = field(default_factory=dict)
    aim: Aim | None = None
    height_m: float = math.nan

    @property
    def exercise(self) -> str:
        """Name of the exercise on the command line and in files."""
        return self.spec.slug

    @property
    def neutral_taken(self) -> bool:
        """Whether their own neutral was found."""
        return self.neutral.taken

    @property
    def complete_reps(self) -> int:
        """Repetitions that went all the way."""
        return sum(rep.complete for rep in self.reps)

    @property
    def partial_reps(self) -> int:
        """Attempts that did not."""
        return sum(not rep.complete for rep in self.reps)


def fold(events: Iterable[Event], spec: ExerciseSpec, end_s: float, *, start_s: float = 0.0) -> SetReport:
    """Report of a set from start_s to end_s. Events in the order in which they came, earlier ones too."""
    events = tuple(events)
    counted = tuple(e for e in events if e.t_s >= start_s)
    spans = [f for f in _fault_spans(events, end_s) if f.end_s > start_s]
    reps = sorted((e for e in counted if isinstance(e, RepCompleted)), key=lambda e: (e.start_s, e.side))
    shape = [Finding(flag, e.start_s, e.end_s, e.side) for e in reps for flag in e.flags if flag in _OF_REPS]
    gaps = _gaps(events, start_s, end_s)
    sights = [e for e in events if isinstance(e, TiltSightChanged)]
    return _report(
        spec,
        duration_s=end_s - start_s,
        gaps=gaps,
        reps=tuple(reps),
        unfinished=tuple(e for e in counted if isinstance(e, RepUnfinished)),
        holds=tuple(_hold_report(e, spans) for e in counted if isinstance(e, HoldEnded)),
        tries=tuple(e for e in counted if isinstance(e, MobilityMeasured)),
        passes=tuple(e for e in counted if isinstance(e, PassWalked)),
        findings=tuple(sorted([*spans, *shape], key=lambda f: (f.start_s, f.flag))),
        cues=tuple(e for e in counted if isinstance(e, CueGiven)),
        neutral=neutral_seen(events),
        seen=tilt_seen(sights, ((gap.start_s, gap.end_s) for gap in gaps), (start_s, end_s)),
        elsewhere_s=_elsewhere_s(events, gaps, end_s),
    )


def joined(reports: Iterable[SetReport], spec: ExerciseSpec) -> SetReport:
    """One report of several sets on one clock; its duration is that of the sets, without what lay between."""
    reports = tuple(reports)
    return _report(
        spec,
        duration_s=sum(report.duration_s for report in reports),
        gaps=tuple(chain.from_iterable(report.gaps for report in reports)),
        reps=tuple(chain.from_iterable(report.reps for report in reports)),
        unfinished=tuple(chain.from_iterable(report.unfinished for report in reports)),
        holds=tuple(chain.from_iterable(report.holds for report in reports)),
        tries=tuple(chain.from_iterable(report.tries for report in reports)),
        passes=tuple(chain.from_iterable(report.passes for report in reports)),
        findings=tuple(chain.from_iterable(report.findings for report in reports)),
        cues=tuple(chain.from_iterable(report.cues for report in reports)),
        neutral=of_all(report.neutral for report in reports),
        seen=together(report.tilt_seen for report in reports),
        elsewhere_s=_summed(report.elsewhere_s for report in reports),
    )


def _report(
    spec: ExerciseSpec,
    *,
    duration_s: float,
    gaps: tuple[Gap, ...],
    reps: tuple[RepCompleted, ...],
    unfinished: tuple[RepUnfinished, ...],
    holds: tuple[HoldReport, ...],
    tries: tuple[MobilityMeasured, ...],
    passes: tuple[PassWalked, ...],
    findings: tuple[Finding, ...],
    cues: tuple[CueGiven, ...],
    neutral: NeutralSeen,
    seen: TiltSeen,
    elsewhere_s: dict[Posture, float],
) -> SetReport:
    lift_deg = median([e.lift_deg for e in tries]) if tries else math.nan
    return SetReport(
        spec=spec,
        duration_s=duration_s,
        judged_share=1.0 - sum(g.end_s - g.start_s for g in gaps) / duration_s if duration_s else 0.0,
        gaps=gaps,
        reps=reps,
        unfinished=unfinished,
        holds=holds,
        tries=tries,
        passes=passes,
        findings=findings,
        sides={side: _side_report(side, reps, holds, tries, passes) for side in (Side.LEFT, Side.RIGHT)},
        lift_deg=lift_deg,
        mobility=spec.progress.verdict_on(lift_deg),
        cues=cues,
        neutral=neutral,
        tilt_seen=seen,
        elsewhere_s=elsewhere_s,
    )


_OF_REPS = (Flag.TOO_FAST, Flag.TOO_LOW, Flag.TOO_HIGH)


def _gaps(events: Sequence[Event], start_s: float, end_s: float) -> tuple[Gap, ...]:
    turns = [e for e in events if isinstance(e, Judged | NotJudged)]
    ends_s = [*(min(e.t_s, end_s) for e in turns[1:]), end_s][: len(turns)]
    gaps = (
        Gap(e.reason, max(e.t_s, start_s), until_s)
        for e, until_s in zip(turns, ends_s, strict=True)
        if isinstance(e, NotJudged)
    )
    return tuple(gap for gap in gaps if gap.end_s > gap.start_s)


def _elsewhere_s(events: Sequence[Event], gaps: Iterable[Gap], end_s: float) -> dict[Posture, float]:
    turns = [e for e in events if isinstance(e, PostureChanged)]
    ends_s = [*(e.t_s for e in turns[1:]), end_s][: len(turns)]
    lost = [(gap.start_s, gap.end_s) for gap in gaps if gap.reason is Reason.WRONG_POSTURE]
    return _summed(
        {e.posture: sum(overlap_s((e.t_s, until_s), gap) for gap in lost)}
        for e, until_s in zip(turns, ends_s, strict=True)
    )


def _summed(parts: Iterable[Mapping[Posture, float]]) -> dict[Posture, float]:
    whole: dict[Posture, float] = {}
    for part in parts:
        for posture, seconds in part.items():
            whole[posture] = whole.get(posture, 0.0) + seconds
    return {posture: seconds for posture, seconds in whole.items() if seconds > 0.0}


def _fault_spans(events: Iterable[Event], end_s: float) -> list[Finding]:
    spans = FaultSpans()
    for event in events:
        if isinstance(event, VerdictChanged):
            spans.add(event)
    return spans.until(end_s)


def _hold_report(hold: HoldEnded, faults: Iterable[Finding]) -> HoldReport:
    inside = tuple(f for f in faults if f.start_s < hold.end_s and f.end_s > hold.start_s)
    costly = [(f.start_s, f.end_s) for f in inside if f.flag.costs_credit]
    # The runs may be left out by who tells of a hold: then nothing can be taken away.
    lost_s = sum(end_s - start_s for start_s, end_s in hold.spans) - credited_s(hold.spans, costly)
    return HoldReport(hold, hold.in_zone_s - lost_s, inside)


def _side_report(
    side: Side,
    reps: Iterable[RepCompleted],
    holds: Iterable[HoldReport],
    tries: Iterable[MobilityMeasured],
    passes: Iterable[PassWalked],
) -> SideReport:
    own = [rep for rep in reps if rep.side is side]
    held = [hold for hold in holds if hold.hold.side is side]
    lifts = [e.lift_deg for e in tries if e.side is side]
    return SideReport(
        complete_reps=sum(rep.complete for rep in own),
        partial_reps=sum(not rep.complete for rep in own),
        holds=len(held),
        in_zone_s=sum(hold.hold.in_zone_s for hold in held),
        credited_s=sum(hold.credited_s for hold in held),
        lift_deg=median(lifts) if lifts else math.nan,
        steps=sum(step.side is side for each in passes for step in each.steps),
        peaks=tuple(next(iter(rep.peak.values())) for rep in own if rep.complete and rep.peak),
    )
