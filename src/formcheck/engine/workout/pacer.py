"""Calm breathing in a hold: in for 4 s, out for 6 s."""

from formcheck.engine.workout.moment import Breath

IN_S, OUT_S = 4.0, 6.0


def breath_at(since_s: float) -> Breath:
    """Where in the breath one is, since_s after the hold began."""
    at_s = since_s % (IN_S + OUT_S)
    return Breath("in", at_s / IN_S) if at_s < IN_S else Breath("out", (at_s - IN_S) / OUT_S)
