"""Says one thing at a time: the most urgent, not too often, the same at most twice."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from formcheck.domain.events import CueGiven
from formcheck.domain.measure import Concern

BETWEEN_S = 6.0
SHOWN_S = 4.0
SAME_AT_MOST = 2


@dataclass(slots=True)
class Coach:
    """Remembers what was said when."""

    _said: Counter[str] = field(default_factory=Counter)
    _last_s: float | None = None
    _current: str | None = None

    def consider(self, t_s: float, candidates: Iterable[tuple[Concern, str]]) -> CueGiven | None:
        """Say the most urgent of the candidates, if now is the time for it."""
        if self._last_s is not None and t_s - self._last_s < BETWEEN_S:
            return None
        open_ones = [(concern, key) for concern, key in candidates if self._said[key] < SAME_AT_MOST]
        if not open_ones:
            return None
        _, key = min(open_ones)
        self._said[key] += 1
        self._last_s, self._current = t_s, key
        return CueGiven(t_s, key)

    def shown(self, t_s: float) -> str | None:
        """Key of the cue to show now."""
        return self._current if self._last_s is not None and t_s - self._last_s < SHOWN_S else None
