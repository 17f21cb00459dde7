"""Easier and harder variants of the exercises, where the source names them.

judged: whether formcheck counts and judges it; what it does not, it says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from formcheck.domain.measure import Grade, Source


class Level(StrEnum):
    """Against the exercise as it is described."""

    EASIER = "easier"
    HARDER = "harder"


@dataclass(frozen=True, slots=True)
class Variant:
    """One variant; its words are `learn.variant.<key>`."""

    key: str
    level: Level
    source: Source
    judged: bool = True


VARIANTS: Mapping[str, tuple[Variant, ...]] = MappingProxyType(
    {
        "half-kneeling-stretch": (
            Variant("stretch_short", Level.EASIER, Source(Grade.USER, "20 s is the short end of the dose")),
            Variant("stretch_long", Level.HARDER, Source(Grade.USER, "40 s is the long end of the dose")),
        ),
        "supine-march": (
            Variant("march_small", Level.EASIER, Source(Grade.USER, "lift the foot a few centimetres")),
            Variant(
                "march_tabletop",
                Level.HARDER,
                Source(Grade.EXPERT, "level 2: hip and knee at 80-100 degrees"),
                judged=False,
            ),
        ),
        "seated-knee-raise": (
            Variant("raise_no_band", Level.EASIER, Source(Grade.USER, "the band adds the load")),
            Variant("raise_more_band", Level.HARDER, Source(Grade.USER, "one step more band")),
        ),
    }
)
