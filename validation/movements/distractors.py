"""What is no exercise: walking past and squatting."""

from __future__ import annotations

import numpy as np

from validation.performance import Brief, Performance
from validation.postures.standing import Standing
from validation.timeline import Timeline


def walk(brief: Brief) -> Performance:
    """Stand, walk 1.6 m forward, stand."""
    timeline = Timeline({"walk_x": -0.8, "foot_x_L": -0.81, "foot_x_R": -0.81})
    step, period = brief.between(0.36, 0.46), brief.between(0.6, 0.8)
    now, x, side = 2.0, -0.8, "L"
    steps = int(1.6 / (step / 2)) // 2
    timeline.move("walk_x", now, now + period * steps, -0.8 + step * steps * 0.5 + 0.25)
    goal = -0.8 + step * steps * 0.5 + 0.25
    feet = {"L": -0.81, "R": -0.81}
    for i in range(steps):
        share = (i + 1) / steps
        x = min(-0.81 + (goal + 0.81) * share + (0.5 * step if i < steps - 2 else 0.0), goal - 0.01 if i >= steps - 2 else 9)
        timeline.move(f"foot_x_{side}", now, now + 0.75 * period, x)
        timeline.move(f"foot_z_{side}", now, now + 0.35 * period, 0.09)
        timeline.move(f"foot_z_{side}", now + 0.35 * period, now + 0.75 * period, 0.0)
        feet[side] = x
        now += period
        side = "R" if side == "L" else "L"
    timeline.move("crouch", 1.9, 2.3, 0.035)
    timeline.move("crouch", now - 0.2, now + 0.2, 0.0)
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
