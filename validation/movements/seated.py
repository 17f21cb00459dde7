"""Seated banded knee raise, the near leg working."""

from __future__ import annotations

from validation.movements.repetition import attempt, lift, tempo
from validation.performance import Attempt, Brief, Fault, Performance
from validation.pose import ArmStyle
from validation.postures.seated import seated
from validation.timeline import Timeline


def seated_knee_raise(brief: Brief) -> Performance:
    """Thigh up by 14-24 degrees from about level, trunk still."""
    thigh = brief.between(86, 92)
    timeline = Timeline({"lean": brief.between(-1.5, 3)})
    start_lean = timeline.sample_start("lean")
    count = brief.count(4 if brief.variant != "too_fast" else 6)
    attempts: list[Attempt] = []
    faults: list[Fault] = []
    level = brief.between(15, 23)
    leg, now = brief.near, brief.between(2.2, 3.0)
    for wrong in brief.faulty(count):
        variant = brief.variant if wrong else "clean"
        targets = {f"raise_{leg}": max(level + brief.between(-2, 2), 91 - thigh + 12)}
        lean, slump = start_lean + brief.between(-2.5, 1), 0.0
        match variant:
            case "leaned_back":
                lean = start_lean - brief.between(18, 25)
            case "leaned_forward":
                lean = start_lean + brief.between(18, 26)
            case "slumped":
                slump = brief.between(38, 48)
            case "too_low":
                targets[f"raise_{leg}"] = brief.between(8.8, 11)
            case "knee_straightened":
                targets[f"straighten_{leg}"] = brief.between(45, 60)
        timing = tempo(brief, fast=variant == "too_fast", top=(0.5, 1.2))
        times = lift(timeline, at_s=now, timing=timing, targets=targets)
        lift(timeline, at_s=now, timing=timing, targets={"lean": lean}, rest=start_lean)
        lift(timeline, at_s=now, timing=timing, targets={"slump": slump})
        flags = () if variant in ("clean", "too_low") else (variant,)
        attempts.append(attempt(times, leg, complete=variant != "too_low", flags=flags))
        if variant != "clean":
            faults.append(Fault(key=variant, start_s=times[0], end_s=times[3]))
        now = times[3] + brief.between(0.5, 1.0)
    styles: list[ArmStyle] = ["seat", "lap", "crossed", "hips"]
    style = styles[int(brief.rng.choice(4, p=[0.35, 0.25, 0.25, 0.15]))]
    knee = {brief.near: brief.between(88, 98), brief.far: brief.between(86, 98)}
    return Performance(
        posture=lambda body: seated(body, arms={"L": style, "R": style}, thigh_deg=thigh, knee_deg=knee),
        timeline=timeline,
        duration_s=now + 0.8,
        attempts=tuple(attempts),
        faults=tuple(faults),
        trembling={"raise_L": 0.5, "raise_R": 0.5, "lean": 0.35},
        mat=(-0.6, 1.0) if brief.rng.random() < 0.4 else None,
        extra={"lean_back_reps": [i for i, a in enumerate(attempts) if "leaned_back" in a.flags]},
    )
