"""The tables in the terminal."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from validation.benchmark.judged import Judged
from validation.benchmark.limits import Outcome
from validation.benchmark.rates import RateOutcome
from validation.benchmark.robustness import Point
from validation.benchmark.summary import Summary

UNBROKEN = 170
"""Columns that the widest table needs."""


def shown(value: float, digits: int = 1) -> str:
    """A figure, or a dash where there is none."""
    return "–" if math.isnan(value) else f"{value:.{digits}f}"


def wide_console() -> Console:
    """The terminal; where the output goes to a file, wide enough for every table."""
    console = Console()
    return console if console.is_terminal else Console(width=UNBROKEN)


def print_summary(judged: Judged, console: Console) -> None:
    """Angles, events, flags, limits."""
    console.print(_angles(judged.summary))
    console.print(_events(judged.summary))
    console.print(_flags(judged.summary))
    console.print(_limits(judged.outcomes))
    console.print(_rates(judged.rates))


def _table(title: str, *columns: str, words: int) -> Table:
    table = Table(title=title, title_justify="left")
    for index, column in enumerate(columns):
        table.add_column(column, justify="left" if index < words else "right", no_wrap=index >= words)
    return table


def _angles(summary: Summary) -> Table:
    table = _table(
        "Angles, found minus true", "exercise", "view", "measure", "clips", "bias", "MAE", "RMSE",
        "95 % limits", "MAE less offset", words=3,
    )  # fmt: skip
    for row in summary.angles:
        digits = 2 if row.measure == "march height" else 1
        raw, steady = row.raw, row.steady
        table.add_row(
            row.exercise,
            row.view,
            row.measure,
            str(raw.clips),
            *(shown(value, digits) for value in (raw.bias, raw.mae, raw.rmse)),
            f"{shown(raw.low, digits)} … {shown(raw.high, digits)}",
            shown(steady.mae, digits),
        )
    return table


def _events(summary: Summary) -> Table:
    table = _table(
        "Events, mean absolute errors", "exercise", "clips", "reps", "miscounted", "start s", "top s",
        "end s", "hold s", "judged %", "frames/s", words=1,
    )  # fmt: skip
    for row in summary.events:
        table.add_row(
            row.exercise,
            str(row.clips),
            str(row.reps),
            str(row.miscounted),
            *(shown(t, 2) for t in (row.start_mae_s, row.peak_mae_s, row.end_mae_s, row.hold_mae_s)),
            shown(100 * row.judged_share, 0),
            shown(row.frames / row.spent_s if row.spent_s else math.nan, 0),
        )
    return table


def _flags(summary: Summary) -> Table:
    table = _table("Flags", "flag", "shown", "named", "precision", "recall", words=1)
    for key, tally in summary.faults.flags.items():
        counts = (tally.hits + tally.misses, tally.hits + tally.false_alarms)
        table.add_row(key, *map(str, counts), shown(tally.precision, 2), shown(tally.recall, 2))
    return table


def _limits(outcomes: tuple[Outcome, ...]) -> Table:
    table = _table("Limits", "limit", "exercise", "value", "bound", "held", words=2)
    for outcome in outcomes:
        if outcome.held is not None:
            limit = outcome.limit
            table.add_row(
                limit.says,
                outcome.exercise,
                f"{outcome.value:.2f} {limit.unit}",
                f"{limit.relation} {limit.bound:g} {limit.unit}",
                "[green]yes[/]" if outcome.held else "[bold red]NO[/]",
            )
    return table


def _rates(outcomes: Sequence[RateOutcome]) -> Table:
    table = _table("Rates", "rate", "of", "right", "%", "95 %", "limit %", "held", words=2)
    for outcome in outcomes:
        if outcome.held is not None:
            low, high = outcome.rate.interval
            table.add_row(
                outcome.limit.says,
                outcome.exercise,
                f"{outcome.rate.hits} of {outcome.rate.total}",
                shown(100 * outcome.rate.share),
                f"{shown(100 * low)} … {shown(100 * high)}",
                f">= {100 * outcome.limit.least:g}",
                "[green]yes[/]" if outcome.held else "[bold red]NO[/]",
            )
    return table


def print_points(points: Sequence[Point], console: Console) -> None:
    """The robustness curves."""
    table = _table("Robustness", "condition", "step", "exercise", "judged %", "error °", "", words=3)
    for point in points:
        table.add_row(
            point.condition,
            point.step,
            point.exercise,
            shown(100 * point.judged_share, 0),
            shown(point.mae_deg),
            "[bold red]misleads[/]" if point.misleads else "",
        )
    console.print(table)
