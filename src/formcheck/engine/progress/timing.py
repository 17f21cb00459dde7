"""Where the times of a repetition are read off: the counted landmark, or an outline that shows them better.

A rule names the strategy. Both answer the same three questions about an attempt; what an outline needs to
know beyond its samples stays in here.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from formcheck.domain.body import Floats, Limb
from formcheck.engine.progress.base import Observation
from formcheck.engine.progress.extrapolation import LANDMARK, outline_extrapolation
from formcheck.engine.progress.rep_timing import REST_QUANTILE, RepTimes, speed, time_repetition
from formcheck.exercises.counting import COUNTING
from formcheck.exercises.timing import LandmarkTiming, OutlineTiming, Timing
from formcheck.kinematics.bodyview import BodyView
from formcheck.kinematics.outline_height import far_knee_cover, near_knee_hidden
from formcheck.signals.quantile import quantile

DEBOUNCE_S = COUNTING.debounce_s.value
LANDED_SHARE = COUNTING.landed_share.value
_STILL_SHARE, _STILL_UP_SHARE = COUNTING.still_share.value, COUNTING.still_up_share.value
_LIMIT_S, _OUTLINE_LIMIT_S = COUNTING.settled_s.value, COUNTING.settled_outline_s.value
_LASTS_S = COUNTING.outline_lasts_s.value
_TORN_SHARE, _HALF = COUNTING.torn_share.value, 0.5
_COVER_OF_HIDDEN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """What was seen of an attempt, from the rest before it on.

    value: the counted measure; sign turns it so that it rises towards the top. timing: what the strategy
    sampled beside it. crossed_s, back_s: when the onset was crossed, and when it was first back at rest.
    """

    t_s: Sequence[float]
    value: Sequence[float]
    sign: float
    timing: Sequence[float]
    crossed_s: float
    back_s: float

    @property
    def rising(self) -> Floats:
        """The counted values, rising towards the top."""
        return np.array(self.value) * self.sign

    def index(self, t_s: float) -> int:
        """First sample at or after a time."""
        return bisect_left(self.t_s, t_s)


class Timer(Protocol):
    """A timing strategy at work on one leg."""

    def sample(self, seen: Observation) -> float:
        """What it reads off a frame; NaN where there is nothing."""

    def stays_up(self, seen: Samples) -> bool:
        """Whether the limb is still up although the counted measure was back for a moment."""

    def is_over(self, seen: Samples) -> bool:
        """Whether a limb that is back at rest has come to rest there."""

    def times(self, seen: Samples) -> RepTimes:
        """Onset, top and end."""

    def shows_full_range(self, seen: Samples, attempt: slice) -> bool:
        """Whether it shows a full repetition, of which the counted measure may see but a part."""

    def shows_nothing(self, seen: Samples, attempt: slice, *, full: bool) -> bool:
        """Whether it shows that nothing moved (full: all the way), whatever the counted measure says."""


@dataclass(slots=True)
class LandmarkTimer:
    """Reads the counted measure itself."""

    def sample(self, seen: Observation) -> float:  # noqa: ARG002 - it needs no more than is counted
        """Nothing beside what is counted."""
        return float("nan")

    def stays_up(self, seen: Samples) -> bool:  # noqa: ARG002 - there is no second opinion
        """It is where it is."""
        return False

    def is_over(self, seen: Samples) -> bool:
        """Hardly moving any more, or back for long enough."""
        if seen.t_s[-1] - seen.back_s > _LIMIT_S:
            return True
        rate = speed(np.array(seen.t_s), seen.rising)
        return bool(-rate[-1] < _STILL_SHARE * float(np.max(-rate, initial=0.0)))

    def times(self, seen: Samples) -> RepTimes:
        """Onset, top and end."""
        return time_repetition(
            np.array(seen.t_s),
            seen.rising,
            crossed_s=seen.crossed_s,
            back_s=seen.back_s,
            extrapolation=LANDMARK,
        )

    def shows_full_range(self, seen: Samples, attempt: slice) -> bool:  # noqa: ARG002 - as above
        """The counted measure says all there is."""
        return False

    def shows_nothing(self, seen: Samples, attempt: slice, *, full: bool) -> bool:  # noqa: ARG002 - as above
        """It moved, or there would be no attempt."""
        return False


@dataclass(slots=True)
class OutlineTimer:
    """Reads the outline over a joint; where that shows nothing, the landmark."""

    rule: OutlineTiming
    limb: Limb | None
    _resting: BodyView | None = None
    _landmark: LandmarkTimer = field(default_factory=LandmarkTimer)

    def sample(self, seen: Observation) -> float:
        """Height of the outline."""
        self._resting = seen.baseline.neutral.view if seen.baseline.neutral else None
        return seen.values.get(self.rule.channel, float("nan"))

    def stays_up(self, seen: Samples) -> bool:
        """A low lift's landmark touches the floor now and then; the outline stays up meanwhile."""
        outline = self._outline(seen) if seen.t_s[-1] - seen.back_s < DEBOUNCE_S else None
        if outline is None:
            return False
        crossed, back = seen.index(seen.crossed_s), seen.index(seen.back_s)
        return bool(np.min(outline[back:]) > _STILL_UP_SHARE * np.max(outline[crossed:]))

    def is_over(self, seen: Samples) -> bool:
        """Behind the other leg the last way down is not seen, but takes its time: what the times say."""
        outline = self._outline(seen)
        if outline is None:
            return self._landmark.is_over(seen)
        t_s = seen.t_s[-1]
        after, share = outline[seen.index(seen.back_s) :], LANDED_SHARE * np.max(outline)
        if np.min(after) < share and self._times(seen, outline).end_s < t_s:
            return True
        # An ankle whose landmark has jumped is back too soon, while the outline still comes down.
        coming_down = np.max(after) < after[0] + share
        return t_s - seen.back_s > (_OUTLINE_LIMIT_S if coming_down else _LIMIT_S)

    def times(self, seen: Samples) -> RepTimes:
        """Onset, top and end."""
        outline = self._risen(seen)
        if outline is None or _is_torn(outline[seen.index(seen.crossed_s) : seen.index(seen.back_s) + 1]):
            return self._landmark.times(seen)
        by_outline = self._times(seen, outline)
        return _amid(self._landmark.times(seen), by_outline) if self._hidden else by_outline

    def shows_full_range(self, seen: Samples, attempt: slice) -> bool:
        """Whether the outline rose in the attempt as only a full repetition makes it."""
        if self.rule.full_rise is None:
            return False
        outline = self._outline(seen)
        return outline is not None and _held_top(seen.t_s, outline, attempt) in self.rule.full_rise

    def shows_nothing(self, seen: Samples, attempt: slice, *, full: bool) -> bool:
        """Whether the outline was seen all the while and kept its height: then a landmark has strayed."""
        outline = np.array(seen.timing)
        if self._hidden or np.isnan(outline[attempt]).any():
            return False
        rise = _held_top(seen.t_s, outline, attempt) - float(np.nanquantile(outline, REST_QUANTILE))
        if full and self.rule.full_rise:
            return rise < 0.5 * self.rule.full_rise.interval.low
        return rise not in self.rule.rise

    def _times(self, seen: Samples, outline: Floats) -> RepTimes:
        return time_repetition(
            np.array(seen.t_s),
            outline,
            crossed_s=seen.crossed_s,
            back_s=seen.back_s,
            extrapolation=outline_extrapolation(self.cover),
        )

    @property
    def cover(self) -> float:
        """How much the other leg covers the beginning and the end of what this one shows, 0 to 1."""
        if self._hidden:
            return _COVER_OF_HIDDEN
        covered = self.rule.far_covered and self.limb is Limb.FAR
        return far_knee_cover(self._resting) if covered and self._resting else 0.0

    @property
    def _hidden(self) -> bool:
        """Whether the other leg stands out above this one, so that the outline is its own."""
        return self.limb is Limb.NEAR and self._resting is not None and near_knee_hidden(self._resting)

    def _outline(self, seen: Samples) -> Floats | None:
        """As `_risen`; None where it is the other leg's, too."""
        return None if self._hidden else self._risen(seen)

    def _risen(self, seen: Samples) -> Floats | None:
        """The outline over the rest, 0 there; None where not seen, or hardly moved."""
        outline = np.array(seen.timing)
        if np.isnan(outline).any():
            return None
        outline -= quantile(outline.tolist(), REST_QUANTILE)
        return outline if np.max(outline) in self.rule.rise else None


