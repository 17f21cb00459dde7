"""What one leg does to the other in the eyes of the pose model: it drags it along, and it hides it.

A resting leg that seems to move with a moving one makes no attempt. Side-on, the near leg covers the far
one, so where both seem to move at once, the near one is believed; and while it works, what is measured of the
far one behind it is a guess.

Who marches keeps one foot on the floor, who runs on the spot has both in the air between two steps. A quick
lift is one of a march only while the other foot is down, and is followed by a rest on that foot: a runner's
comes up again at once. Whether it does is known a moment later; until then the lift is held back. What goes
on all the while that the other leg moves is no step of a runner but a shadow.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from formcheck.domain.body import Limb
from formcheck.domain.events import Event, RepCompleted, RepUnfinished
from formcheck.domain.measure import Channel
from formcheck.engine.progress.base import Attempt, Tracker
from formcheck.exercises.counting import COUNTING
from formcheck.exercises.spec import ExerciseSpec

_DRAGGED_SHARE = COUNTING.dragged_share.value
_OVERLAP_SHARE = COUNTING.overlap_share.value
_AIRBORNE_SHARE, _BOTH_RUN_SHARE = COUNTING.airborne_share.value, COUNTING.both_run_share.value
_SHADOW_SHARE = COUNTING.shadow_share.value
_AT_ONCE_S = COUNTING.at_once_s.value

Done = tuple[Tracker, Event]


def foremost(trackers: Sequence[Tracker]) -> Tracker | None:
    """Tracker of the leg that works now; of two, the one that is not dragged along."""
    working = [tracker for tracker in trackers if tracker.engaged or tracker.at_work]
    if len(working) <= 1:
        return working[0] if working else None
    attempts = {tracker.limb: tracker.attempt for tracker in working}
    for tracker in working:
        own, other = attempts[tracker.limb], attempts.get(tracker.limb.opposite if tracker.limb else None)
        if own is None or other is None or not _dragged(own, other):
            return tracker
    return working[0]


@dataclass(slots=True)
class Crosstalk:
    """Drops what is only another leg's; remembers the last attempt of each leg, and what is held back."""

    spec: ExerciseSpec
    _last: dict[Limb | None, Attempt] = field(default_factory=dict)
    _held: list[tuple[Tracker, Event, Attempt]] = field(default_factory=list)

    def own(self, done: Iterable[Done], trackers: Sequence[Tracker]) -> list[Done]:
        """What ended in this frame, less the attempts of legs that were dragged along, and steps of a run."""
        ended = [(tracker, event, _attempt(tracker, event)) for tracker, event in done]
        before = dict(self._last)
        # All that ended in this frame is known before any of it is weighed: two legs may land together.
        self._last.update({attempt.limb: attempt for _, _, attempt in ended if attempt})
        self._last.update({up.limb: up for each in trackers if not each.engaged and (up := each.attempt)})
        asked = ended or self._held
        under_way = [attempt for tracker in trackers if (attempt := tracker.attempt)] if asked else []
        told = self._rested(under_way)
        for tracker, event, attempt in ended:
            if attempt is None or isinstance(event, RepUnfinished):
                told.append((tracker, event))
            elif any(_dragged(attempt, other) for other in (*under_way, *self._last.values())):
                continue
            elif not self._quick(attempt):
                told.append((tracker, event))
            elif not _at_once(_step_before(before, attempt), attempt):
                self._held.append((tracker, event, attempt))
        return told + self._rested(under_way)

    def finish(self) -> list[Done]:
        """What is held back still: nothing has come after it."""
        held, self._held = self._held, []
        return [(tracker, event) for tracker, event, own in held if not self._airborne(own)]

    def _quick(self, attempt: Attempt) -> bool:
        """Whether it is as short as the lift of a runner."""
        return attempt.end_s - attempt.start_s < self.spec.progress.one_at_a_time_below_s

    def _airborne(self, own: Attempt) -> bool:
        """Whether both feet were in the air for a good part of a quick lift."""
        return any(
            other.limb is not own.limb
            and _as_high(other, own)
            and _AIRBORNE_SHARE < _overlap_share(own, other) < _SHADOW_SHARE
            for other in self._last.values()
        )

    def _rested(self, under_way: Sequence[Attempt]) -> list[Done]:
        """What was held back, of feet that have rested since; what came up again at once is dropped, and what
        another foot rose out of that has turned out to be as high.
        """
        held, self._held = self._held, []
        told = []
        for tracker, event, own in held:
            if self._airborne(own):
                continue
            again = tracker.attempt
            rises = any(_rises_out_of(own, other) for other in under_way)
            if not rises and (again is None or again.start_s - own.end_s >= _AT_ONCE_S):
                told.append((tracker, event))
            elif rises or (again and not _as_high(again, own)):
                self._held.append((tracker, event, own))
        return told

    def seen(self, values: Mapping[Channel, float], trackers: Sequence[Tracker]) -> Mapping[Channel, float]:
        """Values less those of a far leg that the working near one hides: the model makes them up."""
        near_works = any(tracker.limb is Limb.NEAR and tracker.engaged for tracker in trackers)
        if not (self.spec.far_leg_shadowed and near_works):
            return values
        return {channel: value for channel, value in values.items() if channel.limb is not Limb.FAR}


def _step_before(before: Mapping[Limb | None, Attempt], own: Attempt) -> Attempt | None:
    """The last movement of the same foot, if it was more than the shadow of the other one's."""
    same = before.get(own.limb)
    others = [other for limb, other in before.items() if limb is not own.limb]
    shadowed = same and any(_overlap_share(same, other) >= _SHADOW_SHARE for other in others)
    return None if shadowed else same


def _at_once(before: Attempt | None, after: Attempt | None) -> bool:
    """Whether a foot came up again as soon as it was down, and as high."""
    if before is None or after is None or after.start_s - before.end_s >= _AT_ONCE_S:
        return False
    return _as_high(before, after)


def _rises_out_of(own: Attempt, other: Attempt) -> bool:
    """Whether another foot that is still up left the floor before this one was down.

    By how much is known when that is over, too: what is under way began before it crossed its threshold.
    """
    return other.limb is not own.limb and other.start_s < own.end_s


def _as_high(other: Attempt, own: Attempt) -> bool:
    """Whether another lift is one of the same run, and no mere shadow."""
    return other.height >= _BOTH_RUN_SHARE * own.height


def _attempt(tracker: Tracker, event: Event) -> Attempt | None:
    """A movement that is over, where two legs could be taken for each other.

    How high a near foot would have come that was lost sight of on its way is not known: as high as any.
    """
    if isinstance(event, RepUnfinished) and tracker.limb is Limb.NEAR:
        return Attempt(tracker.limb, event.start_s, event.t_s, math.inf)
    if not isinstance(event, RepCompleted) or tracker.limb is None:
        return None
    return Attempt(tracker.limb, event.start_s, event.end_s, max(abs(v) for v in event.peak.values()))


def _overlap_share(one: Attempt, other: Attempt) -> float:
    """How much of the shorter one the two go on at the same time; negative where they do not."""
    both_s = min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
    shorter_s = min(one.end_s - one.start_s, other.end_s - other.start_s)
    return both_s / shorter_s if shorter_s > 0.0 else 0.0


def _dragged(own: Attempt, other: Attempt) -> bool:
    """Whether a movement is only what the other leg's drags along."""
    if own.limb is other.limb or not _overlap_share(other, own) > _OVERLAP_SHARE:
        return False
    if own.limb is Limb.FAR:
        return other.height >= _DRAGGED_SHARE * own.height
    return own.height < _DRAGGED_SHARE * other.height
