"""Kept films through the engine: what it said of the tilt beside what was so."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.domain.body import Facing, Pose
from formcheck.domain.events import Event
from formcheck.domain.measure import Channel, Flag, Measure
from formcheck.engine.report import SetReport, fold
from formcheck.engine.session import FormSession
from formcheck.exercises import EXERCISES
from formcheck.kinematics.pelvic_tilt import TiltModel
from formcheck.kinematics.trunk_features import look_at_trunk
from validation.tilt.kept import recall

Array = NDArray[np.float64]
NEUTRAL_S = 1.8
LEAST_HOLD_S = 3.0
HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One film. Rows per frame: said and true tilt since the neutral, stated standard deviation (degrees).

    hidden: where the back cannot be seen, and nothing may be said. free: judged, and half of the low back is
    not under an arm.
    """

    name: str
    exercise: str
    fit: str
    t_s: Array
    said: Array
    sd: Array
    true: Array
    hidden: NDArray[np.bool_]
    free: NDArray[np.bool_]
    report: SetReport
    truth: dict[str, Any]

    @property
    def refusal(self) -> bool:
        """Whether this film shows, at some time, what must not be judged."""
        return bool(self.hidden.any())

    @property
    def untold(self) -> bool:
        """Whether it shows somebody who was told nothing about arms and camera."""
        return bool(self.truth.get("untold", False))

    @property
    def arms(self) -> str:
        """Where the hands are."""
        return str(self.truth.get("arms", ""))

    @property
    def yaw_deg(self) -> float:
        """How far the camera stands from side-on."""
        return float(self.truth["conditions"]["yaw_deg"])

    @property
    def sample(self) -> bool:
        """Whether another program made it."""
        return self.name.startswith("video_")


def judge(path: Path, model: TiltModel) -> Judged:
    """Run a kept film through the engine."""
    sightings, truth = recall(path)
    exercise = truth.get("exercise", "glute-bridge")
    session = FormSession(EXERCISES[exercise], tilt_model=model)
    events: list[Event] = []
    said, sd, free = [], [], []
    for sighting in sightings:
        step = session.step(sighting)
        events += step.events
        said.append(step.values.get(Channel(Measure.PELVIC_TILT), math.nan))
        sd.append(step.values.get(Channel(Measure.PELVIC_TILT_SD), math.nan))
        free.append(step.judged and _half_free(sighting.pose, step.facing))
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
        hidden=_hidden(truth, len(t_s)),
        free=np.array(free),
        report=fold(events, EXERCISES[exercise], float(t_s[-1])),
        truth=truth,
    )


def _true_tilt(truth: dict[str, Any], t_s: Array) -> Array:
    """Change since the neutral; in a bridge against the trunk's own line, where the truth knows it."""
    if "frames" not in truth:
        return np.full(len(t_s), np.nan)
    at = np.array([frame["t"] for frame in truth["frames"]])
    tilt = np.interp(t_s, at, [frame["pelvic_tilt"] for frame in truth["frames"]])
    if truth["exercise"] == "glute-bridge" and "trunk_line" in truth["frames"][0]:
        tilt = tilt - np.interp(t_s, at, [frame["trunk_line"] for frame in truth["frames"]])
    return tilt - tilt[t_s <= NEUTRAL_S].mean()


def _half_free(pose: Pose | None, facing: Facing | None) -> bool:
    look = look_at_trunk(pose, facing) if pose and facing else None
    return look is not None and look.low_back_free >= HALF


def _hidden(truth: dict[str, Any], count: int) -> NDArray[np.bool_]:
    frames = truth.get("frames", [])
    if len(frames) != count:
        return np.zeros(count, dtype=bool)
    return np.array([bool(frame.get("hidden", False)) for frame in frames])


@dataclass(frozen=True, slots=True)
class Interval:
    """A repetition or hold: did the back arch, and was that said? seen: share of it with a tilt."""

    exercise: str
    arched: bool
    said: bool
    seen: float


def intervals(film: Judged) -> list[Interval]:
    """Every true repetition, and every true hold of 3 s, of a film that shows the exercise."""
    expected = film.truth.get("expected", {})
    if film.truth.get("film") in ("free", "faked") or film.refusal:
        return []
    found = []
    for index, rep in enumerate(expected.get("attempts") or expected.get("reps", [])):
        arched = "arched_back" in rep.get("flags", []) or index in expected.get("arched_reps", [])
        said = any(
            Flag.ARCHED_BACK in told.flags
            and _overlap_s((told.start_s, told.end_s), rep) > 0.5 * _long_s(rep)
            for told in film.report.reps
        )
        found.append(_interval(film, rep, arched=arched, said=said))
    arches = [f for f in expected.get("faults", []) if f["key"] == "arched_back"]
    if "arched" in expected and not arches:
        arches = [dict(zip(("start_s", "end_s"), expected["arched"], strict=True))]
    flagged = [f for f in film.report.findings if f.flag is Flag.ARCHED_BACK]
    for hold in expected.get("holds", []):
        if _long_s(hold) >= LEAST_HOLD_S:
            arched = any(_overlap_s((f["start_s"], f["end_s"]), hold) > 0 for f in arches)
            said = any(_overlap_s((f.start_s, f.end_s), hold) > 0 for f in flagged)
            found.append(_interval(film, hold, arched=arched, said=said))
    return found


def _interval(film: Judged, span: dict[str, Any], *, arched: bool, said: bool) -> Interval:
    inside = (film.t_s >= span["start_s"]) & (film.t_s <= span["end_s"])
    return Interval(film.exercise, arched, said, float(np.mean(np.isfinite(film.said[inside]))))


def _long_s(span: dict[str, Any]) -> float:
    return float(span["end_s"] - span["start_s"])


def _overlap_s(one: tuple[float, float], span: dict[str, Any]) -> float:
    return min(one[1], float(span["end_s"])) - max(one[0], float(span["start_s"]))
