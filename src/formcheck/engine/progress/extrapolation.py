"""From the times at 10, 50 and 90 % of a rise to its onset and its arrival at the top.

A smooth movement goes on as it went. How far to extrapolate lies between a half cosine (0.69) and a
minimum-jerk movement (1.12), which loses more of its ends in the noise, so 1.12 errs least on rendered
bodies. At the top less is right, 0.95, for some of what comes last is taken for creeping; and a third of the
say there has the first half of the rise, as one that ends as it began, for a top is ragged. A low lift is not
seen to begin until it is well under way, so that its first half looks short; it is taken to last as long as
the second half, nearly.

The outline of the body is seen much better than a landmark. There a rise lasts as long before its middle as
after it, each time about as long as from its 10 to its 90 % (minimum-jerk: 0.99 of that), and the lower part
of it tells more, for at the top limbs creep; longer behind the other leg, where its lowest part is covered.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from formcheck.exercises.counting import COUNTING

_FACTOR, _FACTOR_AT_TOP = COUNTING.onset_factor.value, COUNTING.top_factor.value
_TOP_BY_FIRST_HALF = COUNTING.top_by_first_half.value
_HALVES_ALIKE, _HALVES_MOST = COUNTING.halves_alike.value, COUNTING.halves_most.value


class Crossings(NamedTuple):
    """When a rise passed 10, 50 and 90 % of its height."""

    low_s: float
    middle_s: float
    high_s: float

    @property
    def lower_s(self) -> float:
        """Duration of the first half, as far as it is seen."""
        return self.middle_s - self.low_s

    @property
    def upper_s(self) -> float:
        """Duration of the second half, as far as it is seen."""
        return self.high_s - self.middle_s


Extrapolate = Callable[[Crossings], tuple[float, float]]
"""Onset and arrival of a rise."""


@dataclass(frozen=True, slots=True)
class Extrapolation:
    """How to extrapolate the way up, and the way down seen backwards in time."""

    rise: Extrapolate
    fall: Extrapolate


def _of_landmark(seen: Crossings) -> tuple[float, float]:
    first_s = seen.lower_s
    arrival_s = seen.high_s + _FACTOR_AT_TOP * seen.upper_s
    arrival_s += _TOP_BY_FIRST_HALF * (seen.middle_s + (1.0 + _FACTOR) * first_s - arrival_s)
    first_s = max(first_s, min(_HALVES_ALIKE * seen.upper_s, _HALVES_MOST * first_s))
    return seen.middle_s - (1.0 + _FACTOR) * first_s, arrival_s


LANDMARK = Extrapolation(_of_landmark, _of_landmark)


@dataclass(frozen=True, slots=True)
class _OutlineHalf:
    """How long an outline's rise lasts before its middle, from what is seen of it.

    So many times as from 10 to 50 % and as from 50 to 90 % of its height, and some seconds more; where its
    lowest part is covered, so many times more as from 10 to 90 %.
    """

    lower: float
    upper: float
    more_s: float
    covered: float

    def duration_s(self, seen: Crossings, cover: float) -> float:
        seen_s = self.lower * seen.lower_s + self.upper * seen.upper_s + self.more_s
        return seen_s + cover * self.covered * (seen.lower_s + seen.upper_s)


# Least squares on 163 lifts: SD .09 and .10 s on near legs, .18 on far ones; a foot is put down with care.
# Whether the far one of two knees in a line is covered, landmarks cannot tell: half of it is added.
_ONSET, _END, _OUTLINE_TOP = _OutlineHalf(1.3, 0.6, 0.05, 0.2), _OutlineHalf(1.4, 0.45, 0.2, 0.15), 1.1


def outline_extrapolation(cover: float) -> Extrapolation:
    """For an outline, whose lowest part another leg covers so much, 0 to 1."""

    def onset(seen: Crossings) -> tuple[float, float]:
        return _outline(seen, _ONSET, cover)

    def end(seen: Crossings) -> tuple[float, float]:
        return _outline(seen, _END, cover)

    return Extrapolation(onset, end)


def _outline(seen: Crossings, half: _OutlineHalf, cover: float) -> tuple[float, float]:
    onset_s = seen.middle_s - half.duration_s(seen, cover)
    return onset_s, seen.middle_s + _OUTLINE_TOP * (seen.high_s - seen.low_s)
