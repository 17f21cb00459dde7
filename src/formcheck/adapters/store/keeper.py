"""Keeps an analysis when it is done, wherever that is: in the thread of a job, or where a live set ends."""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from uuid import UUID

from formcheck.adapters.analysis import Analysis
from formcheck.adapters.export_json import build_report
from formcheck.adapters.store.course import write_course
from formcheck.adapters.store.history import ProfileHistory
from formcheck.adapters.store.set_values import KeptFigure, NewSet, Part, SetSource
from formcheck.domain.body import Side
from formcheck.domain.store_errors import HistoryUnavailable
from formcheck.exercises import EXERCISES
from formcheck.review.comparable import comparables_of


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of it. key: of the kept set. trouble: why it could not be kept."""

    key: UUID | None = None
    trouble: HistoryUnavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """Keeps one analysis in one profile. name: empty where it has none. asked_side: the only leg to count.

    done_at: None is now.
    """

    mine: ProfileHistory
    source: SetSource
    name: str = ""
    asked_side: Side | None = None
    keep_video: bool = False
    done_at: datetime | None = None

    def keep(
        self,
        analysis: Analysis,
        *,
        recording: Path | IO[bytes] | None = None,
        video: Path | None = None,
        key: UUID | None = None,
    ) -> Kept:
        """Keep it, or say why not. Of which nothing could be judged is not kept.

        recording, video: files that are copied where they are there; one that is open, from where it stands.
        key: that the set will have; None: a new one.
        A failure never costs the result.
        """
        if not analysis.anything_judged or analysis.spec.slug not in EXERCISES:
            return Kept()
        try:
            with ExitStack() as stack:
                parts: dict[Part, IO[bytes]] = {Part.COURSE: write_course(analysis)}
                if isinstance(recording, Path):
                    if recording.is_file():
                        parts[Part.RECORDING] = stack.enter_context(recording.open("rb"))
                elif recording is not None:
                    parts[Part.RECORDING] = recording
                if self.keep_video and video is not None and video.is_file():
                    parts[Part.VIDEO] = stack.enter_context(video.open("rb"))
                new = NewSet(
                    done_at=self.done_at or datetime.now(UTC),
                    source=self.source,
                    name=self.name,
                    report=build_report(analysis),
                    asked_side=self.asked_side,
                    figures=kept_figures(analysis),
                    parts=parts,
                    key=key,
                )
                return Kept(self.mine.sets.keep(new).key)
        except HistoryUnavailable as error:
            return Kept(trouble=error)
        except OSError as error:
            return Kept(trouble=HistoryUnavailable(reason=error.strerror or type(error).__name__))


def kept_figures(analysis: Analysis) -> tuple[KeptFigure, ...]:
    """Figures by which an analysis will be compared."""
    found = comparables_of(analysis.report, analysis.rows)
    return tuple(KeptFigure(each.name, each.side.value, each.value) for each in found)
