"""A stream of known bodies through the whole engine, for every kind of exercise, and through every gate."""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import permutations

import pytest

from formcheck.domain.body import Facing, Side, Sighting
from formcheck.domain.events import (
    CueGiven,
    Event,
    HoldEnded,
    MobilityMeasured,
    NeutralTaken,
    NotJudged,
    Reason,
    RepCompleted,
)
from formcheck.domain.measure import Flag
from formcheck.domain.walking import PassWalked
from formcheck.engine.report import fold
from formcheck.engine.session import FormSession
from formcheck.exercises import EXERCISES
from tests import bodies
from tests.bodies import Stick, pose_of, rotate, sighting_of
from tests.engine.motions import Motion, added, frames, lift
from tests.engine.walkers import Walker

Pose = Callable[[float], Stick]
Result = RepCompleted | HoldEnded | MobilityMeasured


def march(motion: Motion) -> Pose:
    return lambda t_s: replace(bodies.HOOK_LYING, hip_near=50.0 + motion(t_s))


def raise_knee(motion: Motion, lean: Motion = lambda _: 0.0) -> Pose:
    return lambda t_s: replace(
        bodies.SEATED,
        trunk_deg=90.0 + lean(t_s),
        hip_near=90.0 + motion(t_s) - lean(t_s),
        hip_far=90.0 - lean(t_s),
    )


def bridge(motion: Motion) -> Pose:
    def at(t_s: float) -> Stick:
        up = motion(t_s)
        return Stick(
            trunk_deg=180.0 + 25.0 * up,
            hip_near=55.0 * (1 - up),
            knee_near=95.0 - 10 * up,
            hip_far=55.0 * (1 - up),
            knee_far=95.0 - 10 * up,
        )

    return at


def stretch(motion: Motion) -> Pose:
    return lambda t_s: replace(bodies.HALF_KNEELING, hip_near=-motion(t_s), knee_near=90.0 - motion(t_s))


def pull_in(lift_deg: float) -> Pose:
    pull = lift(3.0, 1.5, 10.0, 1.0, 1.0)
    return lambda t_s: Stick(
        trunk_deg=180.0, hip_near=lift_deg * pull(t_s), hip_far=120.0 * pull(t_s), knee_far=125.0 * pull(t_s)
    )


def stand_march(motion: Motion) -> Pose:
    return lambda t_s: replace(bodies.STANDING, hip_near=motion(t_s), knee_near=motion(t_s))


def sightings(
    pose: Pose, duration_s: float, fps: float = 24.0, facing: Facing = Facing.RIGHT
) -> Iterator[Sighting]:
    return (pose(t_s).sighting(t_s, facing=facing) for t_s in frames(duration_s, fps))


def events_of(slug: str, stream: Iterator[Sighting] | list[Sighting]) -> list[Event]:
    session = FormSession(EXERCISES[slug], tilt_model=None)
    events = [event for sighting in stream for event in session.step(sighting).events]
    return [*events, *session.finish()]


TWO_LIFTS = added(lift(3.0, 1.5, 0.5, 2.0, 1.0), lift(8.0, 1.5, 0.5, 2.0, 1.0))
EXAMPLES = {
    "supine-march": (march(lambda t_s: 30.0 * TWO_LIFTS(t_s)), 14.0),
    "seated-knee-raise": (raise_knee(lambda t_s: 25.0 * TWO_LIFTS(t_s)), 14.0),
    "glute-bridge": (bridge(TWO_LIFTS), 14.0),
    "standing-march": (stand_march(lambda t_s: 80.0 * TWO_LIFTS(t_s)), 14.0),
    "half-kneeling-stretch": (stretch(lift(3.0, 1.0, 10.0, 1.0, 17.0)), 20.0),
    "thomas-check": (pull_in(16.0), 18.0),
    "walking-check": (Walker(belt=True, steps=11).body, 10.0),
}
# One without an example fails; who walks by is tried in progress/test_walking.py.
SLUGS = pytest.mark.parametrize("slug", [s for s in EXERCISES if s != "walking-check"])


@cache
def example(slug: str, fps: float = 24.0, facing: Facing = Facing.RIGHT) -> tuple[Event, ...]:
    """Events of an example, worked out once."""
    pose, duration_s = EXAMPLES[slug]
    return tuple(events_of(slug, sightings(pose, duration_s, fps, facing)))


def results(events: Iterable[Event]) -> list[Result]:
    return [e for e in events if isinstance(e, Result)]


