"""Which faults a set shows, how much of it, and which of them is worth working on first."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from formcheck.domain.measure import Concern, Criterion, Flag, Measure, Unit
from formcheck.engine.fault_spans import Finding
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import ExerciseSpec
from formcheck.review.axis import Sample
from formcheck.review.extent import Extent
from formcheck.review.kinds import section_of
from formcheck.review.lines import Line, line
from formcheck.review.where import where_line

_SD_COLUMN = f"{Measure.PELVIC_TILT_SD.key}_{Measure.PELVIC_TILT_SD.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault over a whole set. reps: in how many repetitions; seconds: for how long in all.

    numbers: of those repetitions, from 1. extent: how far it went at its worst, None where that is not known.
    moment_s: where to look at it.
    """

    flag: Flag
    concern: Concern
    reps: int
    seconds: float
    spans: tuple[tuple[float, float], ...]
    numbers: tuple[int, ...] = ()
    extent: Extent | None = None
    moment_s: float = 0.0


def faults_of(report: SetReport, samples: Sequence[Sample] = ()) -> tuple[Fault, ...]:
    """Faults of a set, the one to work on first at the head: by concern, then by how much of it."""
    found: dict[Flag, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(finding.flag, []).append(finding)
    faults = [_fault(flag, findings, report, samples) for flag, findings in found.items()]
    return tuple(sorted(faults, key=lambda fault: (fault.concern, -fault.reps, -fault.seconds, fault.flag)))


def fault_line(fault: Fault, report: SetReport) -> Line:
    """Say where, how much against what, and the one thing to do."""
    spec = report.spec
    where = where_line(fault.numbers, fault.spans, len(report.reps))
    if EXERCISES.get(spec.slug) is not spec:  # whoever brings an exercise brings its cues, and no more
        cue = line(f"{spec.key}.cue.{fault.flag}")
        return line("report.fault.cue", where=where, what=line(f"flag.{fault.flag}"), cue=cue)
    what = line(f"flag.{fault.flag}")
    if fault.extent is not None:
        what = line(f"{spec.key}.finding.{fault.flag}", **fault.extent.params())
    return line("report.fault.said", where=where, what=what, advice=line(f"{spec.key}.advice.{fault.flag}"))


def _fault(flag: Flag, findings: list[Finding], report: SetReport, samples: Sequence[Sample]) -> Fault:
    spans = tuple((finding.start_s, finding.end_s) for finding in findings)
    criterion = _criterion(flag, report.spec)
    worst = _worst(findings, flag, criterion)
    extent = _extent(worst, flag, criterion, samples) if criterion else None
    return Fault(
        flag=flag,
        concern=criterion.concern if criterion else _CONCERN.get(flag, Concern.RANGE),
        reps=sum(flag in rep.flags for rep in report.reps),
        seconds=math.fsum(end_s - start_s for start_s, end_s in spans),
        spans=spans,
        numbers=tuple(n for n, rep in enumerate(report.reps, start=1) if flag in rep.flags),
        extent=extent if criterion else section_of(report.spec).extent(flag, report, samples),
        moment_s=0.5 * (worst.start_s + worst.end_s),
    )


_CONCERN = {Flag.TOO_FAST: Concern.TEMPO}


def _criterion(flag: Flag, spec: ExerciseSpec) -> Criterion | None:
    return next((each for each in spec.criteria if flag in (each.below, each.above)), None)


def _worst(findings: Iterable[Finding], flag: Flag, criterion: Criterion | None) -> Finding:
    """The finding that went furthest; where that is not known, the longest one."""

    def how_bad(finding: Finding) -> tuple[float, float]:
        value = -math.inf if math.isnan(finding.value) else finding.value
        below = criterion is not None and flag is criterion.below and math.isfinite(value)
        return (-value if below else value), finding.end_s - finding.start_s

    return max(findings, key=how_bad)


def _extent(worst: Finding, flag: Flag, criterion: Criterion, samples: Sequence[Sample]) -> Extent | None:
    """How far a measure went beyond its bound, as a size: the words say which way."""
    if math.isnan(worst.value):
        return None
    value, limit = size_of(worst.value, criterion), limit_of(flag, criterion)
    if criterion.channel.measure is not Measure.PELVIC_TILT:
        return Extent(value, limit)
    sds = [
        sd
        for sample in samples
        if worst.start_s <= sample.t_s <= worst.end_s
        and not math.isnan(sd := sample.values.get(_SD_COLUMN, math.nan))
    ]
    # A tilt is never said without its uncertainty.
    return Extent(value, limit, sd=math.fsum(sds) / len(sds)) if sds else None


def limit_of(flag: Flag, criterion: Criterion) -> float:
    """Up to where, or from where on, it is fine: as a size, in degrees or per cent."""
    return size_of(criterion.ok.low if flag is criterion.below else criterion.ok.high, criterion)


def size_of(value: float, criterion: Criterion) -> float:
    """A value without its sign; of a trunk that has grown shorter, by how much."""
    measure = criterion.channel.measure
    if measure is Measure.TRUNK_STRETCH:
        return 100.0 * (1.0 - value)
    return (100.0 if measure.unit is Unit.RATIO else 1.0) * abs(value)
