"""The One Euro filter (Casiez, Roussel, Vogel 2012): calm at rest, quick in movement."""

import math
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from formcheck.domain.body import Floats

Numbers = Floats | float
Seen = npt.NDArray[np.bool_]


def _share_of_new(dt_s: Numbers, cutoff_hz: Numbers) -> Numbers:
    turn = 2.0 * math.pi * cutoff_hz * dt_s
    return turn / (turn + 1.0)


@dataclass(slots=True, kw_only=True)
class OneEuro:
    """Filters an array of independent signals, each in its own unit.

    min_cutoff_hz: cut-off at rest; lower is calmer. beta: how fast the cut-off grows with speed (per unit).
    A NaN passes as NaN and leaves the memory alone; after more than forget_s without a value, that signal
    starts afresh. The first time is whatever comes first: t = 0.0 is a time like any other.
    """

    min_cutoff_hz: float = 1.0
    beta: float = 0.0
    speed_cutoff_hz: float = 1.0
    forget_s: float = 0.5
    _since_s: Numbers | None = field(default=None, init=False)
    _value: Floats = field(default_factory=lambda: np.empty(0), init=False)
    _speed: Floats = field(default_factory=lambda: np.empty(0), init=False)

    def __call__(self, t_s: float, value: Floats) -> Floats:
        """Filtered value at t_s, same shape. Raises ValueError when time does not rise."""
        since_s = self._since_s
        if since_s is None:
            since_s = -math.inf
            self._value = np.full(value.shape, np.nan)
            self._speed = np.zeros(value.shape)
        unseen = np.isnan(value)
        if isinstance(since_s, float) and t_s - since_s <= self.forget_s and not unseen.any():
            return self._go_on(t_s, t_s - since_s, value)
        return self._choose(t_s, np.broadcast_to(since_s, value.shape), value, ~unseen)

    def _choose(self, t_s: float, since_s: Floats, value: Floats, seen: Seen) -> Floats:
        """Signal by signal: some are not seen, or were not seen of late."""
        dt_s = t_s - since_s
        if np.any(dt_s <= 0.0):
            raise ValueError(f"time must rise, got {t_s} after {float(np.max(since_s))}")
        fresh = seen & ~(dt_s <= self.forget_s)
        known = seen & ~fresh
        step_s = np.where(known, dt_s, 1.0)
        last = np.where(known, self._value, 0.0)
        now = np.where(seen, value, 0.0)
        raw_speed = np.where(known, (now - last) / step_s, 0.0)
        speed_share = _share_of_new(step_s, self.speed_cutoff_hz)
        speed = np.where(known, self._speed + speed_share * (raw_speed - self._speed), 0.0)
        value_share = _share_of_new(step_s, self.min_cutoff_hz + self.beta * np.abs(speed))
        filtered = np.where(known, last + value_share * (now - last), now)
        self._value = np.where(seen, filtered, self._value)
        self._speed = np.where(seen, speed, self._speed)
        self._since_s = t_s if seen.all() else np.where(seen, t_s, since_s)
        return np.where(seen, filtered, np.nan)

    def _go_on(self, t_s: float, dt_s: float, value: Floats) -> Floats:
        """The same where all signals are seen, and were seen last at one time: nothing to choose from."""
        if dt_s <= 0.0:
            raise ValueError(f"time must rise, got {t_s} after {t_s - dt_s}")
        speed_share = _share_of_new(dt_s, self.speed_cutoff_hz)
        self._speed = self._speed + speed_share * ((value - self._value) / dt_s - self._speed)
        value_share = _share_of_new(dt_s, self.min_cutoff_hz + self.beta * np.abs(self._speed))
        self._value = self._value + value_share * (value - self._value)
        self._since_s = t_s
        return self._value.copy()

    def reset(self) -> None:
        """Forget everything: the filter is as new."""
        self._since_s = None
