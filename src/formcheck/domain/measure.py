"""What can be measured on a body, in which unit, and what counts as good.

A `Measure` is an idea (hip flexion); a `Channel` is that idea on one limb (hip flexion of the near leg).
Bounds are made with `at_least`, `at_most` and `between`: a bound in the wrong unit fails when the exercise
is imported, not when a user moves.
"""

import math
from dataclasses import dataclass, field
from enum import Enum, IntEnum, StrEnum

from formcheck.domain.body import Limb


class Unit(StrEnum):
    """Unit of a measure, spelled as the suffix that names carry."""

    DEG = "deg"
    RATIO = "ratio"
    S = "s"
    PX = "px"


class Measure(Enum):
    """A quantity, its unit, and whether each leg has its own. Signs as in `kinematics.measures`."""

    TRUNK_LEAN = ("trunk_lean", Unit.DEG, False)
    THIGH_EXTENSION = ("thigh_extension", Unit.DEG, True)
    HIP_FLEXION = ("hip_flexion", Unit.DEG, True)
    KNEE_FLEXION = ("knee_flexion", Unit.DEG, True)
    THIGH_ELEVATION = ("thigh_elevation", Unit.DEG, True)
    ANKLE_LIFT = ("ankle_lift", Unit.RATIO, True)
    MARCH_HEIGHT = ("march_height", Unit.RATIO, True)
    THIGH_LIFT = ("thigh_lift", Unit.DEG, True)
    KNEE_OUTLINE = ("knee_outline", Unit.RATIO, False)
    HIP_OUTLINE = ("hip_outline", Unit.RATIO, False)
    HIP_EXTENSION = ("hip_extension", Unit.DEG, True)
    PELVIC_TILT = ("pelvic_tilt", Unit.DEG, False)
    PELVIC_TILT_SD = ("pelvic_tilt_sd", Unit.DEG, False)
    PELVIS_RISE = ("pelvis_rise", Unit.RATIO, False)
    TRUNK_STRETCH = ("trunk_stretch", Unit.RATIO, False)
    UNSTEADINESS = ("unsteadiness", Unit.DEG, False)

    def __init__(self, key: str, unit: Unit, per_leg: bool) -> None:  # noqa: FBT001 - enum row
        self.key = key
        self.unit = unit
        self.per_leg = per_leg
        self.row = len(type(self).__members__)


_LIMB_ROWS: dict[Limb | None, int] = {None: 0} | {limb: row for row, limb in enumerate(Limb, start=1)}


@dataclass(frozen=True, slots=True)
class Channel:
    """A measure on a limb: what one column of a table holds."""

    measure: Measure
    limb: Limb | None = None
    # Channels are looked up a hundred times a frame, and an enumeration's own hash is slow. The same in every
    # process: they go from one to another.
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", self.measure.row * len(_LIMB_ROWS) + _LIMB_ROWS[self.limb])
        if self.measure.per_leg != (self.limb is not None):
            expected = "needs a limb" if self.measure.per_leg else "has no limb"
            raise ValueError(f"{self.measure.key} {expected}, got {self.limb}")

    def __hash__(self) -> int:
        return self._hash

    @property
    def column(self) -> str:
        """Its name in files: measure, limb, unit."""
        return "_".join(filter(None, (self.measure.key, self.limb, self.measure.unit)))

    def on(self, working: Limb | None) -> "Channel":
        """The same channel with working/other turned into near/far; None, no one leg works: as it is."""
        if working is None:
            return self
        match self.limb:
            case Limb.WORKING:
                return Channel(self.measure, working)
            case Limb.OTHER:
                return Channel(self.measure, working.opposite)
            case _:
                return self


@dataclass(frozen=True, slots=True)
class Interval:
    """Closed range of a quantity with a unit. NaN lies inside no interval."""

    low: float
    high: float
    unit: Unit

    def __post_init__(self) -> None:
        if math.isnan(self.low) or math.isnan(self.high) or self.low > self.high:
            raise ValueError(f"an interval needs low <= high, got {self.low} and {self.high}")

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    def holds(self, value: float, *, slack: float) -> bool:
        """Whether a value lies in the interval grown by `slack` at both ends (hysteresis)."""
        return self.low - slack <= value <= self.high + slack


def between(low: float, high: float, unit: Unit) -> Interval:
    """Interval with two ends."""
    return Interval(low, high, unit)


def at_least(low: float, unit: Unit) -> Interval:
    """Interval without an upper end."""
    return Interval(low, math.inf, unit)


def at_most(high: float, unit: Unit) -> Interval:
    """Interval without a lower end."""
    return Interval(-math.inf, high, unit)


