"""Which way a body faces, from one frame: votes of knees, feet, hips and nose, blind to left and right."""

import math

from formcheck.domain.body import Facing, Pose
from formcheck.domain.facing_limits import FACING_LIMITS
from formcheck.kinematics.bodyview import BodyView, Leg, view_body
from formcheck.kinematics.geometry import inclination_deg, turn_deg
from formcheck.kinematics.measures import hip_flexion_deg, knee_flexion_deg

_KNEE, _HIP = FACING_LIMITS.knee.interval, FACING_LIMITS.hip.interval


def facing_vote(pose: Pose) -> float:
    """How sure the body faces right: positive right, negative left, 0 undecided; about -4..4.

    Knees bend backwards, hips bend forwards (beyond 40 deg they cannot do else), toes lie in front of heels,
    the nose in front of the ears.
    """
    view = view_body(pose, Facing.RIGHT)
    votes = [vote for leg in (view.near, view.far) for vote in _leg_votes(view, leg)]
    votes.append(_nose_vote(view))
    return sum(vote for vote in votes if not math.isnan(vote))


def _leg_votes(view: BodyView, leg: Leg) -> tuple[float, float, float]:
    knee_deg, hip_deg = knee_flexion_deg(leg), hip_flexion_deg(view, leg)
    knee = math.copysign(1.0, knee_deg) if abs(knee_deg) in _KNEE else 0.0
    hip = math.copysign(1.0, hip_deg) if abs(hip_deg) in _HIP else 0.0
    foot_deg = turn_deg(leg.shank_deg, inclination_deg(leg.heel, leg.toe))
    foot = math.sin(math.radians(foot_deg))
    return knee, hip, 0.5 * foot


def _nose_vote(view: BodyView) -> float:
    trunk = view.shoulder[0] - view.hip[0], view.shoulder[1] - view.hip[1]
    nose = view.nose[0] - view.ear[0], view.nose[1] - view.ear[1]
    size = math.hypot(*trunk) * math.hypot(*nose)
    if math.isnan(size) or size == 0.0:
        return 0.0
    # cross(nose, trunk) > 0: the nose points clockwise of the trunk, which is the front when facing right.
    return (nose[0] * trunk[1] - nose[1] * trunk[0]) / size
