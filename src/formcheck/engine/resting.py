"""Where a measure rests between repetitions: from where it was of late, or with hindsight around a moment."""

import math
from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping
from dataclasses import dataclass, field

from formcheck.signals.quantile import quantile_of_ordered

_SPAN_S = 20.0
_SHARE = 0.15  # not the lowest: one frame of a wrong leg would be the level for all that follow


@dataclass(slots=True)
class Levels:
    """Values of one measure in rising time."""

    t_s: list[float] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    # What was asked for last, in order: the next span is nearly the same, a frame on.
    _span: range = field(default=range(0), init=False, compare=False)
    _ordered: list[float] = field(default_factory=list, init=False, compare=False)

    def add(self, t_s: float, value: float) -> None:
        """Take one frame."""
        self.t_s.append(t_s)
        self.value.append(value)

    def quantile(self, share: float, from_s: float, to_s: float) -> float:
        """Quantile of the values between two times, NaN where there are none."""
        self._order(range(bisect_left(self.t_s, from_s), bisect_right(self.t_s, to_s)))
        return quantile_of_ordered(self._ordered, share)

    def _order(self, span: range) -> None:
        """Bring the values of a span in order, beginning with those of the last one."""
        before, self._span = self._span, span
        if not before.start <= span.start <= before.stop <= span.stop:
            self._ordered = sorted(self.value[span.start : span.stop])
            return
        for value in self.value[before.start : span.start]:
            del self._ordered[bisect_left(self._ordered, value)]
        for value in self.value[before.stop : span.stop]:
            insort(self._ordered, value)


@dataclass(slots=True)
class RestingLevel:
    """The level at which a measure rests. rises: it grows in a repetition, and rests where it is low.

    foreseen: values by stay in the posture, where a pass before has seen them.
    """

    rises: bool
    foreseen: Mapping[int, Levels] = field(default_factory=dict)
    seen: dict[int, Levels] = field(default_factory=dict)
    _since_s: float = math.inf
    _last_s: float = -math.inf

    def add(self, t_s: float, stay: int, value: float) -> None:
        """Take a frame in the posture in which it rests. NaN = not seen."""
        if not math.isnan(value):
            self.seen.setdefault(stay, Levels()).add(t_s, value)
            self._since_s, self._last_s = min(self._since_s, t_s), t_s

    def forget(self) -> None:
        """What was seen so far is of another place; a later pass may know better."""
        self._since_s = math.inf

    def at(self, stay: int, t_s: float) -> float:
        """The level now, NaN before there is one."""
        share = _SHARE if self.rises else 1.0 - _SHARE
        if stay in self.foreseen:
            return self.foreseen[stay].quantile(share, t_s - _SPAN_S, t_s + _SPAN_S)
        if stay not in self.seen:
            return math.nan
        return self.seen[stay].quantile(share, max(self._since_s, self._last_s - _SPAN_S), math.inf)
