"""Whether the tilt of the pelvis is said, and why not: as events, and summed up by time."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from formcheck.domain.events import TiltSightChanged
from formcheck.domain.pelvis import TiltUnseen
from formcheck.signals.conditioning import Persistence

_WAIT_S = 0.5
_YAW_STEP_DEG = 5.0
_START = (None, math.inf)
Span = tuple[float, float]
_State = tuple[TiltUnseen | None, float]


@dataclass(slots=True)
class TiltSight:
    """Turns what a frame says into events; a state that lasts less than half a second makes none."""

    _state: Persistence[_State] = field(default_factory=lambda: Persistence[_State](_START))

    def update(self, t_s: float, unseen: TiltUnseen | None, yaw_deg: float) -> tuple[TiltSightChanged, ...]:
        """Feed judged frames only. yaw_deg counts where the turn is the reason."""
        turned = unseen is TiltUnseen.TURNED and not math.isnan(yaw_deg)
        coarse_deg = _YAW_STEP_DEG * round(yaw_deg / _YAW_STEP_DEG) if turned else 0.0
        wait_s = 0.0 if self._state.state == _START else _WAIT_S
        if not self._state.update(t_s, (unseen, coarse_deg), wait_s):
            return ()
        return (TiltSightChanged(self._state.since_s, unseen, coarse_deg if turned else math.nan),)


@dataclass(frozen=True, slots=True)
class TiltSeen:
    """Of the judged time of a set, seconds: how long the tilt was said, and why not, longest first.

    yaw_deg: how far the body was turned where that was why, median over time; NaN where it never was.
    """

    said_s: float = 0.0
    unseen_s: dict[TiltUnseen, float] = field(default_factory=dict)
    yaw_deg: float = math.nan

    @property
    def said_share(self) -> float:
        """Of the judged time, 0..1; NaN when there was none."""
        whole_s = self.said_s + sum(self.unseen_s.values())
        return self.said_s / whole_s if whole_s > 0.0 else math.nan

    @property
    def main_reason(self) -> TiltUnseen | None:
        """The one thing to change; None where nothing kept the tilt unsaid."""
        return next(iter(self.unseen_s), None)


def tilt_seen(changes: Sequence[TiltSightChanged], gaps: Iterable[Span], span: Span) -> TiltSeen:
    """Sum up a set from its first to its last second; gaps, in which nothing was judged, do not count."""
    gaps = tuple(gaps)
    ends_s = [*(change.t_s for change in changes[1:]), span[1]][: len(changes)]
    said_s, unseen_s, turns = 0.0, dict[TiltUnseen, float](), list[tuple[float, float]]()
    for change, end_s in zip(changes, ends_s, strict=True):
        part = (max(change.t_s, span[0]), min(end_s, span[1]))
        lasted_s = max(0.0, part[1] - part[0]) - sum(_overlap_s(part, gap) for gap in gaps)
        if lasted_s <= 0.0:
            continue
        if change.unseen is None:
            said_s += lasted_s
            continue
        unseen_s[change.unseen] = unseen_s.get(change.unseen, 0.0) + lasted_s
        if change.unseen is TiltUnseen.TURNED:
            turns.append((change.yaw_deg, lasted_s))
    longest_first = dict(sorted(unseen_s.items(), key=lambda item: -item[1]))
    return TiltSeen(said_s, longest_first, _median(turns))


def together(parts: Iterable[TiltSeen]) -> TiltSeen:
    """Several sets as one; the turn is that of the set in which it cost most."""
    parts = tuple(parts)
    unseen_s: dict[TiltUnseen, float] = {}
    for part in parts:
        for reason, lasted_s in part.unseen_s.items():
            unseen_s[reason] = unseen_s.get(reason, 0.0) + lasted_s
    turned = max(parts, key=lambda part: part.unseen_s.get(TiltUnseen.TURNED, 0.0), default=TiltSeen())
    longest_first = dict(sorted(unseen_s.items(), key=lambda item: -item[1]))
    return TiltSeen(sum(part.said_s for part in parts), longest_first, turned.yaw_deg)


def _overlap_s(one: Span, other: Span) -> float:
    return max(0.0, min(one[1], other[1]) - max(one[0], other[0]))


def _median(weighted: list[tuple[float, float]]) -> float:
    half_s, so_far_s = sum(weight for _, weight in weighted) / 2, 0.0
    for value, weight in sorted(weighted):
        so_far_s += weight
        if so_far_s >= half_s:
            return value
    return math.nan
