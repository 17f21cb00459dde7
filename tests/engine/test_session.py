"""A stream of known bodies through the whole engine, for every kind of exercise, and through every gate."""

from collections.abc import Callable, Iterator
from dataclasses import replace

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
from formcheck.engine.report import fold
from formcheck.engine.session import FormSession
from formcheck.exercises import EXERCISES
from tests import bodies
from tests.bodies import Stick, pose_of, rotate, sighting_of
from tests.engine.motions import Motion, added, frames, lift

Pose = Callable[[float], Stick]


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
    session = FormSession(EXERCISES[slug])
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
}
SLUGS = pytest.mark.parametrize("slug", EXAMPLES)


def results(events: list[Event]) -> list[Event]:
    return [e for e in events if isinstance(e, RepCompleted | HoldEnded | MobilityMeasured)]


@SLUGS
def test_every_exercise_is_counted(slug: str) -> None:
    pose, duration_s = EXAMPLES[slug]
    report = fold(events_of(slug, sightings(pose, duration_s)), EXERCISES[slug], duration_s)
    if slug == "half-kneeling-stretch":
        (hold,) = report.holds
        assert hold.hold.in_zone_s == pytest.approx(11.0, abs=0.6)
    elif slug == "thomas-check":
        assert report.mobility == "lifted"
        assert report.lift_deg == pytest.approx(16.0, abs=1.0)
    else:
        assert report.complete_reps == 2
    assert report.judged_share == pytest.approx(1.0)


@SLUGS
@pytest.mark.parametrize("other", EXAMPLES)
def test_another_exercise_is_not_counted(slug: str, other: str) -> None:
    if slug == other:
        return
    pose, duration_s = EXAMPLES[other]
    events = events_of(slug, sightings(pose, duration_s))
    assert results(events) == []
    if {slug, other} != {"supine-march", "glute-bridge"}:  # these two begin in one posture
        assert isinstance(events[0], NotJudged)
        assert events[0].reason is Reason.WRONG_POSTURE


@SLUGS
def test_a_mirror_exchanges_the_sides_and_nothing_else(slug: str) -> None:
    pose, duration_s = EXAMPLES[slug]
    here = results(events_of(slug, sightings(pose, duration_s)))
    there = results(events_of(slug, sightings(pose, duration_s, facing=Facing.LEFT)))
    assert [e.side.opposite for e in there] == [e.side for e in here]
    for a, b in zip(here, there, strict=True):
        assert b.start_s == pytest.approx(a.start_s, abs=1e-6)
        assert b.end_s == pytest.approx(a.end_s, abs=1e-6)


@SLUGS
def test_frame_rate_changes_no_count(slug: str) -> None:
    pose, duration_s = EXAMPLES[slug]
    fast = results(events_of(slug, sightings(pose, duration_s, fps=30.0)))
    slow = results(events_of(slug, sightings(pose, duration_s, fps=15.0)))
    assert [type(e) for e in slow] == [type(e) for e in fast]
    for a, b in zip(slow, fast, strict=True):
        assert a.start_s == pytest.approx(b.start_s, abs=0.2)
        assert a.end_s == pytest.approx(b.end_s, abs=0.2)


@SLUGS
def test_the_same_frames_give_the_same_events(slug: str) -> None:
    pose, duration_s = EXAMPLES[slug]
    stream = list(sightings(pose, duration_s))
    assert repr(events_of(slug, stream)) == repr(events_of(slug, stream))


GATES = {
    Reason.TOO_DARK: lambda s: replace(s, brightness=0.03),
    Reason.NO_PERSON: lambda s: replace(s, pose=None),
    Reason.SEVERAL_PEOPLE: lambda s: replace(s, others=1),
    Reason.TOO_FAR: lambda s: replace(s, size_px=(3000, 2400)),
    Reason.FEET_OUT_OF_FRAME: lambda s: replace(s, size_px=(640, 300)),
}


@pytest.mark.parametrize("reason", GATES)
def test_what_cannot_be_judged_is_not_counted_and_says_why(reason: Reason) -> None:
    pose, duration_s = EXAMPLES["standing-march"]
    stream = [GATES[reason](sighting) for sighting in sightings(pose, duration_s)]
    events = events_of("standing-march", stream)
    assert results(events) == []
    assert [e.reason for e in events if isinstance(e, NotJudged)] == [reason]
    assert fold(events, EXERCISES["standing-march"], duration_s).judged_share == pytest.approx(0.0)


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


def test_without_a_still_moment_there_is_no_neutral_and_nothing_relative() -> None:
    restless = march(lambda t_s: 15.0 + 15.0 * lift(0.0, 0.5, 0.0, 0.5, 1.0)(t_s % 1.0))
    events = events_of("supine-march", sightings(restless, 10.0))
    assert not [e for e in events if isinstance(e, NeutralTaken)]
    assert results(events) == []


def test_leaning_back_is_named_on_the_repetition_that_leans() -> None:
    lean = lift(8.0, 1.5, 0.5, 2.0, 20.0)
    events = events_of("seated-knee-raise", sightings(raise_knee(lambda t: 25.0 * TWO_LIFTS(t), lean), 14.0))
    reps = [e for e in events if isinstance(e, RepCompleted)]
    assert [Flag.LEANED_BACK in rep.flags for rep in reps] == [False, True]
    assert [e.key for e in events if isinstance(e, CueGiven)] == ["seated_knee_raise.cue.leaned_back"]


def test_only_the_asked_side_is_counted() -> None:
    pose, duration_s = EXAMPLES["supine-march"]
    session = FormSession(EXERCISES["supine-march"], side=Side.LEFT)
    events = [e for s in sightings(pose, duration_s) for e in session.step(s).events]
    assert results(events) == []  # it is the right leg that moves
