"""The exercises, as data. To add one: write its file, then add one line to `EXERCISES`."""

import sys
from types import ModuleType

from formcheck.exercises.glute_bridge import GLUTE_BRIDGE
from formcheck.exercises.half_kneeling_stretch import HALF_KNEELING_STRETCH
from formcheck.exercises.seated_knee_raise import SEATED_KNEE_RAISE
from formcheck.exercises.spec import ExerciseSpec
from formcheck.exercises.standing_march import STANDING_MARCH
from formcheck.exercises.supine_march import SUPINE_MARCH
from formcheck.exercises.thomas_check import THOMAS_CHECK
from formcheck.exercises.walking_check import WALKING_CHECK

EXERCISES: dict[str, ExerciseSpec] = {
    spec.slug: spec
    for spec in (
        HALF_KNEELING_STRETCH,
        SUPINE_MARCH,
        SEATED_KNEE_RAISE,
        THOMAS_CHECK,
        GLUTE_BRIDGE,
        STANDING_MARCH,
        WALKING_CHECK,
    )
}

__all__ = ["EXERCISES", "ExerciseSpec"]


class _Exercises(ModuleType):
    """The public function `formcheck.exercises()` and this package share one name: so it can be called."""

    def __call__(self) -> dict[str, ExerciseSpec]:
        """Exercises by key."""
        return dict(EXERCISES)


sys.modules[__name__].__class__ = _Exercises
