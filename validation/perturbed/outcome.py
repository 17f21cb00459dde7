"""What became of one recording, judged as one exercise, under one change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from formcheck.domain.events import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """own: it shows this exercise. shown, right: repetitions that are in it, and that were told.

    false: complete ones, holds and steps that nobody did; false_partial: attempts that nobody made. reason:
    why most of what was not judged was not, None where nearly all was. reason_right: whether that is so.
    """

    film: str
    exercise: str
    own: bool
    variation: str
    shown: int
    right: int
    false: int
    false_partial: int
    reason: Reason | None
    reason_right: bool
    judged_share: float

    @property
    def holds(self) -> bool:
        """Whether all of it is right."""
        return self.right == self.shown and not self.false + self.false_partial and self.reason_right

    def __str__(self) -> str:
        reason = f"{self.reason or 'judged'}{'' if self.reason_right else ' (false)'}"
        told = f"{self.right}/{self.shown} right, {self.false} false, {self.false_partial} false partial"
        what = f"{self.film} as {self.exercise}, {self.variation}"
        return f"{what}: {told}, {self.judged_share:.0%} judged, {reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Sums of outcomes. refused: films of which some was not judged; reasons_right: for a true reason."""

    name: str
    shown: int
    right: int
    false: int
    false_partial: int
    refused: int
    reasons_right: int


def tally(name: str, outcomes: Iterable[Outcome]) -> Tally:
    """Add up."""
    all_of_them = list(outcomes)
    refused = [each for each in all_of_them if each.reason is not None]
    return Tally(
        name=name,
        shown=sum(each.shown for each in all_of_them),
        right=sum(each.right for each in all_of_them),
        false=sum(each.false for each in all_of_them),
        false_partial=sum(each.false_partial for each in all_of_them),
        refused=len(refused),
        reasons_right=sum(each.reason_right for each in refused),
    )