@SLUGS
def test_every_exercise_is_counted(slug: str) -> None:
    assert slug in EXAMPLES, "give it a movement in EXAMPLES"
    report = fold(example(slug), EXERCISES[slug], EXAMPLES[slug][1])
    if slug == "half-kneeling-stretch":
        (hold,) = report.holds
        assert hold.hold.in_zone_s == pytest.approx(11.0, abs=0.6)
    elif slug == "thomas-check":
        assert report.mobility == "lifted"
        assert report.lift_deg == pytest.approx(16.0, abs=1.0)
    else:
        assert report.complete_reps == 2
    assert report.judged_share == pytest.approx(1.0)


@pytest.mark.parametrize(("slug", "other"), list(permutations(EXAMPLES, 2)))
def test_another_exercise_is_not_counted(slug: str, other: str) -> None:
    pose, duration_s = EXAMPLES[other]
    events = events_of(slug, sightings(pose, duration_s, fps=15.0))
    assert results(events) == []
    assert not any(isinstance(event, PassWalked) for event in events)
    alike = {"supine-march", "glute-bridge"}, {"standing-march", "walking-check"}  # begin in one posture
    if {slug, other} not in alike:
        assert isinstance(events[0], NotJudged)
        assert events[0].reason is Reason.WRONG_POSTURE


@SLUGS
def test_a_mirror_exchanges_the_sides_and_nothing_else(slug: str) -> None:
    here, there = results(example(slug)), results(example(slug, facing=Facing.LEFT))
    assert [e.side.opposite for e in there] == [e.side for e in here]
    for a, b in zip(here, there, strict=True):
        assert b.start_s == pytest.approx(a.start_s, abs=1e-6)
        assert b.end_s == pytest.approx(a.end_s, abs=1e-6)


@SLUGS
@pytest.mark.parametrize("fps", [15.0, 30.0])
def test_frame_rate_changes_no_count(slug: str, fps: float) -> None:
    one, other = results(example(slug, fps)), results(example(slug))
    assert [type(e) for e in one] == [type(e) for e in other]
    for a, b in zip(one, other, strict=True):
        assert a.start_s == pytest.approx(b.start_s, abs=0.2)
        assert a.end_s == pytest.approx(b.end_s, abs=0.2)


@SLUGS
def test_the_same_frames_give_the_same_events(slug: str) -> None:
    pose, duration_s = EXAMPLES[slug]
    again = events_of(slug, sightings(pose, duration_s))
    assert repr(tuple(again)) == repr(example(slug))


@pytest.mark.parametrize("slug", ["supine-march", "half-kneeling-stretch"])
def test_two_sessions_side_by_side_do_not_disturb_each_other(slug: str) -> None:
    """As live: another person's frames come in between, and nothing is known of when a frame arrived."""
    pose, duration_s = EXAMPLES[slug]
    mine, theirs = (
        FormSession(EXERCISES[slug], tilt_model=None),
        FormSession(EXERCISES["standing-march"], tilt_model=None),
    )
    events: list[Event] = []
    for sighting in sightings(pose, duration_s):
        events += mine.step(sighting).events
        theirs.step(bodies.STANDING.sighting(sighting.t_s))
    assert repr((*events, *mine.finish())) == repr(example(slug))


@SLUGS
def test_twice_the_same_video_is_twice_the_count(slug: str) -> None:
    pose, duration_s = EXAMPLES[slug]
    twice = results(events_of(slug, sightings(lambda t_s: pose(t_s % duration_s), 2 * duration_s)))
    assert len(twice) == 2 * len(results(example(slug)))


@SLUGS
def test_who_turns_round_is_counted_on_the_other_side(slug: str) -> None:
    pose, duration_s = EXAMPLES[slug]
    stream = (
        pose(t_s % duration_s).sighting(t_s, facing=Facing.RIGHT if t_s < duration_s else Facing.LEFT)
        for t_s in frames(2 * duration_s, 24.0)
    )
    sides = [e.side for e in results(events_of(slug, stream))]
    once = [e.side for e in results(example(slug))]
    assert sides == [*once, *(side.opposite for side in once)]


@SLUGS
def test_what_happens_in_a_hole_of_the_frames_is_not_counted(slug: str) -> None:
    pose, duration_s = EXAMPLES[slug]
    first = results(example(slug))[0]
    hole = (first.start_s + 0.3, first.start_s + 2.5)
    stream = [s for s in sightings(pose, duration_s) if not hole[0] <= s.t_s < hole[1]]
    seen = results(events_of(slug, stream))
    if isinstance(first, RepCompleted):
        assert len(seen) == len(results(example(slug))) - 1
    elif isinstance(first, HoldEnded):
        (hold,) = seen
        assert isinstance(hold, HoldEnded)
        assert hold.in_zone_s <= first.in_zone_s - (hole[1] - hole[0]) + 0.1


