"""The figures become docs/VALIDATION.md and its plots: the same figures, the same bytes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from validation.benchmark.clips import DISTRACTORS, Clip
from validation.benchmark.comparison import compare_angles, compare_counts, compare_holds
from validation.benchmark.figures import draw
from validation.benchmark.judged import Judged
from validation.benchmark.limits import Outcome
from validation.benchmark.observation import Observation
from validation.benchmark.photos import ANGLES, PhotoResult
from validation.benchmark.rates import ALL, RATE_LIMITS, Rate
from validation.benchmark.real_people import RealResult
from validation.benchmark.robustness import ERROR_LIMIT_DEG, Point, misleading
from validation.benchmark.terminal import shown
from validation.benchmark.unjudged import unjudged
from validation.walking.section import section

TEMPLATE = "page.md.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """All that a run found out. planned: clips of the plan; curve_planned: points of the curves.

    split: rates by what differs between clips.
    """

    date: str
    planned: int
    curve_planned: int
    seen: Sequence[tuple[Clip, Observation]]
    judged: Judged
    split: Mapping[str, Mapping[str, Rate]]
    points: Sequence[Point]
    photos: Sequence[PhotoResult]
    real_people: Sequence[RealResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoSum:
    """Errors of one angle over all photographs, degrees; apart: mean difference of the two readings."""

    angle: str
    bias: float
    mae: float
    rmse: float
    largest: float
    apart: float


def write_page(results: Results, docs: Path) -> Path:
    """Write VALIDATION.md and validation/*.svg; plots that are no longer drawn are taken away."""
    plots = draw(results.seen, results.points)
    folder = docs / "validation"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.svg"):
        old.unlink()
    for name, svg in plots.items():
        (folder / name).write_text(svg, encoding="utf-8")
    page = docs / "VALIDATION.md"
    page.write_text(render_page(results, list(plots)), encoding="utf-8")
    return page


def render_page(results: Results, plots: Sequence[str]) -> str:
    """The page's text."""
    # Markdown for readers of the repository: nothing in it comes from outside.
    environment = Environment(  # noqa: S701
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        lstrip_blocks=True,
    )
    environment.filters["figure"] = _figure
    environment.filters["rate"] = _rate
    outcomes = [outcome for outcome in results.judged.outcomes if outcome.held is not None]
    rates = [each for each in results.judged.rates if each.held is not None]
    promised = [each for each in rates if each.exercise == ALL]
    photo_sums = [sum_photos(angle, results.photos) for angle in ANGLES] if results.photos else []
    return environment.get_template(TEMPLATE).render(
        **_conditions(results.seen),
        date=results.date,
        planned=results.planned,
        curve_clips=len(results.points),
        curve_planned=results.curve_planned,
        summary=results.judged.summary,
        outcomes=outcomes,
        limits=_by_limit(outcomes),
        rates=rates,
        promised=promised,
        rates_held=sum(bool(each.held) for each in promised),
        rate_limits=RATE_LIMITS,
        split=results.split,
        real_people=results.real_people,
        exercises=list(dict.fromkeys(outcome.exercise for outcome in outcomes)),
        held=sum(bool(outcome.held) for outcome in outcomes),
        points=results.points,
        unjudged=list(unjudged(results.seen)),
        misleads=len(misleading(results.points)),
        error_limit=ERROR_LIMIT_DEG,
        tilt=any(row.measure == "pelvic tilt" for row in results.judged.summary.angles),
        plots=plots,
        angle_rivals=list(compare_angles(results.seen)),
        count_rivals=list(compare_counts(results.seen)),
        hold_rivals=list(compare_holds(results.seen)),
        photos=results.photos,
        photo_sums=photo_sums,
        walking=section(),
        apart=float(np.mean([row.apart for row in photo_sums])) if photo_sums else math.nan,
    )


def sum_photos(angle: str, photos: Sequence[PhotoResult]) -> PhotoSum:
    """Errors of one angle; needs at least one photograph."""
    errors = np.array([photo.error_deg(angle) for photo in photos])
    return PhotoSum(
        angle=angle,
        bias=float(np.mean(errors)),
        mae=float(np.mean(np.abs(errors))),
        rmse=float(np.sqrt(np.mean(errors**2))),
        largest=float(np.max(np.abs(errors))),
        apart=float(np.mean([photo.apart_deg[angle] for photo in photos])),
    )


def _figure(value: float, digits: int) -> str:
    text = shown(value, digits)
    return text.removeprefix("-") if text.strip("-0.") == "" else text  # no minus before a zero


def _rate(rate: Rate) -> str:
    """Hits, share and 95 % interval in percent."""
    if not rate.total:
        return "–"
    low, high = rate.interval
    return f"{rate.hits} of {rate.total}: {100 * rate.share:.1f} ({100 * low:.1f} … {100 * high:.1f})"


def _by_limit(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """One row for each limit: its words, and an outcome for each exercise that has one."""
    rows: dict[str, dict[str, Any]] = {}
    for outcome in outcomes:
        row = rows.setdefault(outcome.limit.metric, {"limit": outcome.limit, "cells": {}})
        row["cells"][outcome.exercise] = outcome
    return list(rows.values())


def _conditions(seen: Sequence[tuple[Clip, Observation]]) -> dict[str, Any]:
    clips = [clip for clip, _ in seen]
    told = [clip.truth.get("conditions", {}) for clip in clips]
    yaws = [clip.yaw_deg for clip in clips]
    return {
        "clips": len(clips),
        "clean": sum(clip.clean for clip in clips),
        "distractors": sum(clip.exercise in DISTRACTORS for clip in clips),
        "faulty": sum(not clip.clean and clip.exercise not in DISTRACTORS for clip in clips),
        "reps": sum(len(clip.expected.get("reps", [])) for clip in clips),
        "frames": sum(len(observation.times_s) for _, observation in seen),
        "fps": " or ".join(sorted({f"{clip.truth['fps']:g}" for clip in clips})),
        "size": " or ".join(sorted({"{}x{}".format(*clip.truth["size"]) for clip in clips})),
        "bodies": len({row["body_index"] for row in told if "body_index" in row}),
        "yaw_low": f"{min(yaws):g}",
        "yaw_high": f"{max(yaws):g}",
        "fits": ", ".join(sorted({str(row.get("clothes", {}).get("fit", "")) for row in told} - {""}))
        or "of several kinds",
    }
