"""Finds where a movement really began, topped and ended, from the samples between two threshold crossings.

A threshold is crossed somewhere on the way, and the first and last hundredths of a movement drown in noise.
So onset and arrival are extrapolated from the middle of the way up, and the end from the middle of the way
down: from the times at 10, 50 and 90 % of its height, see `extrapolation`.
A limb that is held up creeps on, and so does what is seen of it: its rise ends where it becomes so slow, and
its fall begins where it is no longer.
All times are moved back by what landmarks lag behind the body, for they are smoothed by the pose model and
by us.
"""

from dataclasses import dataclass

import numpy as np

from formcheck.domain.body import Floats
from formcheck.engine.progress.extrapolation import Crossings, Extrapolate, Extrapolation
from formcheck.exercises.counting import COUNTING
from formcheck.signals.quantile import middle as median
from formcheck.signals.quantile import quantile

_REST_BEFORE_S = COUNTING.rest_before_s.value
REST_QUANTILE = COUNTING.rest_quantile.value
_HELD = COUNTING.held_share.value
_CREEPS_SHARE, _CREEPS_S = COUNTING.creeps_share.value, COUNTING.creeps_s.value
_ARRIVED_SHARE = COUNTING.arrived_share.value
_LOW, _MIDDLE, _HIGH = 0.1, 0.5, 0.9
LAG_S = COUNTING.lag_s.value


@dataclass(frozen=True, slots=True)
class RepTimes:
    """Times of one repetition: onset, arrival at the top, leaving it, back at rest."""

    start_s: float
    peak_s: float
    leave_s: float
    end_s: float


def speed(t_s: Floats, value: Floats) -> Floats:
    """Rate of change, from a straight line over about 0.15 s around each sample."""
    if len(t_s) < 3:  # noqa: PLR2004 - a slope needs three samples
        return np.zeros_like(value)
    half = max(1, round(0.075 / median(np.diff(t_s).tolist())))
    first = np.clip(np.arange(len(value)) - half, 0, None)
    last = np.clip(np.arange(len(value)) + half, None, len(value) - 1)
    rate: Floats = (value[last] - value[first]) / (t_s[last] - t_s[first])
    return rate


def time_repetition(
    t_s: Floats, value: Floats, *, crossed_s: float, back_s: float, extrapolation: Extrapolation
) -> RepTimes:
    """Times of a repetition that rose over its threshold at crossed_s and fell under it at back_s.

    t_s, value: samples from the rest before to the rest after; value rises towards the top.
    """
    # Only the last second before counts as the rest it rose from: earlier stirrings are another story.
    first_s, last_s = float(t_s[0]), float(t_s[-1])
    recent = t_s >= crossed_s - _REST_BEFORE_S
    t_s, value = t_s[recent], value[recent]
    t_s, crossed_s, back_s = t_s - LAG_S, crossed_s - LAG_S, back_s - LAG_S
    up = int(np.searchsorted(t_s, crossed_s))
    down = min(int(np.searchsorted(t_s, back_s)), len(t_s) - 1)
    top = up + int(np.argmax(value[up : down + 1]))
    held = value[up : down + 1]
    # A held limb wanders, upwards more often than not: the top is where it mostly was, not its highest point.
    level = median(held[held >= _HELD * value[top]].tolist()) if value[top] > 0.0 else float(value[top])
    start_s, middle_s, peak_s = _rise(
        t_s[: top + 1], value[: top + 1], level, crossed_s, extrapolate=extrapolation.rise
    )
    # A fall is a rise, seen backwards.
    fall = _rise(-t_s[top:][::-1], value[top:][::-1], level, -back_s, extrapolate=extrapolation.fall)
    end_s, _, leave_s = (-s for s in fall)
    if peak_s > leave_s:
        # Extrapolated past each other: no time was seen at the top. A smooth rise is symmetric.
        peak_s = leave_s = float(np.clip(2.0 * middle_s - start_s, middle_s, back_s))
    # What was seen may begin or end in mid-air: then there is nothing to extrapolate from.
    start_s = max(first_s, min(start_s, crossed_s))
    end_s = min(last_s, max(end_s, back_s, start_s))
    peak_s = min(max(peak_s, start_s), end_s)
    return RepTimes(start_s, peak_s, min(max(leave_s, peak_s), end_s), end_s)


def _rise(
    t_s: Floats, value: Floats, level: float, crossed_s: float, *, extrapolate: Extrapolate
) -> tuple[float, float, float]:
    """Onset of a rise, its middle, and arrival at its top level. The last sample is the highest."""
    rest = value[: max(3, int(np.searchsorted(t_s, crossed_s)))]
    resting = quantile(rest.tolist(), REST_QUANTILE)
    height = _arrived(t_s, value, resting, level) - resting
    if len(t_s) < 3 or height <= 0.0:  # noqa: PLR2004 - nothing to extrapolate from
        return float(t_s[0]), float(t_s[0]), float(t_s[-1])
    share = (value - resting) / height
    middle = _last_below(share, _MIDDLE)
    low = _last_below(share[: middle + 1], _LOW)
    high = min(middle + 1 + int(np.argmax(share[middle + 1 :] >= _HIGH)), len(share) - 1)
    low_s, middle_s = _between(t_s, share, low, _LOW), _between(t_s, share, middle, _MIDDLE)
    high_s = _between(t_s, share, high - 1, _HIGH)
    onset_s, arrival_s = extrapolate(Crossings(low_s, middle_s, high_s))
    return onset_s, middle_s, arrival_s


def _arrived(t_s: Floats, value: Floats, resting: float, level: float) -> float:
    """Level from which a rise to its last sample only creeps on; the given one where it does not."""
    soon = np.minimum(np.searchsorted(t_s, t_s + _CREEPS_S), len(t_s) - 1)
    gain = value[soon] - value
    up = value - resting >= _ARRIVED_SHARE * (level - resting)
    creeping = np.flatnonzero(up & (gain < _CREEPS_SHARE * np.max(gain)))
    return min(level, float(value[soon[creeping[0]]])) if len(creeping) else level


def _last_below(share: Floats, level: float) -> int:
    """Index of the last sample under a level, 0 when there is none."""
    below = np.flatnonzero(share < level)
    return int(below[-1]) if len(below) else 0


def _between(t_s: Floats, share: Floats, index: int, level: float) -> float:
    """Time at which the level is crossed after the sample at `index`."""
    after = min(index + 1, len(share) - 1)
    step = float(share[after] - share[index])
    part = (level - float(share[index])) / step if step > 0.0 else 0.0
    return float(t_s[index] + np.clip(part, 0.0, 1.0) * (t_s[after] - t_s[index]))
