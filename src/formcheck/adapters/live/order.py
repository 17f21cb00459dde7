"""What a visitor of the live page orders, and what comes out of it."""

from dataclasses import dataclass, field

from formcheck.adapters.analysis import Analysis
from formcheck.adapters.models import ModelName
from formcheck.domain.body import Side
from formcheck.engine.workout import Plan
from formcheck.exercises import ExerciseSpec
from formcheck.i18n import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be done. side: None trains both. target: repetitions or seconds, as the dose has it."""

    spec: ExerciseSpec
    side: Side | None
    sets: int
    target: int
    language: Language
    model: ModelName = ModelName.FULL

    @property
    def plan(self) -> Plan:
        """The order as the engine knows it."""
        return Plan(spec=self.spec, side=self.side, sets=self.sets, target=self.target)


@dataclass(frozen=True, slots=True)
class Ticket:
    """The right to one workout. token: opens its socket, keep it secret. result_id: finds what came of it."""

    token: str = field(repr=False)
    result_id: str


@dataclass(frozen=True, slots=True)
class LiveResult:
    """A workout that is over: what was ordered, and the same analysis that a recorded video gives."""

    order: Order
    analysis: Analysis
