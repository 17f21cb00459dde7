"""How much a number must differ before a change is said: less is the error of the measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from formcheck.domain.measure import Grade, Source

SESSIONS_OF_A_MEAN = 3


@dataclass(frozen=True, slots=True)
class LeastChange:
    """Of one unit. one: between two single sets. mean: between the means of three sessions each."""

    one: float
    mean: float
    source: Source


class Change(StrEnum):
    """What is said of two numbers."""

    SAME = "same"
    MORE = "more"
    LESS = "less"


_DEG = LeastChange(
    10.0,
    5.0,
    Source(
        Grade.OURS,
        "minimal detectable change 5.3 or 10.7 deg for 1 or 2 cm of landmark error, computed; reported from"
        " 10 deg in one session, or 5 deg as the mean of three",
    ),
)
# A height in per cent of a limb, which turns by as many degrees: sin 10 and sin 5.
_PERCENT = LeastChange(
    17.0, 9.0, Source(Grade.OURS, "the same error as of angles: a limb that turns by 10 deg rises by sin 10")
)
_LEG = LeastChange(
    8.0,
    4.0,
    Source(
        Grade.OURS,
        "medians of rendered walks are within 3 % of the leg; who walks faster steps longer",
    ),
)
LEAST_CHANGE: Mapping[str, LeastChange] = MappingProxyType({"deg": _DEG, "percent": _PERCENT, "leg": _LEG})


def unit_of(name: str) -> str:
    """Unit of a comparable number, as its name ends: deg, percent, leg, s; empty for a count."""
    unit = name.rpartition("_")[2]
    return unit if unit in ("deg", "percent", "leg", "s") else ""


def apart_of(now: float, before: float) -> float:
    """How far apart two numbers are as they are shown, which is in whole ones: 18 and 25 are 7 apart."""
    return float(abs(round(now) - round(before)))


def change_of(now: float, before: float, least: float) -> Change:
    """What is said of two numbers that differ by at least as much as they must, or by less."""
    if abs(now - before) < least:
        return Change.SAME
    return Change.MORE if now > before else Change.LESS
