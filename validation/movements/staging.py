"""What lies around an exercise: coming into position, a pause, leaving. None of it may be counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from validation.body import Body
from validation.performance import Performance
from validation.postures.arrival import FromKnee, FromStool, OnFoot
from validation.postures.base import Posture
from validation.postures.kneeling import HalfKneeling
from validation.postures.seated import Seated
from validation.postures.standing import Standing
from validation.timeline import Timeline

WALK_M_S = 0.7
SITTING_UP_DEG = 78.0


def with_entrance(performance: Performance, exercise: str, rng: np.random.Generator) -> Performance:
    """The same exercise, later: first the person comes into position, at the end they leave it."""
    enter, leave = _WAYS[exercise]
    draw = lambda low, high: float(rng.uniform(low, high))  # noqa: E731 - a local shorthand
    opening = Timeline()
    entered_s = enter(opening, draw)
    later = performance.retimed(lambda t_s: t_s + entered_s)
    closing = Timeline()
    end_s = leave(closing, later.duration_s, draw)
    return replace(
        later,
        posture=lambda body: _mobile(later.posture(body), body),
        timeline=Timeline.chained(opening, later.timeline, closing),
        duration_s=end_s,
        phases=(
            (0.0, "entering"),
            *((max(t, entered_s), name) for t, name in later.phases),
            (later.duration_s, "leaving"),
        ),
    )


def with_pause(performance: Performance, pause_s: float, rng: np.random.Generator) -> Performance:
    """The same exercise with a rest before its middle repetition; the head looks round."""
    onsets = sorted(
        [a.start_s for a in performance.attempts]
        or [p["start_s"] for p in performance.extra.get("pulls", ())]
        or performance.timeline.starts("extension")[::2]
    )
    at_s = onsets[len(onsets) // 2] - 0.05
    later = performance.retimed(lambda t_s: t_s + pause_s if t_s > at_s else t_s)
    look = later.timeline
    turn = float(rng.uniform(8, 16)) * (1 if rng.random() < 0.5 else -1)
    look.move("head", at_s + 0.2 * pause_s, at_s + 0.4 * pause_s, turn)
    look.move("head", at_s + 0.6 * pause_s, at_s + 0.8 * pause_s, 0.0)
    phases = ((0.0, "exercise"), (at_s, "pause"), (at_s + pause_s, "exercise"))
    return replace(later, phases=phases)


Draw = Callable[[float, float], float]


def _walk_in(opening: Timeline, draw: Draw) -> float:
    far = -draw(1.8, 2.3)
    opening.start("travel", far)
    arrived = 0.3 - far / WALK_M_S
    opening.move("travel", 0.3, arrived, 0.0)
    return arrived


def _walk_off(closing: Timeline, from_s: float, draw: Draw) -> float:
    far = draw(1.6, 2.2)
    closing.move("travel", from_s, from_s + far / WALK_M_S + 0.3, far)
    return from_s + far / WALK_M_S


def _enter_on_foot(opening: Timeline, draw: Draw) -> float:
    return _walk_in(opening, draw) + draw(0.4, 1.0)


def _leave_on_foot(closing: Timeline, from_s: float, draw: Draw) -> float:
    return _walk_off(closing, from_s + 0.3, draw)


def _kneel_down(opening: Timeline, draw: Draw) -> float:
    opening.start("up", 1.0)
    now = _walk_in(opening, draw) + draw(0.3, 0.8)
    down = draw(2.2, 3.2)
    opening.move("up", now, now + 0.5 * down, 0.5)
    opening.move("up", now + 0.5 * down, now + down, 0.0)
    return now + down + draw(0.5, 1.0)


def _rise_from_knee(closing: Timeline, from_s: float, draw: Draw) -> float:
    up = draw(2.0, 3.0)
    closing.move("up", from_s + 0.3, from_s + 0.3 + 0.5 * up, 0.5)
    closing.move("up", from_s + 0.3 + 0.5 * up, from_s + 0.3 + up, 1.0)
    return _walk_off(closing, from_s + up + 0.6, draw)


def _sit_down(opening: Timeline, draw: Draw) -> float:
    opening.start("up", 1.0)
    now, down = draw(0.8, 1.4), draw(1.6, 2.2)
    opening.move("bow", now, now + 0.8 * down, draw(32, 42))
    opening.move("up", now, now + down, 0.0)
    opening.move("bow", now + 0.9 * down, now + 0.9 * down + 1.0, 0.0)
    return now + down + draw(1.2, 1.8)


def _rise_from_stool(closing: Timeline, from_s: float, draw: Draw) -> float:
    up = draw(1.3, 1.8)
    closing.move("bow", from_s + 0.2, from_s + 0.9, draw(32, 42))
    closing.move("up", from_s + 0.7, from_s + 0.7 + up, 1.0)
    closing.move("bow", from_s + 0.9, from_s + 0.7 + up, 0.0)
    return _walk_off(closing, from_s + up + draw(0.9, 1.3), draw)


def _lie_down(opening: Timeline, draw: Draw) -> float:
    opening.start("sit", SITTING_UP_DEG)
    now, down = draw(0.8, 1.6), draw(2.4, 3.4)
    opening.move("sit", now, now + down, 0.0)
    return now + down + draw(0.5, 1.2)


def _sit_up(closing: Timeline, from_s: float, draw: Draw) -> float:
    up = draw(1.8, 2.6)
    closing.move("sit", from_s + 0.3, from_s + 0.3 + up, SITTING_UP_DEG)
    return from_s + up + draw(0.8, 1.4)


_LYING = (_lie_down, _sit_up)
_WAYS = {
    "half-kneeling-stretch": (_kneel_down, _rise_from_knee),
    "seated-knee-raise": (_sit_down, _rise_from_stool),
    "standing-march": (_enter_on_foot, _leave_on_foot),
    "supine-march": _LYING,
    "thomas-check": _LYING,
    "glute-bridge": _LYING,
}


def _mobile(posture: Posture, body: Body) -> Posture:
    match posture:
        case HalfKneeling():
            return FromKnee(body=body, kneeling=posture)
        case Seated():
            return FromStool(body=body, seated=posture)
        case Standing():
            return OnFoot(body=body, standing=posture)
        case _:
            return posture
