"""How often something comes, and where it stays away: holes in a stream of times."""

from collections import deque
from dataclasses import dataclass, field
from statistics import median

_REMEMBERED = 15
_TIMES_THE_USUAL = 3.0
_HOLE_S = 0.3  # over more, the wait for stillness starts anew, too: nothing is taken as continuous


@dataclass(slots=True)
class Cadence:
    """Feed times that rise strictly. usual_s: the interval to expect before any was seen."""

    usual_s: float
    _last_s: float | None = field(default=None, init=False)
    _intervals_s: deque[float] = field(default_factory=lambda: deque[float](maxlen=_REMEMBERED), init=False)

    def update(self, t_s: float) -> float:
        """Seconds that are missing before t_s; 0 where it follows as usual."""
        last_s, self._last_s = self._last_s, t_s
        if last_s is None:
            return 0.0
        missing_s = self.missing_s(t_s - last_s)
        if missing_s == 0.0 or not self._intervals_s:
            self._intervals_s.append(t_s - last_s)
        return missing_s

    def missing_s(self, interval_s: float) -> float:
        """Missing part of an interval: longer than 0.3 s and than three usual ones, or it is no hole.

        So a slide show has no holes; it has a low rate.
        """
        usual_s = median(self._intervals_s) if self._intervals_s else self.usual_s
        return interval_s - usual_s if interval_s > max(_HOLE_S, _TIMES_THE_USUAL * usual_s) else 0.0
