"""Whether a set had a neutral, and if not, what they did instead of keeping still."""

from collections.abc import Iterable
from dataclasses import dataclass

from formcheck.domain.events import Event, Hindrance, NeutralHindered, NeutralTaken


@dataclass(frozen=True, slots=True)
class NeutralSeen:
    """taken: there was one. still: one of stillness. hindrance: what they did last that left none to take."""

    taken: bool = False
    still: bool = False
    hindrance: Hindrance | None = None


def neutral_seen(events: Iterable[Event]) -> NeutralSeen:
    """Of the events of a set."""
    taken = still = False
    hindrance = None
    for event in events:
        if isinstance(event, NeutralTaken):
            taken, still = True, still or event.still
        elif isinstance(event, NeutralHindered):
            hindrance = event.by
    return NeutralSeen(taken, still, hindrance)


def of_all(seen: Iterable[NeutralSeen]) -> NeutralSeen:
    """Of several sets together."""
    seen = tuple(seen)
    hindrances = [each.hindrance for each in seen if each.hindrance]
    return NeutralSeen(
        any(each.taken for each in seen),
        any(each.still for each in seen),
        hindrances[-1] if hindrances else None,
    )
