"""All that an analysis says, as plain values in media time. Everything else is derived from these."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from formcheck.domain.body import Side
from formcheck.domain.measure import Flag, Verdict
from formcheck.domain.pelvis import TiltUnseen
from formcheck.domain.posture import Posture
from formcheck.domain.walking import PassWalked


class Reason(StrEnum):
    """Why a stretch of time cannot be judged. Words and fix in `i18n`, under `gate.<value>`."""

    NO_PERSON = "no_person"
    SEVERAL_PEOPLE = "several_people"
    NOT_SIDE_ON = "not_side_on"
    FEET_OUT_OF_FRAME = "feet_out_of_frame"
    HEAD_OUT_OF_FRAME = "head_out_of_frame"
    TOO_FAR = "too_far"
    TOO_DARK = "too_dark"
    LOW_FRAME_RATE = "low_frame_rate"
    FAR_LEG_HIDDEN = "far_leg_hidden"
    WRONG_POSTURE = "wrong_posture"
    CAMERA_TILTED = "camera_tilted"
    TRACKING_UNSURE = "tracking_unsure"
    PICTURES_MISSING = "pictures_missing"
    PICTURE_SIDEWAYS = "picture_sideways"
    CAMERA_MOVING = "camera_moving"


@dataclass(frozen=True, slots=True)
class NotJudged:
    """From t_s on nothing can be judged, for this reason."""

    t_s: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Judged:
    """From t_s on the picture can be judged (again)."""

    t_s: float


@dataclass(frozen=True, slots=True)
class NeutralTaken:
    """The person's own neutral is known from t_s on.

    still: taken while they kept still; else it is where their legs came down to between repetitions.
    """

    t_s: float
    still: bool = True


class Hindrance(StrEnum):
    """Why no neutral can be taken of somebody who does not keep still, either."""

    TRAVELS = "travels"
    RUNS = "runs"


@dataclass(frozen=True, slots=True)
class NeutralHindered:
    """From t_s on there can be no neutral, for this reason, as long as they go on like that."""

    t_s: float
    by: Hindrance


@dataclass(frozen=True, slots=True)
class HoldStarted:
    """A hold has settled; it began at start_s, when the measure entered its zone."""

    t_s: float
    start_s: float
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldEnded:
    """A hold is over. in_zone_s: time inside; longest_s: longest unbroken run; spans: the runs inside."""

    t_s: float
    start_s: float
    end_s: float
    in_zone_s: float
    longest_s: float
    side: Side
    spans: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RepCompleted:
    """A repetition, or an attempt that did not go far enough (complete = False).

    start_s: onset of the movement; peak_s: arrival at the top; leave_s: where it leaves it, NaN where that is
    not told; end_s: back at rest. peak: the extreme of the tracked measure by column name.
    """

    t_s: float
    start_s: float
    peak_s: float
    end_s: float
    side: Side
    complete: bool
    leave_s: float = math.nan
    peak: Mapping[str, float] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class RepUnfinished:
    """A repetition was under way when the video, or what could be judged of it, ended at t_s.

    start_s: onset of the movement. It is neither complete nor partial: nobody saw how it ended.
    """

    t_s: float
    start_s: float
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class MobilityMeasured:
    """One try of a mobility check: how far the lying leg came up while the other was pulled in.

    lift_deg: median against the person's own flat reference, + up. tilt_deg: median pelvic tilt, NaN when
    not seen. side: the lying leg. spans: the stretches that were measured, less than the whole where
    something was not seen meanwhile.
    """

    t_s: float
    start_s: float
    end_s: float
    lift_deg: float
    tilt_deg: float
    side: Side
    spans: tuple[tuple[float, float], ...]

    @property
    def measured_s(self) -> float:
        """Seconds that it was measured for."""
        return sum(end_s - start_s for start_s, end_s in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictChanged:
    """A criterion changed its verdict; since_s is when the new state really began (before it persisted).

    left_value: of a fault that ends with it, how far it went: nine tenths of its time lay no further off. In
    the unit of the criterion's measure, against its reference; NaN where no fault ends.
    """

    t_s: float
    since_s: float
    criterion: str
    verdict: Verdict
    flag: Flag | None
    side: Side
    left_value: float = math.nan


@dataclass(frozen=True, slots=True)
class TiltSightChanged:
    """From t_s on the tilt of the pelvis is said, or not, and why not.

    unseen: None where it is said. yaw_deg: how far the body is turned from side-on, to five degrees, where
    that is why; else NaN. + shows the front, - the back.
    """

    t_s: float
    unseen: TiltUnseen | None
    yaw_deg: float


@dataclass(frozen=True, slots=True)
class PostureChanged:
    """From t_s on the body is in this position, whether or not it is one of the exercise's."""

    t_s: float
    posture: Posture


@dataclass(frozen=True, slots=True)
class CueGiven:
    """One thing was said to the person."""

    t_s: float
    key: str


Event = (
    NotJudged
    | Judged
    | NeutralTaken
    | NeutralHindered
    | HoldStarted
    | HoldEnded
    | RepCompleted
    | RepUnfinished
    | MobilityMeasured
    | PassWalked
    | VerdictChanged
    | TiltSightChanged
    | PostureChanged
    | CueGiven
)
