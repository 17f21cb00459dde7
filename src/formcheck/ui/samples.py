"""The sample videos: in the checkout or inside the installed package, or none at all."""

from dataclasses import dataclass
from pathlib import Path

from formcheck.exercises import EXERCISES

_PACKAGE = Path(__file__).resolve().parents[1]
_FOLDERS = (_PACKAGE / "sample_videos", _PACKAGE.parents[1] / "sample_videos")
_FIRST_WORDS = {
    "half": "half-kneeling-stretch",
    "supine": "supine-march",
    "seated": "seated-knee-raise",
    "thomas": "thomas-check",
    "glute": "glute-bridge",
    "standing": "standing-march",
}


@dataclass(frozen=True, slots=True)
class SampleVideo:
    """A video that comes with formcheck. exercise: its slug, None when its name does not say."""

    path: Path
    exercise: str | None

    @property
    def title(self) -> str:
        """Its name without the file's ending."""
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
    slug = _FIRST_WORDS.get(path.stem.replace("-", "_").split("_")[0])
    return slug if slug in EXERCISES else None
