"""Glute bridge: shoulders stay, the trunk rises to the thighs' line."""

from __future__ import annotations

from validation.movements.repetition import attempt, lift, tempo
from validation.performance import Attempt, Brief, Fault, Performance
from validation.pose import ArmStyle
from validation.postures.supine import supine
from validation.timeline import Timeline


def glute_bridge(brief: Brief) -> Performance:
    """Trunk elevation of 24-31 degrees; arching adds pelvic tilt at the top."""
    timeline = Timeline()
    count = brief.count(4 if brief.variant != "too_fast" else 6)
    attempts: list[Attempt] = []
    faults: list[Fault] = []
    level = brief.between(27, 32)
    now = brief.between(2.2, 3.0)
    for wrong in brief.faulty(count):
        variant = brief.variant if wrong else "clean"
        targets = {"bridge": level + brief.between(-1, 1), "tilt": -brief.between(0, 4)}
        match variant:
            case "arched_back":
                targets["tilt"] = brief.between(11, 17)
            case "too_low":
                targets["bridge"] = brief.between(10, 14)
        timing = tempo(brief, fast=variant == "too_fast", top=(0.8, 1.8))
        times = lift(timeline, at_s=now, timing=timing, targets=targets)
        flags = () if variant in ("clean", "too_low") else (variant,)
        attempts.append(attempt(times, "both", complete=variant != "too_low", flags=flags))
        if variant != "clean":
            faults.append(Fault(key=variant, start_s=times[0], end_s=times[3]))
        now = times[3] + brief.between(0.5, 1.1)
    style: ArmStyle = "floor" if brief.rng.random() < 0.7 else "crossed"
    knee = brief.between(98, 112)
    return Performance(
        posture=lambda body: supine(body, arms={"L": style, "R": style}, knee_deg=knee),
        timeline=timeline,
        duration_s=now + 0.8,
        attempts=tuple(attempts),
        faults=tuple(faults),
        trembling={"bridge": 0.35},
        lying=True,
        mat=(-0.95, 0.95),
        extra={"arched_reps": [i for i, a in enumerate(attempts) if "arched_back" in a.flags]},
    )
