"""The order of what was interrupted: all that is needed to go on with it."""

from typing import Literal
from uuid import UUID, uuid4

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from formcheck.adapters.models import ModelName
from formcheck.adapters.store.set_values import SetSource
from formcheck.domain.body import Side
from formcheck.engine.report import Aim
from formcheck.i18n import Language


class KeptOrder(BaseModel):
    """Written as JSON. at: when it began. name: of the file, as the visitor knows it; empty for a live set.

    aim: what was to be done, of a live set. pid, taken_at: the process that works at it, and since when; None
    where nobody does. set_key: of the set that it becomes: where that is kept, nothing is left to go on with.
    All else: as it was ordered.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_name: Literal["formcheck.interrupted/1"] = "formcheck.interrupted/1"
    source: SetSource
    at: AwareDatetime
    exercise: str = Field(max_length=100)
    model: ModelName
    language: Language
    side: Side | None = None
    name: str = ""
    mirrored: bool = False
    height_m: float | None = None
    keep_video: bool = False
    aim: Aim | None = None
    pid: int | None = None
    taken_at: AwareDatetime | None = None
    set_key: UUID = Field(default_factory=uuid4)
