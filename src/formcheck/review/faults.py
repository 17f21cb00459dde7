"""Which faults a set shows, how much of it, and which of them is worth working on first."""

from collections.abc import Iterable
from dataclasses import dataclass

from formcheck.domain.measure import Concern, Flag
from formcheck.engine.report import Finding, SetReport
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import ExerciseSpec
from formcheck.review.lines import Line, counted, line


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault over a whole set. reps: in how many repetitions; seconds: for how long in all."""

    flag: Flag
    concern: Concern
    reps: int
    seconds: float
    spans: tuple[tuple[float, float], ...]


def faults_of(report: SetReport) -> tuple[Fault, ...]:
    """Faults of a set, the one to work on first at the head: by concern, then by how much of it."""
    spec = EXERCISES[report.exercise]
    found: dict[Flag, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(finding.flag, []).append(finding)
    faults = [_fault(flag, findings, report, spec) for flag, findings in found.items()]
    return tuple(sorted(faults, key=lambda fault: (fault.concern, -fault.reps, -fault.seconds, fault.flag)))


def fault_line(fault: Fault, report: SetReport) -> Line:
    """How much of a fault there was."""
    flag = line(f"flag.{fault.flag}")
    if report.reps:
        return counted("report.fault.reps", fault.reps, flag=flag, total=len(report.reps))
    return line("report.fault.time", flag=flag, seconds=fault.seconds)


def _fault(flag: Flag, findings: Iterable[Finding], report: SetReport, spec: ExerciseSpec) -> Fault:
    spans = tuple((finding.start_s, finding.end_s) for finding in findings)
    return Fault(
        flag=flag,
        concern=_concern(flag, spec),
        reps=sum(flag in rep.flags for rep in report.reps),
        seconds=sum(end_s - start_s for start_s, end_s in spans),
        spans=spans,
    )


def _concern(flag: Flag, spec: ExerciseSpec) -> Concern:
    for criterion in spec.criteria:
        if flag in (criterion.below, criterion.above):
            return criterion.concern
    return Concern.TEMPO if flag is Flag.TOO_FAST else Concern.RANGE
