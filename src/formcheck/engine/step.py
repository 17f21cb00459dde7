"""What the engine says of one frame: everything that the overlay, the page or a table needs. Immutable."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from formcheck.domain.body import Facing, Limb, Pose
from formcheck.domain.events import Event, Reason
from formcheck.domain.measure import Channel, Interval, Verdict
from formcheck.domain.posture import Posture


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the set is. value: the tracked measure now, held against `zone`; NaN when not seen.

    channel: which measure is tracked, on the leg that works now. held_s: seconds of the hold under way.
    lift_deg: of a mobility check.
    """

    channel: Channel
    value: float
    zone: Interval
    engaged: bool
    complete_reps: int = 0
    partial_reps: int = 0
    holds: int = 0
    held_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One frame, understood. pose: smoothed, legs sorted; None when nobody is seen."""

    t_s: float
    pose: Pose | None
    facing: Facing | None
    posture: Posture
    reason: Reason | None
    values: Mapping[Channel, float]
    progress: Progress
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    cue: str | None = None
    has_neutral: bool = False
    events: tuple[Event, ...] = ()

    @property
    def judged(self) -> bool:
        """Whether this frame could be judged."""
        return self.reason is None

    @property
    def working(self) -> Limb | None:
        """Leg whose measure is tracked, None when both move as one."""
        return self.progress.channel.limb
