"""Can this frame be judged? And if not, why: what has lasted, or what leaves nothing to measure.

A reason that comes and goes within a blink (a knee hidden for three frames) stops nothing: those frames are
judged, and measured. Where nothing can be measured, the frame is not judged, however short that was. So what
is judged and what is measured are the same frames.
"""

import math
from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise

from formcheck.domain.events import Event, Judged, NotJudged, Reason
from formcheck.exercises.gates import Gates
from formcheck.signals.conditioning import Persistence
from formcheck.signals.quantile import middle

_RATE_SPAN_S, _SAME_TIME_S = 1.0, 1e-9
_RATE_MIN_FRAMES = 4
AT_ONCE = frozenset(
    {
        Reason.NO_PERSON,
        Reason.TOO_DARK,
        Reason.SEVERAL_PEOPLE,
        Reason.LOW_FRAME_RATE,
        Reason.WRONG_POSTURE,
    }
)
"""Reasons in whose frames there is nothing to measure, or nobody knows on whom."""
EDGES = frozenset({Reason.HEAD_OUT_OF_FRAME, Reason.FEET_OUT_OF_FRAME})


@dataclass(frozen=True, slots=True)
class Ruling:
    """What holds for a frame. reason: why it is not judged, None where it is. events: what has changed."""

    reason: Reason | None
    events: tuple[Event, ...]


@dataclass(slots=True)
class Gatekeeper:
    """Remembers the frame rate, and how long a reason has held."""

    gates: Gates
    _times_s: deque[float] = field(default_factory=deque)
    _state: Persistence[Reason | None] = field(default_factory=lambda: Persistence[Reason | None](None))
    _last_s: float = math.inf
    _told: Reason | None = None
    _started: bool = False

    def usual_gap_s(self, t_s: float) -> float:
        """Time between frames of late; NaN as long as it is not known. A hole is longer than all of that."""
        hole_s, self._last_s = t_s - self._last_s, t_s
        self._times_s.append(t_s)
        while t_s - self._times_s[0] > _RATE_SPAN_S + _SAME_TIME_S:
            self._times_s.popleft()
        if hole_s > _RATE_SPAN_S:
            return hole_s
        if len(self._times_s) >= _RATE_MIN_FRAMES or t_s - self._times_s[0] > _RATE_SPAN_S / 2:
            return middle([after_s - before_s for before_s, after_s in pairwise(self._times_s)])
        return math.nan

    def miss(self, t_s: float) -> tuple[Event, ...]:
        """From t_s to the next frame there is no picture. The rate is that of the pictures there are."""
        self._times_s.clear()
        self._last_s = math.inf
        if self._told is Reason.PICTURES_MISSING:
            return ()
        self._told = Reason.PICTURES_MISSING
        return (NotJudged(t_s, self._told),)

    @property
    def reason(self) -> Reason | None:
        """Why frames are not judged by now."""
        return self._state.state

    def rule(self, t_s: float, seen: Reason | None) -> Ruling:
        """Rule on a frame in which this is the matter."""
        wait_s = self.gates.lose_s if self._state.state is None and seen is not None else self.gates.regain_s
        first, self._started = not self._started, True
        self._state.update(t_s, seen, 0.0 if first else wait_s)
        at_once = AT_ONCE | EDGES if self.gates.edges_at_once else AT_ONCE
        reason = self._state.state or (seen if seen in at_once else None)
        if reason is self._told and not first:
            return Ruling(reason, ())
        self._told = reason
        return Ruling(reason, (Judged(t_s) if reason is None else NotJudged(t_s, reason),))
