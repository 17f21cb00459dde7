"""Decides which key is spoken now: changes of stage at once, advice at a limited rate."""

from dataclasses import dataclass, field

from formcheck.domain.measure import Concern
from formcheck.engine.coach import Coach

_ADVICE_AFTER_S = 2.0


@dataclass(slots=True)
class Voice:
    """A queue of keys to be spoken, at most one a frame, with a rate limit on advice."""

    _queue: list[str] = field(default_factory=list)
    _advice_limit: Coach = field(default_factory=Coach)
    _fix: str | None = None
    _fix_since_s: float = 0.0

    def announce(self, key: str) -> None:
        """Queue a key; it is spoken as soon as those before it are."""
        self._queue.append(key)

    def advise(self, t_s: float, fix: str | None) -> None:
        """Queue advice that has been due for 2 s, as often as `Coach` allows. fix: its key; None without."""
        if fix != self._fix:
            self._fix, self._fix_since_s = fix, t_s
        if fix is None or t_s - self._fix_since_s < _ADVICE_AFTER_S or self._queue:
            return
        if self._advice_limit.consider(t_s, [(Concern.SETUP, fix)]):
            self.announce(fix)

    def next(self) -> str | None:
        """Take the key to be spoken in this frame, if any."""
        return self._queue.pop(0) if self._queue else None
