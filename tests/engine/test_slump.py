"""Who slumps on the chair is told so; who lifts a leg, stretches it or bows with a straight back is not."""

from dataclasses import replace

import numpy as np
import pytest

from formcheck.domain.body import Landmark
from formcheck.domain.measure import Flag
from formcheck.engine.report import fold
from formcheck.exercises import EXERCISES
from formcheck.testing.bodies import TRUNK_PX
from tests.bodies import SEATED, pose_of, sighting_of
from tests.engine.motions import frames, lift
from tests.engine.test_session import events_of

UP = lift(3.0, 1.8, 0.8, 2.2, 1.0)
DURATION_S = 9.0
ABOVE = [row for row in Landmark if row <= Landmark.RIGHT_SHOULDER]
HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]


def flags(*, slump: float = 0.0, hips_up: float = 0.0, bow_deg: float = 0.0) -> frozenset[Flag]:
    """Flags of one knee raise. slump: of the trunk's length; hips_up: of the landmarks alone, likewise."""
    stream = []
    for t_s in frames(DURATION_S, 20.0):
        up = UP(t_s)
        body = replace(
            SEATED,
            trunk_deg=90.0 - bow_deg * up,
            hip_near=SEATED.hip_near + (25.0 + bow_deg) * up,
            hip_far=SEATED.hip_far + bow_deg * up,
        )
        points = body.points()
        points[ABOVE] -= np.array([0.0, slump * up * TRUNK_PX])
        points[HIPS] += np.array([0.0, hips_up * up * TRUNK_PX])
        stream.append(sighting_of(pose_of(points, t_s)))
    (rep,) = fold(events_of("seated-knee-raise", stream), EXERCISES["seated-knee-raise"], DURATION_S).reps
    return frozenset(rep.flags)


@pytest.mark.parametrize("seen", [0.7, 1.0])
@pytest.mark.parametrize("slump", [0.1, 0.15])
def test_a_back_that_is_a_tenth_shorter_is_slumped(slump: float, seen: float) -> None:
    """seen: how much of it landmarks show."""
    assert Flag.SLUMPED in flags(slump=seen * slump)


@pytest.mark.parametrize("slump", [0.0, 0.04])
@pytest.mark.parametrize("hips_up", [0.0, 0.07])
def test_hips_that_are_drawn_higher_while_the_leg_is_up_are_no_slump(slump: float, hips_up: float) -> None:
    assert Flag.SLUMPED not in flags(slump=slump, hips_up=hips_up)


@pytest.mark.parametrize("shorter", [0.0, 0.08])
@pytest.mark.parametrize("bow_deg", [-20.0, 20.0])
def test_a_straight_back_that_leans_is_no_slump(bow_deg: float, shorter: float) -> None:
    """Hips and shoulders of who bows come nearer in the picture: by 5 to 8 % at 24 degrees."""
    assert Flag.SLUMPED not in flags(bow_deg=bow_deg, slump=shorter)


@pytest.mark.parametrize("bow_deg", [-5.0, 12.0])
def test_who_slumps_bows_a_little_and_is_told(bow_deg: float) -> None:
    assert Flag.SLUMPED in flags(bow_deg=bow_deg, slump=0.1)


@pytest.mark.parametrize("bow_deg", [20.0, 26.0])
def test_who_bows_over_the_knee_is_told_so(bow_deg: float) -> None:
    assert Flag.LEANED_FORWARD in flags(bow_deg=bow_deg)


@pytest.mark.parametrize("bow_deg", [0.0, 9.0])
def test_who_sits_up_is_not_told_to_bow(bow_deg: float) -> None:
    assert Flag.LEANED_FORWARD not in flags(bow_deg=bow_deg)
