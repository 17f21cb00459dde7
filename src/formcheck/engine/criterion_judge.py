"""Verdicts on the criteria: a fault must last to count, and must clearly clear to be gone."""

import math
from dataclasses import dataclass, field

import numpy as np

from formcheck.domain.body import Side
from formcheck.domain.events import VerdictChanged
from formcheck.domain.measure import Criterion, Flag, Verdict
from formcheck.exercises.counting import COUNTING
from formcheck.signals.conditioning import Persistence

_WARN_S, _CLEAR_S = COUNTING.amber_s.value, COUNTING.clear_s.value
_FAR_QUANTILE = 0.9  # one stray frame does not say how far it went


@dataclass(slots=True)
class CriterionJudge:
    """One criterion on one leg (or on the whole body)."""

    criterion: Criterion
    _state: Persistence[tuple[Verdict, Flag | None]] = field(
        default_factory=lambda: Persistence[tuple[Verdict, Flag | None]]((Verdict.UNSEEN, None))
    )
    _faults: list[tuple[Flag, float, float]] = field(default_factory=list)
    _left_red_s: float | None = None
    _red: list[float] = field(default_factory=list)
    _red_since_s: float = math.nan

    @property
    def verdict(self) -> Verdict:
        """What holds by now."""
        return self._state.state[0]

    @property
    def shown(self) -> Verdict:
        """The verdict as a colour."""
        return self.verdict.shown_for(self.flag)

    @property
    def flag(self) -> Flag | None:
        """Name of the end at which the value lies, if it has one."""
        return self._state.state[1]

    @property
    def settled_s(self) -> float:
        """Verdicts before that time will not change any more; infinite where nothing is open."""
        left_red_s = self._left_red_s if self.verdict is Verdict.FAULT else None
        return min(self._state.candidate_s, math.inf if left_red_s is None else left_red_s)

    @property
    def turning_red_s(self) -> float:
        """Since when the value has been at fault, not yet long enough to count; NaN where it is not."""
        return math.nan if self.verdict is Verdict.FAULT else self._red_since_s

    def update(self, t_s: float, value: float, side: Side) -> VerdictChanged | None:
        """Take one frame; NaN is unseen."""
        # Slack may keep the verdict that holds, never make a worse one.
        kept = min(self.criterion.judge(value, clearly=True), self.verdict)
        bare = self.criterion.judge(value)
        seen = max(bare, kept)
        flag = self.criterion.flag_for(value) if seen > Verdict.OK else None
        if self.verdict is Verdict.FAULT and bare is Verdict.FAULT and self._faults:
            self._faults[-1] = (*self._faults[-1][:2], t_s)
        was_fault = self.verdict is Verdict.FAULT
        self._note_red(t_s, value, red=bare is Verdict.FAULT)
        if bare is Verdict.FAULT:
            self._left_red_s = None
        elif self._left_red_s is None:
            self._left_red_s = t_s
        if not self._state.update(t_s, (seen, flag), self._wait_s(seen)):
            return None
        # Slack decides whether a dip breaks a fault in two, not how long it was: that is from red to red.
        since_s = self._state.since_s
        if was_fault and seen is not Verdict.FAULT and self._left_red_s is not None:
            since_s = self._left_red_s
        if seen is Verdict.FAULT and flag:
            self._faults.append((flag, since_s, t_s))
        return VerdictChanged(
            t_s=t_s,
            since_s=since_s,
            criterion=self.criterion.key,
            verdict=seen,
            flag=flag,
            side=side,
            left_value=self._how_far() if was_fault else math.nan,
        )

    def rest(self, t_s: float, side: Side) -> VerdictChanged | None:
        """Nothing to judge now: whatever held is over."""
        left_value = self._how_far() if self.verdict is Verdict.FAULT else math.nan
        self._red_since_s = math.nan
        if self._state.state[0] is Verdict.UNSEEN:
            return None
        self._state = Persistence((Verdict.UNSEEN, None), t_s)
        return VerdictChanged(
            t_s=t_s,
            since_s=t_s,
            criterion=self.criterion.key,
            verdict=Verdict.UNSEEN,
            flag=None,
            side=side,
            left_value=left_value,
        )

    def flags_between(self, start_s: float, end_s: float) -> set[Flag]:
        """Faults that overlap a stretch of time."""
        return {flag for flag, a, b in self._faults if a < end_s and b > start_s}

    def _note_red(self, t_s: float, value: float, *, red: bool) -> None:
        """Keep the values of a fault from its first frame on, the brief dips in it apart."""
        if red:
            if math.isnan(self._red_since_s):
                self._red_since_s = t_s
                if self.verdict is not Verdict.FAULT:
                    self._red.clear()
            self._red.append(value)
        else:
            self._red_since_s = math.nan

    def _how_far(self) -> float:
        if not self._red:
            return math.nan
        below = self._red[-1] < self.criterion.ok.low
        return float(np.quantile(self._red, 1.0 - _FAR_QUANTILE if below else _FAR_QUANTILE))

    def _wait_s(self, seen: Verdict) -> float:
        if self.verdict is Verdict.UNSEEN and seen <= Verdict.OK:
            return 0.0
        match seen:
            case Verdict.FAULT:
                return self.criterion.persist_s
            case Verdict.WARN:
                return _CLEAR_S if self.verdict is Verdict.FAULT else _WARN_S
            case _:
                return _CLEAR_S
