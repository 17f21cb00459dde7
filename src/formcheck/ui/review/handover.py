"""What the browser gets of a review: times, numbers, and every sentence that it may show."""

import math
from collections.abc import Sequence
from typing import Any

from formcheck.engine.report import SetReport
from formcheck.i18n import Words
from formcheck.review import Review, Table, speak
from formcheck.review.axis import Sample
from formcheck.review.cells import Stretch
from formcheck.review.timeline import Moment, Still, TiltCourse, Timeline, timeline_of

_MOST_POINTS = 1500
_ROOM_DEG = 2.0
_COUNTED = ("rep", "partial", "hold", "try", "pass")


def handover_of(
    review: Review, report: SetReport, samples: Sequence[Sample], video: str | None, say: Words
) -> dict[str, Any]:
    """All of it, ready for JSON. video: address of the annotated video, None when there is none."""
    chart = review.chart
    timeline = timeline_of(report, samples, chart.points)
    stretches = (*chart.stretches, *timeline.faults)
    return {
        "lang": say.lang.value,
        "video": video,
        "span": {"start_s": chart.start_s, "end_s": chart.end_s},
        "course": {
            "title": speak(chart.title, say),
            "unit": say(f"ui.timeline.unit_{chart.unit}"),
            "points": _thinned(chart.points),
            "low": chart.extent[0],
            "high": chart.extent[1],
            "band": chart.band_shown,
            "band_label": speak(chart.band_label, say),
        },
        "tilt": _tilt(timeline.tilt, say),
        "stretches": [_stretch(each, say) for each in _numbered(stretches)],
        "faults": _faults(review, say),
        "table": _table(review.table, timeline.moments, chart.stretches, say),
        "stills": _stills(timeline, say),
        "words": {name: say(f"ui.timeline.{name}") for name in _WORDS},
    }


_WORDS = (
    "review",
    "course",
    "play",
    "pause",
    "speed",
    "full",
    "video",
    "slider",
    "stills",
    "legend_partial",
    "legend_fault",
    "legend_unjudged",
)


def _thinned(points: Sequence[tuple[float, float]]) -> list[tuple[float, float | None]]:
    every = max(1, math.ceil(len(points) / _MOST_POINTS))
    return [(round(t, 3), None if math.isnan(value) else round(value, 1)) for t, value in points[::every]]


def _tilt(tilt: TiltCourse | None, say: Words) -> dict[str, Any] | None:
    if tilt is None:
        return None
    seen = [value for _, value in tilt.points if not math.isnan(value)]
    ends = [end for end in tilt.ok if math.isfinite(end)]
    low, high = min(*seen, *ends, 0.0) - _ROOM_DEG, max(*seen, *ends, 0.0) + _ROOM_DEG
    return {
        "title": say("ui.timeline.tilt"),
        "unit": say("ui.timeline.unit_deg"),
        "points": _thinned(tilt.points),
        "low": low,
        "high": high,
        "band": (max(tilt.ok[0], low), min(tilt.ok[1], high)) if ends else None,
        "band_label": "",
    }


def _numbered(stretches: Sequence[Stretch]) -> list[tuple[Stretch, str]]:
    """Stretches with what stands on their bars: repetitions and holds have a number."""
    signs = {"fault": "!", "unjudged": "?"}
    return [(each, signs.get(each.kind) or str(each.label.params.get("n", ""))) for each in stretches]


def _stretch(numbered: tuple[Stretch, str], say: Words) -> dict[str, Any]:
    stretch, short = numbered
    label = speak(stretch.label, say)
    return {
        "kind": stretch.kind,
        "start_s": stretch.start_s,
        "end_s": stretch.end_s,
        "short": short,
        "label": say("ui.timeline.unjudged", reason=label) if stretch.kind == "unjudged" else label,
    }


def _faults(review: Review, say: Words) -> list[dict[str, Any]]:
    return [
        {
            "text": speak(said, say),
            "spans": [{"start_s": start_s, "end_s": end_s} for start_s, end_s in fault.spans],
        }
        for fault, said in review.faults
    ]


def _table(
    table: Table, moments: Sequence[Moment], stretches: Sequence[Stretch], say: Words
) -> dict[str, Any]:
    placed: Sequence[Moment | None] = moments if len(moments) == len(table.rows) else [None] * len(table.rows)
    rows = []
    for n, (row, moment) in enumerate(zip(table.rows, placed, strict=True), start=1):
        cells = [speak(cell, say) for cell in row]
        named = [s for s in stretches if s.kind in _COUNTED and s.label.params.get("n") == n]
        rows.append(
            {
                "name": speak(named[0].label, say) if named else cells[0],
                "cells": cells,
                "start_s": moment.start_s if moment else None,
                "end_s": moment.end_s if moment else None,
            }
        )
    return {
        "title": say(table.title),
        "columns": [say(column) for column in table.columns],
        "names": [column.rpartition(".")[2] for column in table.columns],
        "rows": rows,
        "none": say("report.no_rows"),
    }


def _stills(timeline: Timeline, say: Words) -> list[dict[str, Any]]:
    return [
        _still(name, still, timeline.moments[still.row], say)
        for name, still in (("best", timeline.best), ("weakest", timeline.weakest))
        if still is not None
    ]


def _still(name: str, still: Still, moment: Moment, say: Words) -> dict[str, Any]:
    """A still with its number, and what was noticed."""
    flags = ", ".join(say(f"flag.{flag}") for flag in moment.flags)
    if not flags:
        flags = say("ui.timeline.clean" if moment.complete else "report.result.partial")
    return {
        "title": say(f"ui.timeline.{name}", n=still.row + 1),
        "text": flags,
        "t_s": still.t_s,
        "start_s": moment.start_s,
        "end_s": moment.end_s,
    }
