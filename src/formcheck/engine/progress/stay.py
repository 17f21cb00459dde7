"""How long somebody stays where they are, and how much they swing."""

import math
from collections import deque
from dataclasses import dataclass, field

import numpy as np

from formcheck.domain.body import Floats
from formcheck.signals.conditioning import standard_deviation

_FEWEST = 3
_STRAYS_DEG, _WAY_DEG = 1.0, 5.0  # a held thigh strays by less; who comes out goes further


@dataclass(slots=True)
class LongestStay:
    """The longest time in which a value changes by no more than `within`. Feed values in rising time."""

    within: float
    longest_s: float = 0.0
    _samples: deque[tuple[float, float]] = field(default_factory=deque)
    _low: float = math.inf
    _high: float = -math.inf

    def add(self, t_s: float, value: float) -> None:
        """Take one value."""
        self._samples.append((t_s, value))
        self._low, self._high = min(self._low, value), max(self._high, value)
        while self._high - self._low > self.within:
            _, gone = self._samples.popleft()
            if gone in (self._low, self._high):
                values = [each for _, each in self._samples]
                self._low, self._high = min(values), max(values)
        self.longest_s = max(self.longest_s, t_s - self._samples[0][0])

    def interrupt(self) -> None:
        """What comes next does not go on from here."""
        self._samples.clear()
        self._low, self._high = math.inf, -math.inf

    def reset(self) -> None:
        """Forget all stays."""
        self.interrupt()
        self.longest_s = 0.0


def swing(t_s: Floats, value: Floats) -> float:
    """Standard deviation about the line along which it drifts: who sinks in slowly does not swing.

    Nor does who goes in, or comes out: a way up at the beginning and a way down at the end are left out.
    """
    first, end = _way_down(value[::-1]), len(value) - _way_down(value)
    t_s, value = t_s[first:end], value[first:end]
    if len(value) < _FEWEST:
        return 0.0
    since_s, change = t_s - np.mean(t_s), value - np.mean(value)
    slope = float(since_s @ change) / float(since_s @ since_s)
    return float(standard_deviation(change - slope * since_s))


def _way_down(value: Floats) -> int:
    """How many of the last samples are a way down without a way back; 0 where it leads nowhere."""
    highest_since = np.maximum.accumulate(value[::-1])[::-1]
    rises = np.flatnonzero(value < highest_since - _STRAYS_DEG)
    first = int(rises[-1]) + 1 if len(rises) else 0
    if highest_since[first] - value[-1] < _WAY_DEG:
        return 0
    top = first + int(np.flatnonzero(value[first:] >= highest_since[first] - _STRAYS_DEG)[-1])
    return len(value) - 1 - top
