"""Marches: lying on the back, and standing."""

from __future__ import annotations

import numpy as np

from validation.movements.repetition import attempt, lift, tempo
from validation.performance import Attempt, Brief, Fault, Performance
from validation.pose import ArmStyle
from validation.postures.standing import Standing
from validation.postures.supine import supine
from validation.timeline import Timeline


def _order(brief: Brief, count: int) -> list[str]:
    """Alternate the legs, or (one time in four) stay with the near one."""
    if brief.rng.random() < 0.25:
        return [brief.near] * count
    first = brief.near if brief.rng.random() < 0.6 else brief.far
    second = brief.far if first == brief.near else brief.near
    return [(first, second)[i % 2] for i in range(count)]


def supine_march(brief: Brief) -> Performance:
    """Ankle lifts of .2-.7 shank lengths with a quiet pelvis; see the variants for what goes wrong."""
    timeline = Timeline()
    count = brief.count(4 if brief.variant != "too_fast" else 6)
    attempts: list[Attempt] = []
    faults: list[Fault] = []
    level = brief.between(13, 26)
    now = brief.between(2.2, 3.0)
    for leg, wrong in zip(_order(brief, count), brief.faulty(count), strict=True):
        variant = brief.variant if wrong else "clean"
        raise_deg = level + brief.between(-3, 3)
        targets = {
            f"raise_{leg}": raise_deg,
            f"bend_{leg}": brief.between(-4, 6),
            "tilt": -brief.between(0.5, 3.0),
        }
        match variant:
            case "arched_back":
                targets["tilt"] = brief.between(11, 17)
            case "too_low":
                targets[f"raise_{leg}"] = brief.between(3.0, 4.6)
                targets[f"bend_{leg}"] = 0.0
            case "too_high":
                targets[f"raise_{leg}"] = brief.between(58, 70)
                targets[f"bend_{leg}"] = brief.between(0, 8)
            case "knee_straightened":
                targets[f"bend_{leg}"] = -brief.between(42, 60)
            case "pelvis_lifted":
                targets["pelvis_lift"] = brief.between(9, 13)
        times = lift(timeline, at_s=now, timing=tempo(brief, fast=variant == "too_fast"), targets=targets)
        flags = () if variant in ("clean", "too_low") else (variant,)
        attempts.append(attempt(times, leg, complete=variant != "too_low", flags=flags))
        if variant != "clean":
            faults.append(Fault(key=variant, start_s=times[0], end_s=times[3]))
        now = times[3] + brief.between(0.4, 1.0)
    style: ArmStyle = "crossed" if brief.rng.random() < 0.65 else "floor"
    knee = brief.between(85, 102)
    return Performance(
        posture=lambda body: supine(body, arms={"L": style, "R": style}, knee_deg=knee),
        timeline=timeline,
        duration_s=now + 0.8,
        attempts=tuple(attempts),
        faults=tuple(faults),
        trembling={"raise_L": 0.5, "raise_R": 0.5, "bend_L": 0.4, "bend_R": 0.4},
        lying=True,
        mat=(-0.95, 0.95),
        extra={"arched_reps": [i for i, a in enumerate(attempts) if "arched_back" in a.flags]},
    )


def standing_march(brief: Brief) -> Performance:
    """Alternate knee lifts to about 70-90 degrees, marching rhythm."""
    timeline = Timeline()
    count = brief.count(7)
    attempts: list[Attempt] = []
    faults: list[Fault] = []
    beat, level = brief.between(1.3, 2.2), brief.between(74, 88)
    now = brief.between(2.2, 2.8)
    first = brief.near if brief.rng.random() < 0.5 else brief.far
    for i, wrong in enumerate(brief.faulty(count)):
        leg = first if i % 2 == 0 else ("R" if first == "L" else "L")
        variant = brief.variant if wrong else "clean"
        targets = {f"raise_{leg}": level + brief.between(-3, 3), "lean": brief.between(-2, 1)}
        up, top, down = 0.42 * beat, brief.between(0.08, 0.25), 0.5 * beat
        match variant:
            case "leaned_back":
                targets["lean"] = -brief.between(16, 22)
            case "leaned_forward":
                targets["lean"] = brief.between(17, 24)
            case "too_low":
                targets[f"raise_{leg}"] = brief.between(30, 46)
            case "too_fast":
                up, top, down = brief.between(0.24, 0.32), 0.04, brief.between(0.26, 0.36)
        jitter = brief.between(0.92, 1.08)
        times = lift(timeline, at_s=now, timing=(up * jitter, top, down * jitter), targets=targets)
        flags = () if variant in ("clean", "too_low") else (variant,)
        attempts.append(attempt(times, leg, complete=variant != "too_low", flags=flags))
        if variant != "clean":
            faults.append(Fault(key=variant, start_s=times[0], end_s=times[3]))
        now = times[3] + brief.between(0.08, 0.3)
    styles: list[ArmStyle] = ["hang", "hips", "front"]
    style = styles[int(brief.rng.integers(3))]
    return Performance(
        posture=lambda body: Standing(body=body, arms={"L": style, "R": style}),
        timeline=timeline,
        duration_s=now + 1.2,
        attempts=tuple(attempts),
        faults=tuple(faults),
        trembling={"raise_L": 0.8, "raise_R": 0.8, "lean": 0.5, "sway_x": 0.004},
        mat=(-0.6, 0.8) if brief.rng.random() < 0.5 else None,
        extra={
            "lean_back_reps": [int(i) for i in np.flatnonzero(["leaned_back" in a.flags for a in attempts])]
        },
    )
