"""All that an analysis says, as plain values in media time. Everything else is derived from these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from formcheck.domain.body import Side
from formcheck.domain.measure import Flag, Verdict


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
    """The person's own neutral was taken from the still moment that ends at t_s."""

    t_s: float


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

    start_s: onset of the movement; peak_s: arrival at the top; end_s: back at rest. peak: the extreme of
    the tracked measure by column name.
    """

    t_s: float
    start_s: float
    peak_s: float
    end_s: float
    side: Side
    complete: bool
    peak: Mapping[str, float] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MobilityMeasured:
    """One try of a mobility check: how far the lying leg came up while the other was pulled in.

    lift_deg: median against the person's own flat reference, + up. tilt_deg: median pelvic tilt, NaN when
    not seen. side: the lying leg.
    """

    t_s: float
    start_s: float
    end_s: float
    lift_deg: float
    tilt_deg: float
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictChanged:
    """A criterion changed its verdict; since_s is when the new state really began (before it persisted)."""

    t_s: float
    since_s: float
    criterion: str
    verdict: Verdict
    flag: Flag | None
    side: Side


@dataclass(frozen=True, slots=True)
class CueGiven:
    """One thing was said to the person."""

    t_s: float
    key: str


Event = (
    NotJudged
    | Judged
    | NeutralTaken
    | HoldStarted
    | HoldEnded
    | RepCompleted
    | MobilityMeasured
    | VerdictChanged
    | CueGiven
)
