"""What was not judged, and for which reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from validation.benchmark.clips import Clip
from validation.benchmark.observation import Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class UnjudgedRow:
    """One reason in one exercise. share: of all frames of that exercise, 0..1."""

    exercise: str
    reason: str
    clips: int
    share: float


def unjudged(seen: Iterable[tuple[Clip, Observation]]) -> Iterator[UnjudgedRow]:
    """Rows in the order of the exercises, the commonest reason first; none where all was judged."""
    frames: Counter[str] = Counter()
    refused: dict[str, Counter[str]] = {}
    clips: Counter[tuple[str, str]] = Counter()
    for clip, observation in seen:
        frames[clip.exercise] += len(observation.times_s)
        reasons = refused.setdefault(clip.exercise, Counter())
        for reason, count in observation.said["reasons"].items():
            reasons[reason] += count
            clips[clip.exercise, reason] += 1
    for exercise, reasons in refused.items():
        for reason, count in reasons.most_common():
            yield UnjudgedRow(
                exercise=exercise,
                reason=reason,
                clips=clips[exercise, reason],
                share=count / frames[exercise],
            )
