"""The set-up list: which conditions of a picture are met, and what to do about the first that is not.

The gates give one reason at a time, in a fixed order. What comes before that reason has passed, what comes
after it has not been checked.
"""

from formcheck.domain.body import Side
from formcheck.domain.events import Reason
from formcheck.engine.gates import GATES_IN_ORDER
from formcheck.engine.step import Step
from formcheck.engine.workout.state import Check

# One reason may be asked twice: passed it has only after its later place.
_ASKED = {reason: place for place, (reason, _) in enumerate(GATES_IN_ORDER)}
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
# Live it is the computer that is slow, and not the recording.
_LIVE_FIXES = {Reason.LOW_FRAME_RATE: "gate.low_frame_rate.fix_live"}
_TURN_ROUND = "live.say.switch"


def checklist(step: Step, side: Side | None) -> tuple[Check, ...]:
    """Result of every check. side: the side that must face the camera; None for either."""
    at = _ASKED[step.reason] if step.reason else len(GATES_IN_ORDER)
    checks = tuple(_check(key, reasons, step.reason, at) for key, reasons in _CHECKS.items())
    turned_away = side is not None and step.facing is not None and step.facing.near_side is not side
    if not (turned_away and step.judged):
        return checks
    return tuple(Check(c.key, ok=False, fix=_TURN_ROUND) if c.key == "side_on" else c for c in checks)


def first_fix(checks: tuple[Check, ...]) -> str | None:
    """Key of what to do about the first failed check; None when none has failed."""
    return next((check.fix for check in checks if check.ok is False), None)


def all_passed(checks: tuple[Check, ...]) -> bool:
    """Whether every check has passed."""
    return all(check.ok for check in checks)


def _check(key: str, reasons: tuple[Reason, ...], reason: Reason | None, at: int) -> Check:
    if reason in reasons:
        return Check(key, ok=False, fix=_LIVE_FIXES.get(reason, f"gate.{reason}.fix"))
    passed = max(_ASKED[each] for each in reasons) < at
    return Check(key, ok=True if passed else None)
