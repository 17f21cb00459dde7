"""Kept films through the engine: what it said of the tilt beside what was so."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.domain.events import Event
from formcheck.domain.measure import Channel, Flag, Measure
from formcheck.engine.report import SetReport, fold
from formcheck.engine.session import FormSession
from formcheck.exercises import EXERCISES
from formcheck.kinematics.pelvic_tilt import TiltModel
from validation.tilt.films import recall

Array = NDArray[np.float64]
NEUTRAL_S = 1.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One film. Rows per frame: said and true tilt since the neutral, stated standard deviation (degrees)."""

    name: str
    exercise: str
    fit: str
    t_s: Array
    said: Array
    sd: Array
    true: Array
    report: SetReport
    truth: dict[str, Any]

    @property
    def hurry(self) -> float:
        """Shown time over filmed time."""
        return float(self.truth.get("hurry", 1.0))

    @property
    def refusal(self) -> bool:
        """Whether this film shows what must not be judged."""
        return "yaw" in self.name or self.name.endswith(("floor", "behind"))


def judge(path: Path, model: TiltModel) -> Judged:
    """Run a kept film through the engine."""
    sightings, truth = recall(path)
    exercise = truth.get("exercise", "glute-bridge")
    session = FormSession(EXERCISES[exercise], tilt_model=model)
    events: list[Event] = []
    said, sd = [], []
    for sighting in sightings:
        step = session.step(sighting)
        events += step.events
        said.append(step.values.get(Channel(Measure.PELVIC_TILT), math.nan))
        sd.append(step.values.get(Channel(Measure.PELVIC_TILT_SD), math.nan))
    events += session.finish()
    t_s = np.array([sighting.t_s for sighting in sightings])
    return Judged(
        name=path.stem,
        exercise=exercise,
        fit=truth.get("conditions", {}).get("clothes", {}).get("fit", "painted"),
        t_s=t_s,
        said=np.array(said),
        sd=np.array(sd),
        true=_true_tilt(truth, t_s),
        report=fold(events, EXERCISES[exercise], float(t_s[-1])),
        truth=truth,
    )


def _true_tilt(truth: dict[str, Any], t_s: Array) -> Array:
    """Change since the neutral; in a bridge against the trunk's own line, where the truth knows it."""
    if "frames" not in truth:
        return np.full(len(t_s), np.nan)
    at = np.array([frame["t"] for frame in truth["frames"]]) * truth.get("hurry", 1.0)
    tilt = np.interp(t_s, at, [frame["pelvic_tilt"] for frame in truth["frames"]])
    if truth["exercise"] == "glute-bridge" and "trunk_line" in truth["frames"][0]:
        tilt = tilt - np.interp(t_s, at, [frame["trunk_line"] for frame in truth["frames"]])
    return tilt - tilt[t_s <= NEUTRAL_S].mean()


@dataclass(frozen=True, slots=True)
class Interval:
    """A repetition or hold: did the back arch, and was that said? seen: share of it with a tilt."""

    arched: bool
    said: bool
    seen: float


def intervals(film: Judged) -> list[Interval]:
    """Every true repetition and hold of a film."""
    expected = film.truth.get("expected", {})
    found: list[Interval] = []
    spans = [(a["start_s"], a["end_s"], _arched(a, i, expected)) for i, a in enumerate(_attempts(expected))]
    faults = [f for f in expected.get("faults", []) if f["key"] == "arched_back"]
    arches = [(f["start_s"], f["end_s"]) for f in faults]
    arches += [tuple(expected["arched"])] if "arched" in expected and not faults else []
    for hold in expected.get("holds", []):
        if hold["seconds"] >= 3.0:
            inside = any(a < hold["end_s"] and b > hold["start_s"] for a, b in arches)
            spans.append((hold["start_s"], hold["end_s"], inside))
    flagged = [f for f in film.report.findings if f.flag is Flag.ARCHED_BACK]
    for start_s, end_s, arched in spans:
        a, b = start_s * film.hurry, end_s * film.hurry
        inside = (film.t_s >= a) & (film.t_s <= b)
        said = any(f.start_s < b and f.end_s > a for f in flagged)
        found.append(Interval(arched, said, float(np.mean(np.isfinite(film.said[inside])))))
    return found


def _attempts(expected: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = expected.get("attempts") or expected.get("reps", [])
    return rows


def _arched(attempt: dict[str, Any], index: int, expected: dict[str, Any]) -> bool:
    return "arched_back" in attempt.get("flags", []) or index in expected.get("arched_reps", [])
