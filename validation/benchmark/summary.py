"""From observed clips to figures: one row of angles per exercise, view and measure; one summary each."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from formcheck.domain.measure import Flag
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import HoldRule, MobilityRule
from validation.benchmark.angles import Agreement, Compared, agreement, compare
from validation.benchmark.clips import DISTRACTORS, Clip
from validation.benchmark.events import Events, judge_events
from validation.benchmark.faults import Faults, tally_faults
from validation.benchmark.observation import Observation

Seen = tuple[Clip, Observation]
LEANING = Flag.LEANED_BACK


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
    """Counts and times of one exercise. Times: mean absolute errors in seconds; NaN = nothing to measure."""

    exercise: str
    clips: int
    clean: int
    reps: int
    metrics: dict[str, float]
    start_mae_s: float
    peak_mae_s: float
    end_mae_s: float
    hold_mae_s: float
    lift_mae_deg: float
    judged_share: float
    frames: int
    spent_s: float

    @property
    def miscounted(self) -> float:
        """Clips whose repetitions, attempts or holds are not exact; of what is no exercise: repetitions."""
        keys = ("reps_wrong", "partials_wrong", "holds_wrong", "invented_reps")
        counts = [self.metrics.get(key, math.nan) for key in keys]
        return max((count for count in counts if not math.isnan(count)), default=math.nan)


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
    times = [abs(t) for event in events for t in (*event.start_s, *event.peak_s, *event.end_s)]
    held = [abs(t) for event in events for t in event.held_s]
    return EventRow(
        exercise=exercise,
        clips=len(seen),
        clean=len(clean),
        reps=sum(len(clip.expected.get("reps", [])) for clip, _ in seen),
        metrics=_distractor(events)
        if exercise in DISTRACTORS
        else _metrics(seen, events, clean, times, held),
        start_mae_s=_mean(abs(t) for event in events for t in event.start_s),
        peak_mae_s=_mean(abs(t) for event in events for t in event.peak_s),
        end_mae_s=_mean(abs(t) for event in events for t in event.end_s),
        hold_mae_s=_mean(held),
        lift_mae_deg=_mean(abs(event.lift_deg) for event in events if not math.isnan(event.lift_deg)),
        judged_share=_mean(observation.judged_share for _, observation in seen),
        frames=sum(len(observation.times_s) for _, observation in seen),
        spent_s=sum(observation.spent_s for _, observation in seen),
    )


def _distractor(events: Sequence[Events]) -> dict[str, float]:
    return {"invented_reps": float(sum(event.complete_error for event in events))}


def _metrics(
    seen: Sequence[Seen],
    events: Sequence[Events],
    clean: Sequence[Observation],
    times: list[float],
    held: list[float],
) -> dict[str, float]:
    steady: dict[str, list[float]] = defaultdict(list)
    for clip, observation in seen:
        for compared in compare(clip, observation):
            steady[compared.measure] += np.abs(compared.steady).tolist()
    spec = EXERCISES[seen[0][0].exercise]
    rule = spec.progress
    counted = not isinstance(rule, HoldRule | MobilityRule)
    leans = any(LEANING in (criterion.below, criterion.above) for criterion in spec.criteria)
    leaning = tally_faults(seen).flags[str(LEANING)]
    found = [np.isfinite(observation.landmarks_px[:, 0, 0]) for observation in clean]
    return {
        "reps_wrong": _if(counted, sum(event.complete_error != 0 for event in events)),
        "partials_wrong": _if(counted, sum(event.partial_error != 0 for event in events)),
        "holds_wrong": _if(isinstance(rule, HoldRule), sum(event.hold_error != 0 for event in events)),
        "sides_wrong": _if(not isinstance(rule, MobilityRule), sum(event.wrong_sides for event in events)),
        "hold_error_max_s": max(held, default=math.nan),
        "time_error_max_s": max(times, default=math.nan),
        "thigh_mae_deg": _mean(steady["thigh"]),
        "trunk_mae_deg": _mean(steady["trunk"]),
        "knee_mae_deg": _mean(steady["knee"]),
        "judged_share_min": min((observation.judged_share for observation in clean), default=math.nan),
        "found_share": _mean(np.concatenate(found).tolist()) if found else math.nan,
        "leans_wrong": _if(counted and leans, leaning.false_alarms + leaning.misses),
        "verdicts_wrong": _if(isinstance(rule, MobilityRule), sum(event.wrong_verdict for event in events)),
    }


def _if(applies: bool, value: float) -> float:  # noqa: FBT001 - reads as the sentence it is
    return float(value) if applies else math.nan


def _mean(values: Iterable[float]) -> float:
    kept = list(values)
    return float(np.mean(kept)) if kept else math.nan
