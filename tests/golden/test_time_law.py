"""Judged time and time with a named reason make the whole; nothing is said of time that was not judged.

Held over every golden clip, and over pieces of them that are cut anywhere and have holes anywhere.
"""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from formcheck.adapters.analyser import Analyser
from formcheck.adapters.scout import judge_with_hindsight
from formcheck.domain.body import Sighting
from formcheck.engine.report import SetReport
from formcheck.signals.cadence import Cadence
from tests.golden.conftest import analysed, sightings, spec_of
from tests.golden.test_clips import CLIPS

MOST_S = 0.1
PIECES = 6
FRAME_S = 1 / 24
SHORTEST_S, LONGEST_S = 2.0, 6.0


def hold_law(report: SetReport) -> None:
    named_s = sum(gap.end_s - gap.start_s for gap in report.gaps)
    assert report.judged_share * report.duration_s + named_s == pytest.approx(report.duration_s, abs=MOST_S)
    said = [(rep.start_s, rep.end_s) for rep in report.reps]
    said += [(finding.start_s, finding.end_s) for finding in report.findings]
    said += [span for held in report.holds for span in held.hold.spans]
    said += [span for tried in report.tries for span in tried.spans]
    for start_s, end_s in said:
        assert start_s >= -1e-6
        assert end_s <= report.duration_s + 1e-6
        for gap in report.gaps:
            assert min(end_s, gap.end_s) - max(start_s, gap.start_s) <= MOST_S, (start_s, end_s, gap)


@pytest.mark.parametrize("clip", [pytest.param(clip, marks=pytest.mark.xdist_group(clip)) for clip in CLIPS])
def test_of_a_whole_clip(clip: str) -> None:
    hold_law(analysed(clip).report)


def piece_of(seen: Sequence[Sighting], rng: random.Random) -> tuple[list[Sighting], float]:
    """A stretch of what was seen, with up to two holes, in a time of its own; and how long that is."""
    begin_s = rng.uniform(0.0, seen[-1].t_s - SHORTEST_S)
    end_s = begin_s + rng.uniform(SHORTEST_S, LONGEST_S)
    holes_s = [
        (at_s, at_s + rng.choice([0.2, 0.5, 1.5])) for at_s in (rng.uniform(begin_s, end_s) for _ in "12")
    ]
    return stretch(seen, begin_s, end_s, holes_s)


def stretch(
    seen: Sequence[Sighting], begin_s: float, end_s: float, holes_s: Sequence[tuple[float, float]]
) -> tuple[list[Sighting], float]:
    """What was seen between two times less the holes, in a time of its own; and how long that is."""
    kept = [s for s in seen if begin_s <= s.t_s < end_s and not any(a <= s.t_s < b for a, b in holes_s)]
    cadence, first_s, piece = Cadence(FRAME_S), kept[0].t_s, list[Sighting]()
    for sighting in kept:
        t_s = sighting.t_s - first_s
        pose = sighting.pose and replace(sighting.pose, t_s=t_s)
        piece.append(replace(sighting, t_s=t_s, pose=pose, missing_s=cadence.update(t_s)))
    return piece, piece[-1].t_s + FRAME_S


@pytest.mark.parametrize("seed", range(PIECES))
def test_of_pieces_cut_anywhere(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same pieces every time
    clip = sorted(CLIPS)[seed * 5 % len(CLIPS)]
    piece, duration_s = piece_of(list(sightings(clip)), rng)
    first = Analyser(spec_of(clip), tilt_model=None)
    for sighting in piece:
        first.step(sighting)
    hold_law(judge_with_hindsight(spec_of(clip), piece, duration_s, tilt_model=None)[1])
    hold_law(first.finish(duration_s))


@pytest.mark.parametrize("blind_s", [0.2, 0.47])
@pytest.mark.parametrize("clip", ["standing_march", "glute_bridge", "seated_raise_clean"])
def test_where_nobody_is_seen_for_a_moment_in_a_repetition(clip: str, blind_s: float) -> None:
    """The pictures are all there, and some of them show nobody: a repetition does not go on across."""
    whole = analysed(clip).report
    rep = whole.reps[len(whole.reps) // 2]
    for at_s in (rep.start_s + 0.2, (rep.start_s + rep.end_s) / 2.0, rep.end_s - 0.1):
        seen = [
            replace(sighting, pose=None) if at_s <= sighting.t_s < at_s + blind_s else sighting
            for sighting in sightings(clip)
        ]
        first = Analyser(spec_of(clip), tilt_model=None)
        for sighting in seen:
            first.step(sighting)
        hindsight = judge_with_hindsight(spec_of(clip), seen, whole.duration_s, tilt_model=None)[1]
        for report in (hindsight, first.finish(whole.duration_s)):
            hold_law(report)
            assert len(whole.reps) - 1 <= len(report.reps) <= len(whole.reps)


@pytest.mark.parametrize("hole_s", [0.4, 0.63, 1.5])
@pytest.mark.parametrize(
    "clip", [pytest.param(c, marks=pytest.mark.xdist_group(c)) for c in ("thomas_flat", "thomas_lifted")]
)
def test_of_a_try_with_a_hole_in_it(clip: str, hole_s: float) -> None:
    """A try is a median over seconds of lying still: what was seen of it is enough for the same verdict."""
    whole = analysed(clip).report
    (tried,) = whole.tries
    at_s = tried.start_s + 1.4
    kept, duration_s = stretch(list(sightings(clip)), 0.0, whole.duration_s, [(at_s, at_s + hole_s)])
    report = judge_with_hindsight(spec_of(clip), kept, duration_s, tilt_model=None)[1]
    hold_law(report)
    assert report.mobility == whole.mobility
    assert report.lift_deg == pytest.approx(whole.lift_deg, abs=1.0)
