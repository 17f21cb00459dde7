"""What is no exercise: walking past and squatting."""

from __future__ import annotations

import numpy as np

from validation.performance import Brief, Performance
from validation.postures.standing import Standing
from validation.timeline import Timeline


def walk(brief: Brief) -> Performance:
    """Stand, walk 1.6 m forward, stand."""
    timeline = Timeline({"walk_x": -0.8, "foot_x_L": -0.81, "foot_x_R": -0.81})
    period = brief.between(0.55, 0.75)
    steps, begin, side = 4, 2.0, "L"
    length = 1.6 / steps
    timeline.move("walk_x", begin, begin + period * (steps + 1), 0.8)
    now = begin
    for i in range(steps + 1):
        x = min(-0.81 + (i + 0.8) * length, 0.79)
        timeline.move(f"foot_x_{side}", now, now + 0.8 * period, x)
        timeline.move(f"foot_z_{side}", now, now + 0.35 * period, 0.07)
        timeline.move(f"foot_z_{side}", now + 0.35 * period, now + 0.8 * period, 0.0)
        now += period
        side = "R" if side == "L" else "L"
    if steps % 2 == 0:
        timeline.move(f"foot_x_{side}", now, now + 0.7 * period, 0.79)
    timeline.move("crouch", 1.9, 2.3, 0.035)
    timeline.move("crouch", now, now + 0.5, 0.0)
    timeline.wave("arm_swing", 2.0, now, amplitude=18.0, period_s=2 * period)
    return Performance(
        posture=lambda body: Standing(body=body, arms={"L": "swing", "R": "swing"}),
        timeline=timeline,
        duration_s=now + 2.0,
        trembling={"lean": 0.5},
        mat=None,
    )


def squat(brief: Brief) -> Performance:
    """Four squats, hips back, trunk forward, arms in front."""
    timeline = Timeline()
    now = 2.3
    for _ in range(4):
        up, low, down = brief.between(1.2, 1.8), brief.between(0.2, 0.6), brief.between(1.1, 1.6)
        depth = brief.between(0.28, 0.36)
        for signal, value in (("crouch", depth), ("lean", 100 * depth), ("sway_x", -0.6 * depth)):
            timeline.move(signal, now, now + up, value)
            timeline.move(signal, now + up + low, now + up + low + down, 0.0)
        now += up + low + down + brief.between(0.4, 1.0)
    return Performance(
        posture=lambda body: Standing(body=body, arms={"L": "front", "R": "front"}),
        timeline=timeline,
        duration_s=float(np.ceil(now + 1)),
        trembling={"lean": 0.4},
        mat=None,
    )
