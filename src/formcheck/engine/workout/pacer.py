"""Paces calm breathing in a hold: in for 4 s, out for 6 s."""

from formcheck.engine.workout.state import Breath

IN_S, OUT_S = 4.0, 6.0


def breath_at(since_s: float) -> Breath:
    """Phase of the breath, since_s >= 0 seconds after the hold began."""
    at_s = since_s % (IN_S + OUT_S)
    if at_s < IN_S:
        return Breath("in", at_s / IN_S, IN_S)
    return Breath("out", (at_s - IN_S) / OUT_S, OUT_S)
