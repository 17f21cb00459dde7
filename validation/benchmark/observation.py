"""What formcheck said of one clip, frame by frame and in sum: the raw material of every table."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.adapters.recording import Recording
from formcheck.adapters.scout import judge_with_hindsight
from formcheck.adapters.tilt_weights import load_tilt_model
from formcheck.domain.body import N_LANDMARKS, Facing, Pose
from formcheck.engine.report import SetReport
from formcheck.engine.step import Step
from formcheck.exercises import EXERCISES

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One clip, judged as one exercise.

    times_s (N,); judged (N,) bool; values: column -> (N,), NaN = not seen; landmarks_px (N, 33, 2), y up,
    as the pose model gave them, NaN where nobody was found; said: the report in plain values; spent_s: how
    long judging took, looking excluded.
    """

    exercise: str
    times_s: Array
    judged: NDArray[np.bool_]
    values: dict[str, Array]
    landmarks_px: Array
    size_px: tuple[int, int]
    said: dict[str, Any]
    spent_s: float

    @property
    def found_share(self) -> float:
        """Share of frames in which a person was found."""
        return float(np.mean(np.isfinite(self.landmarks_px[:, 0, 0])))

    @property
    def judged_share(self) -> float:
        """Share of frames that could be judged."""
        return float(np.mean(self.judged))

    def column(self, name: str) -> Array:
        """A measure at every frame; NaN where not judged, not seen, or unknown to this version."""
        track = self.values.get(name)
        return np.full(len(self.times_s), np.nan) if track is None else np.where(self.judged, track, np.nan)


def observe(recording: Path, exercise: str) -> Observation:
    """Judge what the pose model saw of a clip, as `analyse_video` does.

    The comparison needs the model's own landmarks, too; a test holds that the report is that of the video.
    Raises FormcheckError.
    """
    began_s = time.perf_counter()
    with Recording(recording) as source:
        sightings = [seen.sighting for seen in source]
        duration_s = source.info.duration_s
    steps: list[Step] = []
    _, report = judge_with_hindsight(
        EXERCISES[exercise],
        sightings,
        duration_s,
        tilt_model=load_tilt_model(),
        tell=lambda step, _: steps.append(step),
    )
    spent_s = time.perf_counter() - began_s
    facings = Counter(step.facing for step in steps if step.judged and step.facing)
    return Observation(
        exercise=exercise,
        times_s=np.array([step.t_s for step in steps]),
        judged=np.array([step.judged for step in steps], dtype=bool),
        values=_columns(steps),
        landmarks_px=np.array([_points(sighting.pose) for sighting in sightings]),
        size_px=sightings[-1].size_px,
        said=_said(report, steps, facings),
        spent_s=spent_s,
    )


def save(observation: Observation, path: Path) -> None:
    """Keep an observation; written whole or not at all."""
    head = {
        "exercise": observation.exercise,
        "size_px": observation.size_px,
        "said": observation.said,
        "spent_s": observation.spent_s,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial.npz")
    np.savez_compressed(
        partial,
        head=np.array(json.dumps(head)),
        times_s=observation.times_s,
        judged=observation.judged,
        landmarks_px=observation.landmarks_px.astype(np.float32),
        **{f"value/{name}": track for name, track in observation.values.items()},
    )
    partial.replace(path)


def load(path: Path) -> Observation:
    """An observation that was kept."""
    with np.load(path, allow_pickle=False) as stored:
        head = json.loads(str(stored["head"]))
        return Observation(
            exercise=head["exercise"],
            times_s=stored["times_s"],
            judged=stored["judged"],
            values={
                name.removeprefix("value/"): stored[name]
                for name in stored.files
                if name.startswith("value/")
            },
            landmarks_px=stored["landmarks_px"].astype(np.float64),
            size_px=tuple(head["size_px"]),
            said=head["said"],
            spent_s=head["spent_s"],
        )


def _points(pose: Pose | None) -> Array:
    return np.full((N_LANDMARKS, 2), np.nan) if pose is None else np.asarray(pose.points_px, dtype=np.float64)


def _columns(steps: list[Step]) -> dict[str, Array]:
    names = sorted({channel.column for step in steps for channel in step.values})
    rows = [{channel.column: value for channel, value in step.values.items()} for step in steps]
    return {name: np.array([row.get(name, np.nan) for row in rows]) for name in names}


def _said(report: SetReport, steps: list[Step], facings: Counter[Facing]) -> dict[str, Any]:
    reasons = Counter(str(step.reason) for step in steps if step.reason)
    return {
        "reps": [
            {
                "start_s": rep.start_s,
                "peak_s": rep.peak_s,
                "end_s": rep.end_s,
                "side": str(rep.side),
                "complete": rep.complete,
                "flags": sorted(str(flag) for flag in rep.flags),
            }
            for rep in report.reps
        ],
        "holds": [
            {
                "start_s": held.hold.start_s,
                "end_s": held.hold.end_s,
                "in_zone_s": held.hold.in_zone_s,
                "side": str(held.hold.side),
            }
            for held in report.holds
        ],
        "findings": [
            {"key": str(found.flag), "start_s": found.start_s, "end_s": found.end_s}
            for found in report.findings
        ],
        "lift_deg": None if np.isnan(report.lift_deg) else report.lift_deg,
        "verdict": report.mobility,
        "near_side": str(facings.most_common(1)[0][0].near_side) if facings else None,
        "reasons": dict(sorted(reasons.items())),
    }
