"""All thresholds as tables that a clinician can check: `python -m formcheck.exercises.criteria_page`."""

import math
import sys
from collections.abc import Iterator
from dataclasses import fields

from formcheck.domain.bound import Bound, Setting
from formcheck.domain.facing_limits import FACING_LIMITS, FacingLimits
from formcheck.domain.measure import Channel, Criterion, Interval, Reference, Source, Unit
from formcheck.exercises import EXERCISES
from formcheck.exercises.bound import Published
from formcheck.exercises.counting import COUNTING
from formcheck.exercises.gait_limits import GAIT
from formcheck.exercises.gates import GATES, Gates
from formcheck.exercises.posture_limits import POSTURE_LIMITS, PostureLimits
from formcheck.exercises.spec import Dose, ExerciseSpec

_HEAD = """# Criteria
Generated from `src/formcheck/exercises`; do not edit. `make criteria` writes it anew.

Grades: **U** the users' source text, **S** study, **E** clinical practice, **O** ours: chosen or computed,
tuned on rendered people with known angles, never to be read as medical fact.

Signs: trunk lean + forward; thigh extension + knee behind the hip; hip and knee flexion + bent; thigh
elevation + knee above the hip; pelvic tilt + anterior. *neutral*: against the person's own still start;
*resting*: against where the measure rested in the last seconds. Beyond amber is a fault. It counts when it
*lasts* so long, and is gone after 0.5 s that lie inside of the bound by what *clears* it. The settings above
a table are ours, but for target_s, the users'.
"""
_COLUMNS = ("what", "measure", "against", "green", "amber up to", "lasts", "clears", "grade", "source")
_TABLE = f"\n| {' | '.join(_COLUMNS)} |\n{'|---' * len(_COLUMNS)}|\n"


def criteria_page() -> str:
    """The whole page, Markdown."""
    return _HEAD + "".join(_exercise(spec) for spec in EXERCISES.values()) + "".join(_shared())


def _exercise(spec: ExerciseSpec) -> str:
    postures = ", ".join(sorted(spec.postures))
    where = f"Posture: {postures}. Camera height: {spec.camera_height_cm} cm."
    settings = ", ".join(_settings(spec.progress, spec))
    pelvis = "" if spec.pelvis_judged else " Pelvis: not judged here."
    head = f"\n## {spec.slug}\n{where} {_dose(spec.dose)}\n\nSettings: {settings}.{pelvis}\n"
    rows = [
        *map(_published, spec.progress.published()),
        *(_criterion(criterion) for criterion in spec.criteria),
    ]
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


def _published(threshold: Published) -> str:
    name, bound, channel, reference = threshold
    of_none = "duration" if bound.interval.unit is Unit.S else ""
    measure = _measure(channel) if channel else of_none
    return _row(name, measure, reference, (_interval(bound.interval), "", "", ""), bound.source)


def _criterion(criterion: Criterion) -> str:
    flags = "/".join(flag for flag in (criterion.below, criterion.above) if flag)
    name = f"{criterion.key} ({flags})" if flags else criterion.key
    judged = (
        _interval(criterion.ok),
        _interval(criterion.warn),
        f"{criterion.persist_s:g} s",
        f"{criterion.clearance:g}{_suffix(criterion.ok.unit)}",
    )
    return _row(name, _measure(criterion.channel), criterion.reference, judged, criterion.source)


def _row(
    name: str,
    measure: str,
    reference: Reference,
    judged: tuple[str, str, str, str],
    source: Source,
) -> str:
    """judged: green, amber, how long a fault lasts, how far inside it clears."""
    cells = (
        name,
        measure,
        "" if reference is Reference.ABSOLUTE else reference,
        *judged,
        source.grade,
        source.reference,
    )
    return "| " + " | ".join(cells) + " |"


def _measure(channel: Channel) -> str:
    return " ".join(filter(None, (channel.limb, channel.measure.key)))


def _interval(interval: Interval) -> str:
    low, high, unit = interval.low, interval.high, _suffix(interval.unit)
    if math.isinf(low) and math.isinf(high):
        return "any"
    if math.isinf(low):
        return f"at most {high:g}{unit}"
    if math.isinf(high):
        return f"at least {low:g}{unit}"
    return f"{low:g} to {high:g}{unit}"


def _suffix(unit: Unit) -> str:
    return "" if unit is Unit.RATIO else f" {unit}"


def _shared() -> Iterator[str]:
    """What all exercises share."""
    yield _limits("Can this frame be judged?", GATES)
    yield _limits("Which posture is this?", POSTURE_LIMITS)
    yield _limits("Which way does the body face?", FACING_LIMITS)
    rows = (
        f"| {part.name} | {number.value:g} | {number.source.grade} | {number.source.reference} |"
        for part in fields(COUNTING)
        if isinstance(number := getattr(COUNTING, part.name), Setting)
    )
    head = "\n## How is it counted and judged?\nShared by all exercises.\n"
    yield head + "\n| what | value | grade | source |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
    yield from _walk()


def _walk() -> Iterator[str]:
    """Settings and bounds of a walk, in order."""
    yield "\n## How are steps found?\nOf the walking check.\n"
    yield "\n| what | value | grade | source |\n|---|---|---|---|\n"
    for part in fields(GAIT):
        owner = getattr(GAIT, part.name)
        value = _interval(owner.interval) if isinstance(owner, Bound) else f"{owner.value:g}"
        yield f"| {part.name} | {value} | {owner.source.grade} | {owner.source.reference} |\n"


def _limits(title: str, owner: Gates | PostureLimits | FacingLimits) -> str:
    rows = [
        _published(Published(part.name, bound, None))
        for part in fields(owner)
        if isinstance(bound := getattr(owner, part.name), Bound)
    ]
    settings = ", ".join(_settings(owner))
    head = f"\n## {title}\nShared by all exercises.{f' Settings: {settings}.' if settings else ''}\n"
    return head + _TABLE + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(criteria_page())
