"""A foot is too high by a thigh that turns too far. What a straightened knee adds is that knee's fault."""

from dataclasses import replace

import pytest

from formcheck.domain.measure import Flag
from formcheck.engine.report import fold
from formcheck.exercises import EXERCISES
from tests.bodies import HOOK_LYING, Stick
from tests.engine.motions import lift
from tests.engine.test_session import events_of, sightings

UP = lift(3.0, 1.8, 0.6, 2.2, 1.0)
DURATION_S = 9.0


def flags(hip_deg: float, knee_deg: float) -> frozenset[Flag]:
    """Flags of the one lift of somebody who turns the near thigh and knee by so much, and back."""

    def body(t_s: float) -> Stick:
        return replace(
            HOOK_LYING,
            hip_near=HOOK_LYING.hip_near + UP(t_s) * hip_deg,
            knee_near=HOOK_LYING.knee_near + UP(t_s) * knee_deg,
        )

    events = events_of("supine-march", sightings(body, DURATION_S))
    (rep,) = fold(events, EXERCISES["supine-march"], DURATION_S).reps
    return frozenset(rep.flags)


@pytest.mark.parametrize("hip_deg", [15.0, 30.0])
def test_a_bent_leg_below_eight_tenths_of_a_shank_is_not_too_high(hip_deg: float) -> None:
    assert flags(hip_deg, 0.0) == set()


@pytest.mark.parametrize("hip_deg", [45.0, 65.0])
def test_a_bent_leg_above_that_is(hip_deg: float) -> None:
    assert flags(hip_deg, 0.0) == {Flag.TOO_HIGH}


@pytest.mark.parametrize("hip_deg", [12.0, 18.0, 25.0])
@pytest.mark.parametrize("knee_deg", [-45.0, -60.0])
def test_a_knee_that_straightens_is_named_and_not_the_height_that_it_makes(
    hip_deg: float, knee_deg: float
) -> None:
    """The foot comes up to 1.1-1.5 shanks."""
    assert flags(hip_deg, knee_deg) == {Flag.KNEE_STRAIGHTENED}


def test_who_does_both_is_told_both() -> None:
    assert flags(60.0, -50.0) == {Flag.KNEE_STRAIGHTENED, Flag.TOO_HIGH}
