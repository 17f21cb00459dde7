"""The plan of a week: which exercise on which days, how many sets, how much of it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Literal

from formcheck.domain.body import Side
from formcheck.domain.measure import Grade, Source
from formcheck.engine.workout import Plan as Workout
from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.programme.sources import (
    MOST_BAND,
    MOST_HOLD_S,
    MOST_ITEMS_A_DAY,
    MOST_REPS,
    MOST_REST_S,
    MOST_SETS,
)


class Weekday(IntEnum):
    """Day of the week, as `date.weekday()` counts."""

    MON = 0
    TUE = 1
    WED = 2
    THU = 3
    FRI = 4
    SAT = 5
    SUN = 6


# What can be prescribed: the exercises of the source text and their companions. A check is no exercise.
PLANNABLE = ("half-kneeling-stretch", "supine-march", "seated-knee-raise", "glute-bridge", "standing-march")
BANDED = ("seated-knee-raise",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One exercise of a plan. Raises ValueError where a number is out of its range.

    exercise: its slug, one of PLANNABLE. days: rising, at least one. sets: 1..5, per side where sides take
    turns. amount, of one set: repetitions (per leg, where one leg works at a time) 1..30, or seconds held
    5..60. rest_s: between two sets, 0..300 s. side: leg to train; None trains both. band: 0 none, 1 lightest,
    5 strongest. since: the day on which this dose was set; what was done by then does not count towards the
    next step. None: since ever.
    """

    exercise: str
    days: tuple[Weekday, ...]
    sets: int
    amount: int
    rest_s: int = 30
    side: Side | None = None
    band: int = 0
    since: date | None = None

    def __post_init__(self) -> None:
        if self.exercise not in PLANNABLE:
            raise ValueError(f"expected one of {PLANNABLE}, got {self.exercise!r}")
        if not self.days or list(self.days) != sorted(set(self.days)):
            raise ValueError(f"expected rising days, at least one, got {self.days}")
        low, high = amounts(self.spec)
        for name, value, least, most in (
            ("sets", self.sets, 1, MOST_SETS.value),
            ("amount", self.amount, low, high),
            ("rest_s", self.rest_s, 0, MOST_REST_S.value),
            ("band", self.band, 0, MOST_BAND.value if self.banded else 0),
        ):
            if not least <= value <= most:
                raise ValueError(f"{self.exercise}: expected {name} in {least}..{most}, got {value}")
        if self.side is Side.BOTH:
            raise ValueError("both sides are None")

    @property
    def spec(self) -> ExerciseSpec:
        """The exercise."""
        return EXERCISES[self.exercise]

    @property
    def banded(self) -> bool:
        """Whether it is done against a band."""
        return self.exercise in BANDED

    @property
    def timed(self) -> bool:
        """Whether `amount` is in seconds."""
        return self.workout.target_s is not None

    @property
    def workout(self) -> Workout:
        """What the engine runs for it."""
        return Workout(
            spec=self.spec, side=self.side, sets=self.sets, target=self.amount, pause_s=self.rest_s
        )

    @property
    def dose_name(self) -> Literal["reps", "reps_leg", "seconds", "seconds_side"]:
        """What `amount` is of: a set, or a set with each leg or side."""
        workout = self.workout
        if self.timed:
            return "seconds_side" if workout.near_side_matters and self.side is None else "seconds"
        return "reps_leg" if self.spec.dose.per_leg else "reps"

    @property
    def total_sets(self) -> int:
        """Sets of a day, those of both sides together."""
        return self.sets * (2 if self.workout.sides_take_turns else 1)

    @property
    def total(self) -> float:
        """Repetitions, or seconds held, of a day, all sets and legs together."""
        workout = self.workout
        return self.total_sets * float(workout.target_reps or workout.target_s or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A week's plan; each exercise at most once, at most four a day. Raises ValueError otherwise.

    note: a sentence from whoever made it, as it was typed; may be empty.
    """

    items: tuple[Item, ...]
    note: str = ""

    def __post_init__(self) -> None:
        slugs = [item.exercise for item in self.items]
        if len(set(slugs)) != len(slugs):
            raise ValueError(f"expected each exercise once, got {slugs}")
        days = Counter(day for item in self.items for day in item.days)
        most = max(days.values(), default=0)
        if most > MOST_ITEMS_A_DAY.value:
            raise ValueError(f"expected at most {MOST_ITEMS_A_DAY.value} exercises a day, got {most}")

    def on(self, day: date) -> tuple[Item, ...]:
        """Items of a day, in the order of the plan."""
        return tuple(item for item in self.items if day.weekday() in item.days)

    def item(self, exercise: str) -> Item | None:
        """Item of an exercise."""
        return next((item for item in self.items if item.exercise == exercise), None)

    def with_item(self, new: Item) -> "Plan":
        """The plan with another item for the same exercise."""
        items = tuple(new if item.exercise == new.exercise else item for item in self.items)
        return Plan(items=items, note=self.note)


def amounts(spec: ExerciseSpec) -> tuple[int, int]:
    """Least and most of a set: repetitions, or seconds held."""
    if spec.dose.hold_s:
        return 5, MOST_HOLD_S.value
    return 1, MOST_REPS.value


_STRENGTH_DAYS = (Weekday.MON, Weekday.WED, Weekday.FRI)

DEFAULT_PLAN = Plan(
    items=(
        Item(
            exercise="half-kneeling-stretch",
            days=(Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.FRI, Weekday.SAT),
            sets=2,
            amount=30,
            rest_s=20,
        ),
        Item(exercise="supine-march", days=_STRENGTH_DAYS, sets=2, amount=10),
        Item(exercise="seated-knee-raise", days=_STRENGTH_DAYS, sets=2, amount=10, band=1),
        Item(exercise="glute-bridge", days=_STRENGTH_DAYS, sets=2, amount=10),
        Item(exercise="standing-march", days=(Weekday.TUE, Weekday.SAT), sets=2, amount=10),
    )
)
DEFAULT_PLAN_SOURCE = Source(
    Grade.USER,
    "stretch 2-3 x 20-40 s a side, supine march 2 x 10-15, seated raise 2-3 x 10-15, bridge and standing "
    "march as companions; the days are ours: one between two of strength",
)
