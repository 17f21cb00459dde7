"""Counts repetitions of one leg (or of both at once) on media time.

                 value enters `started`              value back in `rest`, then still
    AT_REST  ------------------------------> MOVING -------------------------------> AT_REST  (+ repetition)
       ^                                        |
       +------------- unseen for 1 s -----------+   (nothing counted)

An attempt counts only from rest: whoever comes into the picture with the leg in the air has not begun.
"""

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import Enum, auto

import numpy as np

from formcheck.domain.body import Floats
from formcheck.engine.trace import REST_QUANTILE, Stroke, speed, trace_stroke
from formcheck.exercises.spec import RepRule

_HISTORY_S = 3.0
_LANDED_SHARE = 0.1
_LOST_S = 1.0
_STILL_UP_SHARE = 0.7
_SETTLE_S = 0.4
_SETTLE_LIMIT_S = 1.2
_OUTLINE_LIMIT_S = 2.5


class RepPhase(Enum):
    """Where in a repetition the limb is."""

    UNKNOWN = auto()
    AT_REST = auto()
    MOVING = auto()
    SETTLING = auto()


@dataclass(frozen=True, slots=True)
class Rep:
    """One attempt: its times, the extreme of the measure, and whether `full` was reached with all else."""

    stroke: Stroke
    complete: bool
    peak: float


