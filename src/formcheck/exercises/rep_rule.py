"""The rule of exercises that are counted in repetitions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from formcheck.domain.measure import Channel, Flag, Measure, Reference, Unit
from formcheck.exercises.bound import Bound, Condition, Published, require_unit
from formcheck.exercises.rule import Rule
from formcheck.exercises.timing import LandmarkTiming, Timing


@dataclass(frozen=True, slots=True, kw_only=True)
class RepRule(Rule):
    """When a repetition begins, ends, and is complete.

    rest: where the measure lies between repetitions. onset: where an attempt has surely begun; between
    the two nothing changes (hysteresis). full_range: what the best value must reach. too_high: what it should
    not. too_high_by: what must hold with that, or the height comes from elsewhere, and is named there.
    also_required: what must hold for the repetition to be complete. recognised_by: what must hold at some
    moment, and ruled_out_by what may hold at none, or it was another movement and no attempt at this one:
    as with hips that travel further in 0.6 s, in trunk lengths, or a trunk that curls up further from its
    rest. up_s and down_s: shorter is too fast. min_cycle_s: shorter is none. alone_below_s: shorter is one
    only while the other leg rests. timing: where its times are looked for.
    """

    rest: Bound
    onset: Bound
    full_range: Bound
    also_required: Condition | None = None
    recognised_by: Condition | None = None
    ruled_out_by: tuple[Condition, ...] = ()
    too_high: Bound | None = None
    too_high_by: Condition | None = None
    up_s: Bound | None = None
    down_s: Bound | None = None
    min_cycle_s: float = 0.4
    alone_below_s: float | None = None
    travel: Bound | None = None
    curl: Bound | None = None
    timing: Timing = field(default_factory=LandmarkTiming)
    piece: ClassVar[str] = "rep"

    def __post_init__(self) -> None:
        unit = self.channel.measure.unit
        require_unit(
            "rep", unit, rest=self.rest, onset=self.onset, full_range=self.full_range, high=self.too_high
        )
        require_unit("tempo", Unit.S, up_s=self.up_s, down_s=self.down_s)
        require_unit("travel", Unit.RATIO, travel=self.travel)
        require_unit("curl", Unit.DEG, curl=self.curl)
        if self.rises == (self.rest.interval.low > self.onset.interval.low):
            raise ValueError(f"rest {self.rest.interval} and onset {self.onset.interval} overlap")

    @property
    def target(self) -> Bound:
        """Where the measure should get to."""
        return self.full_range

    @property
    def rises(self) -> bool:
        """Whether the measure grows towards the top of the repetition."""
        return self.onset.interval.low > self.rest.interval.low

    @property
    def returns_to_rest(self) -> bool:
        """Between repetitions."""
        return True

    @property
    def hysteresis(self) -> float:
        """What lies between resting and onset, in the unit of the channel."""
        rest, onset = self.rest.interval, self.onset.interval
        return onset.low - rest.high if self.rises else rest.low - onset.high

    @property
    def one_at_a_time_below_s(self) -> float:
        """Of two legs that take turns."""
        return self.alone_below_s or 0.0

    @property
    def stated_in(self) -> Condition | None:
        """Who must reach more than a change is told so in that."""
        return self.also_required

    @property
    def silhouette_measure(self) -> Measure | None:
        """The outline that its times are read off, if any."""
        return self.timing.silhouette_measure

    @property
    def flags(self) -> frozenset[Flag]:
        """Faults of height and tempo."""
        found = {Flag.TOO_LOW}
        if self.too_high:
            found.add(Flag.TOO_HIGH)
        if self.up_s or self.down_s:
            found.add(Flag.TOO_FAST)
        return frozenset(found)

    def lies_behind(self, change: float) -> bool:
        """Half of what an onset needs, the other way. What rests anywhere is held against no neutral."""
        towards = change if self.rises else -change
        return self.needs_neutral and towards < -0.5 * abs(self.onset.interval.low)

    def published(self) -> Iterator[Published]:
        """All that is published of it, in order."""
        for name in ("rest", "onset", "full_range", "too_high"):
            if bound := getattr(self, name):
                yield Published(name, bound, self.channel, self.reference)
        for name in ("too_high_by", "recognised_by", "also_required"):
            if more := getattr(self, name):
                yield Published(name, more.bound, more.channel, more.reference)
        for no in self.ruled_out_by:
            yield Published("ruled_out_by", no.bound, no.channel, no.reference)
        yield from self.timing.published()
        others = ("up_s", "down_s", "travel")
        yield from (Published(key, own, None) for key in others if (own := getattr(self, key)))
        if self.curl:
            yield Published("curl", self.curl, Channel(Measure.TRUNK_LEAN), Reference.RESTING)
