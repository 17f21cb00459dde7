"""Decides what is spoken now: changes of stage at once, advice politely."""

from dataclasses import dataclass, field

from formcheck.domain.measure import Concern
from formcheck.engine.coach import Coach

_STANDS_S = 2.0


@dataclass(slots=True)
class Voice:
    """Remembers what was said. One key a frame; what must be said waits for the next frame if need be."""

    _waiting: list[str] = field(default_factory=list)
    _polite: Coach = field(default_factory=Coach)
    _fix: str | None = None
    _fix_since_s: float = 0.0

    def announce(self, key: str) -> None:
        """Say this as soon as possible."""
        self._waiting.append(key)

    def advise(self, t_s: float, fix: str | None) -> None:
        """What to do about the picture: said when it has stood for 2 s, not often, not more than twice."""
        if fix != self._fix:
            self._fix, self._fix_since_s = fix, t_s
        if fix is None or t_s - self._fix_since_s < _STANDS_S or self._waiting:
            return
        if self._polite.consider(t_s, [(Concern.SETUP, fix)]):
            self.announce(fix)

    def next(self) -> str | None:
        """What to say in this frame."""
        return self._waiting.pop(0) if self._waiting else None
