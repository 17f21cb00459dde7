"""Pictures that are missing: named, with their times; judged is only what was seen."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.adapters.analyser import Analyser
from formcheck.domain.body import Sighting
from formcheck.domain.events import Reason
from formcheck.engine.report import SetReport, fold
from formcheck.exercises import EXERCISES
from formcheck.signals.cadence import Cadence
from tests import bodies
from tests.engine.motions import lift
from tests.engine.test_session import EXAMPLES, events_of, raise_knee, sightings

FPS = 24.0
FRAME_S = 1.0 / FPS


def with_holes(stream: Iterable[Sighting], *holes_s: tuple[float, float]) -> list[Sighting]:
    """The stream without what lies in the holes, said as a reader says it."""
    cadence = Cadence(FRAME_S)
    left = [s for s in stream if not any(start_s <= s.t_s < end_s for start_s, end_s in holes_s)]
    return [replace(sighting, missing_s=cadence.update(sighting.t_s)) for sighting in left]


def report_of(slug: str, *holes_s: tuple[float, float]) -> SetReport:
    pose, duration_s = EXAMPLES[slug]
    return fold(
        events_of(slug, with_holes(sightings(pose, duration_s, FPS), *holes_s)), EXERCISES[slug], duration_s
    )


def missing(report: SetReport) -> list[tuple[float, float]]:
    return [(gap.start_s, gap.end_s) for gap in report.gaps if gap.reason is Reason.PICTURES_MISSING]


def hold_law(report: SetReport, holes_s: Iterable[tuple[float, float]]) -> None:
    """What was judged and what has a reason make the whole; nothing is said of what nobody saw."""
    named_s = sum(gap.end_s - gap.start_s for gap in report.gaps)
    assert report.judged_share * report.duration_s + named_s == pytest.approx(report.duration_s)
    assert all(before.end_s <= after.start_s + 1e-9 for before, after in pairwise(report.gaps))
    said = [(rep.start_s, rep.end_s) for rep in report.reps]
    said += [(finding.start_s, finding.end_s) for finding in report.findings]
    said += [span for held in report.holds for span in held.hold.spans]
    for start_s, end_s in said:
        for hole_start_s, hole_end_s in holes_s:
            assert min(end_s, hole_end_s) - max(start_s, hole_start_s) <= FRAME_S + 1e-9


@pytest.mark.parametrize("hole_s", [(1.0, 1.5), (7.2, 7.8), (7.2, 7.6), (12.4, 13.0)])
def test_a_hole_is_named_from_where_it_begins_to_where_it_ends(hole_s: tuple[float, float]) -> None:
    report = report_of("standing-march", hole_s)
    (gap,) = report.gaps
    assert gap.reason is Reason.PICTURES_MISSING
    assert (gap.start_s, gap.end_s) == pytest.approx(hole_s, abs=0.05)
    assert report.complete_reps == 2


def test_a_hole_of_hours_is_one_hole() -> None:
    pose, duration_s = EXAMPLES["standing-march"]
    far_s = 10_000.0
    stream = [s for s in sightings(pose, duration_s, FPS) if s.t_s < 6.8]
    later = [moved(s, far_s) for s in sightings(pose, duration_s, FPS) if s.t_s >= 6.8]
    cadence = Cadence(FRAME_S)
    all_of_it = [replace(s, missing_s=cadence.update(s.t_s)) for s in [*stream, *later]]
    report = fold(events_of("standing-march", all_of_it), EXERCISES["standing-march"], duration_s + far_s)
    assert missing(report) == [pytest.approx((6.8, 6.8 + far_s), abs=0.1)]
    assert report.complete_reps == 2


def moved(sighting: Sighting, by_s: float) -> Sighting:
    assert sighting.pose is not None
    t_s = sighting.t_s + by_s
    return replace(sighting, t_s=t_s, pose=replace(sighting.pose, t_s=t_s))


def test_a_repetition_just_before_a_hole_is_kept() -> None:
    """Down again at 8 s; the hole begins before it has lasted."""
    whole = report_of("standing-march")
    cut = report_of("standing-march", (whole.reps[0].end_s + 0.1, whole.reps[0].end_s + 1.3))
    assert [rep.complete for rep in cut.reps] == [True, True]
    assert cut.reps[0].end_s == pytest.approx(whole.reps[0].end_s, abs=0.1)


def test_a_repetition_with_a_hole_in_it_is_not_counted() -> None:
    whole = report_of("standing-march")
    top_s = whole.reps[0].peak_s
    cut = report_of("standing-march", (top_s - 0.3, top_s + 0.4))
    assert [rep.peak_s for rep in cut.reps] == [pytest.approx(whole.reps[1].peak_s, abs=0.1)]


@pytest.mark.parametrize("length_s", [0.4, 0.8, 2.0])
def test_a_hold_goes_on_after_a_hole_but_does_not_count_it(length_s: float) -> None:
    whole = report_of("half-kneeling-stretch")
    cut = report_of("half-kneeling-stretch", (7.0, 7.0 + length_s))
    held_s = sum(held.hold.in_zone_s for held in cut.holds)
    assert held_s == pytest.approx(sum(held.hold.in_zone_s for held in whole.holds) - length_s, abs=0.1)
    hold_law(cut, [(7.0, 7.0 + length_s)])


def test_a_fault_ends_where_the_pictures_end() -> None:
    """Leaning back for all of a held raise, with a hole in it."""
    up = lift(3.0, 1.0, 6.0, 1.0, 25.0)
    pose = raise_knee(up, lambda t_s: 1.2 * up(t_s))
    slug = "seated-knee-raise"
    spoilt = with_holes(sightings(pose, 14.0, FPS), (6.0, 8.0))
    whole = fold(events_of(slug, sightings(pose, 14.0, FPS)), EXERCISES[slug], 14.0)
    assert any(f.start_s < 6.0 and f.end_s > 8.0 for f in whole.findings), "the fault is there without a hole"
    report = fold(events_of(slug, spoilt), EXERCISES[slug], 14.0)
    assert any(f.start_s < 6.0 for f in report.findings)
    hold_law(report, [(6.0, 8.0)])


def test_a_reason_that_held_before_a_hole_is_told_again_after_it() -> None:
    nobody = [replace(bodies.STANDING.sighting(n * FRAME_S), pose=None) for n in range(144)]
    report = fold(
        events_of("standing-march", with_holes(nobody, (2.0, 4.0))), EXERCISES["standing-march"], 6.0
    )
    assert [gap.reason for gap in report.gaps] == [
        Reason.NO_PERSON,
        Reason.PICTURES_MISSING,
        Reason.NO_PERSON,
    ]
    assert report.judged_share == pytest.approx(0.0)


@pytest.mark.parametrize("slug", ["standing-march", "half-kneeling-stretch"])
def test_the_missing_end_of_a_file_is_named(slug: str) -> None:
    pose, duration_s = EXAMPLES[slug]
    analyser = Analyser(EXERCISES[slug], tilt_model=None)
    for sighting in sightings(pose, 9.0, FPS):
        analyser.step(sighting)
    report = analyser.finish(duration_s, seen_until_s=9.0)
    assert missing(report) == [(9.0, duration_s)]
    assert report.judged_share == pytest.approx(9.0 / duration_s, abs=0.01)
    hold_law(report, [(9.0, duration_s)])


def test_live_frames_that_come_late_are_no_hole() -> None:
    """The live path says of no frame that pictures are missing: a stall of under a second changes nothing."""
    pose, duration_s = EXAMPLES["standing-march"]
    late = [s for s in sightings(pose, duration_s, FPS) if not 6.8 <= s.t_s < 7.4]
    report = fold(events_of("standing-march", late), EXERCISES["standing-march"], duration_s)
    assert report.gaps == ()
    assert report.complete_reps == 2


@given(
    slug=st.sampled_from(["standing-march", "glute-bridge", "half-kneeling-stretch", "supine-march"]),
    starts_s=st.lists(st.floats(0.3, 13.0), min_size=1, max_size=4),
    length_s=st.floats(0.4, 3.0),
)
@settings(max_examples=12)
def test_judged_and_named_make_the_whole_wherever_holes_are(
    slug: str, starts_s: list[float], length_s: float
) -> None:
    cuts_s = [(start_s, min(13.4, start_s + length_s)) for start_s in starts_s]
    report = report_of(slug, *cuts_s)
    assert missing(report)
    hold_law(report, missing(report))
    whole = report_of(slug)
    assert report.complete_reps <= whole.complete_reps
