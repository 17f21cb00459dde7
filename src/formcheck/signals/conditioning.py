"""Small memories: is it still, has it lasted, how much does it sway. All in media time."""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np

from formcheck.domain.body import Floats

T = TypeVar("T")


_ROOM_FRAMES = 64


@dataclass(slots=True)
class Window:
    """The last `span_s` seconds of an array-valued signal."""

    span_s: float
    _times_s: deque[float] = field(default_factory=deque, init=False)
    # Samples lie one after the other, the latest `len(_times_s)` of them at the end of what is filled: so
    # they need not be put together for every frame.
    _room: Floats = field(default_factory=lambda: np.empty(0), init=False)
    _filled: int = field(default=0, init=False)

    def add(self, t_s: float, value: Sequence[float] | Floats) -> None:
        """Take one sample; older ones than span_s fall out."""
        if self._filled == len(self._room):
            self._make_room(np.shape(value))
        self._room[self._filled] = value
        self._filled += 1
        self._times_s.append(t_s)
        while t_s - self._times_s[0] > self.span_s + 1e-9:
            self._times_s.popleft()

    @property
    def covered_s(self) -> float:
        """Time between the first and the last sample held."""
        return self._times_s[-1] - self._times_s[0] if self._times_s else 0.0

    @property
    def values(self) -> Floats:
        """Samples stacked along axis 0."""
        return self._room[self._filled - len(self._times_s) : self._filled]

    def clear(self) -> None:
        """Forget all samples."""
        self._times_s.clear()

    def _make_room(self, shape: tuple[int, ...]) -> None:
        """For twice as many as are held. What was given out before stays as it was."""
        held = self.values
        self._room = np.empty((2 * len(held) + _ROOM_FRAMES, *shape))
        if len(held):
            self._room[: len(held)] = held
        self._filled = len(held)


def standard_deviation(values: Floats, axis: int | None = 0) -> Floats:
    """As numpy's, to the bit; of a few numbers it takes a third of the time."""
    count = values.size if axis is None else values.shape[axis]
    off = values - np.add.reduce(values, axis=axis, keepdims=True) / count
    off *= off
    variance: Floats = np.add.reduce(off, axis=axis) / count
    return np.sqrt(variance)


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
        unseen = bool(np.isnan(value).any())
        if unseen or (self._last_s is not None and t_s - self._last_s > self.gap_s):
            self._window.clear()
        self._last_s = t_s
        if unseen:
            return False
        self._window.add(t_s, value)
        # The window is full when one more frame would push its first sample out.
        if self._window.covered_s < 0.9 * self.hold_s:
            return False
        return bool((standard_deviation(self._window.values) < self.sd_limit).all())

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
