"""Converts the browser's capture times into media time."""

from formcheck.adapters.live.messages import BadMessage

_ASSUMED_GAP_S = 1.0  # across a change of the browser's clock, which happens only with a new connection


class CaptureClock:
    """Gives strictly rising media times. After `restart` the browser may count from another origin."""

    def __init__(self) -> None:
        self._origin_ms: float | None = None
        self._last_s = -1.0
        self._fresh = True

    def restart(self) -> None:
        """Accept another origin for the next picture: there is a new connection."""
        self._fresh = True

    def read(self, capture_ms: float) -> float:
        """Seconds since the first picture, >= 0. Raises BadMessage when time stands still or runs back."""
        if self._origin_ms is None:
            self._origin_ms = capture_ms
        t_s = (capture_ms - self._origin_ms) / 1000.0
        if t_s <= self._last_s:
            if not self._fresh:
                raise BadMessage("times of capture must rise")
            t_s = self._last_s + _ASSUMED_GAP_S
            self._origin_ms = capture_ms - t_s * 1000.0
        self._fresh = False
        self._last_s = t_s
        return t_s
