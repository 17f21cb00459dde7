"""Two legs, one movement: the pose model drags the resting leg along a little. That is no attempt of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from formcheck.domain.body import Side
from formcheck.domain.events import Event, RepCompleted
from formcheck.engine.counting import LegCounter
from formcheck.engine.reps import RepTracker

_DRAGGED_SHARE = 0.5


def foremost(counters: Sequence[LegCounter]) -> LegCounter | None:
    """Counter of the leg that works now: of two, the one that has got further."""
    working = [counter for counter in counters if counter.tracker.engaged]
    return max(working, key=_reach, default=None)


def _reach(counter: LegCounter) -> float:
    return counter.tracker.reach if isinstance(counter.tracker, RepTracker) else 0.0


@dataclass(slots=True)
class Drags:
    """Drops attempts that another leg's much larger one covers in time."""

    _last: dict[Side, RepCompleted] = field(default_factory=dict)

    def without(self, events: Iterable[Event], counters: Sequence[LegCounter]) -> list[Event]:
        """The events, less the attempts that were only dragged along."""
        reps = [event for event in events if isinstance(event, RepCompleted)]
        for rep in reps:
            self._last[rep.side] = rep
        under_way = max((_reach(counter) for counter in counters), default=0.0)
        return [
            event
            for event in events
            if not isinstance(event, RepCompleted) or not self._dragged(event, under_way)
        ]

    def _dragged(self, rep: RepCompleted, under_way: float) -> bool:
        if rep.side is Side.BOTH:
            return False
        height = _height(rep)
        other = self._last.get(rep.side.opposite)
        over = other is not None and other.start_s < rep.end_s and other.end_s > rep.start_s
        return height < _DRAGGED_SHARE * max(under_way, _height(other) if other and over else 0.0)


def _height(rep: RepCompleted) -> float:
    return max(abs(value) for value in rep.peak.values())
