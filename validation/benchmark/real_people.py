"""What is said of recordings of real people, against truth by eye."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from formcheck.adapters.analysis import analyse_video
from formcheck.adapters.recording import Recording
from formcheck.adapters.scout import judge_with_hindsight
from formcheck.domain.body import Sighting
from formcheck.domain.measure import Measure
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES, ExerciseSpec
from validation.benchmark.rendering import WORKERS

RECORDINGS = Path(__file__).parents[2] / "tests" / "real" / "recordings"
_TILT = f"{Measure.PELVIC_TILT.key}_{Measure.PELVIC_TILT.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RealResult:
    """One recording. shown, said: in words; right: whether counts, sides and holds agree.

    reasons: why time was not judged, the longest first, with its share of the time. tilt_share: of the judged
    frames in which the pelvic tilt is said, None where it is not asked for.
    """

    name: str
    exercise: str
    shown: str
    said: str
    right: bool
    judged_share: float
    reasons: tuple[tuple[str, float], ...]
    tilt_share: float | None
    note: str


def look_at_real_people(folder: Path = RECORDINGS) -> Iterator[RealResult]:
    """Judge every recording: as its own exercise, or, showing none, as every one of ours. Two at a time."""
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_look, sorted(folder.glob("*.npz")))


def _look(path: Path) -> RealResult:
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return _own(path, truth) if truth["exercise"] else _none_of_ours(path, truth)


def _own(path: Path, truth: dict[str, Any]) -> RealResult:
    analysis = analyse_video(path, EXERCISES[truth["exercise"]])
    report = analysis.report
    shown, said = _shown(truth), _said(report)
    judged = [row for row in analysis.rows if row.judged]
    tilt = sum(math.isfinite(row.values.get(_TILT, math.nan)) for row in judged)
    share = tilt / len(judged) if judged and report.spec.pelvis_judged else None
    one = _result(path, report, truth, exercise=truth["exercise"], shown=shown, said=said)
    return replace(one, tilt_share=share)


def _none_of_ours(path: Path, truth: dict[str, Any]) -> RealResult:
    """Shown as the exercise in which most was counted, or else most was judged. The pelvis counts nothing."""
    with Recording(path) as recording:
        sightings, duration_s = [seen.sighting for seen in recording], recording.info.duration_s
    reports = [_judged(spec, sightings, duration_s) for spec in EXERCISES.values()]
    worst = max(reports, key=lambda each: (_counted(each), each.judged_share))
    exercise = f"none ({worst.exercise})"
    return _result(path, worst, truth, exercise=exercise, shown="nothing", said=_said(worst))


def _judged(spec: ExerciseSpec, sightings: Sequence[Sighting], duration_s: float) -> SetReport:
    return judge_with_hindsight(spec, sightings, duration_s, tilt_model=None)[1]


def _result(
    path: Path, report: SetReport, truth: dict[str, Any], *, exercise: str, shown: str, said: str
) -> RealResult:
    lost: dict[str, float] = {}
    for gap in report.gaps:
        lost[str(gap.reason)] = lost.get(str(gap.reason), 0.0) + gap.end_s - gap.start_s
    return RealResult(
        name=path.stem,
        exercise=exercise,
        shown=shown,
        said=said,
        right=said == shown,
        judged_share=report.judged_share,
        reasons=tuple((reason, s / report.duration_s) for reason, s in sorted(lost.items(), key=_longest)),
        tilt_share=None,
        note=truth.get("note", ""),
    )


def _longest(lost: tuple[str, float]) -> float:
    return -lost[1]


def _counted(report: SetReport) -> int:
    return report.complete_reps + len(report.holds) + len(report.tries)


def _shown(truth: dict[str, Any]) -> str:
    reps = truth.get("reps", {})
    sides = "".join({"L": "l", "R": "r"}[side] for side in reps.get("sides", ""))
    counts = (
        reps.get("complete", 0),
        reps.get("partial", 0),
        reps.get("unfinished", 0),
        truth.get("holds", 0),
    )
    return _in_words(counts, sides)


def _said(report: SetReport) -> str:
    sides = "".join(str(rep.side)[0] for rep in report.reps if rep.complete and str(rep.side) != "both")
    counts = (report.complete_reps, report.partial_reps, len(report.unfinished), len(report.holds))
    return _in_words(counts, sides)


def _in_words(counts: tuple[int, int, int, int], sides: str) -> str:
    names = ("complete", "partial", "unfinished", "holds")
    parts = [f"{n} {name}" for n, name in zip(counts, names, strict=True) if n]
    return " + ".join(parts) + (f" ({sides})" if sides else "") if parts else "nothing"
