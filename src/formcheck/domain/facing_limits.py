"""Which joints tell which way a body faces."""

from dataclasses import dataclass

from formcheck.domain.bound import Bound
from formcheck.domain.measure import Grade, Source, Unit, between


@dataclass(frozen=True, slots=True, kw_only=True)
class FacingLimits:
    """Angles at which a joint votes, whichever way it bends: less may be noise, more is folded up."""

    knee: Bound
    hip: Bound


FACING_LIMITS = FacingLimits(
    knee=Bound(
        between(20, 170, Unit.DEG),
        Source(Grade.OURS, "chosen: knees bend backwards only, but a straight one may read either way"),
    ),
    hip=Bound(
        between(40, 150, Unit.DEG),
        Source(Grade.OURS, "chosen: so far hips bend forwards only"),
    ),
)
