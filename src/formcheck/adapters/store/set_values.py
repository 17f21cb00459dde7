"""A set as it is kept, and what is kept with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import IO
from uuid import UUID

from formcheck.adapters.report_schema import Report
from formcheck.domain.body import Side


class SetSource(StrEnum):
    """How a set was seen."""

    LIVE = "live"
    FILE = "file"


class Part(StrEnum):
    """What is kept of a set beside its figures.

    recording: what the pose model saw. course: the measures of every frame. video: the annotated one.
    """

    RECORDING = "recording"
    COURSE = "course"
    VIDEO = "video"


@dataclass(frozen=True, slots=True, order=True)
class KeptFigure:
    """A number by which sets are compared, see `review.comparable`. side: left, right or both."""

    measure: str
    side: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSet:
    """A set to be kept. name: empty where it has none. report: says exercise and criteria, too.

    asked_side: the only leg that was to be counted. parts: read to their ends. key: that it will
    have; None: a new one.
    """

    done_at: datetime
    source: SetSource
    name: str
    report: Report
    asked_side: Side | None = None
    figures: tuple[KeptFigure, ...] = ()
    parts: Mapping[Part, IO[bytes]] = field(default_factory=dict)
    key: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSet:
    """A kept set, without its report and parts. criteria: by which it was judged last."""

    key: UUID
    exercise: str
    done_at: datetime
    source: SetSource
    name: str
    note: str
    asked_side: Side | None
    criteria: str
    first_criteria: str
    judged_again_at: datetime | None
    judged_share: float
    figures: tuple[KeptFigure, ...] = ()
