"""What a walk past the camera is measured by."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from formcheck.domain.measure import Reference
from formcheck.exercises.bound import Bound, Published, require_unit
from formcheck.exercises.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkRule(Rule):
    """A check without a score: steps are measured, and left is held against right.

    channel: what is drawn over time. behind: where it lies in late stance.
    """

    reference: Reference = Reference.ABSOLUTE
    behind: Bound
    piece: ClassVar[str] = "step"

    def __post_init__(self) -> None:
        require_unit("walk", self.channel.measure.unit, behind=self.behind)

    @property
    def target(self) -> Bound:
        """There is none to reach: the part of the chart in which the thigh is behind."""
        return self.behind

    @property
    def needs_neutral(self) -> bool:
        """Steps are measured without; the angles of the thigh alone are held against it."""
        return False

    @property
    def crosses_picture(self) -> bool:
        """The person walks by."""
        return True

    def published(self) -> Iterator[Published]:
        """All that is published of it, in order."""
        yield Published("behind", self.behind, self.channel)
