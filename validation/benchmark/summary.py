"""From observed clips to figures: one row of angles per exercise, view and measure; one summary each."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from validation.benchmark.angles import Agreement, Compared, agreement, compare
from validation.benchmark.clips import DISTRACTORS, Clip
from validation.benchmark.events import judge_events
from validation.benchmark.faults import Faults, tally_faults
from validation.benchmark.observation import Observation

Seen = tuple[Clip, Observation]


@dataclass(frozen=True, slots=True, kw_only=True)
class AngleRow:
    """Agreement of one measure in one exercise and view, raw and after each clip's offset is taken away."""

    exercise: str
    view: str
    measure: str
    raw: Agreement
    steady: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """Counts and times of one exercise. miscounted: clips that are not exact.

    Times: mean absolute errors in seconds; NaN = nothing to measure.
    """

    exercise: str
    clips: int
    clean: int
    reps: int
    metrics: dict[str, float]
    miscounted: int
    start_mae_s: float
    peak_mae_s: float
    end_mae_s: float
    hold_mae_s: float
    lift_mae_deg: float
    judged_share: float
    frames: int
    spent_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Everything that the tables need."""

    angles: tuple[AngleRow, ...]
    events: tuple[EventRow, ...]
    faults: Faults

    @property
    def metrics(self) -> dict[str, dict[str, float]]:
        """Per exercise, what limits are held against."""
        return {row.exercise: row.metrics for row in self.events}


def summarise(seen: Sequence[Seen]) -> Summary:
    """Figures of a set of clips. The order of exercises is that of their first clips."""
    exercises = tuple(dict.fromkeys(clip.exercise for clip, _ in seen))
    ordered = [name for name in exercises if name not in DISTRACTORS]
    ordered += [name for name in exercises if name in DISTRACTORS]
    return Summary(
        angles=tuple(_angle_rows(seen)),
        events=tuple(
            _event_row(name, [pair for pair in seen if pair[0].exercise == name]) for name in ordered
        ),
        faults=tally_faults(pair for pair in seen if pair[0].exercise not in DISTRACTORS),
    )


def _angle_rows(seen: Sequence[Seen]) -> Iterable[AngleRow]:
    groups: dict[tuple[str, str, str], list[Compared]] = defaultdict(list)
    for clip, observation in seen:
        if clip.exercise not in DISTRACTORS:
            for compared in compare(clip, observation):
                groups[clip.exercise, clip.view, compared.measure].append(compared)
    for (exercise, view, measure), rows in sorted(groups.items(), key=lambda item: item[0][:2]):
        yield AngleRow(
            exercise=exercise,
            view=view,
            measure=measure,
            raw=agreement(row.error for row in rows),
            steady=agreement(row.steady for row in rows),
        )


def _event_row(exercise: str, seen: Sequence[Seen]) -> EventRow:
    events = [judge_events(clip, observation) for clip, observation in seen]
    clean = [observation for clip, observation in seen if clip.clean]
    held = [abs(t) for event in events for t in event.held_s]
    return EventRow(
        exercise=exercise,
        clips=len(seen),
        clean=len(clean),
        reps=sum(len(clip.expected.get("reps", [])) for clip, _ in seen),
        metrics={} if exercise in DISTRACTORS else _metrics(seen, clean),
        miscounted=sum(not event.exact for event in events),
        start_mae_s=_mean(abs(t) for event in events for t in event.start_s),
        peak_mae_s=_mean(abs(t) for event in events for t in event.peak_s),
        end_mae_s=_mean(abs(t) for event in events for t in event.end_s),
        hold_mae_s=_mean(held),
        lift_mae_deg=_mean(abs(event.lift_deg) for event in events if not math.isnan(event.lift_deg)),
        judged_share=_mean(observation.judged_share for _, observation in seen),
        frames=sum(len(observation.times_s) for _, observation in seen),
        spent_s=sum(observation.spent_s for _, observation in seen),
    )


def _metrics(seen: Sequence[Seen], clean: Sequence[Observation]) -> dict[str, float]:
    steady: dict[str, list[float]] = defaultdict(list)
    for clip, observation in seen:
        for compared in compare(clip, observation):
            steady[compared.measure] += np.abs(compared.steady).tolist()
    found = [np.isfinite(observation.landmarks_px[:, 0, 0]) for observation in clean]
    return {
        "thigh_mae_deg": _mean(steady["thigh"]),
        "trunk_mae_deg": _mean(steady["trunk"]),
        "knee_mae_deg": _mean(steady["knee"]),
        "judged_share_min": min((observation.judged_share for observation in clean), default=math.nan),
        "found_share": _mean(np.concatenate(found).tolist()) if found else math.nan,
    }


def _mean(values: Iterable[float]) -> float:
    kept = list(values)
    return float(np.mean(kept)) if kept else math.nan
