"""All thresholds as tables that a clinician can check: `python -m formcheck.exercises.criteria_page`."""

import math
import sys
from collections.abc import Iterator
from dataclasses import fields

from formcheck.domain.measure import Channel, Criterion, Interval, Reference, Source
from formcheck.exercises import EXERCISES
from formcheck.exercises.gates import GATES
from formcheck.exercises.spec import Bound, Condition, Dose, ExerciseSpec, HoldRule, MobilityRule, RepRule

_HEAD = """# Criteria
Generated from `src/formcheck/exercises`; do not edit. `make criteria` writes it anew.

Grades: **U** the users' source text, **S** study, **E** clinical practice, **O** ours: chosen or computed,
tuned on rendered people with known angles, never to be read as medical fact.

Signs: trunk lean + forward; thigh extension + knee behind the hip; hip and knee flexion + bent; thigh
elevation + knee above the hip; pelvic tilt + anterior. *neutral*: against the person's own still start;
*resting*: against where the measure rested in the last seconds. Beyond amber is a fault. It counts when it
lasts as long as its row says, and is gone after 0.5 s clearly inside. The settings above a table are ours,
but for target_s, the users'.
"""
_COLUMNS = ("what", "measure", "against", "green", "amber up to", "lasts", "grade", "source")
_TABLE = f"\n| {' | '.join(_COLUMNS)} |\n{'|---' * len(_COLUMNS)}|\n"


def criteria_page() -> str:
    """The whole page, Markdown."""
    return _HEAD + "".join(_exercise(spec) for spec in EXERCISES.values()) + _gates()


def _exercise(spec: ExerciseSpec) -> str:
    postures = ", ".join(sorted(spec.postures))
    where = f"Posture: {postures}. Camera height: {spec.camera_height_cm} cm."
    settings = ", ".join(_settings(spec.progress, spec))
    head = f"\n## {spec.slug}\n{where} {_dose(spec.dose)}\n\nSettings: {settings}.\n"
    rows = [*_progress(spec), *(_criterion(criterion) for criterion in spec.criteria)]
    return head + _TABLE + "\n".join(rows) + "\n"


def _settings(*owners: object) -> Iterator[str]:
    """Plain numbers of a rule, an exercise or the gates, under the names that they have in the code."""
    for owner in owners:
        for part in fields(owner):  # type: ignore[arg-type]
            if isinstance(value := getattr(owner, part.name), float):
                yield f"{part.name} {value:g}"


def _dose(dose: Dose) -> str:
    amount = _range(dose.reps, "repetitions") if dose.reps else _range(dose.hold_s, "s held")
    leg = " per leg" if dose.per_leg else ""
    rest = _range(dose.rest_s, "s")
    return f"Dose: {_range(dose.sets, 'sets')} of {amount}{leg}, rest {rest} ({dose.source.grade})."


def _range(pair: tuple[int, int] | None, unit: str) -> str:
    if pair is None:
        return ""
    low, high = pair
    return f"{low} {unit}" if low == high else f"{low}-{high} {unit}"


def _progress(spec: ExerciseSpec) -> Iterator[str]:
    match spec.progress:
        case RepRule() as rule:
            for name in ("rest", "started", "full", "too_high"):
                yield from _bound(name, getattr(rule, name), rule.channel, rule.reference)
            for name in ("seen_by", "full_also", "timed_by"):
                yield from _further(name.replace("_", " "), getattr(rule, name))
            timing = rule.timed_by.channel if rule.timed_by else None
            yield from _bound("or full", rule.full_timed, timing, Reference.ABSOLUTE)
            for name in ("up_s", "down_s"):
                yield from _bound(name, getattr(rule, name), None, Reference.ABSOLUTE)
        case HoldRule() as rule:
            yield from _bound("zone", rule.zone, rule.channel, rule.reference)
            yield from _bound("working leg", rule.working, rule.channel, Reference.ABSOLUTE)
        case MobilityRule() as rule:
            yield from _further("pulled in", rule.pulled)
            yield from _bound("stayed_down", rule.stayed_down, rule.lift, Reference.NEUTRAL)
            yield from _bound("lifted", rule.lifted, rule.lift, Reference.NEUTRAL)


def _further(name: str, condition: Condition | None) -> Iterator[str]:
    if condition is not None:
        yield from _bound(name, condition.bound, condition.channel, condition.reference)


def _bound(name: str, bound: Bound | None, channel: Channel | None, reference: Reference) -> Iterator[str]:
    if bound is not None:
        yield _row(name, channel, reference, bound.interval, None, "", bound.source)


def _criterion(criterion: Criterion) -> str:
    flags = "/".join(flag for flag in (criterion.below, criterion.above) if flag)
    name = f"{criterion.key} ({flags})" if flags else criterion.key
    lasts = f"{criterion.persist_s:g} s"
    return _row(
        name, criterion.channel, criterion.reference, criterion.ok, criterion.warn, lasts, criterion.source
    )


def _row(  # noqa: PLR0917 - the columns of the table, in order
    name: str,
    channel: Channel | None,
    reference: Reference,
    ok: Interval,
    warn: Interval | None,
    lasts: str,
    source: Source,
) -> str:
    measure = " ".join(filter(None, (channel.limb, channel.measure.key))) if channel else "duration"
    cells = (
        name,
        measure,
        "" if reference is Reference.ABSOLUTE else reference,
        _interval(ok),
        _interval(warn) if warn else "",
        lasts,
        source.grade,
        source.reference,
    )
    return "| " + " | ".join(cells) + " |"


def _interval(interval: Interval) -> str:
    low, high = interval.low, interval.high
    # A full half turn is no bound, only the end of the scale.
    open_low = math.isinf(low) or low <= -180.0  # noqa: PLR2004 - half a turn
    open_high = math.isinf(high) or high >= 180.0  # noqa: PLR2004 - half a turn
    unit = {"ratio": ""}.get(interval.unit, f" {interval.unit}")
    if open_low and open_high:
        return "any"
    if open_low:
        return f"at most {high:g}{unit}"
    if open_high:
        return f"at least {low:g}{unit}"
    return f"{low:g} to {high:g}{unit}"


def _gates() -> str:
    rows = [
        _row(part.name, None, Reference.ABSOLUTE, bound.interval, None, "", bound.source).replace(
            "| duration |", "| |"
        )
        for part in fields(GATES)
        if isinstance(bound := getattr(GATES, part.name), Bound)
    ]
    head = (
        f"\n## Can this frame be judged?\nShared by all exercises. Settings: {', '.join(_settings(GATES))}.\n"
    )
    return head + _TABLE + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(criteria_page())
