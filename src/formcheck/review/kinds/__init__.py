"""What a review says of each kind of progress. A new kind is one file and one line here."""

from collections.abc import Mapping
from types import MappingProxyType

from formcheck.exercises.rule import Rule
from formcheck.exercises.spec import ExerciseSpec, HoldRule, MobilityRule, RepRule
from formcheck.exercises.walk_rule import WalkRule
from formcheck.review.kinds.base import Section
from formcheck.review.kinds.hold import HoldSection
from formcheck.review.kinds.mobility import MobilitySection
from formcheck.review.kinds.repetition import RepSection
from formcheck.review.kinds.walking import WalkSection

_SECTIONS: Mapping[type[Rule], Section] = MappingProxyType(
    {
        RepRule: RepSection(),
        HoldRule: HoldSection(),
        MobilityRule: MobilitySection(),
        WalkRule: WalkSection(),
    }
)


def section_of(spec: ExerciseSpec) -> Section:
    """The section about what an exercise's rule counts."""
    return _SECTIONS[type(spec.progress)]
