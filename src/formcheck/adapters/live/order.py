"""What a visitor of the live page orders, and what they get for it."""

from dataclasses import dataclass, field

from formcheck.adapters.analysis import Analysis
from formcheck.adapters.models import ModelName
from formcheck.adapters.store import Kept
from formcheck.domain.body import Side
from formcheck.engine.workout import Plan
from formcheck.exercises import ExerciseSpec
from formcheck.i18n import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkoutOrder:
    """The workout that a visitor wants.

    side: leg to train; None trains both. sets: >= 1, per side where sides take turns. target: >= 1,
    repetitions or seconds, as the exercise's dose is stated. model: pose model to use. pause_s: seconds
    between two sets; None: as the dose has it.
    """

    spec: ExerciseSpec
    side: Side | None
    sets: int
    target: int
    language: Language
    model: ModelName = ModelName.FULL
    pause_s: float | None = None

    @property
    def plan(self) -> Plan:
        """The order without language and model. Raises ValueError for less than one set or target."""
        return Plan(spec=self.spec, side=self.side, sets=self.sets, target=self.target, pause_s=self.pause_s)


@dataclass(frozen=True, slots=True)
class Ticket:
    """The right to one workout. token: secret, opens its socket. result_id: finds its result."""

    token: str = field(repr=False)
    result_id: str


@dataclass(frozen=True, slots=True)
class LiveResult:
    """A finished workout: the order, and the same analysis that a recorded video gives.

    kept: what became of it in the history; None where it was not to be kept.
    """

    order: WorkoutOrder
    analysis: Analysis
    kept: Kept | None = None
