"""The own neutral: from a still stretch in the start posture, once, and anew after a new start."""

import math
from collections.abc import Iterator

import numpy as np
import pytest

from formcheck.domain.body import Facing, Limb
from formcheck.domain.measure import Channel, Measure, Reference
from formcheck.domain.posture import Attitude, Posture
from formcheck.engine.baseline import Baseline
from formcheck.engine.neutral import STILL_SD_DEG, NeutralFinder
from formcheck.engine.tracked_body import BodyTracker
from formcheck.exercises import EXERCISES
from formcheck.kinematics.bodyview import view_body
from formcheck.kinematics.measures import measure_body
from tests import bodies
from tests.bodies import Stick, pose_of
from tests.engine.motions import frames

SPEC = EXERCISES["seated-knee-raise"]
ELEVATION = Channel(Measure.THIGH_ELEVATION, Limb.NEAR)
LEAN = Channel(Measure.TRUNK_LEAN)
FPS = 24.0


def seated(thigh_up_deg: float = 0.0) -> Stick:
    return Stick(hip_near=90.0 + thigh_up_deg, knee_near=90.0, hip_far=90.0, knee_far=90.0)


def shown(own: Baseline, stick: Stick, span_s: tuple[float, float], **change: bool) -> list[float]:
    """Times at which a neutral was taken while this body was shown."""
    taken = []
    for t_s in _times(span_s):
        view = view_body(stick.pose(t_s), Facing.RIGHT)
        values = measure_body(view, SPEC.attitude)
        if own.update(t_s, view, values, Posture.SEATED, busy=change.get("busy", False)):
            taken.append(t_s)
    return taken


def _times(span_s: tuple[float, float]) -> Iterator[float]:
    return (span_s[0] + t_s for t_s in frames(span_s[1] - span_s[0], FPS))


def test_before_a_neutral_nothing_relative_is_seen() -> None:
    own = Baseline(SPEC)
    body, _ = BodyTracker().update(seated().pose())
    assert own.lifts(body) == {}
    assert math.isnan(own.held_against(ELEVATION, 12.0, Reference.NEUTRAL))
    assert math.isnan(own.held_against(ELEVATION, 12.0, Reference.RESTING))
    assert own.held_against(ELEVATION, 12.0, Reference.ABSOLUTE) == 12.0


def test_stillness_gives_a_neutral_once() -> None:
    own = Baseline(SPEC)
    (taken,) = shown(own, seated(4.0), (0.0, 10.0))
    assert taken == pytest.approx(SPEC.neutral_s, abs=0.2)
    assert own.neutral_of(ELEVATION) == pytest.approx(4.0)
    assert own.held_against(ELEVATION, 12.0, Reference.NEUTRAL) == pytest.approx(8.0)


def test_a_held_lift_is_no_neutral() -> None:
    own = Baseline(SPEC)
    shown(own, seated(), (0.0, 3.0))
    assert shown(own, seated(30.0), (3.0, 9.0)) == []
    assert own.neutral_of(ELEVATION) == pytest.approx(0.0)


def test_nothing_is_taken_while_a_repetition_is_under_way() -> None:
    assert shown(Baseline(SPEC), seated(), (0.0, 5.0), busy=True) == []


def test_a_neutral_that_was_taken_too_late_is_put_right() -> None:
    own = Baseline(SPEC)
    shown(own, seated(20.0), (0.0, 3.0))
    assert len(shown(own, seated(), (3.0, 8.0))) == 1
    assert own.neutral_of(ELEVATION) == pytest.approx(0.0)


@pytest.mark.parametrize(("away_s", "anew"), [(1.0, False), (4.0, True)])
def test_who_was_away_for_long_starts_anew(away_s: float, anew: bool) -> None:  # noqa: FBT001 - a table
    own = Baseline(SPEC)
    shown(own, seated(), (0.0, 3.0))
    for t_s in _times((3.0, 3.0 + away_s)):
        own.left_posture(t_s)
    assert bool(shown(own, seated(5.0), (3.0 + away_s, 6.0 + away_s))) is anew


def finder() -> NeutralFinder:
    return NeutralFinder((LEAN, ELEVATION), 1.5)


def found_in(stream: list[Stick], missing: frozenset[int] = frozenset()) -> list[tuple[int, float]]:
    """Frames in which there was a neutral, and the elevation in it."""
    neutrals, search = [], finder()
    for i, stick in enumerate(stream):
        points = stick.points()
        if i in missing:
            points[26] = np.nan  # the near knee
        view = view_body(pose_of(points), Facing.RIGHT)
        if search.update(i / FPS, view, measure_body(view, Attitude.UPRIGHT)):
            neutrals.append((i, search.found().values[ELEVATION]))
    return neutrals


def test_trembling_within_the_limit_is_still_and_beyond_it_is_not() -> None:
    random = np.random.default_rng(5)
    for share, still in ((0.5, True), (2.5, False)):
        stream = [seated(share * STILL_SD_DEG * random.normal()) for _ in range(120)]
        assert bool(found_in(stream)) is still


def test_a_joint_that_was_not_seen_is_not_in_the_neutral() -> None:
    found = found_in([seated(3.0)] * 90, missing=frozenset({0, 1, 2, 30}))
    assert found
    assert found[0][0] > 30
    assert [elevation for _, elevation in found] == pytest.approx([3.0] * len(found))


def test_the_neutral_is_the_median_of_a_still_stretch_only() -> None:
    rising = [bodies.STANDING] * 5 + [seated(20.0 - i) for i in range(20)]
    (first, *_) = found_in(rising + [seated(1.0)] * 90)
    assert first[1] == pytest.approx(1.0, abs=0.5)