class Grade(StrEnum):
    """How well a threshold is founded."""

    USER = "U"
    STUDY = "S"
    EXPERT = "E"
    OURS = "O"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a threshold comes from."""

    grade: Grade
    reference: str


class Reference(StrEnum):
    """Against what a value is held: itself, the own neutral, or where it rested in the last seconds."""

    ABSOLUTE = "absolute"
    NEUTRAL = "neutral"
    RESTING = "resting"


class Verdict(IntEnum):
    """How a value stands to its criterion, worst last; `UNSEEN` is no verdict at all."""

    UNSEEN = -1
    OK = 0
    WARN = 1
    FAULT = 2

    def shown_for(self, flag: "Flag | None") -> "Verdict":
        """The verdict as a colour: what is named but costs no credit is no red."""
        return min(self, Verdict.WARN) if flag and not flag.costs_credit else self


class Flag(StrEnum):
    """A fault by name. The words are in `i18n`, under `flag.<value>`."""

    ARCHED_BACK = "arched_back"
    LEANED_BACK = "leaned_back"
    LEANED_FORWARD = "leaned_forward"
    TOO_FAST = "too_fast"
    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    KNEE_STRAIGHTENED = "knee_straightened"
    BOUNCING = "bouncing"
    PELVIS_LIFTED = "pelvis_lifted"
    SLUMPED = "slumped"
    FRONT_KNEE_TOO_BENT = "front_knee_too_bent"
    FRONT_KNEE_TOO_STRAIGHT = "front_knee_too_straight"
    DEEP = "deep"

    @property
    def costs_credit(self) -> bool:
        """Whether time under it does not count. A deep stretch is named, but it is no fault."""
        return self is not Flag.DEEP


class Concern(IntEnum):
    """What a cue is about, most urgent first: the order in which cues are given."""

    SAFETY = 0
    SETUP = 1
    TRUNK_AND_PELVIS = 2
    RANGE = 3
    TEMPO = 4


_CLEARANCE = {Unit.DEG: 2.0, Unit.RATIO: 0.01}


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing that is judged while an exercise runs.

    key names it within its exercise (and its cue). ok: green; within warn: amber; outside warn: fault.
    below and above name the fault at either end; an end that is no fault is open. persist_s is how long a
    fault must last before it counts. slack: a verdict is gone only this far inside of its bound; None: as far
    as is usual in its unit.
    """

    key: str
    channel: Channel
    ok: Interval
    warn: Interval
    source: Source
    reference: Reference = Reference.ABSOLUTE
    below: Flag | None = None
    above: Flag | None = None
    persist_s: float = 0.5
    slack: float | None = None
    concern: Concern = Concern.TRUNK_AND_PELVIS

    def __post_init__(self) -> None:
        for name, interval in (("ok", self.ok), ("warn", self.warn)):
            if interval.unit is not self.channel.measure.unit:
                raise ValueError(
                    f"{self.key}.{name} is in {interval.unit}, but "
                    f"{self.channel.measure.key} is in {self.channel.measure.unit}"
                )
        if self.warn.low > self.ok.low or self.warn.high < self.ok.high:
            raise ValueError(f"{self.key}: warn {self.warn} must enclose ok {self.ok}")
        for name, flag, end in (("below", self.below, self.warn.low), ("above", self.above, self.warn.high)):
            if (flag is None) != math.isinf(end):
                raise ValueError(f"{self.key}: a fault needs a name and an end, {name} has {flag} and {end}")
        if self.ok.high - self.ok.low <= 2.0 * self.clearance:
            raise ValueError(f"{self.key}: nothing of ok {self.ok} is left {self.clearance:g} inside of it")

    @property
    def clearance(self) -> float:
        """How far inside of a bound its verdict is gone, in the unit of the measure."""
        return _CLEARANCE.get(self.channel.measure.unit, 0.0) if self.slack is None else self.slack

    def judge(self, value: float, *, clearly: bool = False) -> Verdict:
        """Verdict on one value; NaN is UNSEEN. clearly: only what lies well inside is better than that."""
        if math.isnan(value):
            return Verdict.UNSEEN
        slack = self.clearance if clearly else 0.0
        if self.ok.holds(value, slack=-slack):
            return Verdict.OK
        return Verdict.WARN if self.warn.holds(value, slack=-slack) else Verdict.FAULT

    def flag_for(self, value: float) -> Flag | None:
        """Name of the fault at the end of `ok` where the value lies outside."""
        return self.below if value < self.ok.low else self.above if value > self.ok.high else None
