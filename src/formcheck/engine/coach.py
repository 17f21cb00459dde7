"""Says one thing at a time: the most urgent, not too often, the same at most twice."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from formcheck.domain.events import CueGiven, Event, HoldStarted, RepCompleted
from formcheck.domain.measure import Concern, Flag
from formcheck.exercises.spec import ExerciseSpec

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


_OF_REPS = {Flag.TOO_FAST: Concern.TEMPO, Flag.TOO_LOW: Concern.RANGE, Flag.TOO_HIGH: Concern.RANGE}


def cues_about(events: Iterable[Event], spec: ExerciseSpec) -> list[tuple[Concern, str]]:
    """What could be said of what has just been done: of a repetition's height and tempo, and of a hold."""
    found: list[tuple[Concern, str]] = []
    for event in events:
        match event:
            case RepCompleted(flags=flags):
                found += [(_OF_REPS[flag], f"{spec.key}.cue.{flag}") for flag in flags if flag in _OF_REPS]
            case HoldStarted():
                found.append((Concern.RANGE, f"{spec.key}.cue.hold_it"))
    return found
