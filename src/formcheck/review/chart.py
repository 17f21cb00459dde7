"""The course of the main measure over time, ready to be drawn: by the page, the HTML and the PDF report."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from formcheck.engine.report import SetReport
from formcheck.review.axis import Axis, Sample
from formcheck.review.cells import Stretch
from formcheck.review.kinds import section_of
from formcheck.review.lines import Line, line


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """title: what is drawn. unit: `deg` or `percent`. points: time and value, NaN where nothing was judged.

    band: where the value should get to, or what counts as still; infinite at an open end.
    band_label: what it is. start_s, end_s: what is shown; a live set begins after its set-up, and rests lie
    between sets.
    """

    title: Line
    unit: Literal["deg", "percent"]
    points: tuple[tuple[float, float], ...]
    band: tuple[float, float]
    band_label: Line
    stretches: tuple[Stretch, ...]
    start_s: float
    end_s: float

    @property
    def extent(self) -> tuple[float, float]:
        """Lowest and highest value to show: all points and the finite ends of the band, with some room."""
        seen = [value for _, value in self.points if not math.isnan(value)]
        seen += [end for end in self.band if math.isfinite(end)]
        low, high = min(seen, default=0.0), max(seen, default=1.0)
        room = max(0.08 * (high - low), 2.0)
        return low - room, high + room

    @property
    def band_shown(self) -> tuple[float, float]:
        """The band, cut to the extent."""
        low, high = self.extent
        return max(self.band[0], low), min(self.band[1], high)


def chart_of(report: SetReport, samples: Sequence[Sample]) -> Chart:
    """Chart of a set."""
    section, axis = section_of(report.spec), Axis.of(report.spec)
    times_s = [sample.t_s for sample in samples] or [0.0]
    return Chart(
        title=line(f"{report.spec.key}.measure"),
        unit=axis.unit,
        points=tuple((sample.t_s, axis.of_sample(sample)) for sample in samples),
        band=axis.band(samples),
        band_label=line(section.band_label),
        stretches=(*_unjudged(report), *section.stretches(report)),
        start_s=times_s[0],
        end_s=max(report.duration_s, times_s[-1]),
    )


def _unjudged(report: SetReport) -> tuple[Stretch, ...]:
    return tuple(Stretch("unjudged", g.start_s, g.end_s, line(f"gate.{g.reason}.what")) for g in report.gaps)
