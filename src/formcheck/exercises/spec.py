"""The shape of an exercise. Pure data: what is counted, what is judged, in which posture, how much of it."""

from dataclasses import dataclass, field
from enum import StrEnum

from formcheck.domain.body import Limb
from formcheck.domain.measure import Channel, Criterion, Flag, Interval, Reference, Source, Unit
from formcheck.domain.posture import Attitude, Posture


@dataclass(frozen=True, slots=True)
class Bound:
    """An interval that decides something, with the reason why it lies there."""

    interval: Interval
    source: Source

    def __contains__(self, value: float) -> bool:
        return value in self.interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A further measure that must lie within a bound, at the top of a repetition or as the rule says."""

    channel: Channel
    bound: Bound
    reference: Reference = Reference.ABSOLUTE

    def __post_init__(self) -> None:
        _same_unit(self.channel.measure.key, self.channel.measure.unit, bound=self.bound)


def _same_unit(owner: str, unit: Unit, **bounds: Bound | None) -> None:
    for name, bound in bounds.items():
        if bound is not None and bound.interval.unit is not unit:
            raise ValueError(f"{owner}.{name} is in {bound.interval.unit}, expected {unit}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RepRule:
    """When a repetition begins, ends, and is complete.

    rest: where the measure lies between repetitions. started: where an attempt has surely begun; between
    the two nothing changes (hysteresis). full: what the best value must reach. too_high: what it should
    not. seen_by: what must hold at some moment, or it was another movement and no attempt at this one.
    up_s and down_s: shorter than these is too fast. timed_by: the measure in which the times are looked for
    instead, as it shows them better; it rises towards the top, whichever way the counted one goes. Its
    bound: how much it must rise in an attempt, or it shows nothing. full_timed: a rise of that measure that
    only a full repetition has, whatever the counted one says.
    """

    channel: Channel
    timed_by: Condition | None = None
    full_timed: Bound | None = None
    reference: Reference
    rest: Bound
    started: Bound
    full: Bound
    full_also: Condition | None = None
    seen_by: Condition | None = None
    too_high: Bound | None = None
    up_s: Bound | None = None
    down_s: Bound | None = None
    min_cycle_s: float = 0.4

    def __post_init__(self) -> None:
        unit = self.channel.measure.unit
        _same_unit("rep", unit, rest=self.rest, started=self.started, full=self.full, high=self.too_high)
        _same_unit("tempo", Unit.S, up_s=self.up_s, down_s=self.down_s)
        if self.timed_by:
            timing = self.timed_by.channel.measure.unit
            _same_unit("timing", timing, least=self.timed_by.bound, full=self.full_timed)
        elif self.full_timed:
            raise ValueError("full_timed bounds the measure of timed_by, and there is none")
        if self.rises == (self.rest.interval.low > self.started.interval.low):
            raise ValueError(f"rest {self.rest.interval} and started {self.started.interval} overlap")

    @property
    def rises(self) -> bool:
        """Whether the measure grows towards the top of the repetition."""
        return self.started.interval.low > self.rest.interval.low

    @property
    def hysteresis(self) -> float:
        """What lies between resting and having started, in the unit of the channel."""
        rest, started = self.rest.interval, self.started.interval
        return started.low - rest.high if self.rises else rest.low - started.high


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRule:
    """When a held position counts.

    zone: where the measure must lie. working: where it lies, in itself, in the neutral of the leg that works
    (the other leg of a split stance lies elsewhere). settle_s: inside that long before a hold begins
    (back-dated to the entry). grace_s: outside that long without a break. give_up_s: outside that long ends
    it. Shorter than listed_s is not listed at all. leave_slack: how far beyond the zone still counts as
    inside, once in.
    """

    channel: Channel
    reference: Reference
    zone: Bound
    working: Bound
    target_s: float
    settle_s: float = 1.0
    grace_s: float = 1.0
    give_up_s: float = 2.8
    listed_s: float = 5.0
    leave_slack: float = 2.0

    def __post_init__(self) -> None:
        _same_unit("hold", self.channel.measure.unit, zone=self.zone, working=self.working)


@dataclass(frozen=True, slots=True, kw_only=True)
class MobilityRule:
    """A check without a score: how far the resting leg is drawn along when the other one is pulled in.

    lift: the resting leg's measure, one against the own neutral. pulled: the other leg's hip flexion when it
    counts as pulled in. stayed_down and lifted: the cuts; between them is unsure.
    """

    lift: Channel
    pulled: Condition
    stayed_down: Bound
    lifted: Bound
    settle_s: float = 1.0
    hold_s: float = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much of it: sets, repetitions or held seconds, and the pause between."""

    sets: tuple[int, int]
    reps: tuple[int, int] | None = None
    hold_s: tuple[int, int] | None = None
    rest_s: tuple[int, int] = (30, 60)
    per_leg: bool = True
    source: Source = field(kw_only=True)


class CameraHeight(StrEnum):
    """Where the camera stands: the height of the exercise."""

    LOW = "20-40"
    KNEELING = "50-60"
    SEATED = "70-80"
    STANDING = "80-100"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseSpec:
    """One exercise. key names its words in `i18n`.

    postures: positions in which it counts. start: positions in which the person's own neutral is taken.
    limbs: legs that may work, each counted by itself; empty when both move as one. far_leg_shadowed: the
    working near leg hides the far one, whose measures are then a guess and not given.
    """

    key: str
    attitude: Attitude
    postures: frozenset[Posture]
    start: frozenset[Posture]
    limbs: tuple[Limb, ...]
    progress: RepRule | HoldRule | MobilityRule
    criteria: tuple[Criterion, ...]
    dose: Dose
    camera_height_cm: CameraHeight
    needs_both_legs: bool = False
    far_leg_shadowed: bool = False
    neutral_s: float = 1.5

    def __post_init__(self) -> None:
        keys = [criterion.key for criterion in self.criteria]
        if len(set(keys)) != len(keys):
            raise ValueError(f"{self.key} has two criteria of one name: {sorted(keys)}")
        if not self.start <= self.postures:
            raise ValueError(f"{self.key} starts in a posture in which it does not count")

    @property
    def slug(self) -> str:
        """Its name on the command line and in files."""
        return self.key.replace("_", "-")

    @property
    def flags(self) -> frozenset[Flag]:
        """Every fault that this exercise can report."""
        ends = {flag for criterion in self.criteria for flag in (criterion.below, criterion.above) if flag}
        if isinstance(self.progress, RepRule):
            ends.add(Flag.TOO_LOW)
            if self.progress.too_high:
                ends.add(Flag.TOO_HIGH)
            if self.progress.up_s or self.progress.down_s:
                ends.add(Flag.TOO_FAST)
        return frozenset(ends)
