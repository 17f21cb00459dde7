"""How much the rules bear: recordings of real people, changed as another camera or person would change them.

`python -m validation.perturbed.margins [NAME ...] [--own] [--only CHANGE ...] [--page F.md]`: a line for
every recording, exercise and change that goes wrong, then sums. Held against what is told of the recording
as it is; that this agrees with truth by eye is held by tests.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from formcheck.adapters.recording import Recording
from formcheck.adapters.scout import judge_with_hindsight
from formcheck.domain.body import Sighting
from formcheck.domain.events import Reason, RepCompleted
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES
from validation.perturbed.margins_page import write_page
from validation.perturbed.outcome import Outcome
from validation.perturbed.variations import OF_OTHERS, VARIATIONS, Rep, Variation

RECORDINGS = Path(__file__).parents[2] / "tests" / "real" / "recordings"
_SAME_S = 0.4
"""Tops of one repetition, judged twice, lie no further apart."""
_AT_THE_CUT_S = 0.3
"""What begins so soon after a cut, or ends so shortly before one, may count or not."""
_REFUSED_SHARE = 0.1
"""Where less of the time is not judged, there is no reason to look for."""
_GIVEN_SHARE = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """A recording. own: slug of the exercise that it shows, None where it is none of ours."""

    name: str
    sightings: Sequence[Sighting]
    duration_s: float
    own: str | None
    walks: bool


def films(names: Sequence[str] = (), folder: Path = RECORDINGS) -> Iterator[Film]:
    """Recordings with their truth, all of them or those named."""
    for path in sorted(folder.glob("*.npz")):
        if names and path.stem not in names:
            continue
        truth: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        with Recording(path) as recording:
            yield Film(
                name=path.stem,
                sightings=[seen.sighting for seen in recording],
                duration_s=recording.info.duration_s,
                own=truth["exercise"],
                walks="walking" in truth,
            )


def outcomes(
    film: Film,
    slugs: Sequence[str] | None = None,
    variations: Sequence[Variation] = VARIATIONS,
    of_others: Collection[str] | None = None,
) -> Iterator[Outcome]:
    """Judge a film, changed in every way, as each of the exercises: None = all.

    of_others: names of the changes that are tried in exercises that it does not show, None = all.
    """
    asked = [slug for slug in slugs or EXERCISES if not (film.walks and slug == "walking-check")]
    before = {slug: judged(slug, film.sightings, film.duration_s) for slug in asked}
    given = {slug: reasons_of(report, _GIVEN_SHARE) for slug, report in before.items()}
    anywhere = {reason for reasons in given.values() for reason in reasons} | {Reason.WRONG_POSTURE}
    for variation in variations:
        sightings, duration_s = variation.of(film.sightings, film.duration_s)
        if not sightings:
            continue
        wanted = of_others is None or variation.name in of_others
        for slug in asked if wanted else [slug for slug in asked if slug == film.own]:
            found = judged(slug, sightings, duration_s)
            true = set(given[slug]) if slug == film.own else anywhere
            yield _outcome(film, slug, variation, before[slug].reps, found, duration_s, true)


def judged(slug: str, sightings: Sequence[Sighting], duration_s: float) -> SetReport:
    """Report with hindsight; the pelvis is left out, which counts nothing."""
    return judge_with_hindsight(EXERCISES[slug], sightings, duration_s, tilt_model=None)[1]


def reasons_of(report: SetReport, least_share: float) -> list[Reason]:
    """Why so much of the time, at least, was not judged; what took longest comes first."""
    lost_s: dict[Reason, float] = {}
    for gap in report.gaps:
        lost_s[gap.reason] = lost_s.get(gap.reason, 0.0) + gap.end_s - gap.start_s
    longest = sorted(lost_s, key=lambda reason: -lost_s[reason])
    return [reason for reason in longest if lost_s[reason] >= least_share * report.duration_s]


def _outcome(
    film: Film,
    slug: str,
    variation: Variation,
    before: Sequence[RepCompleted],
    report: SetReport,
    duration_s: float,
    true_reasons: set[Reason],
) -> Outcome:
    shown = [variation.place(rep) for rep in before] if slug == film.own else []
    whole = [rep for rep in shown if _inside(rep, variation, duration_s)]
    right = [rep for rep in whole if any(_same(rep, one, variation) for one in report.reps)]
    false = [one for one in report.reps if not any(_same(rep, one, variation) for rep in shown)]
    reasons = reasons_of(report, _REFUSED_SHARE)
    return Outcome(
        film=film.name,
        exercise=slug,
        own=slug == film.own,
        variation=variation.name,
        shown=len(whole),
        right=len(right),
        false=sum(one.complete for one in false) + _others(report, own=slug == film.own),
        false_partial=sum(not one.complete for one in false),
        reason=reasons[0] if reasons else None,
        reason_right=not reasons or reasons[0] in true_reasons,
        judged_share=report.judged_share,
    )


def _others(report: SetReport, *, own: bool) -> int:
    """What is neither a repetition nor shown: nobody in the recordings holds for five seconds."""
    return len(report.holds) + len(report.tries) + (0 if own else len(report.passes))


def _inside(rep: Rep, variation: Variation, duration_s: float) -> bool:
    from_s = _AT_THE_CUT_S if variation.late_s else 0.0
    until_s = duration_s - _AT_THE_CUT_S if variation.early_s else duration_s
    return from_s <= rep.start_s and rep.end_s <= until_s + 1e-6


def _same(rep: Rep, found: RepCompleted, variation: Variation) -> bool:
    alike = (rep.side, rep.complete) == (found.side, found.complete)
    return alike and abs(found.peak_s - rep.peak_s) <= _SAME_S / min(variation.speed, 1.0)


def main(arguments: list[str] | None = None) -> int:
    """Print what went wrong and the sums; 1 when something was counted that nobody did."""
    parser = argparse.ArgumentParser(prog="python -m validation.perturbed.margins", description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--own", action="store_true", help="as the exercise that they show alone")
    parser.add_argument("--only", nargs="*", default=[], help="names of changes")
    parser.add_argument("--all", action="store_true", help="all changes in exercises not shown, too: hours")
    parser.add_argument("--page", type=Path, help="write the page there")
    chosen = parser.parse_args(arguments)
    variations = [each for each in VARIATIONS if not chosen.only or each.name in chosen.only]
    of_others = None if chosen.all or chosen.only else OF_OTHERS
    found: list[Outcome] = []
    for film in films(chosen.names):
        if chosen.own and film.own is None:
            continue
        slugs = [film.own] if chosen.own and film.own else None
        for outcome in outcomes(film, slugs, variations, of_others):
            found.append(outcome)
            if not outcome.holds:
                sys.stdout.write(f"{outcome}\n")
        sys.stdout.write(f"-- {film.name}\n")
        sys.stdout.flush()
        if chosen.page:  # a run that is cut off has said something
            chosen.page.write_text(write_page(found), encoding="utf-8")
    sys.stdout.write(write_page(found))
    return 1 if any(outcome.false for outcome in found) else 0


if __name__ == "__main__":
    raise SystemExit(main())
