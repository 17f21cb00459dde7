"""Small memories: is it still, has it lasted, how much does it sway. All in media time."""

import math
from collections import deque
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np

from formcheck.domain.body import Floats

T = TypeVar("T")


@dataclass(slots=True)
class Window:
    """The last `span_s` seconds of an array-valued signal."""

    span_s: float
    _samples: deque[tuple[float, Floats]] = field(default_factory=deque, init=False)

    def add(self, t_s: float, value: Floats) -> None:
        """Take one sample; older ones than span_s fall out."""
        self._samples.append((t_s, value))
        while t_s - self._samples[0][0] > self.span_s + 1e-9:
            self._samples.popleft()

    @property
    def covered_s(self) -> float:
        """Time between the first and the last sample held."""
        return self._samples[-1][0] - self._samples[0][0] if self._samples else 0.0

    @property
    def values(self) -> Floats:
        """Samples stacked along axis 0."""
        return np.array([value for _, value in self._samples])

    def clear(self) -> None:
        """Forget all samples."""
        self._samples.clear()


@dataclass(slots=True)
class StillBaseline:
    """Finds a still stretch: every signal's standard deviation under sd_limit for hold_s seconds.

    A NaN or a gap longer than gap_s starts the wait anew.
    """

    hold_s: float
    sd_limit: float
    gap_s: float = 0.3
    _window: Window = field(init=False)
    _last_s: float | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._window = Window(self.hold_s)

    def update(self, t_s: float, value: Floats) -> bool:
        """True while the last hold_s seconds were still."""
        if np.isnan(value).any() or (self._last_s is not None and t_s - self._last_s > self.gap_s):
            self._window.clear()
        self._last_s = t_s
        if np.isnan(value).any():
            return False
        self._window.add(t_s, value)
        # The window is full when one more frame would push its first sample out.
        if self._window.covered_s < 0.9 * self.hold_s:
            return False
        return bool(np.all(np.std(self._window.values, axis=0) < self.sd_limit))

    def reset(self) -> None:
        """Wait for a new still stretch."""
        self._window.clear()
        self._last_s = None


@dataclass(slots=True)
class Persistence(Generic[T]):
    """A state that changes only after another one has lasted.

    `wait_s` says how long a candidate must last, given the present state and the candidate.
    """

    state: T
    since_s: float = 0.0
    # A pair, since None may be a state like any other.
    _candidate: tuple[T, float] | None = field(default=None, init=False)

    @property
    def candidate_s(self) -> float:
        """Since when another state has been seen that may yet be taken; infinite where none is."""
        return math.inf if self._candidate is None else self._candidate[1]

    def update(self, t_s: float, seen: T, wait_s: float) -> bool:
        """Feed what is seen now; True when the state changed. `since_s` is when the new one began."""
        if seen == self.state:
            self._candidate = None
            return False
        if self._candidate is None or seen != self._candidate[0]:
            self._candidate = (seen, t_s)
        if t_s - self._candidate[1] < wait_s:
            return False
        self.state, self.since_s = self._candidate
        self._candidate = None
        return True
