"""The shape of an exercise. Pure data: what is counted, what is judged, in which posture, how much of it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from formcheck.domain.body import Limb
from formcheck.domain.measure import Criterion, Flag, Measure, Reference, Source
from formcheck.domain.posture import Attitude, Posture
from formcheck.exercises.bound import Bound, Condition, Published, require_unit
from formcheck.exercises.rep_rule import RepRule
from formcheck.exercises.rule import Mobility, Rule
from formcheck.exercises.timing import LandmarkTiming, OutlineTiming

__all__ = [
    "Bound",
    "CameraHeight",
    "Condition",
    "Dose",
    "ExerciseSpec",
    "HoldRule",
    "LandmarkTiming",
    "MobilityRule",
    "OutlineTiming",
    "RepRule",
    "Rule",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRule(Rule):
    """When a held position counts.

    zone: where the measure must lie. judged: where criteria are judged although it may not count yet; None:
    only where it counts. working: where it lies, in itself, in the neutral of the leg that works (the other
    leg lies elsewhere). debounce_s: inside that long before a hold begins, which is dated back. grace_s:
    outside that long without a break. give_up_s: outside that long ends it. Not reported: under min_report_s,
    or shorter runs and no stay of min_stay_s within stays_within. leave_slack: beyond the zone, once in.
    """

    zone: Bound
    working: Bound
    target_s: float
    judged: Bound | None = None
    debounce_s: float = 1.0
    grace_s: float = 1.0
    give_up_s: float = 2.8
    min_report_s: float = 5.0
    min_stay_s: float = 2.5  # real people rock into the zone for 2.5 s, and stay within 10 deg for 1.3
    stays_within: float = 10.0
    leave_slack: float = 1.0
    piece: ClassVar[str] = "hold"

    def __post_init__(self) -> None:
        unit = self.channel.measure.unit
        require_unit("hold", unit, zone=self.zone, judged=self.judged, working=self.working)

    @property
    def target(self) -> Bound:
        """Where the measure should get to."""
        return self.zone

    @property
    def cues(self) -> frozenset[str]:
        """Who has got there is told to stay."""
        return frozenset({"hold_it"})

    @property
    def suggested_s(self) -> float:
        """Seconds that a beginner should hold it."""
        return self.target_s

    def works_at(self, neutral: float) -> bool:
        """Whether a leg whose measure lies there in the neutral is one that works; NaN is not."""
        return neutral in self.working

    def lies_behind(self, change: float) -> bool:
        """Half of the way to the zone, the other way."""
        return change < -self.zone.interval.low / 2.0

    def published(self) -> Iterator[Published]:
        """All that is published of it, in order."""
        yield Published("zone", self.zone, self.channel, self.reference)
        if self.judged:
            yield Published("judged", self.judged, self.channel, self.reference)
        yield Published("working leg", self.working, self.channel)


@dataclass(frozen=True, slots=True, kw_only=True)
class MobilityRule(Rule):
    """A check without a score: how far the resting leg is drawn along when the other one is pulled in.

    channel: the resting leg's measure, which is itself taken against the neutral. pulled: the other leg's
    measure when it counts as pulled in. stayed_down and lifted: the cuts; between them is unsure.
    debounce_s: pulled in that long before it is measured, and measured that long before it says anything.
    """

    reference: Reference = Reference.ABSOLUTE
    pulled: Condition
    stayed_down: Bound
    lifted: Bound
    debounce_s: float = 1.0
    piece: ClassVar[str] = "try"

    @property
    def target(self) -> Bound:
        """Where the measure should stay."""
        return self.stayed_down

    def verdict_on(self, value: float) -> Mobility | None:
        """What the check says; None when nothing was measured."""
        if math.isnan(value):
            return None
        if value in self.lifted:
            return "lifted"
        return "stayed_down" if value in self.stayed_down else "unsure"

    def published(self) -> Iterator[Published]:
        """All that is published of it, in order."""
        yield Published("pulled in", self.pulled.bound, self.pulled.channel, self.pulled.reference)
        yield Published("stayed_down", self.stayed_down, self.channel, Reference.NEUTRAL)
        yield Published("lifted", self.lifted, self.channel, Reference.NEUTRAL)


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
    working near leg hides the far one, whose measures are then a guess and not given. pelvis_judged: whether
    the tilt of the pelvis can be told in this movement; where it cannot, that is said.
    """

    key: str
    attitude: Attitude
    postures: frozenset[Posture]
    start: frozenset[Posture]
    limbs: tuple[Limb, ...]
    progress: Rule
    criteria: tuple[Criterion, ...]
    dose: Dose
    camera_height_cm: CameraHeight
    needs_both_legs: bool = False
    far_leg_shadowed: bool = False
    pelvis_judged: bool = True
    neutral_s: float = 1.5

    def __post_init__(self) -> None:
        keys = [criterion.key for criterion in self.criteria]
        if len(set(keys)) != len(keys):
            raise ValueError(f"{self.key} has two criteria of one name: {sorted(keys)}")
        if not self.start <= self.postures:
            raise ValueError(f"{self.key} starts in a posture in which it does not count")
        if self.looks_at_pelvis and not self.pelvis_judged:
            raise ValueError(f"{self.key} does not judge the pelvis, but has a criterion for its tilt")

    @property
    def looks_at_pelvis(self) -> bool:
        """Whether a criterion asks for the tilt of the pelvis, and so for a back that is seen."""
        return any(criterion.channel.measure is Measure.PELVIC_TILT for criterion in self.criteria)

    @property
    def slug(self) -> str:
        """Its name on the command line and in files."""
        return self.key.replace("_", "-")

    @property
    def flags(self) -> frozenset[Flag]:
        """Every fault that this exercise can report."""
        ends = {flag for criterion in self.criteria for flag in (criterion.below, criterion.above) if flag}
        return self.progress.flags | ends
