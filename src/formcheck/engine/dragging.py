"""Two legs, one movement: the pose model drags a resting leg along with a moving one. That is no attempt.

Side-on, the near leg covers the far one, so where both seem to move at once, the near one is believed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from formcheck.domain.body import Facing, Limb, Side
from formcheck.domain.events import Event, RepCompleted
from formcheck.engine.counting import LegCounter, side_of
from formcheck.engine.reps import RepTracker

_DRAGGED_SHARE = 0.5
_OVERLAP_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _Attempt:
    limb: Limb | None
    start_s: float
    end_s: float
    height: float

    def covers(self, other: "_Attempt") -> bool:
        """Whether the two go on at the same time for at least half of the shorter one."""
        both_s = min(self.end_s, other.end_s) - max(self.start_s, other.start_s)
        return both_s > _OVERLAP_SHARE * min(self.end_s - self.start_s, other.end_s - other.start_s)

    def dragged_by(self, other: "_Attempt") -> bool:
        """Whether this one is only the other one's shadow."""
        if self.limb is other.limb or not other.covers(self):
            return False
        if self.limb is Limb.FAR:
            return other.height >= _DRAGGED_SHARE * self.height
        return self.height < _DRAGGED_SHARE * other.height


def _under_way(counter: LegCounter, t_s: float) -> _Attempt | None:
    if not isinstance(counter.tracker, RepTracker) or not counter.tracker.engaged:
        return None
    return _Attempt(counter.limb, counter.tracker.started_s, t_s, counter.tracker.reach)


def _ended(event: Event, counters: Sequence[LegCounter], facing: Facing) -> _Attempt | None:
    if not isinstance(event, RepCompleted) or event.side is Side.BOTH:
        return None
    limb = next(counter.limb for counter in counters if side_of(counter.limb, facing) is event.side)
    return _Attempt(limb, event.start_s, event.end_s, max(abs(v) for v in event.peak.values()))


def foremost(counters: Sequence[LegCounter], t_s: float) -> LegCounter | None:
    """Counter of the leg that works now; of two, the one that is not dragged along."""
    working = [counter for counter in counters if counter.tracker.engaged]
    attempts = {counter.limb: _under_way(counter, t_s) for counter in working}
    for counter in working:
        own, other = attempts[counter.limb], attempts.get(counter.limb.opposite if counter.limb else None)
        if own is None or other is None or not own.dragged_by(other):
            return counter
    return working[0] if working else None


@dataclass(slots=True)
class Drags:
    """Drops attempts that are another leg's shadow; remembers the last attempt of each leg."""

    _last: dict[Limb | None, _Attempt] = field(default_factory=dict)

    def without(
        self, events: Iterable[Event], counters: Sequence[LegCounter], t_s: float, facing: Facing
    ) -> list[Event]:
        """Events of this frame, less the shadows."""
        under_way = [attempt for counter in counters if (attempt := _under_way(counter, t_s))]
        ended = [(event, _ended(event, counters, facing)) for event in events]
        # All that ended in this frame is known before any of it is weighed: two legs may land together.
        self._last.update({attempt.limb: attempt for _, attempt in ended if attempt})
        others = (*under_way, *self._last.values())
        return [
            event
            for event, attempt in ended
            if attempt is None or not any(attempt.dragged_by(other) for other in others)
        ]
