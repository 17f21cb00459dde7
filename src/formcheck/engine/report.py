"""Folds the events of a set into what is said about it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from statistics import median
from typing import Literal

from formcheck.domain.body import Side
from formcheck.domain.events import (
    CueGiven,
    Event,
    HoldEnded,
    Judged,
    MobilityMeasured,
    NeutralTaken,
    NotJudged,
    Reason,
    RepCompleted,
    VerdictChanged,
)
from formcheck.domain.measure import Flag, Verdict
from formcheck.exercises.spec import ExerciseSpec, MobilityRule

Span = tuple[float, float]
Mobility = Literal["stayed_down", "unsure", "lifted"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault and when it held."""

    flag: Flag
    start_s: float
    end_s: float
    side: Side


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
    peaks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of time that could not be judged, and why."""

    reason: Reason
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReport:
    """One set, as far as the picture allowed to judge it. judged_share: of time, 0..1."""

    exercise: str
    duration_s: float
    judged_share: float
    gaps: tuple[Gap, ...]
    reps: tuple[RepCompleted, ...]
    holds: tuple[HoldReport, ...]
    tries: tuple[MobilityMeasured, ...]
    findings: tuple[Finding, ...]
    sides: dict[Side, SideReport] = field(default_factory=dict)
    lift_deg: float = math.nan
    mobility: Mobility | None = None
    cues: tuple[CueGiven, ...] = ()
    neutral_taken: bool = False

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
    return _report(
        spec,
        duration_s=end_s - start_s,
        gaps=_gaps(events, start_s, end_s),
        reps=tuple(reps),
        holds=tuple(_hold_report(e, spans) for e in counted if isinstance(e, HoldEnded)),
        tries=tuple(e for e in counted if isinstance(e, MobilityMeasured)),
        findings=tuple(sorted([*spans, *shape], key=lambda f: (f.start_s, f.flag))),
        cues=tuple(e for e in counted if isinstance(e, CueGiven)),
        neutral_taken=any(isinstance(e, NeutralTaken) for e in events),
    )


def joined(reports: Iterable[SetReport], spec: ExerciseSpec) -> SetReport:
    """One report of several sets on one clock; its duration is that of the sets, without what lay between."""
    reports = tuple(reports)
    return _report(
        spec,
        duration_s=sum(report.duration_s for report in reports),
        gaps=tuple(chain.from_iterable(report.gaps for report in reports)),
        reps=tuple(chain.from_iterable(report.reps for report in reports)),
        holds=tuple(chain.from_iterable(report.holds for report in reports)),
        tries=tuple(chain.from_iterable(report.tries for report in reports)),
        findings=tuple(chain.from_iterable(report.findings for report in reports)),
        cues=tuple(chain.from_iterable(report.cues for report in reports)),
        neutral_taken=any(report.neutral_taken for report in reports),
    )


def _report(
    spec: ExerciseSpec,
    *,
    duration_s: float,
    gaps: tuple[Gap, ...],
    reps: tuple[RepCompleted, ...],
    holds: tuple[HoldReport, ...],
    tries: tuple[MobilityMeasured, ...],
    findings: tuple[Finding, ...],
    cues: tuple[CueGiven, ...],
    neutral_taken: bool,
) -> SetReport:
    lift_deg = median([e.lift_deg for e in tries]) if tries else math.nan
    return SetReport(
        exercise=spec.slug,
        duration_s=duration_s,
        judged_share=1.0 - sum(g.end_s - g.start_s for g in gaps) / duration_s if duration_s else 0.0,
        gaps=gaps,
        reps=reps,
        holds=holds,
        tries=tries,
        findings=findings,
        sides={side: _side_report(side, reps, holds, tries) for side in (Side.LEFT, Side.RIGHT)},
        lift_deg=lift_deg,
        mobility=_mobility(spec, lift_deg),
        cues=cues,
        neutral_taken=neutral_taken,
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


def _fault_spans(events: Sequence[Event], duration_s: float) -> list[Finding]:
    by_judge: dict[tuple[str, Side], list[VerdictChanged]] = {}
    for event in events:
        if isinstance(event, VerdictChanged):
            by_judge.setdefault((event.criterion, event.side), []).append(event)
    found: list[Finding] = []
    for changes in by_judge.values():
        ended = VerdictChanged(
            t_s=duration_s,
            since_s=duration_s,
            criterion="",
            verdict=Verdict.UNSEEN,
            flag=None,
            side=changes[-1].side,
        )
        found += [
            Finding(now.flag, now.since_s, after.since_s, now.side)
            for now, after in pairwise([*changes, ended])
            if now.verdict is Verdict.FAULT and now.flag
        ]
    return found


def _hold_report(hold: HoldEnded, faults: Iterable[Finding]) -> HoldReport:
    inside = tuple(f for f in faults if f.start_s < hold.end_s and f.end_s > hold.start_s)
    red_s = sum(
        _overlap_s(span, cut)
        for span in hold.spans
        for cut in _merged([(f.start_s, f.end_s) for f in inside])
    )
    return HoldReport(hold, hold.in_zone_s - red_s, inside)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start_s, end_s in sorted(spans):
        if merged and start_s <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end_s, merged[-1][1]))
        else:
            merged.append((start_s, end_s))
    return merged


def _overlap_s(a: Span, b: Span) -> float:
    return max(0.0, min(a[1], b[1]) - max(a[0], b[0]))


def _side_report(
    side: Side,
    reps: Iterable[RepCompleted],
    holds: Iterable[HoldReport],
    tries: Iterable[MobilityMeasured],
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
        peaks=tuple(next(iter(rep.peak.values())) for rep in own if rep.complete and rep.peak),
    )


def _mobility(spec: ExerciseSpec, lift_deg: float) -> Mobility | None:
    rule = spec.progress
    if not isinstance(rule, MobilityRule) or math.isnan(lift_deg):
        return None
    if lift_deg in rule.lifted:
        return "lifted"
    return "stayed_down" if lift_deg in rule.stayed_down else "unsure"
