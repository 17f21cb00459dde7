"""One strength and one next step: what a good teacher says at the end of a set."""

from formcheck.domain.measure import Reference
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import Dose, ExerciseSpec, HoldRule, MobilityRule, RepRule
from formcheck.review.faults import fault_line, faults_of
from formcheck.review.figures import ENOUGH_JUDGED, clean_reps
from formcheck.review.judged import lost_time_of
from formcheck.review.lines import Line, counted, line
from formcheck.review.sides import one_side_seen

_MOST = 0.5
_ALL_BUT_NOISE = 0.95


def strength_of(report: SetReport) -> Line | None:
    """Choose what went well; None when nothing could be judged."""
    match EXERCISES[report.exercise]:
        case ExerciseSpec(progress=HoldRule(), dose=dose) if report.holds:
            return _strength_of_holds(report, dose)
        case ExerciseSpec(progress=MobilityRule()) if report.tries:
            return counted("report.strength.tries", len(report.tries))
        case ExerciseSpec(progress=RepRule() as rule) if report.reps:
            return _strength_of_reps(report, rule)
    if report.judged_share >= ENOUGH_JUDGED:
        return line("report.strength.seen", percent=100.0 * report.judged_share)
    return None


def _strength_of_reps(report: SetReport, rule: RepRule) -> Line:
    clean, total = clean_reps(report), len(report.reps)
    calm = rule.up_s is not None and all("too_fast" not in rep.flags for rep in report.reps)
    if clean == total:
        return counted("report.strength.all_clean", total)
    if clean:
        return line("report.strength.some_clean", clean=clean, total=total)
    if calm:
        return line("report.strength.tempo")
    if report.complete_reps:
        return counted("report.strength.complete", report.complete_reps)
    return counted("report.strength.attempts", total)


def _strength_of_holds(report: SetReport, dose: Dose) -> Line:
    longest_s = max(held.hold.longest_s for held in report.holds)
    in_zone_s = sum(held.hold.in_zone_s for held in report.holds)
    credited_s = sum(held.credited_s for held in report.holds)
    if dose.hold_s and longest_s >= dose.hold_s[0] and credited_s >= _ALL_BUT_NOISE * in_zone_s:
        return line("report.strength.hold_long", seconds=longest_s)
    if credited_s >= _ALL_BUT_NOISE * in_zone_s:
        return line("report.strength.hold_clean", seconds=in_zone_s)
    return line("report.strength.hold_some", seconds=in_zone_s)


def needs_neutral(spec: ExerciseSpec) -> bool:
    """Whether nothing can be counted before the person's own neutral was taken."""
    rule = spec.progress
    return not (isinstance(rule, RepRule) and rule.reference is Reference.RESTING)


def next_step_of(report: SetReport) -> Line:
    """Choose the one thing to do next time: be seen, then move well, then do more."""
    spec = EXERCISES[report.exercise]
    unjudged = lost_time_of(report)
    done = report.reps or report.holds or report.tries
    if unjudged and (report.judged_share < _MOST or (not done and report.judged_share < ENOUGH_JUDGED)):
        return line("report.next.fix", what=unjudged[0].what, fix=unjudged[0].fix)
    if not done:
        if needs_neutral(spec) and not report.neutral_taken:
            return line("report.next.neutral")
        return line(f"report.next.nothing_{_kind(spec)}")
    faults = faults_of(report)
    if faults:
        cue = line(f"{spec.key}.cue.{faults[0].flag}")
        return line("report.next.fault", fault=fault_line(faults[0], report), cue=cue)
    if unjudged and report.judged_share < ENOUGH_JUDGED:
        return line("report.next.fix", what=unjudged[0].what, fix=unjudged[0].fix)
    return _more_of_it(report, spec)


def _more_of_it(report: SetReport, spec: ExerciseSpec) -> Line:
    dose = spec.dose
    if isinstance(spec.progress, MobilityRule):
        return line("report.next.compare")
    if dose.hold_s and max(held.hold.longest_s for held in report.holds) < dose.hold_s[0]:
        return line("report.next.hold_longer", low=dose.hold_s[0], high=dose.hold_s[1])
    if one_side_seen(report) and spec.limbs:
        return line("report.next.other_side")
    per_side = report.complete_reps / (len(spec.limbs) or 1)
    if dose.reps and per_side < dose.reps[0]:
        return line(
            f"report.next.more_reps_{'leg' if dose.per_leg else 'all'}", low=dose.reps[0], high=dose.reps[1]
        )
    return line("report.next.keep")


def _kind(spec: ExerciseSpec) -> str:
    return {HoldRule: "hold", MobilityRule: "try"}.get(type(spec.progress), "rep")