@pytest.mark.parametrize("slug", ["standing-march", "supine-march"])
@pytest.mark.parametrize("roll_deg", [-11.0, 11.0])
def test_a_camera_that_is_not_level_is_noticed_where_the_body_shows_it(slug: str, roll_deg: float) -> None:
    pose, duration_s = EXAMPLES[slug]
    stream = [
        sighting_of(pose_of(rotate(pose(t_s).points(), roll_deg), t_s)) for t_s in frames(duration_s, 24.0)
    ]
    events = events_of(slug, stream)
    assert [e.reason for e in events if isinstance(e, NotJudged)] == [Reason.CAMERA_TILTED]
    assert results(events) == []


def test_eight_frames_a_second_are_too_few() -> None:
    pose, duration_s = EXAMPLES["standing-march"]
    events = events_of("standing-march", sightings(pose, duration_s, fps=8.0))
    assert results(events) == []
    assert Reason.LOW_FRAME_RATE in [e.reason for e in events if isinstance(e, NotJudged)]


def test_a_passing_stranger_pauses_and_is_listed() -> None:
    pose, duration_s = EXAMPLES["seated-knee-raise"]
    stream = [replace(s, others=int(6.0 <= s.t_s < 7.5)) for s in sightings(pose, duration_s)]
    report = fold(events_of("seated-knee-raise", stream), EXERCISES["seated-knee-raise"], duration_s)
    (gap,) = report.gaps
    assert gap.reason is Reason.SEVERAL_PEOPLE
    assert gap.start_s == pytest.approx(6.0, abs=0.1)
    assert gap.end_s == pytest.approx(7.8, abs=0.2)


def test_who_never_keeps_still_is_judged_from_change_alone_and_it_says_so() -> None:
    restless = march(lambda t_s: 15.0 + 15.0 * lift(0.0, 0.6, 0.0, 0.6, 1.0)(t_s % 1.2))
    events = events_of("supine-march", sightings(restless, 10.0))
    (taken,) = [e for e in events if isinstance(e, NeutralTaken)]
    assert not taken.still
    assert fold(events, EXERCISES["supine-march"], 10.0).neutral.still is False


def test_without_a_still_moment_and_without_a_place_to_come_back_to_there_is_no_neutral() -> None:
    drifting = march(lambda t_s: 9.0 * t_s)
    events = events_of("supine-march", sightings(drifting, 10.0))
    assert not [e for e in events if isinstance(e, NeutralTaken)]
    assert results(events) == []


def test_leaning_back_is_named_on_the_repetition_that_leans() -> None:
    lean = lift(8.0, 1.5, 0.5, 2.0, 20.0)
    events = events_of("seated-knee-raise", sightings(raise_knee(lambda t: 25.0 * TWO_LIFTS(t), lean), 14.0))
    reps = [e for e in events if isinstance(e, RepCompleted)]
    assert [Flag.LEANED_BACK in rep.flags for rep in reps] == [False, True]
    assert [e.key for e in events if isinstance(e, CueGiven)] == ["seated_knee_raise.cue.leaned_back"]


@pytest.mark.parametrize(
    ("wide_deg", "period_s", "bounces"),
    [(0.0, 1.3, False), (2.0, 1.3, False), (2.0, 0.4, False), (9.0, 1.3, True), (12.0, 1.6, True)],
)
def test_who_bounces_is_told_even_where_it_leaves_the_zone(
    wide_deg: float, period_s: float, *, bounces: bool
) -> None:
    held = lift(3.0, 1.0, 14.0, 1.0, 17.0)

    def bouncing(t_s: float) -> float:
        wave = wide_deg * math.sin(2.0 * math.pi * (t_s - 6.0) / period_s)
        return held(t_s) + (wave if 6.0 < t_s < 15.0 else 0.0)

    events = events_of("half-kneeling-stretch", sightings(stretch(bouncing), 22.0))
    report = fold(events, EXERCISES["half-kneeling-stretch"], 22.0)
    assert (Flag.BOUNCING in {finding.flag for finding in report.findings}) is bounces


def test_leaving_a_hold_for_good_is_no_bouncing() -> None:
    twice = added(lift(3.0, 1.0, 7.0, 1.0, 17.0), lift(16.0, 1.0, 7.0, 1.0, 17.0))
    events = events_of("half-kneeling-stretch", sightings(stretch(twice), 28.0))
    report = fold(events, EXERCISES["half-kneeling-stretch"], 28.0)
    assert len(report.holds) == 2
    assert report.findings == ()


def test_only_the_asked_side_is_counted() -> None:
    pose, duration_s = EXAMPLES["supine-march"]
    session = FormSession(EXERCISES["supine-march"], tilt_model=None, side=Side.LEFT)
    events = [e for s in sightings(pose, duration_s) for e in session.step(s).events]
    assert results(events) == []  # it is the right leg that moves
