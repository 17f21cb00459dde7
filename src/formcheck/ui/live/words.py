"""The sentences that the browser needs to show and speak one exercise."""

from formcheck.exercises import ExerciseSpec
from formcheck.i18n import Words

_SHARED = ("live.", "side.", "gate.")


def camera_words(spec: ExerciseSpec, say: Words) -> dict[str, str]:
    """Every sentence that a message of this exercise can name, by key, in one language."""
    wanted = (*_SHARED, f"{spec.key}.cue.")
    found = {key: sentence for key, sentence in say.sentences.items() if key.startswith(wanted)}
    return found | {
        "live.exercise.name": say(f"{spec.key}.name"),
        "live.exercise.position": say(f"{spec.key}.position"),
        "overlay.cannot_judge": say("overlay.cannot_judge"),
        "ui.live.start": say("ui.live.start"),
    }
