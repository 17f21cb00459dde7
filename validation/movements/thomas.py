"""Thomas-style check: pull the far knee, the near leg stays down or lifts."""

from __future__ import annotations

from validation.performance import Brief, Performance
from validation.pose import ArmStyle
from validation.postures.supine import supine
from validation.timeline import Timeline


def thomas_check(brief: Brief) -> Performance:
    """Both legs flat, two pulls of about 5 s; the near thigh lifts by 0-4, 6-9 or 12-22 degrees."""
    ranges = {"clean": (0.0, 3.5), "unsure": (6.0, 9.0), "lifted": (13.0, 21.0)}
    lift_deg = brief.between(*ranges[brief.variant])
    timeline = Timeline({"tilt": brief.between(1, 4)})
    pulls: list[dict[str, float]] = []
    now = brief.between(2.8, 3.6)
    for _ in range(brief.count(2)):
        up, hold, down = brief.between(1.6, 2.4), brief.between(3.6, 4.6), brief.between(1.4, 2.0)
        this_lift = max(lift_deg + brief.between(-0.6, 0.6), 0.0)
        rest_tilt = timeline.sample_start("tilt")
        for signal, value, rest in (
            (f"raise_{brief.far}", brief.between(102, 114), 0.0),
            (f"bend_{brief.far}", brief.between(105, 120), 0.0),
            (f"raise_{brief.near}", this_lift, 0.0),
            (f"bend_{brief.near}", 0.8 * this_lift, 0.0),
            ("tilt", -brief.between(5, 10), rest_tilt),
        ):
            timeline.move(signal, now, now + up, value)
            timeline.move(signal, now + up + hold, now + up + hold + down, rest)
        timeline.move("pull", now + 0.35 * up, now + 0.9 * up, 1.0)
        timeline.move("pull", now + up + hold + 0.1 * down, now + up + hold + 0.7 * down, 0.0)
        pulls.append(
            {"start_s": round(now, 3), "top_s": round(now + up, 3), "leave_s": round(now + up + hold, 3)}
        )
        pulls[-1]["end_s"] = round(now + up + hold + down, 3)
        now = now + up + hold + down + brief.between(0.9, 1.5)
    styles: list[ArmStyle] = ["floor", "belly"]
    style = styles[int(brief.rng.integers(2))]
    return Performance(
        posture=lambda body: supine(body, arms={"L": style, "R": style}, straight=True),
        timeline=timeline,
        duration_s=now + 0.4,
        trembling={f"raise_{brief.far}": 0.5},
        lying=True,
        mat=(-1.0, 1.2),
        extra={
            "pulls": pulls,
            "verdict": {"clean": "stayed_down", "unsure": "unsure", "lifted": "lifted"}[brief.variant],
        },
    )
