"""What a review asks a kind of progress."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from formcheck.domain.measure import Flag
from formcheck.engine.report import SetReport
from formcheck.engine.step import Progress
from formcheck.exercises.spec import ExerciseSpec
from formcheck.review.axis import Sample
from formcheck.review.cells import Figure, Stretch, Table
from formcheck.review.extent import Extent
from formcheck.review.lines import Line


class Section(Protocol):
    """All that depends on the kind of progress. Keys are of `i18n`."""

    band_label: str
    """Key of what the chart's band is."""
    sets_label: str
    """Key of the question how many sets to do."""
    needs_tilt: bool
    """Whether the result cannot be read without the pelvic tilt, whatever the criteria."""

    def figures(self, report: SetReport, samples: Sequence[Sample]) -> tuple[Figure, ...]:
        """The few numbers that are worth large type. samples: the frames of the set."""

    def table(self, report: SetReport, samples: Sequence[Sample]) -> Table:
        """All that was counted."""

    def stretches(self, report: SetReport) -> tuple[Stretch, ...]:
        """The same, for the chart."""

    def extent(self, flag: Flag, report: SetReport, samples: Sequence[Sample]) -> Extent | None:
        """How far a fault went that lies in what is counted itself; None where that is not known."""

    def result(self, report: SetReport) -> Line | None:
        """What came of it, against what was to be done; None where nothing did."""

    def strength(self, report: SetReport) -> Line | None:
        """What went well; None when nothing was counted."""

    def more(self, report: SetReport) -> Line:
        """What to do next time, there being nothing to put right."""

    def notes(self, report: SetReport) -> Iterator[Line]:
        """What must stand beside the result."""

    def sides(self, report: SetReport) -> Iterator[Line]:
        """Left against right."""

    def counters(self, progress: Progress, spec: ExerciseSpec, shown: str) -> tuple[tuple[str, str], ...]:
        """What a picture shows of the progress: key and number. shown: the followed measure as text."""
