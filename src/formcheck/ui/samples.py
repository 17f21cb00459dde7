"""The sample videos: in the checkout or inside the installed package, or none at all."""

from dataclasses import dataclass
from pathlib import Path

from formcheck.exercises import EXERCISES
from formcheck.i18n import Words

_PACKAGE = Path(__file__).resolve().parents[1]
_FOLDERS = (_PACKAGE / "sample_videos", _PACKAGE.parents[1] / "sample_videos")


@dataclass(frozen=True, slots=True)
class SampleVideo:
    """A video that comes with formcheck. exercise: its slug, None when its name does not say."""

    path: Path
    exercise: str | None

    def title(self, say: Words) -> str:
        """What it shows, in words; its name without the file's ending where that does not say."""
        shown = self.path.stem.removeprefix(f"{(self.exercise or '').replace('-', '_')}_")
        for key in (f"ui.order.sample_{shown}", f"flag.{shown}"):
            if key in say:
                return say(key)
        return self.path.stem.replace("_", " ").capitalize()


def sample_videos(exercise: str) -> list[SampleVideo]:
    """Find the samples, those of this exercise first."""
    found = [
        SampleVideo(path, _exercise_of(path))
        for folder in _FOLDERS
        if folder.is_dir()
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in (".mp4", ".mov", ".webm")
    ]
    once = {video.path.name: video for video in reversed(found)}
    return sorted(once.values(), key=lambda video: (video.exercise != exercise, video.path.name))


def _exercise_of(path: Path) -> str | None:
    """By the first word of its name: the names of films are seldom those of exercises."""
    word = path.stem.replace("-", "_").split("_")[0]
    return next((slug for slug, spec in EXERCISES.items() if spec.key.split("_")[0] == word), None)
