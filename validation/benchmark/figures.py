"""Which plots the page shows, by file name."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from validation.benchmark.angles import agreement, compare
from validation.benchmark.clips import DISTRACTORS, Clip
from validation.benchmark.observation import Observation
from validation.benchmark.plots import Axes, Pairs, lines, scatter
from validation.benchmark.robustness import ERROR_LIMIT_DEG, Point

EVERY_FRAME = 8
"""Frames are alike; a dot for one in eight is enough to see the cloud."""
MEASURES = ("thigh", "trunk", "knee")
ERROR_SHOWN_DEG = 30.0


def draw(seen: Sequence[tuple[Clip, Observation]], points: Sequence[Point]) -> dict[str, str]:
    """File name -> SVG."""
    seen = [pair for pair in seen if pair[0].exercise not in DISTRACTORS]
    drawn = {f"bland_altman_{measure}.svg": _bland_altman(measure, seen) for measure in MEASURES}
    drawn["error_by_yaw.svg"] = _by_yaw(seen)
    for condition in dict.fromkeys(point.condition for point in points):
        drawn[f"robustness_{condition}.svg"] = _curve(condition, points)
    return drawn


def _bland_altman(measure: str, seen: Sequence[tuple[Clip, Observation]]) -> str:
    groups: dict[str, list[tuple[float, float]]] = defaultdict(list)
    errors = []
    for clip, observation in seen:
        for row in compare(clip, observation):
            if row.measure == measure:
                errors.append(row.error)
                mean = row.truth + row.error / 2
                groups[clip.exercise] += zip(
                    mean[::EVERY_FRAME].tolist(), row.error[::EVERY_FRAME].tolist(), strict=True
                )
    means = [x for pairs in groups.values() for x, _ in pairs] or [0.0]
    axes = Axes(
        title=f"Bland-Altman: {measure}",
        x_name="mean of found and true, degrees",
        y_name="found minus true, degrees",
        x=(10 * math.floor(min(means) / 10), 10 * math.floor(max(means) / 10) + 10),
        y=(-ERROR_SHOWN_DEG, ERROR_SHOWN_DEG),
    )
    if not errors:
        return scatter(axes, {})
    overall = agreement(errors)
    levels = [
        (overall.bias, f"bias {overall.bias:.1f}"),
        (overall.low, f"{overall.low:.1f}"),
        (overall.high, f"{overall.high:.1f}"),
    ]
    return scatter(axes, groups, levels=levels)


def _by_yaw(seen: Sequence[tuple[Clip, Observation]]) -> str:
    groups: dict[str, list[tuple[float, float]]] = {measure: [] for measure in MEASURES}
    for clip, observation in seen:
        for row in compare(clip, observation):
            if row.measure in groups:
                groups[row.measure].append((clip.yaw_deg, float(np.mean(np.abs(row.error)))))
    axes = Axes(
        title="Raw error of every clip against yaw",
        x_name="camera yaw, degrees, + = towards the front of the body",
        y_name="mean absolute error, degrees",
        x=(-12, 12),
        y=(0, 18),
    )
    return scatter(axes, groups, radius=4.0)


def _curve(condition: str, points: Sequence[Point]) -> str:
    steps = list(dict.fromkeys(point.step for point in points if point.condition == condition))
    solid: dict[str, Pairs] = {}
    dashed: dict[str, Pairs] = {}
    for exercise in dict.fromkeys(point.exercise for point in points):
        rows = [point for point in points if (point.condition, point.exercise) == (condition, exercise)]
        solid[exercise] = [(float(steps.index(row.step)), 100 * row.judged_share) for row in rows]
        dashed[exercise] = [
            (float(steps.index(row.step)), 50 * row.mae_deg / ERROR_LIMIT_DEG)
            for row in rows
            if not math.isnan(row.mae_deg)
        ]
    axes = Axes(
        title=f"{condition}: share judged (solid), error of the thigh (dashed)",
        x_name=condition,
        y_name=f"judged %; error, 100 = {2 * ERROR_LIMIT_DEG:g}°",
        x=(0, max(len(steps) - 1, 1)),
        y=(0, 100),
        steps=tuple(steps),
    )
    return lines(axes, solid, dashed, levels=[(50.0, f"error {ERROR_LIMIT_DEG:g}°")])
