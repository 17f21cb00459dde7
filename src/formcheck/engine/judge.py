"""Verdicts on the criteria: a fault must last to count, and must clearly clear to be gone."""

from dataclasses import dataclass, field

from formcheck.domain.body import Side
from formcheck.domain.events import VerdictChanged
from formcheck.domain.measure import Criterion, Flag, Unit, Verdict
from formcheck.signals.conditioning import Persistence

_WARN_S = 1.0
_CLEAR_S = 0.5
_SLACK = {Unit.DEG: 2.0, Unit.RATIO: 0.01}


@dataclass(slots=True)
class Judge:
    """One criterion on one leg (or on the whole body)."""

    criterion: Criterion
    _state: Persistence[tuple[Verdict, Flag | None]] = field(
        default_factory=lambda: Persistence[tuple[Verdict, Flag | None]]((Verdict.UNSEEN, None))
    )
    _faults: list[tuple[Flag, float, float]] = field(default_factory=list)
    _left_red_s: float | None = None

    @property
    def verdict(self) -> Verdict:
        """What holds by now."""
        return self._state.state[0]

    @property
    def flag(self) -> Flag | None:
        """Name of the end at which the value lies, if it has one."""
        return self._state.state[1]

    def update(self, t_s: float, value: float, side: Side) -> VerdictChanged | None:
        """Take one frame; NaN is unseen."""
        slack = _SLACK.get(self.criterion.channel.measure.unit, 0.0)
        # Slack may keep the verdict that holds, never make a worse one.
        kept = min(self.criterion.judge(value, slack=slack), self.verdict)
        bare = self.criterion.judge(value)
        seen = max(bare, kept)
        flag = self.criterion.flag_for(value) if seen > Verdict.OK else None
        if self.verdict is Verdict.FAULT and bare is Verdict.FAULT and self._faults:
            self._faults[-1] = (*self._faults[-1][:2], t_s)
        was_fault = self.verdict is Verdict.FAULT
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
            t_s=t_s, since_s=since_s, criterion=self.criterion.key, verdict=seen, flag=flag, side=side
        )

    def rest(self, t_s: float, side: Side) -> VerdictChanged | None:
        """Nothing to judge now: whatever held is over."""
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
        )

    def flags_between(self, start_s: float, end_s: float) -> set[Flag]:
        """Faults that overlap a stretch of time."""
        return {flag for flag, a, b in self._faults if a < end_s and b > start_s}

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
