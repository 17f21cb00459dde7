"""What a second pass knows: a neutral found later, and where faults really sat. Nothing else changes."""

from dataclasses import replace

import numpy as np
import pytest

from formcheck.adapters.analyser import Analyser
from formcheck.adapters.scout import judge_with_hindsight
from formcheck.domain.body import Side, Sighting
from formcheck.domain.events import Hindrance, NeutralTaken, VerdictChanged
from formcheck.domain.measure import Flag, Verdict
from formcheck.engine.hindsight import PlacedVerdicts
from formcheck.engine.neutral_seen import NeutralSeen
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES
from tests import bodies
from tests.bodies import Stick, sighting_of
from tests.engine.motions import Motion, added, frames, lift
from tests.engine.test_session import EXAMPLES, bridge, raise_knee, sightings

SLUGS = pytest.mark.parametrize("slug", EXAMPLES)


def both_passes(slug: str, stream: list[Sighting], duration_s: float) -> tuple[SetReport, SetReport]:
    """Reports of the forward pass and of the one with hindsight."""
    first = Analyser(EXERCISES[slug], tilt_model=None)
    for sighting in stream:
        first.step(sighting)
    live = first.finish(duration_s)
    _, later = judge_with_hindsight(EXERCISES[slug], stream, duration_s, tilt_model=None)
    return live, later


@SLUGS
def test_who_stood_still_first_is_judged_the_same(slug: str) -> None:
    pose, duration_s = EXAMPLES[slug]
    live, later = both_passes(slug, list(sightings(pose, duration_s)), duration_s)
    assert (later.reps, later.holds, later.tries) == (live.reps, live.holds, live.tries)
    assert later.findings == live.findings


def test_a_neutral_found_later_serves_what_came_before() -> None:
    at_once = added(lift(0.4, 1.2, 0.5, 1.2, 25.0), lift(4.0, 1.2, 0.5, 1.2, 25.0))
    stream = list(sightings(raise_knee(at_once), 12.0))
    live, later = both_passes("seated-knee-raise", stream, 12.0)
    assert live.complete_reps < 2
    assert later.complete_reps == 2
    assert [rep.start_s for rep in later.reps] == pytest.approx([0.4, 4.0], abs=0.2)


def test_it_serves_no_other_stay_in_the_posture() -> None:
    up = lift(0.2, 0.8, 0.1, 0.8, 25.0)
    seated = raise_knee(up)
    stream = [
        seated(t_s).sighting(t_s)
        if t_s < 2.3
        else (bodies.STANDING.sighting(t_s) if t_s < 8.0 else bodies.SEATED.sighting(t_s))
        for t_s in frames(13.0, 24.0)
    ]
    _, later = both_passes("seated-knee-raise", stream, 13.0)
    assert later.complete_reps == 0, "the neutral is of the second time that they sat down"


def marching(near: Motion, far: Motion, at_px: Motion = lambda _: 0.0) -> list[Sighting]:
    """Somebody who marches from the first frame on, and sways, and may walk."""

    def body(t_s: float) -> Sighting:
        stick = replace(
            bodies.STANDING, hip_near=near(t_s), knee_near=near(t_s), hip_far=far(t_s), knee_far=far(t_s)
        )
        pose = stick.pose(t_s)
        return sighting_of(replace(pose, points_px=pose.points_px + np.array([at_px(t_s), 0.0])))

    return [body(t_s) for t_s in frames(10.0, 24.0)]


def steps(period_s: float, height_deg: float, first_s: float) -> Motion:
    one = lift(0.05, 0.42 * period_s, 0.0, 0.42 * period_s, height_deg)
    return lambda t_s: one((t_s - first_s) % (2.0 * period_s))


def test_who_never_stands_still_is_counted_from_where_the_feet_come_down() -> None:
    stream = marching(steps(0.9, 85.0, 0.0), steps(0.9, 85.0, 0.9))
    live, later = both_passes("standing-march", stream, 10.0)
    assert 0 < live.complete_reps < later.complete_reps
    assert later.complete_reps == pytest.approx(10, abs=1)
    assert {rep.side for rep in later.reps} == {Side.LEFT, Side.RIGHT}


