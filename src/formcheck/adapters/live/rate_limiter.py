"""A leaky-bucket limit on how many messages one client may send."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class RateLimiter:
    """Allows rate_hz messages a second in the long run and burst messages at once.

    now_s: a clock that never runs back, in seconds.
    """

    rate_hz: float
    burst: int
    now_s: Callable[[], float]
    _level: float = 0.0
    _last_s: float = field(init=False)

    def __post_init__(self) -> None:
        self._last_s = self.now_s()

    def is_exceeded(self) -> bool:
        """Count one message; True when it is more than the limit allows."""
        now_s = self.now_s()
        self._level = max(0.0, self._level - (now_s - self._last_s) * self.rate_hz) + 1.0
        self._last_s = now_s
        return self._level > self.burst
