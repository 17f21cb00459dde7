"""What the engine says of one frame: everything that the overlay, the page or a table needs. Immutable."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from formcheck.domain.body import Facing, Limb, Pose
from formcheck.domain.events import Event, Reason
from formcheck.domain.measure import Channel, Flag, Interval, Verdict
from formcheck.domain.pelvis import TiltUnseen
from formcheck.domain.posture import Posture


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the set is. value: the tracked measure now, held against `zone`; NaN when not seen.

    channel: which measure is tracked, on the leg that works now. held_s: seconds in the zone of the hold
    under way, or of the last one; credited_s: those of them without a fault that costs credit: only these
    count. uncredited: the fault for which they do not count just now.
    """

    channel: Channel
    value: float
    zone: Interval
    engaged: bool
    complete_reps: int = 0
    partial_reps: int = 0
    holds: int = 0
    held_s: float = 0.0
    credited_s: float = 0.0
    uncredited: Flag | None = None
    steps: int = 0
    passes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One frame, understood. pose: smoothed, legs sorted; None when nobody is seen.

    tilt_unseen: why a judged frame's pelvic tilt is not said; None where it is, or nothing was judged.
    yaw_deg: how far the body is turned from side-on of late, + shows the front; NaN = not seen.
    """

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
    tilt_unseen: TiltUnseen | None = None
    yaw_deg: float = math.nan
    events: tuple[Event, ...] = ()

    @property
    def judged(self) -> bool:
        """Whether this frame could be judged."""
        return self.reason is None

    @property
    def working(self) -> Limb | None:
        """Leg whose measure is tracked, None when both move as one."""
        return self.progress.channel.limb