def test_who_walks_is_not() -> None:
    stream = marching(steps(0.6, 30.0, 0.0), steps(0.6, 30.0, 0.6), at_px=lambda t_s: -150.0 + 40.0 * t_s)
    _, later = both_passes("standing-march", stream, 10.0)
    assert later.neutral == NeutralSeen(hindrance=Hindrance.TRAVELS)
    assert later.reps == ()


def test_who_runs_on_the_spot_is_not() -> None:
    stream = marching(steps(0.25, 85.0, 0.0), steps(0.25, 85.0, 0.25))
    _, later = both_passes("standing-march", stream, 10.0)
    assert later.neutral == NeutralSeen(hindrance=Hindrance.RUNS)
    assert later.reps == ()


def test_a_still_moment_is_the_better_neutral() -> None:
    analyser = Analyser(EXERCISES["standing-march"], tilt_model=None)
    going = marching(steps(0.9, 85.0, 0.0), steps(0.9, 85.0, 0.9))
    still = [bodies.STANDING.sighting(t_s) for t_s in frames(14.0, 24.0) if t_s > 10.0]
    for sighting in [*going, *still]:
        analyser.step(sighting)
    taken = [event.t_s for event in analyser.events if isinstance(event, NeutralTaken)]
    assert len(taken) == 2
    assert taken[1] > 10.0


def changed(t_s: float, since_s: float, verdict: Verdict) -> VerdictChanged:
    return VerdictChanged(
        t_s=t_s,
        since_s=since_s,
        criterion="upright",
        verdict=verdict,
        flag=Flag.LEANED_BACK if verdict is Verdict.FAULT else None,
        side=Side.LEFT,
    )


def test_a_colour_sits_where_the_fault_sits() -> None:
    placed = PlacedVerdicts(
        [
            changed(1.0, 1.0, Verdict.OK),
            changed(4.5, 4.0, Verdict.FAULT),
            changed(6.5, 6.0, Verdict.OK),
        ]
    )
    shown = [placed.at(t_s)["upright"] for t_s in (0.5, 1.0, 3.99, 4.0, 5.0, 6.0)]
    assert shown == [Verdict.UNSEEN, Verdict.OK, Verdict.OK, Verdict.FAULT, Verdict.FAULT, Verdict.OK]


def test_a_deep_stretch_is_no_red_in_hindsight_either() -> None:
    deep = replace(changed(4.5, 4.0, Verdict.FAULT), flag=Flag.DEEP)
    assert PlacedVerdicts([deep]).at(5.0) == {"upright": Verdict.WARN}


def test_the_other_leg_at_rest_takes_no_fault_away() -> None:
    rests = replace(changed(5.0, 5.0, Verdict.UNSEEN), side=Side.RIGHT)
    assert PlacedVerdicts([changed(4.5, 4.0, Verdict.FAULT), rests]).at(5.5) == {"upright": Verdict.FAULT}


@SLUGS
def test_it_learns_nothing_from_nobody(slug: str) -> None:
    empty = [Sighting(t_s=t_s, size_px=(640, 480), brightness=0.5) for t_s in frames(2.0, 24.0)]
    live, later = both_passes(slug, empty, 2.0)
    assert live == later
    assert later.judged_share == pytest.approx(0.0)


def test_a_second_pass_is_the_first_one_again_where_nothing_was_found() -> None:
    restless = Stick(hip_near=10.0)
    stream = [replace(restless, hip_near=10.0 + 8.0 * (i % 3)).sighting(i / 24) for i in range(100)]
    live, later = both_passes("standing-march", stream, 100 / 24)
    assert (later.reps, later.neutral_taken) == (live.reps, live.neutral_taken)


def test_where_the_hips_rest_is_known_before_they_have_rested() -> None:
    """The film begins on the way down: only later is it seen how low the hips get."""
    pose = bridge(lambda t_s: max(lift(-1.4, 1.0, 0.2, 3.0, 1.0)(t_s), lift(4.0, 1.2, 0.5, 1.2, 1.0)(t_s)))
    stream = list(sightings(pose, 8.0))
    live, later = both_passes("glute-bridge", stream, 8.0)
    (rep,) = (rep for rep in later.reps if rep.complete)
    assert later.partial_reps == 0
    assert rep.start_s == pytest.approx(4.0, abs=0.3)
    assert abs(rep.start_s - 4.0) <= min(abs(found.start_s - 4.0) for found in live.reps)
