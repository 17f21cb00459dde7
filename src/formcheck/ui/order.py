"""What is to be analysed, and how."""

from dataclasses import dataclass

from formcheck.adapters.models import ModelName
from formcheck.adapters.store import Keeper
from formcheck.domain.body import Side
from formcheck.engine.report import Aim
from formcheck.exercises import ExerciseSpec
from formcheck.i18n import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be analysed. name: as the user knows the file; language: of the words in the video.

    mirrored: what it shows is the mirror image of what was there. height_m: of the person, where they say it.
    keeper: keeps what is found. aim: what was to be done, in a live set.
    """

    name: str
    spec: ExerciseSpec
    side: Side | None
    model: ModelName
    language: Language
    mirrored: bool = False
    height_m: float | None = None
    keeper: Keeper | None = None
    aim: Aim | None = None
