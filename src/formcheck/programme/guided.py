"""A guided session: pain, exercise, pain, rest, next exercise. A pure table of phases; no clock, no camera.

PAIN_BEFORE --go, ease--> LIVE --done--> PAIN_AFTER --go, ease--> REST --over--> LIVE ...
     |                     |                  |                                   last: FINISHED
     +--stop--> STOPPED <--+--it hurts        +--stop--> STOPPED
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from formcheck.programme.pain import Light, light_of
from formcheck.programme.plan import Item
from formcheck.programme.progression import eased


class Phase(StrEnum):
    """Where a guided session is."""

    PAIN_BEFORE = "pain_before"
    LIVE = "live"
    PAIN_AFTER = "pain_after"
    REST = "rest"
    STOPPED = "stopped"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guided:
    """State of a guided session. Raises ValueError for a step that its phase does not know.

    items: what is to be done, in order; those still to come are eased when the pain asks for it. at: index of
    the exercise under way. before: pain at the start. results: ids of what was done.
    """

    items: tuple[Item, ...]
    at: int = 0
    phase: Phase = Phase.PAIN_BEFORE
    before: int | None = None
    eased: bool = False
    results: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("a session needs at least one exercise")

    @property
    def item(self) -> Item:
        """The exercise under way, or the next one in a rest."""
        return self.items[self.at]

    @property
    def last(self) -> bool:
        """Whether no other exercise follows."""
        return self.at == len(self.items) - 1

    def pain(self, score: int) -> "Guided":
        """Answer to the question of pain, 0..10."""
        match self.phase:
            case Phase.PAIN_BEFORE:
                asked = replace(self, before=score)
                return _lit(asked, light_of(score), Phase.LIVE)
            case Phase.PAIN_AFTER:
                return self._after(light_of(score, self.before))
            case _:
                raise ValueError(f"pain is not asked in {self.phase}")

    def ended(self, why: str, result: str | None = None) -> "Guided":
        """The camera view has closed. why: `done`, `stopped`, `hurts`; `left`: before anything was done."""
        self._expect(Phase.LIVE)
        kept = replace(self, results=(*self.results, result) if result else self.results)
        match why:
            case "hurts":
                return replace(kept, phase=Phase.STOPPED)
            case "left":
                return self
            case _:
                return replace(kept, phase=Phase.PAIN_AFTER)

    def rested(self) -> "Guided":
        """The rest is over, or was cut short."""
        self._expect(Phase.REST)
        return replace(self, phase=Phase.LIVE)

    def skipped(self) -> "Guided":
        """The exercise under way is left out."""
        self._expect(Phase.LIVE, Phase.REST)
        if self.last:
            return replace(self, phase=Phase.FINISHED)
        return replace(self, at=self.at + 1)

    def _after(self, light: Light) -> "Guided":
        if light is Light.STOP:
            return replace(self, phase=Phase.STOPPED)
        if self.last:
            return replace(self, phase=Phase.FINISHED)
        return _lit(replace(self, at=self.at + 1), light, Phase.REST)

    def _expect(self, *phases: Phase) -> None:
        if self.phase not in phases:
            raise ValueError(f"expected {phases}, got {self.phase}")


def _lit(state: Guided, light: Light, onward: Phase) -> Guided:
    """Go on as the light allows; from the exercise at hand on, all is eased once."""
    if light is Light.STOP:
        return replace(state, phase=Phase.STOPPED)
    if light is Light.GO or state.eased:
        return replace(state, phase=onward)
    done, to_come = state.items[: state.at], state.items[state.at :]
    return replace(state, phase=onward, items=(*done, *map(eased, to_come)), eased=True)
