"""Who walks out of the picture does not march."""

from dataclasses import replace

import pytest

from tests import bodies
from tests.bodies import Stick
from tests.engine.motions import lift
from tests.engine.test_session import events_of, results, sightings, stand_march


@pytest.mark.parametrize(("px_per_s", "attempts"), [(0.0, 1), (bodies.TRUNK_PX, 0), (-bodies.TRUNK_PX, 0)])
def test_a_step_of_who_walks_away_is_no_attempt_at_a_march(px_per_s: float, attempts: int) -> None:
    on_the_spot = stand_march(lambda t_s: 40.0 * lift(3.0, 0.4, 0.1, 0.4, 1.0)(t_s))

    def walking(t_s: float) -> Stick:
        stick = on_the_spot(t_s)
        return replace(stick, hip_px=(stick.hip_px[0] + px_per_s * max(0.0, t_s - 2.9), stick.hip_px[1]))

    assert len(results(events_of("standing-march", sightings(walking, 5.0)))) == attempts
