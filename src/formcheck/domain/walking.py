"""What a walk consists of: steps, and the passes that they were made in. Plain values in media time."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from formcheck.domain.body import Side


class LeftOut(StrEnum):
    """Why a step that was seen is not used. Words in `i18n`, under `walking.left_out.<value>`."""

    EDGE = "edge"
    STARTING = "starting"
    STOPPING = "stopping"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkStep:
    """One step: from the contact of the other foot to the contact of this one. NaN = not seen.

    side: of the foot that came down. off_s: when it left the floor again. length_ratio: from the other foot
    to this one along the way, in leg lengths, negative where it stays behind. place_px: of both heels in the
    picture, x and y (up), this one first. stance_ratio: share of the stride in which the foot stands.
    trailing_extension_deg: thigh of the leg behind, behind the vertical at most as this foot comes down.
    flexion_deg: thigh of this leg, in front of it at most, in the swing before. Both against the own standing
    neutral where that is known (see `PassWalked`).
    knee_deg: bend at most in that swing.
    """

    side: Side
    contact_s: float
    before_s: float
    off_s: float
    length_ratio: float
    step_s: float
    stride_s: float
    stance_ratio: float
    trailing_extension_deg: float
    flexion_deg: float
    knee_deg: float
    place_px: tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassWalked:
    """One way in one direction, or a stretch on a treadmill. Its times are those of its first and last step.

    number: from 1. to_the_right: which way it went in the picture. speed_ratio_per_s: leg lengths a second.
    trunk_lean_deg: median, + forward. neutral_known: whether the angles of the thigh are held against the own
    standing neutral; else against the vertical. left_out: steps that were seen but not used, and why.
    """

    t_s: float
    number: int
    start_s: float
    end_s: float
    to_the_right: bool
    treadmill: bool
    speed_ratio_per_s: float
    trunk_lean_deg: float
    neutral_known: bool
    steps: tuple[WalkStep, ...]
    left_out: Mapping[LeftOut, int]