def timer_of(timing: Timing, limb: Limb | None) -> Timer:
    """The strategy that a rule names, for one leg."""
    match timing:
        case OutlineTiming():
            return OutlineTimer(timing, limb)
        case LandmarkTiming():
            return LandmarkTimer()


def _amid(landmark: RepTimes, outline: RepTimes) -> RepTimes:
    """Times of a limb that another one hides: out of its outline it comes late, its landmark strays early.

    Onsets of 28 rendered lifts: SD .19 and .24 s, .15 of what lies amid. The top is not hidden.
    """
    start_s = (landmark.start_s + outline.start_s) / 2.0
    end_s = (landmark.end_s + outline.end_s) / 2.0
    peak_s, leave_s = outline.peak_s, outline.leave_s
    return RepTimes(min(start_s, peak_s), peak_s, leave_s, max(end_s, leave_s))


def _is_torn(outline: Floats) -> bool:
    """Whether it falls away again and again in an attempt: no limb does, a mask with holes does."""
    up = outline >= _HALF * np.max(outline)
    first, last = int(np.argmax(up)), len(up) - int(np.argmax(up[::-1]))
    return bool(np.mean(~up[first:last]) > _TORN_SHARE)


def _held_top(t_s: Sequence[float], outline: Floats, attempt: slice) -> float:
    """Highest level that lasts: on real people the outline flickers by as much as a low lift raises it."""
    first, last, _ = attempt.indices(len(t_s))
    way = outline[first:last]
    frame_s = (t_s[last - 1] - t_s[first]) / max(len(way) - 1, 1)
    frames = min(len(way), max(1, round(_LASTS_S / frame_s))) if frame_s > 0.0 else 1
    return float(np.median(np.lib.stride_tricks.sliding_window_view(way, frames), axis=1).max())
