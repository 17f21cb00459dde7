"""Counts repetitions of one leg (or of both at once) on media time.

                 value enters `onset`                value back in `rest`, then still
    AT_REST  ------------------------------> MOVING -------------------------------> AT_REST  (+ repetition)
       ^                                        |
       +------------- unseen for 1 s -----------+   (nothing counted)

An attempt counts only from rest: whoever comes into the picture with the leg in the air has not begun. Such a
leg is `aloft`: it counts nothing, but what the other one seems to do meanwhile may be its shadow.
"""

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import Enum, auto

from formcheck.engine.progress.rep_timing import RepTimes
from formcheck.engine.progress.timing import DEBOUNCE_S, LANDED_SHARE, LandmarkTimer, Samples, Timer
from formcheck.exercises.counting import COUNTING
from formcheck.exercises.spec import RepRule

_HISTORY_S = 3.0
_LOST_S, _BEGUN_S = COUNTING.lost_s.value, COUNTING.begun_s.value
_ELSEWHERE_SHARE, _ELSEWHERE_S = COUNTING.elsewhere_share.value, COUNTING.elsewhere_s.value


class RepPhase(Enum):
    """Where in a repetition the limb is."""

    UNKNOWN = auto()
    AT_REST = auto()
    MOVING = auto()
    DEBOUNCING = auto()


@dataclass(frozen=True, slots=True)
class RepResult:
    """One attempt: its times, the extreme of the measure, whether it was full, and whether too high."""

    times: RepTimes
    complete: bool
    peak: float
    too_high: bool = False


@dataclass(frozen=True, slots=True)
class CutOff:
    """An attempt of which the end was not seen. start_s: its onset."""

    start_s: float


