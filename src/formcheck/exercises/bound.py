"""Conditions of a rule, and its bounds as they are published."""

from dataclasses import dataclass
from typing import NamedTuple

from formcheck.domain.bound import Bound
from formcheck.domain.measure import Channel, Reference, Unit

__all__ = ["Bound", "Condition", "Published", "require_unit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A further measure that must lie within a bound, at the top of a repetition or as the rule says."""

    channel: Channel
    bound: Bound
    reference: Reference = Reference.ABSOLUTE

    def __post_init__(self) -> None:
        require_unit(self.channel.measure.key, self.channel.measure.unit, bound=self.bound)


class Published(NamedTuple):
    """A bound of a rule as it stands on the criteria page. channel: what it bounds, None for a duration."""

    name: str
    bound: Bound
    channel: Channel | None
    reference: Reference = Reference.ABSOLUTE


def require_unit(owner: str, unit: Unit, **bounds: Bound | None) -> None:
    """Refuse bounds in another unit than that of what they bound."""
    for name, bound in bounds.items():
        if bound is not None and bound.interval.unit is not unit:
            raise ValueError(f"{owner}.{name} is in {bound.interval.unit}, expected {unit}")
