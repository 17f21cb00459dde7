"""The shape that all repeated lifts share: up, top, down, pause, at a person's own varying tempo."""

from __future__ import annotations

from validation.performance import Attempt, Brief
from validation.timeline import Timeline


def tempo(brief: Brief, *, fast: bool, top: tuple[float, float] = (0.3, 0.9)) -> tuple[float, float, float]:
    """(up, top, down) seconds of one repetition."""
    if fast:
        return brief.between(0.35, 0.6), brief.between(0.05, 0.2), brief.between(0.4, 0.65)
    return brief.between(1.5, 2.3), brief.between(*top), brief.between(1.9, 2.7)


def lift(
    timeline: Timeline,
    *,
    at_s: float,
    timing: tuple[float, float, float],
    targets: dict[str, float],
    rest: float = 0.0,
) -> tuple[float, float, float, float]:
    """Move signals to their targets and back; returns onset, top, leave and end times."""
    up, top, down = timing
    times = (at_s, at_s + up, at_s + up + top, at_s + up + top + down)
    for signal, value in targets.items():
        timeline.move(signal, times[0], times[1], value)
        timeline.move(signal, times[2], times[3], rest)
    return times


def attempt(
    times: tuple[float, float, float, float], leg: str, *, complete: bool = True, flags: tuple[str, ...] = ()
) -> Attempt:
    """An attempt from its four times."""
    return Attempt(
        start_s=times[0],
        top_s=times[1],
        leave_s=times[2],
        end_s=times[3],
        leg=leg,
        complete=complete,
        flags=flags,
    )
