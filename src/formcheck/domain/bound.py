"""Numbers that decide something, with the reason why they are what they are."""

from dataclasses import dataclass

from formcheck.domain.measure import Interval, Source


@dataclass(frozen=True, slots=True)
class Bound:
    """An interval that decides something."""

    interval: Interval
    source: Source

    def __contains__(self, value: float) -> bool:
        return value in self.interval


@dataclass(frozen=True, slots=True)
class Setting:
    """A number that is no bound: a share, a duration, a factor. Its unit is in the name that it gets."""

    value: float
    source: Source
