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
_SETTLE_S = 0.4
_SETTLE_HIDDEN_S = 0.8  # its last way down is not seen, but takes its time
_SETTLE_LIMIT_S = 1.2


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
    """Feed one value per frame (NaN = not seen); get a `Rep` when one is over.

    hidden: the limb is half covered by the other one.
    """

    rule: RepRule
    hidden: bool = False
    phase: RepPhase = RepPhase.UNKNOWN
    _t_s: list[float] = field(default_factory=list)
    _value: list[float] = field(default_factory=list)
    _timing: list[float] = field(default_factory=list)
    _crossed_s: float = 0.0
    _back_s: float = 0.0
    _seen_s: float = -math.inf
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
        since = bisect_left(self._t_s, self._crossed_s)
        # Once it is back, what rises again is the next attempt.
        until = len(self._t_s) if self.phase is RepPhase.MOVING else bisect_right(self._t_s, self._back_s)
        way = self._value[since:until]
        return max(way) if self.rule.rises else -min(way)

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
        also_met: bool = True,
        recognised: bool = True,
    ) -> Rep | None:
        """Take one frame.

        timing: value of the measure in which the times are looked for, NaN where it is not seen.
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
        self._recognised = recognised or (self._recognised and self.engaged)
        if not self.engaged:
            self._forget_before(t_s - _HISTORY_S)
        match self.phase:
            case RepPhase.UNKNOWN if value in self.rule.rest:
                self.phase = RepPhase.AT_REST
            case RepPhase.AT_REST if value in self.rule.started:
                self._begin(t_s, also_met=also_met)
            case RepPhase.MOVING:
                self._also_met = self._also_met or (also_met and value in self.rule.full)
                if self._is_back(value):
                    self.phase, self._back_s = RepPhase.SETTLING, t_s
            case RepPhase.SETTLING if value in self.rule.started and not self._is_back(value):
                rep = self._finish()
                self._begin(t_s, also_met=also_met)
                return rep
            case RepPhase.SETTLING if self._settled(t_s):
                return self._finish()
        return None

    def finish(self) -> Rep | None:
        """End of the stream: a limb already back at rest has done its repetition."""
        return self._finish() if self.phase is RepPhase.SETTLING else None

    def reset(self) -> None:
        """Forget the attempt under way."""
        self.phase = RepPhase.UNKNOWN
        self._t_s.clear()
        self._value.clear()
        self._timing.clear()

    def _begin(self, t_s: float, *, also_met: bool) -> None:
        self.phase, self._crossed_s = RepPhase.MOVING, t_s
        self._also_met = also_met and self._value[-1] in self.rule.full

    def _is_back(self, value: float) -> bool:
        """At rest again, or down to a tenth of the way: a foot need not land exactly where it stood."""
        sign = 1.0 if self.rule.rises else -1.0
        return value in self.rule.rest or sign * value < _LANDED_SHARE * self.reach

    def _settled(self, t_s: float) -> bool:
        since_back_s = t_s - self._back_s
        if since_back_s < _SETTLE_S:
            return False
        if since_back_s > _SETTLE_LIMIT_S:
            return True
        outline = self._outline()
        down_s = _SETTLE_HIDDEN_S if self.hidden else _SETTLE_S
        if outline is not None and not _landed(outline, bisect_left(self._t_s, t_s - down_s)):
            return False
        rate = speed(np.array(self._t_s), self._rising() if outline is None else outline)
        return bool(-rate[-1] < 0.05 * float(np.max(-rate, initial=0.0)))

    def _finish(self) -> Rep | None:
        peak = self.reach if self.rule.rises else -self.reach
        outline = self._outline()
        stroke = trace_stroke(
            np.array(self._t_s),
            self._rising() if outline is None else outline,
            crossed_s=self._crossed_s,
            back_s=self._back_s,
            even=outline is not None,
        )
        self.phase = RepPhase.AT_REST
        self._forget_before(stroke.end_s)
        if not self._recognised or stroke.end_s - stroke.start_s < self.rule.min_cycle_s:
            return None
        return Rep(stroke, complete=self._also_met, peak=peak)

    def _rising(self) -> Floats:
        """The counted values, turned so that they rise towards the top."""
        return np.array(self._value) * (1.0 if self.rule.rises else -1.0)

    def _outline(self) -> Floats | None:
        """The measure that shows the times better, 0 at rest; None where it was not seen or hardly moved."""
        outline = np.array(self._timing)
        if self.rule.timed_by is None or np.isnan(outline).any():
            return None
        outline -= np.quantile(outline, REST_QUANTILE)
        return outline if np.max(outline) in self.rule.timed_by.bound else None

    def _forget_before(self, t_s: float) -> None:
        keep = bisect_left(self._t_s, t_s)
        del self._t_s[:keep], self._value[:keep], self._timing[:keep]


def _landed(outline: Floats, since: int) -> bool:
    """Whether it has been down, to a tenth of its way at most, since that sample."""
    return bool(np.all(outline[since:] < _LANDED_SHARE * np.max(outline)))
