"""What a profile has chosen, to last from visit to visit."""

from dataclasses import dataclass, field

from formcheck.adapters.models import ModelName
from formcheck.adapters.store.documents import DocumentKind
from formcheck.i18n import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """language: None until one is chosen. volume_percent: 0..100. sets, targets: by exercise.

    listen: whether the live stage hears the word that stops, where the browser can on its own device.

    keep_sets: whether analyses and live sets are kept at all. keep_video: the annotated video with them.
    """

    language: Language | None = None
    voice: bool = True
    volume_percent: int = 80
    tone: bool = False
    large: bool = False
    listen: bool = False
    model: ModelName = ModelName.FULL
    keep_sets: bool = True
    keep_video: bool = False
    sets: dict[str, int] = field(default_factory=dict)
    targets: dict[str, int] = field(default_factory=dict)


SETTINGS = DocumentKind("settings", Settings)