@dataclass(slots=True)
class RepCounter:
    """Feed one value per frame (NaN = not seen); get a `RepResult` when one is over."""

    rule: RepRule
    timer: Timer = field(default_factory=LandmarkTimer)
    phase: RepPhase = RepPhase.UNKNOWN
    aloft: tuple[float, float] | None = None
    """Since when a limb has been up that nobody saw leave its rest, and how far; None where none is."""
    _t_s: list[float] = field(default_factory=list)
    _value: list[float] = field(default_factory=list)
    _timing: list[float] = field(default_factory=list)
    _crossed_s: float = 0.0
    _back_s: float = 0.0
    _floor: float = math.inf
    _seen_s: float = -math.inf
    _also_met: bool = False
    _too_high: bool = False
    _recognised: bool = False
    _ruled_out: bool = False

    @property
    def engaged(self) -> bool:
        """Whether an attempt is under way."""
        return self.phase in (RepPhase.MOVING, RepPhase.DEBOUNCING)

    @property
    def reach(self) -> float:
        """How far the attempt under way has got, in the sense of the movement; 0 when there is none."""
        if not self.engaged:
            return 0.0
        way = self._value[self._way]
        return max(way) if self.rule.rises else -min(way)

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
        too_high: bool = False,
        recognised: bool = True,
        ruled_out: bool = False,
    ) -> RepResult | CutOff | None:
        """Take one frame.

        timing: what the timing strategy sampled. also_met: whether the rule's further condition holds in
        this frame. too_high: whether this frame is further than it should go. recognised: whether it shows
        that it is this movement; an attempt without one such frame is none, nor is one with a frame that is
        ruled_out.
        """
        lost = self._lose() if t_s - self._seen_s > _LOST_S else None
        if math.isnan(value):
            return lost
        self._seen_s = t_s
        self._t_s.append(t_s)
        self._value.append(value)
        self._timing.append(timing)
        self._recognised = recognised or (self._recognised and self.engaged)
        self._ruled_out = ruled_out or (self._ruled_out and self.engaged)
        self._too_high = too_high or (self._too_high and self.engaged)
        if not self.engaged:
            self._forget_before(t_s - _HISTORY_S)
        self._floor = min(self._floor, self._sign * value)
        return self._go_on(t_s, value, also_met=also_met) or lost

    def _go_on(self, t_s: float, value: float, *, also_met: bool) -> RepResult | None:
        match self.phase:
            case RepPhase.UNKNOWN if value in self.rule.rest:
                self.phase, self.aloft = RepPhase.AT_REST, None
            case RepPhase.UNKNOWN if value in self.rule.onset:
                since_s, height = self.aloft or (t_s, 0.0)
                self.aloft = since_s, max(height, self._sign * value)
            case RepPhase.AT_REST if self._rises(value):
                self._begin(t_s, also_met=also_met)
            case RepPhase.MOVING:
                self._also_met = self._also_met or (also_met and value in self.rule.full_range)
                back_s = t_s if self._is_back(value) else self._rests_elsewhere_since_s(t_s)
                if not math.isnan(back_s):
                    self.phase, self._back_s, self._floor = RepPhase.DEBOUNCING, back_s, math.inf
            case RepPhase.DEBOUNCING if self._rises_again(value):
                return self._begin_again(t_s, also_met=also_met)
            case RepPhase.DEBOUNCING if t_s - self._back_s >= DEBOUNCE_S and self.timer.is_over(
                self._samples()
            ):
                return self._finish()
        return None

    def finish(self) -> RepResult | CutOff | None:
        """Nothing more is seen: a limb back at rest has done its repetition, one on its way has not."""
        if self.phase is RepPhase.MOVING and self._is_one and self._seen_s - self._crossed_s > _BEGUN_S:
            return CutOff(self._onset_s())
        return self._finish()

    def _lose(self) -> RepResult | CutOff | None:
        """Nothing was seen for too long: what was under way ended unseen."""
        lost = self.finish()
        self.reset()
        return lost

    def _finish(self) -> RepResult | None:
        if self.phase is not RepPhase.DEBOUNCING:
            return None
        peak, samples = self._sign * self.reach, self._samples()
        times = self.timer.times(samples)
        complete = self._also_met or self.timer.shows_full_range(samples, self._way)
        strayed = self._hasty(times) and self.timer.shows_nothing(samples, self._way, full=complete)
        self.phase = RepPhase.AT_REST
        self._forget_before(times.end_s)
        if strayed or not self._is_one or times.end_s - times.start_s < self.rule.min_cycle_s:
            return None
        return RepResult(times, complete=complete, peak=peak, too_high=self._too_high)

    def reset(self) -> None:
        """Forget the attempt under way."""
        self.phase, self._floor, self.aloft = RepPhase.UNKNOWN, math.inf, None
        self._t_s.clear()
        self._value.clear()
        self._timing.clear()

    def _begin(self, t_s: float, *, also_met: bool) -> None:
        self.phase, self._crossed_s = RepPhase.MOVING, t_s
        self._also_met = also_met and self._value[-1] in self.rule.full_range

    def _begin_again(self, t_s: float, *, also_met: bool) -> RepResult | None:
        if self.timer.stays_up(self._samples()):
            self.phase = RepPhase.MOVING
            return None
        rep = self._finish()
        self._begin(t_s, also_met=also_met)
        return rep

    def _hasty(self, times: RepTimes) -> bool:
        """Whether it was over sooner than the rule lets anybody go up and down."""
        bounds = (self.rule.up_s, self.rule.down_s)
        return times.end_s - times.start_s < sum(each.interval.low for each in bounds if each)

    @property
    def _is_one(self) -> bool:
        """Whether it is this movement at all."""
        return self._recognised and not self._ruled_out

    @property
    def _sign(self) -> float:
        return 1.0 if self.rule.rises else -1.0

    @property
    def _way(self) -> slice:
        """Samples of the attempt under way. Once it is back, what rises again is the next attempt."""
        until = len(self._t_s) if self.phase is RepPhase.MOVING else bisect_right(self._t_s, self._back_s)
        return slice(bisect_left(self._t_s, self._crossed_s), until)

    def _rises(self, value: float, least: float = 0.0) -> bool:
        """Whether it has left its resting place, which need not be where the foot stood before."""
        up = self._sign * value - self._floor
        return value in self.rule.onset and up >= max(self.rule.hysteresis, least)

    def _rises_again(self, value: float) -> bool:
        return not self._is_back(value) and self._rises(value, LANDED_SHARE * self.reach)

    def _is_back(self, value: float) -> bool:
        """At rest again, or down to a seventh of the way: a foot need not land exactly where it stood."""
        return value in self.rule.rest or self._sign * value < LANDED_SHARE * self.reach

    def _rests_elsewhere_since_s(self, t_s: float) -> float:
        """Since when a limb that came most of the way down has kept still; NaN where it does not.

        Seen from above, a foot put down a little further away stands higher in the picture.
        """
        first = bisect_left(self._t_s, t_s - _ELSEWHERE_S)
        lately = self._value[first:]
        if self._t_s[first] <= self._crossed_s or self._sign * lately[0] > _ELSEWHERE_SHARE * self.reach:
            return math.nan
        still = max(lately) - min(lately) < 0.5 * self.rule.hysteresis
        return self._t_s[first] if still else math.nan

    def _onset_s(self) -> float:
        """When the limb was last at rest."""
        before = bisect_left(self._t_s, self._crossed_s)
        at_rest = (i for i in range(before - 1, -1, -1) if self._value[i] in self.rule.rest)
        return self._t_s[next(at_rest, 0)]

    def _samples(self) -> Samples:
        return Samples(
            t_s=self._t_s,
            value=self._value,
            sign=self._sign,
            timing=self._timing,
            crossed_s=self._crossed_s,
            back_s=self._back_s,
        )

    def _forget_before(self, t_s: float) -> None:
        keep = bisect_left(self._t_s, t_s)
        del self._t_s[:keep], self._value[:keep], self._timing[:keep]
