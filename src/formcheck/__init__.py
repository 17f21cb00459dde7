"""formcheck: watches hip-flexor exercises and says what it can, and cannot, judge.

The public names are those of `__all__`; docs/API.md shows their use. Each is imported when it is first asked
for: `import formcheck` itself loads nothing, and does nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from formcheck.version import VERSION

if TYPE_CHECKING:
    from formcheck.adapters.models import ModelUsed
    from formcheck.adapters.pose_source import PoseSource, Seen
    from formcheck.adapters.video_file import VideoInfo
    from formcheck.api import Analysis, analyze
    from formcheck.domain.body import Pose, Side, Sighting, Silhouette
    from formcheck.domain.errors import FormcheckError
    from formcheck.engine.report import SetReport
    from formcheck.exercises.spec import ExerciseSpec
    from formcheck.i18n import Words, words

    def exercises() -> dict[str, ExerciseSpec]:
        """Exercises by key, as the package of this name answers when it is called."""


__all__ = [
    "Analysis",
    "ExerciseSpec",
    "FormcheckError",
    "ModelUsed",
    "Pose",
    "PoseSource",
    "Seen",
    "SetReport",
    "Side",
    "Sighting",
    "Silhouette",
    "VideoInfo",
    "Words",
    "__version__",
    "analyze",
    "exercises",
    "words",
]

__version__ = VERSION
_MODULES = {
    "formcheck.adapters.models": ("ModelUsed",),
    "formcheck.adapters.pose_source": ("PoseSource", "Seen"),
    "formcheck.adapters.video_file": ("VideoInfo",),
    "formcheck.api": ("Analysis", "analyze"),
    "formcheck.domain.body": ("Pose", "Side", "Sighting", "Silhouette"),
    "formcheck.domain.errors": ("FormcheckError",),
    "formcheck.engine.report": ("SetReport",),
    "formcheck.exercises.spec": ("ExerciseSpec",),
    "formcheck.i18n": ("Words", "words"),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


if not TYPE_CHECKING:  # a type checker would believe in any name

    def __getattr__(name: str) -> Any:
        if name == "exercises":
            return import_module("formcheck.exercises")
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
