"""Which walkers are rendered: those that are the test, as drawn, and those on which rules are found."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

PLAN_PATH = Path(__file__).with_name("plan.json")


@dataclass(frozen=True, slots=True)
class Walk:
    """One clip: variant, seed, clothes and passes. Seeds from 1000 on are of bodies nothing was tuned on."""

    variant: str
    seed: int
    fit: str
    passes: int

    @property
    def name(self) -> str:
        """Stem of its files."""
        return f"walking_check_{self.variant}_{self.seed:04d}"


@dataclass(frozen=True, slots=True)
class Plan:
    """The test: its walks in the order in which they are rendered, and the day on which they were drawn."""

    date: str
    walks: tuple[Walk, ...]


def read_plan(path: Path = PLAN_PATH) -> Plan:
    """The test as committed."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return Plan(date=told["date"], walks=tuple(Walk(**walk) for walk in told["walks"]))


TUNING = (
    Walk("clean", 601, "regular", 4),
    Walk("asymmetric", 602, "tight", 4),
    Walk("limp", 603, "tight", 2),
    Walk("shuffling", 604, "regular", 2),
    Walk("leaned_forward", 605, "tight", 2),
    Walk("clean", 606, "tight", 4),
    Walk("asymmetric", 607, "regular", 4),
    Walk("limp", 608, "regular", 2),
    Walk("leaned_forward", 609, "regular", 2),
    Walk("treadmill", 610, "regular", 1),
    Walk("shuffling", 611, "tight", 2),
    Walk("clean", 612, "regular", 4),
    Walk("treadmill", 613, "tight", 1),
    Walk("clean", 621, "tight", 4),
    Walk("asymmetric", 622, "regular", 4),
    Walk("treadmill", 623, "tight", 1),
    Walk("clean", 624, "regular", 4),
    Walk("asymmetric", 625, "tight", 4),
    Walk("limp", 626, "regular", 3),
    Walk("treadmill", 627, "regular", 1),
    Walk("clean", 628, "tight", 4),
    Walk("asymmetric", 629, "regular", 4),
    Walk("leaned_forward", 630, "tight", 3),
    Walk("clean", 631, "regular", 4),
    Walk("asymmetric", 632, "tight", 4),
    Walk("shuffling", 633, "regular", 2),
    Walk("clean", 634, "tight", 4),
    Walk("limp", 635, "tight", 3),
)
"""Of the other half: rules and settings were found on them. `python -m validation.walking --tuning`."""
