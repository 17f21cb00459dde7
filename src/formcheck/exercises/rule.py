"""What every kind of progress says of itself, so that nobody has to ask which kind it is."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from formcheck.domain.measure import Channel, Flag, Measure, Reference
from formcheck.exercises.bound import Bound, Condition, Published

Mobility = Literal["stayed_down", "unsure", "lifted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(ABC):
    """How far somebody has got. channel: the measure that is followed. reference: what it is held against.

    piece: what is counted, as a part of keys in `i18n`.
    """

    channel: Channel
    reference: Reference
    piece: ClassVar[str]

    @property
    @abstractmethod
    def target(self) -> Bound:
        """Where the measure should get to."""

    @abstractmethod
    def published(self) -> Iterator[Published]:
        """All that is published of it, in order."""

    @property
    def rises(self) -> bool:
        """Whether the measure grows towards the target."""
        return True

    @property
    def needs_neutral(self) -> bool:
        """Whether nothing counts before the person's own neutral is known."""
        return self.reference is not Reference.RESTING

    @property
    def returns_to_rest(self) -> bool:
        """Whether the body comes back to its starting place again and again."""
        return False

    @property
    def crosses_picture(self) -> bool:
        """Whether the person walks through the picture, leaves it, comes back; the legs cross all along."""
        return False

    @property
    def flags(self) -> frozenset[Flag]:
        """Faults that lie in what is counted itself."""
        return frozenset()

    @property
    def cues(self) -> frozenset[str]:
        """Cues beside those about faults."""
        return frozenset()

    @property
    def suggested_s(self) -> float | None:
        """Seconds that a beginner should hold it; None where it is not about seconds, or the dose says it."""
        return None

    @property
    def stated_in(self) -> Condition | None:
        """A further condition in which the target is better stated than in the measure that is followed."""
        return None

    @property
    def one_at_a_time_below_s(self) -> float:
        """What is quicker counts only while the other leg rests; 0 where legs need not take turns."""
        return 0.0

    @property
    def silhouette_measure(self) -> Measure | None:
        """What must be read off the mask for it, if anything."""
        return None

    def works_at(self, neutral: float) -> bool:  # noqa: ARG002 - only a hold looks at it
        """Whether a leg whose measure lies there in the neutral is one that works."""
        return True

    def lies_behind(self, change: float) -> bool:  # noqa: ARG002 - a check takes its neutral once
        """Whether stillness so far from the neutral shows that the neutral was taken too late."""
        return False

    def verdict_on(self, value: float) -> Mobility | None:  # noqa: ARG002 - only a check gives one
        """What a mobility check says of a value; None where there is nothing to say."""
        return None
