"""What keeps a frame from being judged: one table of reasons, in the order in which they are asked.

The gatekeeper takes the first that bites; the live checklist walks the same order, so what comes before that
one has passed, and what comes after it has not been looked at.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from formcheck.domain.body import Landmark, Sighting
from formcheck.domain.events import Reason
from formcheck.domain.posture import Posture
from formcheck.engine.tracked_body import TrackedBody
from formcheck.exercises.gates import Gates
from formcheck.exercises.spec import ExerciseSpec
from formcheck.kinematics.bodyview import leg_rows

_FEET = (Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One frame and what is remembered of those before. body: None where nobody could be looked at.

    frame_gap_s: usual time between frames of late, NaN = not known. roll_deg: of the camera, NaN = not known.
    camera_px_per_s: how fast the background moves, NaN = not known. along_sight: whether who walks comes
    towards the camera, or goes away from it.
    held: the reason that holds by now.
    """

    sighting: Sighting
    gates: Gates
    spec: ExerciseSpec
    frame_gap_s: float
    body: TrackedBody | None = None
    posture: Posture = Posture.UNKNOWN
    roll_deg: float = math.nan
    camera_px_per_s: float = math.nan
    along_sight: bool = False
    held: Reason | None = None


def _too_dark(facts: Facts) -> bool:
    return facts.sighting.brightness not in facts.gates.brightness


def _nobody(facts: Facts) -> bool:
    return facts.sighting.pose is None


def _several_people(facts: Facts) -> bool:
    return facts.sighting.others > 0


def _low_frame_rate(facts: Facts) -> bool:
    return not math.isnan(facts.frame_gap_s) and facts.frame_gap_s not in facts.gates.frame_gap


def _too_far(facts: Facts) -> bool:
    return facts.body is not None and _trunk_px(facts.body, facts) not in facts.gates.trunk


def _head_out(facts: Facts) -> bool:
    return _outside((Landmark.NOSE,), facts)


def _feet_out(facts: Facts) -> bool:
    return _outside(_FEET, facts)


def _not_side_on(facts: Facts) -> bool:
    body = facts.body
    if body is None:
        return False
    if facts.along_sight:
        return True
    width = body.view.shoulder_width_px / body.trunk_px
    # Who was turned away is side-on again once that is clear: the shoulders come and go with every step.
    share = facts.gates.clear_share if facts.held is Reason.NOT_SIDE_ON else 1.0
    return width / share not in facts.gates.side_on


def _near_leg_unseen(facts: Facts) -> bool:
    return facts.body is not None and _weakest(facts.body, near=True) not in facts.gates.visibility


def _far_leg_hidden(facts: Facts) -> bool:
    if facts.body is None or not facts.spec.needs_both_legs:
        return False
    return _weakest(facts.body, near=False) not in facts.gates.far_visibility


def _legs_unsure(facts: Facts) -> bool:
    # Who walks by crosses the legs in every step: there they are told apart over the whole of the way.
    if facts.body is None or facts.spec.progress.crosses_picture:
        return False
    return not facts.body.sure


def _camera_moving(facts: Facts) -> bool:
    if not facts.spec.progress.crosses_picture or math.isnan(facts.camera_px_per_s):
        return False
    if facts.body is None:
        return False
    speed = facts.camera_px_per_s / max(facts.body.trunk_px, 1.0)
    return speed not in facts.gates.camera_speed


def _wrong_posture(facts: Facts) -> bool:
    return facts.body is not None and facts.posture not in facts.spec.postures


def _camera_tilted(facts: Facts) -> bool:
    return not math.isnan(facts.roll_deg) and facts.roll_deg not in facts.gates.camera_roll


Gate = tuple[Reason, Callable[[Facts], bool]]
GATES_IN_ORDER: tuple[Gate, ...] = (
    (Reason.TOO_DARK, _too_dark),
    (Reason.NO_PERSON, _nobody),
    (Reason.SEVERAL_PEOPLE, _several_people),
    (Reason.LOW_FRAME_RATE, _low_frame_rate),
    (Reason.TOO_FAR, _too_far),
    (Reason.HEAD_OUT_OF_FRAME, _head_out),
    (Reason.FEET_OUT_OF_FRAME, _feet_out),
    (Reason.NOT_SIDE_ON, _not_side_on),
    (Reason.TRACKING_UNSURE, _near_leg_unseen),
    (Reason.FAR_LEG_HIDDEN, _far_leg_hidden),
    (Reason.TRACKING_UNSURE, _legs_unsure),
    (Reason.WRONG_POSTURE, _wrong_posture),
    (Reason.CAMERA_TILTED, _camera_tilted),
    (Reason.CAMERA_MOVING, _camera_moving),
)
"""Reasons and whether they bite. One reason may be asked twice: its later place is the one that counts."""


def first_reason(facts: Facts) -> Reason | None:
    """The first reason that bites in this frame, None when nothing is the matter."""
    return next((reason for reason, bites in GATES_IN_ORDER if bites(facts)), None)


def _trunk_px(body: TrackedBody, facts: Facts) -> float:
    """Length of the trunk in what inference sees."""
    long_side_px = max(facts.sighting.size_px)
    return body.trunk_px * min(1.0, facts.gates.inference_px / long_side_px)


def _weakest(body: TrackedBody, *, near: bool) -> float:
    side = body.facing.near_side if near else body.facing.near_side.opposite
    knee, ankle = (float(body.raw.visibility[row]) for row in leg_rows(side)[1:3])
    return knee if math.isnan(knee) or knee <= ankle else ankle


def _outside(rows: tuple[Landmark, ...], facts: Facts) -> bool:
    if facts.body is None:
        return False
    margin = facts.gates.inside.interval.low
    width_px, height_px = facts.sighting.size_px
    points_px = facts.body.raw.points_px
    points = [points_px[row].tolist() for row in rows]
    places = [place for x, y in points for place in (x / width_px, -y / height_px)]
    if any(map(math.isnan, places)):
        return False
    return any(not margin <= place <= 1.0 - margin for place in places)
