"""Times a held position on media time.

    WAITING --inside for debounce_s--> HOLDING --outside--> PAUSED --outside for give_up_s--> WAITING (+ hold)
                                        ^                   |
                                        +-----inside--------+

The hold is dated back to the entry and ends at the last moment inside. The clock counts only time inside;
an excursion shorter than grace_s does not break the longest run, but is not counted either. A hole in the
frames is such an excursion too: what nobody saw was not held.
"""

import math
from dataclasses import dataclass, field
from enum import Enum, auto

from formcheck.engine.fault_spans import Span
from formcheck.engine.progress.stay import LongestStay
from formcheck.exercises.spec import HoldRule


class HoldPhase(Enum):
    """Whether the position is held."""

    WAITING = auto()
    HOLDING = auto()
    PAUSED = auto()


@dataclass(frozen=True, slots=True)
class HoldResult:
    """One hold: first and last moment inside, the runs inside, and the longest of them (grace bridged)."""

    start_s: float
    end_s: float
    in_zone_s: float
    longest_s: float
    spans: tuple[tuple[float, float], ...]


@dataclass(slots=True)
class HoldCounter:
    """Feed one value per frame (NaN = not seen = outside); get a `HoldResult` when one is over."""

    rule: HoldRule
    phase: HoldPhase = HoldPhase.WAITING
    _spans: list[tuple[float, float]] = field(default_factory=list)
    _inside: bool = False
    _last_in_s: float = -math.inf
    _stay: LongestStay = field(init=False)

    def __post_init__(self) -> None:
        self._stay = LongestStay(self.rule.stays_within)

    @property
    def engaged(self) -> bool:
        """Whether a hold is under way."""
        return self.phase is not HoldPhase.WAITING

    @property
    def at_work(self) -> bool:
        """Whether the position is held just now."""
        return self.phase is HoldPhase.HOLDING

    def goes_on(self, t_s: float) -> bool:
        """Whether the position is held, or was left no longer ago than a break is bridged."""
        return self.engaged and t_s - self._last_in_s <= self.rule.grace_s

    @property
    def spans(self) -> tuple[Span, ...]:
        """The runs inside so far."""
        return tuple(self._spans) if self.engaged else ()

    @property
    def started_s(self) -> float:
        """When the hold under way began."""
        return self._spans[0][0] if self._spans else math.nan

    def update(self, t_s: float, value: float) -> HoldResult | None:
        """Take one frame."""
        unheld_s = t_s - self._last_in_s if self._spans else 0.0
        if unheld_s > (self.rule.give_up_s if self.engaged else self.rule.grace_s):
            given_up = self.finish()
            self.update(t_s, value)
            return given_up
        slack = self.rule.leave_slack if self._inside else 0.0
        inside = self.rule.zone.interval.holds(value, slack=slack)
        if inside and self._inside and unheld_s <= self.rule.grace_s:
            self._spans[-1] = (self._spans[-1][0], t_s)
        elif inside:
            self._spans.append((t_s, t_s))
        self._inside = inside
        if inside:
            if unheld_s > self.rule.grace_s:
                self._stay.interrupt()
            self._stay.add(t_s, value)
            self._last_in_s = t_s
        return self._turn(t_s)

    def _turn(self, t_s: float) -> HoldResult | None:
        out_s = t_s - self._last_in_s
        match self.phase:
            case HoldPhase.WAITING if not self._inside and out_s > self.rule.grace_s:
                self._spans.clear()
                self._stay.reset()
            case HoldPhase.WAITING if self._inside and self._longest_s() >= self.rule.debounce_s:
                self.phase = HoldPhase.HOLDING
            case HoldPhase.HOLDING if not self._inside:
                self.phase = HoldPhase.PAUSED
            case HoldPhase.PAUSED if self._inside:
                self.phase = HoldPhase.HOLDING
            case HoldPhase.PAUSED if out_s > self.rule.give_up_s:
                return self.finish()
        return None

    def finish(self) -> HoldResult | None:
        """End the hold under way; None when there is none or it was too short to report."""
        hold, stayed_s = self._hold() if self.engaged else None, self._stay.longest_s
        self.reset()
        if hold is None or hold.in_zone_s < self.rule.min_report_s:
            return None
        held = stayed_s >= self.rule.min_stay_s or hold.longest_s >= self.rule.min_report_s
        return hold if held else None

    def reset(self) -> None:
        """Forget the hold under way."""
        self.phase, self._inside, self._last_in_s = HoldPhase.WAITING, False, -math.inf
        self._spans.clear()
        self._stay.reset()

    def _longest_s(self) -> float:
        longest_s = 0.0
        run_start_s, run_end_s = math.nan, -math.inf
        for start_s, end_s in self._spans:
            if start_s - run_end_s > self.rule.grace_s:
                run_start_s = start_s
            run_end_s = end_s
            longest_s = max(longest_s, run_end_s - run_start_s)
        return longest_s

    def _hold(self) -> HoldResult:
        return HoldResult(
            start_s=self._spans[0][0],
            end_s=self._spans[-1][1],
            in_zone_s=sum(end - start for start, end in self._spans),
            longest_s=self._longest_s(),
            spans=tuple(self._spans),
        )