@dataclass(slots=True)
class RepTracker:
    """Feed one value per frame (NaN = not seen); get a `Rep` when one is over."""

    rule: RepRule
    phase: RepPhase = RepPhase.UNKNOWN
    _t_s: list[float] = field(default_factory=list)
    _value: list[float] = field(default_factory=list)
    _timing: list[float] = field(default_factory=list)
    _crossed_s: float = 0.0
    _back_s: float = 0.0
    _floor: float = math.inf
    _seen_s: float = -math.inf
    _hidden: float = 0.0
    _also_met: bool = False
    _recognised: bool = False

    @property
    def engaged(self) -> bool:
        """Whether an attempt is under way."""
        return self.phase in (RepPhase.MOVING, RepPhase.SETTLING)

    @property
    def reach(self) -> float:
        """How far the attempt under way has got, in the sense of the movement; 0 when there is none."""
        if not self.engaged:
            return 0.0
        way = self._value[self._way]
        return max(way) if self.rule.rises else -min(way)

    @property
    def _way(self) -> slice:
        """Samples of the attempt under way. Once it is back, what rises again is the next attempt."""
        until = len(self._t_s) if self.phase is RepPhase.MOVING else bisect_right(self._t_s, self._back_s)
        return slice(bisect_left(self._t_s, self._crossed_s), until)

    @property
    def at_work(self) -> bool:
        """Whether there is something to judge just now."""
        return self.engaged

    @property
    def started_s(self) -> float:
        """When the attempt under way crossed its threshold."""
        return self._crossed_s

    def update(
        self,
        t_s: float,
        value: float,
        *,
        timing: float = math.nan,
        hidden: float = 0.0,
        also_met: bool = True,
        recognised: bool = True,
    ) -> Rep | None:
        """Take one frame.

        timing: value of the measure in which the times are looked for, NaN where it is not seen. hidden:
        how much the other leg hides the beginning and the end of what that measure shows, 0 to 1.
        also_met: whether the rule's further condition holds in this frame. recognised: whether this frame
        shows that it is this movement; an attempt without one such frame is none.
        """
        if t_s - self._seen_s > _LOST_S:
            self.reset()
        if math.isnan(value):
            return None
        self._seen_s = t_s
        self._t_s.append(t_s)
        self._value.append(value)
        self._timing.append(timing)
        self._hidden = hidden
        self._recognised = recognised or (self._recognised and self.engaged)
        if not self.engaged:
            self._forget_before(t_s - _HISTORY_S)
        self._floor = min(self._floor, self._sign * value)
        match self.phase:
            case RepPhase.UNKNOWN if value in self.rule.rest:
                self.phase = RepPhase.AT_REST
            case RepPhase.AT_REST if self._rises(value):
                self._begin(t_s, also_met=also_met)
            case RepPhase.MOVING:
                self._also_met = self._also_met or (also_met and value in self.rule.full)
                if self._is_back(value):
                    self.phase, self._back_s, self._floor = RepPhase.SETTLING, t_s, math.inf
            case RepPhase.SETTLING if self._rises_again(value):
                return self._begin_again(t_s, also_met=also_met)
            case RepPhase.SETTLING if self._settled(t_s):
                return self._finish()
        return None

    def finish(self) -> Rep | None:
        """End of the stream: a limb already back at rest has done its repetition."""
        return self._finish() if self.phase is RepPhase.SETTLING else None

    def reset(self) -> None:
        """Forget the attempt under way."""
        self.phase, self._floor = RepPhase.UNKNOWN, math.inf
        self._t_s.clear()
        self._value.clear()
        self._timing.clear()

    def _begin(self, t_s: float, *, also_met: bool) -> None:
        self.phase, self._crossed_s = RepPhase.MOVING, t_s
        self._also_met = also_met and self._value[-1] in self.rule.full

    def _begin_again(self, t_s: float, *, also_met: bool) -> Rep | None:
        if self._never_down(t_s):
            self.phase = RepPhase.MOVING
            return None
        rep = self._finish()
        self._begin(t_s, also_met=also_met)
        return rep

    @property
    def _sign(self) -> float:
        return 1.0 if self.rule.rises else -1.0

    def _rises(self, value: float, least: float = 0.0) -> bool:
        """Whether it has left its resting place, which need not be where the foot stood before."""
        up = self._sign * value - self._floor
        return value in self.rule.started and up >= max(self.rule.hysteresis, least)

    def _rises_again(self, value: float) -> bool:
        return not self._is_back(value) and self._rises(value, _LANDED_SHARE * self.reach)

    def _never_down(self, t_s: float) -> bool:
        """A low lift's landmark touches the floor now and then; the outline stays up meanwhile."""
        outline = self._outline() if t_s - self._back_s < _SETTLE_S else None
        if outline is None:
            return False
        crossed, back = bisect_left(self._t_s, self._crossed_s), bisect_left(self._t_s, self._back_s)
        return bool(np.min(outline[back:]) > _STILL_UP_SHARE * np.max(outline[crossed:]))

    def _is_back(self, value: float) -> bool:
        """At rest again, or down to a tenth of the way: a foot need not land exactly where it stood."""
        return value in self.rule.rest or self._sign * value < _LANDED_SHARE * self.reach

    def _settled(self, t_s: float) -> bool:
        since_back_s = t_s - self._back_s
        if since_back_s < _SETTLE_S:
            return False
        outline = self._outline()
        if outline is not None:
            return self._outline_settled(t_s, outline)
        if since_back_s > _SETTLE_LIMIT_S:
            return True
        rate = speed(np.array(self._t_s), self._rising())
        return bool(-rate[-1] < 0.05 * float(np.max(-rate, initial=0.0)))

    def _outline_settled(self, t_s: float, outline: Floats) -> bool:
        """Behind the other leg the last way down is not seen, but takes its time: what the stroke says."""
        after, share = outline[bisect_left(self._t_s, self._back_s) :], _LANDED_SHARE * np.max(outline)
        if np.min(after) < share and self._stroke(outline).end_s < t_s:
            return True
        # An ankle whose landmark has jumped is back too soon, while the outline still comes down.
        coming_down = np.max(after) < after[0] + share
        return t_s - self._back_s > (_OUTLINE_LIMIT_S if coming_down else _SETTLE_LIMIT_S)

    def _finish(self) -> Rep | None:
        peak = self._sign * self.reach
        outline = self._outline()
        stroke = self._stroke(outline)
        complete = self._also_met or self._risen_full(outline)
        self.phase = RepPhase.AT_REST
        self._forget_before(stroke.end_s)
        if not self._recognised or stroke.end_s - stroke.start_s < self.rule.min_cycle_s:
            return None
        return Rep(stroke, complete=complete, peak=peak)

    def _risen_full(self, outline: Floats | None) -> bool:
        """Whether the outline shows a full repetition, of which the counted measure may see but a part."""
        if outline is None or self.rule.full_timed is None:
            return False
        return float(np.max(outline[self._way])) in self.rule.full_timed

    def _stroke(self, outline: Floats | None) -> Stroke:
        return trace_stroke(
            np.array(self._t_s),
            self._rising() if outline is None else outline,
            crossed_s=self._crossed_s,
            back_s=self._back_s,
            hidden=None if outline is None else self._hidden,
        )

    def _rising(self) -> Floats:
        """The counted values, turned so that they rise towards the top."""
        return np.array(self._value) * self._sign

    def _outline(self) -> Floats | None:
        """The measure that shows the times better, 0 at rest; None where it was not seen or hardly moved."""
        if self.rule.timed_by is None:
            return None
        outline = np.array(self._timing)
        if np.isnan(outline).any():
            return None
        outline -= np.quantile(outline, REST_QUANTILE)
        return outline if np.max(outline) in self.rule.timed_by.bound else None

    def _forget_before(self, t_s: float) -> None:
        keep = bisect_left(self._t_s, t_s)
        del self._t_s[:keep], self._value[:keep], self._timing[:keep]
