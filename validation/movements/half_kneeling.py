"""Half-kneeling hip-flexor stretch, the kneeling leg near the camera."""

from __future__ import annotations

from validation.performance import Brief, Fault, Performance
from validation.pose import ArmStyle
from validation.postures.kneeling import half_kneeling
from validation.timeline import Timeline


def half_kneeling_stretch(brief: Brief) -> Performance:
    """Two holds of 6-8 s at 13-20 degrees of extension; faults come inside the holds."""
    timeline = Timeline({"tilt": brief.between(-1, 1), "lean": brief.between(0, 3)})
    tilt0, lean0 = timeline.sample_start("tilt"), timeline.sample_start("lean")
    faults: list[Fault] = []
    now = brief.between(2.4, 3.2)
    for wrong in brief.faulty(brief.count(2)):
        variant = brief.variant if wrong else "clean"
        up, hold, down = brief.between(1.4, 2.4), brief.between(5.5, 7.5), brief.between(1.2, 2.0)
        hold = brief.hold_s or hold
        extension = brief.between(13, 20)
        if variant == "too_low":
            extension = brief.between(5.5, 8)
        if variant == "too_high":
            extension = brief.between(31, 35)
        top, leave, end = now + up, now + up + hold, now + up + hold + down
        for signal, value, rest in (
            ("extension", extension, 0.0),
            ("tilt", tilt0 - brief.between(3, 9), tilt0),
            ("lean", lean0 + brief.between(-2, 2), lean0),
        ):
            timeline.move(signal, now, top, value)
            if signal == "extension" or variant not in ("arched_back", "leaned_back", "leaned_forward"):
                timeline.move(signal, leave, end, rest)
        window = (top + brief.between(0.8, 1.4), leave - brief.between(0.2, 0.6))
        match variant:
            case "arched_back":
                _step(timeline, "tilt", window, tilt0 + brief.between(11, 16), tilt0, end)
                _step(timeline, "lean", window, lean0 - brief.between(3, 8), lean0, end)
            case "leaned_back":
                _step(timeline, "lean", window, lean0 - brief.between(21, 27), lean0, end)
                timeline.move("tilt", leave, end, tilt0)
            case "leaned_forward":
                _step(timeline, "lean", window, lean0 + brief.between(23, 30), lean0, end)
                timeline.move("tilt", leave, end, tilt0)
            case "bouncing":
                timeline.wave(
                    "extension", *window, amplitude=brief.between(8.5, 11), period_s=brief.between(1.0, 1.8)
                )
            case "too_low" | "too_high":
                window = (top, leave)
        if variant != "clean":
            faults.append(Fault(key=variant, start_s=window[0], end_s=window[1]))
        now = end + brief.between(1.0, 1.8)
    styles: list[ArmStyle] = ["hips", "thigh", "crossed"]
    style = styles[int(brief.rng.integers(3))]
    front_knee = brief.between(92, 104)
    return Performance(
        posture=lambda body: half_kneeling(
            body, rear=brief.near, arms={"L": style, "R": style}, front_knee_deg=front_knee
        ),
        timeline=timeline,
        duration_s=now + 0.3,
        faults=tuple(faults),
        trembling={"extension": 0.5, "lean": 0.5, "tilt": 0.4},
        mat=(-0.85, 0.85),
        extra={},
    )


def _step(
    timeline: Timeline, signal: str, window: tuple[float, float], value: float, rest: float, end_s: float
) -> None:
    """Go wrong within 0.7 s, stay, and come back after the window."""
    timeline.move(signal, window[0] - 0.7, window[0], value)
    timeline.move(signal, window[1], max(end_s, window[1] + 0.8), rest)
