"""How long all checks have passed, or not, and how long they must before a set may begin.

What comes and goes by itself, as the pace of a busy computer does, must not begin and break off for minutes.
So each beginning that came to nothing doubles the time that the next one waits for.
"""

from dataclasses import dataclass

_AT_FIRST_S, _AT_MOST_S = 1.0, 8.0


@dataclass(slots=True)
class Readiness:
    """Feed it in rising time. out_since_s: since when a check fails without a break; None while none does."""

    out_since_s: float | None = None
    _since_s: float | None = None
    _t_s: float = 0.0
    _wanted_s: float = _AT_FIRST_S

    def update(self, t_s: float, *, ready: bool) -> None:
        """Take one frame."""
        self._t_s = t_s
        self._since_s = (t_s if self._since_s is None else self._since_s) if ready else None
        self.out_since_s = None if ready else t_s if self.out_since_s is None else self.out_since_s

    @property
    def enough(self) -> bool:
        """Whether all checks have passed for long enough to begin."""
        return self._since_s is not None and self._t_s - self._since_s >= self._wanted_s

    @property
    def out_for_s(self) -> float:
        """How long a check has failed."""
        return 0.0 if self.out_since_s is None else self._t_s - self.out_since_s

    def start_over(self) -> None:
        """Count the time for which all checks pass from now on."""
        self._since_s = None

    def broke_off(self, *, done: bool) -> None:
        """What had begun was broken off. done: not before something was done."""
        self._wanted_s = _AT_FIRST_S if done else min(2.0 * self._wanted_s, _AT_MOST_S)
