"""When which fault held, as verdicts tell it, and what is left of a position when such time is taken away."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from formcheck.domain.body import Side
from formcheck.domain.events import VerdictChanged
from formcheck.domain.measure import Flag, Verdict

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault and when it held.

    value: how far it went, in the unit of its measure and against its reference; NaN where it is not known.
    """

    flag: Flag
    start_s: float
    end_s: float
    side: Side
    value: float = math.nan


@dataclass(slots=True)
class FaultSpans:
    """Feed it the changes of all verdicts in the order in which they came."""

    _now: dict[tuple[str, Side], VerdictChanged] = field(default_factory=dict)
    _over: list[Finding] = field(default_factory=list)

    def add(self, change: VerdictChanged) -> None:
        """Take one change: what held before is over."""
        key = change.criterion, change.side
        before = self._now.get(key)
        if before and before.verdict is Verdict.FAULT and before.flag:
            over = Finding(before.flag, before.since_s, change.since_s, before.side, change.left_value)
            self._over.append(over)
        self._now[key] = change

    def until(self, t_s: float) -> list[Finding]:
        """All faults so far; those that still hold end at t_s."""
        return self._over + [
            Finding(now.flag, now.since_s, t_s, now.side)
            for now in self._now.values()
            if now.verdict is Verdict.FAULT and now.flag
        ]


def credited_s(held: Iterable[Span], cuts: Iterable[Span]) -> float:
    """Seconds of what was held that lie in no cut. held: apart from each other; cuts: in any order."""
    taken = _merged(cuts)
    return sum(
        end_s - start_s - sum(overlap_s((start_s, end_s), cut) for cut in taken) for start_s, end_s in held
    )


def overlap_s(a: Span, b: Span) -> float:
    """Seconds that two stretches have in common."""
    return max(0.0, min(a[1], b[1]) - max(a[0], b[0]))


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start_s, end_s in sorted(spans):
        if merged and start_s <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end_s, merged[-1][1]))
        else:
            merged.append((start_s, end_s))
    return merged
