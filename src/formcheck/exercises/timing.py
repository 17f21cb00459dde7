"""Where the times of a repetition are looked for: a strategy that a rule names."""

from collections.abc import Iterator
from dataclasses import dataclass

from formcheck.domain.measure import Channel, Measure
from formcheck.exercises.bound import Bound, Published, require_unit


@dataclass(frozen=True, slots=True)
class LandmarkTiming:
    """Onset, top and end of a repetition are looked for in the counted measure itself."""

    @property
    def silhouette_measure(self) -> Measure | None:
        """It needs no mask."""
        return None

    def published(self) -> Iterator[Published]:
        """What is published of it."""
        yield from ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineTiming:
    """Onset, top and end are looked for in a height of the body's outline, which shows them better.

    measure: it rises towards the top, whichever way the counted one goes. rise: how much it must rise in an
    attempt, or it shows nothing and the counted measure is used; but where that was hasty, its landmark has
    strayed, and there was none: nor was there a full one, with less than half of full_rise. full_rise: a rise
    that only a full repetition has, whatever the counted measure says. far_covered: the near leg may cover
    the beginning and the end of what the far one shows.
    """

    measure: Measure
    rise: Bound
    full_rise: Bound | None = None
    far_covered: bool = False

    def __post_init__(self) -> None:
        require_unit("timing", self.measure.unit, rise=self.rise, full_rise=self.full_rise)

    @property
    def silhouette_measure(self) -> Measure:
        """What must be read off the mask."""
        return self.measure

    @property
    def channel(self) -> Channel:
        """What is read."""
        return Channel(self.measure)

    def published(self) -> Iterator[Published]:
        """What is published of it."""
        yield Published("timing", self.rise, self.channel)
        if self.full_rise:
            yield Published("or full_range", self.full_rise, self.channel)


Timing = LandmarkTiming | OutlineTiming
