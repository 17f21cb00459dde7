"""Cuts films at random places and asks whether a repetition away from the cut was lost or invented.

`python -m validation.perturbed.cuts [NAME ...] [--cuts N]`: over the recordings of real people.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from formcheck.adapters.recording import Recording
from formcheck.adapters.scout import judge_with_hindsight
from formcheck.domain.body import Sighting
from formcheck.domain.events import RepCompleted
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import ExerciseSpec
from validation.perturbed.changes import cut

RECORDINGS = Path(__file__).parents[2] / "tests" / "real" / "recordings"
AWAY_S = 1.0
"""A repetition that begins, or ends, nearer to the cut may be what the cut made of it."""
LEAST_S = 4.0
"""A film shorter than this holds a repetition, or none."""
SAME_REP_S = 0.7
"""Tops of one repetition, judged twice, lie no further apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """What was seen, for how long, and the exercise that it shows."""

    sightings: Sequence[Sighting]
    duration_s: float
    spec: ExerciseSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class CutResult:
    """One cut: what was lost and what was invented away from it, by the time of the top in the whole film."""

    start_s: float
    end_s: float
    lost_s: tuple[float, ...]
    invented_s: tuple[float, ...]


def read_film(path: Path) -> Film:
    """A recording whose truth names its exercise."""
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    with Recording(path) as recording:
        sightings = [seen.sighting for seen in recording]
        return Film(
            sightings=sightings, duration_s=recording.info.duration_s, spec=EXERCISES[truth["exercise"]]
        )


def judged(film: Film) -> SetReport:
    """Report with hindsight; the pelvis is left out, which counts nothing."""
    return judge_with_hindsight(film.spec, film.sightings, film.duration_s, tilt_model=None)[1]


def cut_at_random(film: Film, rng: np.random.Generator, *, cuts: int) -> Iterator[CutResult]:
    """Judge so many random pieces of a film against the whole of it."""
    whole = judged(film).reps
    for _ in range(cuts):
        start_s, end_s = 0.0, 0.0
        while end_s - start_s < min(LEAST_S, 0.6 * film.duration_s):
            start_s, end_s = sorted(float(t) for t in rng.uniform(0.0, film.duration_s, 2))
        yield compare(film, whole, start_s, end_s)


def compare(film: Film, whole: Sequence[RepCompleted], start_s: float, end_s: float) -> CutResult:
    """Judge one piece."""
    zero_s = next(sighting.t_s for sighting in film.sightings if sighting.t_s >= start_s)
    piece = Film(sightings=cut(film.sightings, start_s, end_s), duration_s=end_s - zero_s, spec=film.spec)
    found = judged(piece).reps
    away = [rep for rep in whole if rep.start_s >= start_s + AWAY_S and rep.end_s <= end_s - AWAY_S]
    lost = [rep.peak_s for rep in away if not any(_same(rep, one, zero_s) for one in found)]
    invented = [
        one.peak_s + zero_s
        for one in found
        if one.start_s >= AWAY_S
        and one.end_s + zero_s <= end_s - AWAY_S
        and not any(_same(rep, one, zero_s) for rep in whole)
    ]
    return CutResult(start_s=start_s, end_s=end_s, lost_s=tuple(lost), invented_s=tuple(invented))


def _same(rep: RepCompleted, found: RepCompleted, zero_s: float) -> bool:
    alike = (rep.side, rep.complete) == (found.side, found.complete)
    return alike and abs(found.peak_s + zero_s - rep.peak_s) <= SAME_REP_S


def main(arguments: list[str] | None = None) -> int:
    """Print a line a recording, and every cut that went wrong; 1 when there is one."""
    parser = argparse.ArgumentParser(prog="python -m validation.perturbed.cuts", description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--cuts", type=int, default=50)
    chosen = parser.parse_args(arguments)
    wrong = 0
    for path in sorted(RECORDINGS.glob("*.npz")):
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        if not truth.get("reps") or (chosen.names and path.stem not in chosen.names):
            continue
        results = list(cut_at_random(read_film(path), np.random.default_rng(7), cuts=chosen.cuts))
        bad = [result for result in results if result.lost_s or result.invented_s]
        wrong += len(bad)
        sys.stdout.write(f"{path.stem}: {len(results)} cuts, {len(bad)} wrong\n")
        for result in bad:
            sys.stdout.write(f"  {result}\n")
        sys.stdout.flush()
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
