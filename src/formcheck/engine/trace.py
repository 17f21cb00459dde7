"""Finds where a movement really began, topped and ended, from the samples between two threshold crossings.

A threshold is crossed somewhere on the way. The onset is the last still moment before, the arrival at the
top the first still moment after, the end the first still moment back at rest. Still means slower than a
share of that stroke's own top speed, so the rule has no unit and no tempo in it.
"""

from dataclasses import dataclass

import numpy as np

from formcheck.domain.body import Floats

ONSET_SHARE, ARRIVAL_SHARE, END_SHARE = 0.06, 0.12, 0.08
_NEAR_TOP_SHARE = 0.85


@dataclass(frozen=True, slots=True)
class Stroke:
    """Times of one repetition, and its highest value (in the rising sense). leave_s: it left the top."""

    start_s: float
    peak_s: float
    leave_s: float
    end_s: float
    peak: float


def speed(t_s: Floats, value: Floats) -> Floats:
    """Rate of change, from a straight line over about 0.15 s around each sample."""
    if len(t_s) < 3:  # noqa: PLR2004 - a slope needs three samples
        return np.zeros_like(value)
    step_s = float(np.median(np.diff(t_s)))
    half = max(1, round(0.075 / step_s))
    rate = np.empty_like(value)
    for i in range(len(value)):
        a, b = max(0, i - half), min(len(value) - 1, i + half)
        rate[i] = (value[b] - value[a]) / (t_s[b] - t_s[a])
    return rate


def trace_stroke(t_s: Floats, value: Floats, *, crossed_s: float, back_s: float) -> Stroke:
    """Times of a repetition that rose over its threshold at crossed_s and fell under it at back_s.

    t_s, value: samples from the rest before to the rest after; value rises towards the top.
    """
    rate = speed(t_s, value)
    up = int(np.searchsorted(t_s, crossed_s))
    down = min(int(np.searchsorted(t_s, back_s)), len(t_s) - 1)
    top = up + int(np.argmax(value[up : down + 1]))
    peak = float(value[top])

    top_speed = float(np.max(rate[: top + 1], initial=0.0))
    start = up
    while start > 0 and rate[start] > ONSET_SHARE * top_speed:
        start -= 1
    base = float(np.min(value[start : up + 1]))
    near_top = base + _NEAR_TOP_SHARE * (peak - base)
    arrive = up
    while arrive < top and not (value[arrive] >= near_top and rate[arrive] <= ARRIVAL_SHARE * top_speed):
        arrive += 1

    fall_limit = END_SHARE * float(np.max(-rate[top:], initial=0.0))
    leave = down
    while leave > arrive and not (value[leave] >= near_top and -rate[leave] <= fall_limit):
        leave -= 1
    end = down
    while end < len(t_s) - 1 and -rate[end] > fall_limit:
        end += 1
    return Stroke(float(t_s[start]), float(t_s[arrive]), float(t_s[leave]), float(t_s[end]), peak)
