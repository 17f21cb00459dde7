"""Finds where a movement really began, topped and ended, from the samples between two threshold crossings.

A threshold is crossed somewhere on the way, and the first and last hundredths of a movement drown in noise.
So onset and arrival are read off the middle of each stroke: the times at 10, 50 and 90 % of its height, led
on as a smooth movement goes. How far to lead on lies between a half cosine (0.69) and a minimum-jerk
movement (1.12), which loses more of its ends in the noise, so 1.12 errs least on rendered bodies. At the
top less is right, for a held limb goes on creeping up: 0.85; and a third of the say there has the first half
of the rise, as one that ends as it began, for a top is ragged. A low lift is not seen to begin until it is
well under way, so that its first half looks short; it is taken to last as long as the second half, nearly.
All times are moved back by what landmarks lag behind the body, for they are smoothed by the pose model and
by us.

The outline of the body is seen much better than a landmark. There a stroke lasts as long before its middle as
after it, each time about as long as from its 10 to its 90 % (minimum-jerk: 0.99 of that), and the lower part
of it tells more, for at the top limbs creep; longer behind the other leg, where its lowest part is not seen.
"""

from dataclasses import dataclass

import numpy as np

from formcheck.domain.body import Floats

_REST_BEFORE_S = 1.0
REST_QUANTILE = 0.1
_HELD = 0.8
_LOW, _MIDDLE, _HIGH = 0.1, 0.5, 0.9
_LEAD_ON, _LEAD_ON_AT_TOP = 1.12, 0.85
_TOP_BY_FIRST_HALF = 0.3
_HALVES_ALIKE, _HALVES_MOST = 0.9, 2.0
LAG_S = 0.06


@dataclass(frozen=True, slots=True)
class _Lead:
    """How long an outline's stroke lasts on the floor's side of its middle, from what is seen of it.

    So many times as from 10 to 50 % and as from 50 to 90 % of its height, and some seconds more; where its
    lowest part is hidden, so many times more as from 10 to 90 %.
    """

    lower: float
    upper: float
    more_s: float
    hidden: float

    def duration_s(self, lower_s: float, upper_s: float, hidden: float) -> float:
        seen_s = self.lower * lower_s + self.upper * upper_s + self.more_s
        return seen_s + hidden * self.hidden * (lower_s + upper_s)


# Least squares on 163 lifts: SD .09 and .10 s on near legs, .18 on far ones; a foot is put down with care.
# Whether the far one of two knees in a line is hidden, landmarks cannot tell: half of it is led on.
_ONSET, _END, _OUTLINE_TOP = _Lead(1.3, 0.6, 0.05, 0.2), _Lead(1.4, 0.45, 0.2, 0.15), 1.05


@dataclass(frozen=True, slots=True)
class Stroke:
    """Times of one repetition: onset, arrival at the top, leaving it, back at rest."""

    start_s: float
    peak_s: float
    leave_s: float
    end_s: float


def speed(t_s: Floats, value: Floats) -> Floats:
    """Rate of change, from a straight line over about 0.15 s around each sample."""
    if len(t_s) < 3:  # noqa: PLR2004 - a slope needs three samples
        return np.zeros_like(value)
    half = max(1, round(0.075 / float(np.median(np.diff(t_s)))))
    first = np.clip(np.arange(len(value)) - half, 0, None)
    last = np.clip(np.arange(len(value)) + half, None, len(value) - 1)
    rate: Floats = (value[last] - value[first]) / (t_s[last] - t_s[first])
    return rate


def trace_stroke(
    t_s: Floats, value: Floats, *, crossed_s: float, back_s: float, hidden: float | None = None
) -> Stroke:
    """Times of a repetition that rose over its threshold at crossed_s and fell under it at back_s.

    t_s, value: samples from the rest before to the rest after; value rises towards the top. hidden: the
    values are of an outline, whose lowest part something hides so much, 0 to 1; None: of a landmark.
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
    level = float(np.median(held[held >= _HELD * value[top]])) if value[top] > 0.0 else float(value[top])
    start_s, middle_s, peak_s = _rise(
        t_s[: top + 1], value[: top + 1], level, crossed_s, lead=_ONSET, hidden=hidden
    )
    # A fall is a rise, seen backwards.
    fall = _rise(-t_s[top:][::-1], value[top:][::-1], level, -back_s, lead=_END, hidden=hidden)
    end_s, _, leave_s = (-s for s in fall)
    if peak_s > leave_s:
        # Led on past each other: no time was seen at the top. A smooth rise is as long after its middle.
        peak_s = leave_s = float(np.clip(2.0 * middle_s - start_s, middle_s, back_s))
    return Stroke(
        float(np.clip(start_s, first_s, crossed_s)), peak_s, leave_s, float(np.clip(end_s, back_s, last_s))
    )


def _rise(
    t_s: Floats, value: Floats, level: float, crossed_s: float, *, lead: _Lead, hidden: float | None
) -> tuple[float, float, float]:
    """Onset of a rise, its middle, and arrival at its top level. The last sample is the highest.

    lead, hidden: for an outline; hidden None: it is a landmark.
    """
    rest = value[: max(3, int(np.searchsorted(t_s, crossed_s)))]
    height = level - float(np.quantile(rest, REST_QUANTILE))
    if len(t_s) < 3 or height <= 0.0:  # noqa: PLR2004 - nothing to lead on from
        return float(t_s[0]), float(t_s[0]), float(t_s[-1])
    share = 1.0 - (level - value) / height
    middle = _last_below(share, _MIDDLE)
    low = _last_below(share[: middle + 1], _LOW)
    high = min(middle + 1 + int(np.argmax(share[middle + 1 :] >= _HIGH)), len(share) - 1)
    low_s, middle_s = _between(t_s, share, low, _LOW), _between(t_s, share, middle, _MIDDLE)
    high_s = _between(t_s, share, high - 1, _HIGH)
    if hidden is not None:
        onset_s = middle_s - lead.duration_s(middle_s - low_s, high_s - middle_s, hidden)
        return onset_s, middle_s, middle_s + _OUTLINE_TOP * (high_s - low_s)
    first_s = middle_s - low_s
    arrival_s = high_s + _LEAD_ON_AT_TOP * (high_s - middle_s)
    arrival_s += _TOP_BY_FIRST_HALF * (middle_s + (1.0 + _LEAD_ON) * first_s - arrival_s)
    first_s = max(first_s, min(_HALVES_ALIKE * (high_s - middle_s), _HALVES_MOST * first_s))
    onset_s = middle_s - (1.0 + _LEAD_ON) * first_s
    return onset_s, middle_s, arrival_s


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
