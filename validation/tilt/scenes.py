"""Movements that no exercise shows: everything at once, a faked stretch, hands that come before the back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from validation.body import Body
from validation.performance import Brief, Performance
from validation.pose import SIDES, ArmStyle
from validation.postures.base import Posture
from validation.postures.kneeling import half_kneeling
from validation.postures.seated import seated
from validation.postures.standing import Standing
from validation.postures.supine import supine
from validation.tilt.hands import REACH, moving
from validation.timeline import Timeline


def free_movement(exercise: str, brief: Brief, arms: ArmStyle) -> Performance:
    """A neutral of 3 s, then tilt, lean and legs go their own ways, each at its own times."""
    lying, kneeling = exercise == "supine-march", exercise == "half-kneeling-stretch"
    leg = brief.near
    timeline, end = Timeline({"lean": 0.0}), 17.0
    spans = {"tilt": (-14.0, 14.0)}
    if kneeling:
        spans |= {"extension": (-2.0, 24.0), "lean": (-8.0, 10.0)}
    elif exercise == "standing-march":
        spans |= {"lean": (-8.0, 10.0), f"raise_{leg}": (0.0, 75.0)}
    elif exercise == "seated-knee-raise":
        spans |= {"lean": (-12.0, 10.0), f"raise_{leg}": (0.0, 22.0)}
    else:
        spans |= {f"raise_{leg}": (0.0, 40.0)}
    for signal, (low, high) in spans.items():
        now = 3.6
        while now < end - 3.0:
            takes, rests = brief.between(1.2, 2.2), brief.between(0.3, 1.4)
            timeline.move(signal, now, now + takes, brief.between(low, high))
            now += takes + rests
    styles: dict[str, ArmStyle] = {"L": arms, "R": arms}

    def posture(body: Any) -> Any:
        match exercise:
            case "half-kneeling-stretch":
                return half_kneeling(body, rear=brief.near, arms=styles, front_knee_deg=97.0)
            case "standing-march":
                return Standing(body=body, arms=styles)
            case "seated-knee-raise":
                return seated(body, arms=styles, thigh_deg=89.0, knee_deg={"L": 93.0, "R": 92.0})
            case _:
                return supine(body, arms=styles)

    return Performance(
        posture=posture,
        timeline=timeline,
        duration_s=end,
        trembling={"lean": 0.3} if not lying else {},
        lying=lying,
    )


def faked_stretch(brief: Brief) -> Performance:
    """A hold whose extension comes from arching: the thigh goes back as far as the pelvis tips, by 15."""
    timeline = Timeline({"lean": 1.0})
    for signal, value in (("extension", 15.0), ("tilt", 15.0), ("lean", -2.0)):
        timeline.move(signal, 3.6, 5.4, value)
        timeline.move(signal, 14.0, 15.6, 0.0)
    styles: dict[str, ArmStyle] = {"L": "thigh", "R": "thigh"}
    return Performance(
        posture=lambda body: half_kneeling(body, rear=brief.near, arms=styles, front_knee_deg=97.0),
        timeline=timeline,
        duration_s=17.0,
        trembling={"extension": 0.4, "lean": 0.4, "tilt": 0.4},
    )


def with_arms(performance: Performance, arms: ArmStyle) -> Performance:
    """The same performance with the hands somewhere else from the start."""
    make = performance.posture

    def posture(body: Body) -> Posture:
        return replace(make(body), arms=dict.fromkeys(SIDES, arms))  # type: ignore[type-var]

    return replace(performance, posture=posture)


def with_back(performance: Performance, share: tuple[float, float, float]) -> Performance:
    """The same performance by somebody who shares the bend of the low back in another way."""
    make = performance.posture
    return replace(performance, posture=lambda body: make(replace(body, lumbar_share=share)))


def hands_leave(performance: Performance, to: ArmStyle, at_s: float, takes_s: float) -> Performance:
    """The same performance; from `at_s` on the hands go elsewhere."""
    make = performance.posture
    performance.timeline.move(REACH, at_s, at_s + takes_s, 1.0)
    return replace(performance, posture=lambda body: moving(make(body), to))
