"""One short name for all thresholds that are in force, so that a report says by which rules it was made."""

import hashlib
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from formcheck.domain.facing_limits import FACING_LIMITS
from formcheck.exercises.counting import COUNTING
from formcheck.exercises.gait_limits import GAIT
from formcheck.exercises.gates import GATES
from formcheck.exercises.posture_limits import POSTURE_LIMITS
from formcheck.exercises.spec import ExerciseSpec


def criteria_hash(spec: ExerciseSpec) -> str:
    """First 12 hex digits of the SHA-256 of an exercise's data and of all that is shared; same everywhere."""
    return hashlib.sha256(
        _spell((spec, GATES, POSTURE_LIMITS, FACING_LIMITS, COUNTING, GAIT)).encode()
    ).hexdigest()[:12]


def _spell(value: Any) -> str:
    if is_dataclass(value):
        inside = ",".join(
            f"{part.name}={_spell(getattr(value, part.name))}" for part in fields(value) if part.compare
        )
        return f"{type(value).__name__}({inside})"
    if isinstance(value, Enum):
        return str(value.name)
    if isinstance(value, frozenset):
        return "{" + ",".join(sorted(_spell(part) for part in value)) + "}"
    if isinstance(value, tuple):
        return "(" + ",".join(_spell(part) for part in value) + ")"
    return repr(value)
