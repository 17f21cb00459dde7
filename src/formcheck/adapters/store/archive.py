"""The file that takes a history along: one zip, and what may be in it.

    history.json                       schema, and by which formcheck it was written
    documents.jsonl                    plan, pain, settings: one a line
    sets/<key>/set.json                a set with its figures and its report
    sets/<key>/recording.npz           what the pose model saw
    sets/<key>/course.npz              the measures of every frame
    sets/<key>/video.mp4               the annotated video, where it was kept

The parts are stored as they are, so that none is larger than the file that it came in.
"""

import re
from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, FiniteFloat

from formcheck.adapters.report_schema import Report
from formcheck.adapters.store.set_values import Part, SetSource
from formcheck.adapters.store.tables import NAME_LENGTH, NOTE_LENGTH
from formcheck.domain.body import Side
from formcheck.exercises import EXERCISES
from formcheck.i18n import visible
from formcheck.review.comparable import NAMES

HEAD, DOCUMENTS = "history.json", "documents.jsonl"
PART_NAMES = {Part.RECORDING: "recording.npz", Part.COURSE: "course.npz", Part.VIDEO: "video.mp4"}
SET_FILE = "set.json"
SET_ENTRY = re.compile(
    rf"sets/([0-9a-f]{{32}})/({re.escape(SET_FILE)}|{'|'.join(map(re.escape, PART_NAMES.values()))})",
    re.ASCII,
)
_EARLIEST, _LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def _known(slug: str) -> str:
    if slug not in EXERCISES:
        raise ValueError(f"no exercise of this name: {slug!r}")
    return slug


def _comparable(name: str) -> str:
    if name not in NAMES:
        raise ValueError(f"no number by which sets are compared: {name!r}")
    return name


def _in_time(moment: datetime) -> datetime:
    if not _EARLIEST <= moment <= _LATEST:
        raise ValueError(f"no time at which anybody exercised: {moment}")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_in_time)]
Text = Annotated[str, AfterValidator(visible)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{1,40}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Head(_Strict):
    """What the file is."""

    schema_name: Literal["formcheck.history/1"] = "formcheck.history/1"
    formcheck: Annotated[str, Field(max_length=40)]


class DocumentLine(_Strict):
    """A document; its body is looked at as its kind asks."""

    key: UUID
    kind: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
    at: Moment
    body: Annotated[str, Field(max_length=200_000)]


class FigureItem(_Strict):
    """A number by which sets are compared."""

    measure: Annotated[str, AfterValidator(_comparable)]
    side: Side
    value: FiniteFloat


class SetFile(_Strict):
    """A set without its parts."""

    exercise: Annotated[str, AfterValidator(_known)]
    done_at: Moment
    source: SetSource
    name: Annotated[Text, Field(max_length=NAME_LENGTH)]
    note: Annotated[str, Field(max_length=NOTE_LENGTH)]
    asked_side: Side | None
    criteria: Hash
    first_criteria: Hash
    judged_again_at: Moment | None
    figures: Annotated[list[FigureItem], Field(max_length=60)]
    report: Report


def set_entry(key: UUID, name: str) -> str:
    """Where a file of a set lies."""
    return f"sets/{key.hex}/{name}"
