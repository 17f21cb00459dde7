"""Turns the browser's times of capture into seconds since the first picture."""

from formcheck.adapters.live.messages import BadMessage

_MISSED_S = 1.0  # what a change of clocks is taken for: it happens only when a line broke


class CaptureClock:
    """Rises strictly. After `restart` the browser may count from another origin."""

    def __init__(self) -> None:
        self._origin_ms: float | None = None
        self._last_s = -1.0
        self._fresh = True

    def restart(self) -> None:
        """A new connection."""
        self._fresh = True

    def read(self, capture_ms: float) -> float:
        """Seconds since the first picture. Raises BadMessage when time stands still or runs back."""
        if self._origin_ms is None:
            self._origin_ms = capture_ms
        t_s = (capture_ms - self._origin_ms) / 1000.0
        if t_s <= self._last_s:
            if not self._fresh:
                raise BadMessage("times of capture must rise")
            t_s = self._last_s + _MISSED_S
            self._origin_ms = capture_ms - t_s * 1000.0
        self._fresh = False
        self._last_s = t_s
        return t_s
