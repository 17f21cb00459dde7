"""The set-up list: which of the things that a picture must give are there, and what to do about the first
that is not.

The gates say one reason at a time, in a fixed order. What comes before that reason has passed, what comes
after it has not been looked at.
"""

from formcheck.domain.body import Side
from formcheck.domain.events import Reason
from formcheck.engine.step import Step
from formcheck.engine.workout.moment import Check

# In the order in which the gates ask.
_ASKED = (
    Reason.TOO_DARK,
    Reason.NO_PERSON,
    Reason.SEVERAL_PEOPLE,
    Reason.LOW_FRAME_RATE,
    Reason.TOO_FAR,
    Reason.HEAD_OUT_OF_FRAME,
    Reason.FEET_OUT_OF_FRAME,
    Reason.NOT_SIDE_ON,
    Reason.TRACKING_UNSURE,
    Reason.FAR_LEG_HIDDEN,
    Reason.WRONG_POSTURE,
    Reason.CAMERA_TILTED,
)
_CHECKS: dict[str, tuple[Reason, ...]] = {
    "light": (Reason.TOO_DARK,),
    "whole_body": (Reason.NO_PERSON, Reason.HEAD_OUT_OF_FRAME, Reason.FEET_OUT_OF_FRAME),
    "one_person": (Reason.SEVERAL_PEOPLE,),
    "frame_rate": (Reason.LOW_FRAME_RATE,),
    "distance": (Reason.TOO_FAR,),
    "side_on": (Reason.NOT_SIDE_ON, Reason.TRACKING_UNSURE, Reason.FAR_LEG_HIDDEN),
    "posture": (Reason.WRONG_POSTURE,),
    "level": (Reason.CAMERA_TILTED,),
}
_TURN_ROUND = "live.say.switch"


def checklist(step: Step, side: Side | None) -> tuple[Check, ...]:
    """State of every check. side: which side must face the camera, None for either."""
    at = _ASKED.index(step.reason) if step.reason else len(_ASKED)
    checks = tuple(_check(key, reasons, at) for key, reasons in _CHECKS.items())
    turned_away = side is not None and step.facing is not None and step.facing.near_side is not side
    if not (turned_away and step.judged):
        return checks
    return tuple(Check(c.key, ok=False, fix=_TURN_ROUND) if c.key == "side_on" else c for c in checks)


def first_fix(checks: tuple[Check, ...]) -> str | None:
    """Key of what to do first, None when nothing is wrong."""
    return next((check.fix for check in checks if check.ok is False), None)


def all_green(checks: tuple[Check, ...]) -> bool:
    """Whether everything is in order."""
    return all(check.ok for check in checks)


def _check(key: str, reasons: tuple[Reason, ...], at: int) -> Check:
    if at < len(_ASKED) and _ASKED[at] in reasons:
        return Check(key, ok=False, fix=f"gate.{_ASKED[at]}.fix")
    passed = max(_ASKED.index(reason) for reason in reasons) < at
    return Check(key, ok=True if passed else None)
