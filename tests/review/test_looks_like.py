"""Who did another one of our exercises is offered that, and nobody else is offered anything."""

import pytest

from formcheck.domain.posture import Posture
from formcheck.engine.report import SetReport, fold
from formcheck.exercises import EXERCISES
from formcheck.review import review_of
from formcheck.review.looks_like import looks_like
from tests.engine.test_session import EXAMPLES, SLUGS, events_of, sightings
from tests.review.sets import held, rep, set_of

# Judged as the first, it is the second that is offered.
PAIRS = [
    ("half-kneeling-stretch", "seated-knee-raise"),
    ("seated-knee-raise", "glute-bridge"),
    ("thomas-check", "supine-march"),
    ("standing-march", "half-kneeling-stretch"),
    ("glute-bridge", "thomas-check"),
    ("seated-knee-raise", "standing-march"),
]


def judged_as(slug: str, done: str) -> SetReport:
    pose, duration_s = EXAMPLES[done]
    events = events_of(slug, sightings(pose, duration_s, 12.0))
    return fold(events, EXERCISES[slug], duration_s)


@pytest.mark.parametrize(("asked", "done"), PAIRS)
def test_what_was_done_instead_is_offered(asked: str, done: str) -> None:
    report = judged_as(asked, done)
    assert looks_like(report) == done
    assert review_of(report, []).looks_like == done


@SLUGS
def test_who_did_what_was_asked_for_is_offered_nothing(slug: str) -> None:
    assert looks_like(judged_as(slug, slug)) is None


@pytest.mark.parametrize(
    ("elsewhere_s", "offered"),
    [
        ({Posture.SEATED: 30.0}, "seated-knee-raise"),
        ({Posture.SEATED: 15.0}, None),
        ({Posture.OTHER: 40.0}, None),
        ({Posture.HOOK_LYING: 25.0}, "supine-march"),
        ({Posture.HOOK_LYING: 25.0, Posture.BRIDGE: 1.0}, "supine-march"),
        ({Posture.HOOK_LYING: 25.0, Posture.BRIDGE: 9.0}, "glute-bridge"),
        ({Posture.LYING_STRAIGHT: 14.0, Posture.LYING_KNEE_IN: 14.0}, "thomas-check"),
    ],
)
def test_it_takes_most_of_the_time(elsewhere_s: dict[Posture, float], offered: str | None) -> None:
    report = set_of("half-kneeling-stretch", elsewhere_s=elsewhere_s)
    assert looks_like(report) == offered


def test_one_repetition_is_enough_to_be_taken_at_their_word() -> None:
    elsewhere_s = {Posture.SEATED: 39.0}
    assert looks_like(set_of("supine-march", reps=(rep(0),), elsewhere_s=elsewhere_s)) is None
    assert looks_like(set_of("half-kneeling-stretch", holds=(held(9),), elsewhere_s=elsewhere_s)) is None


def test_every_exercise_could_be_offered() -> None:
    for slug, spec in EXERCISES.items():
        other = next(each for each in EXERCISES if not EXERCISES[each].postures & spec.postures)
        seconds = dict.fromkeys(spec.postures, 39.0 / len(spec.postures))
        offered = looks_like(set_of(other, elsewhere_s=seconds))
        assert offered is not None
        assert EXERCISES[offered].postures & spec.postures
        assert slug in EXERCISES
