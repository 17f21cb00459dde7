"""Somebody walks through behind who stands there: no step of theirs is counted."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from formcheck.domain.body import Sighting
from formcheck.engine.progress.gait.people import same_person
from formcheck.testing import frames
from formcheck.testing.bodies import STANDING
from tests.engine.progress.test_walking import passes_of, steps_of
from tests.engine.progress.test_walking_laws import changed
from tests.engine.walkers import SIZE_PX, Walker

FROM_S = 4.0
LAST_S = 14.0


def passed_by(scale: float, others: int, slide_s: float) -> Iterator[Sighting]:
    """The pose model leaves who stands there for a passer-by, and comes back. slide_s: so long it takes."""
    passer = list(changed(Walker(still_s=0.0).sightings(), scale, 0.0))
    for t_s in frames(LAST_S, 25.0):
        own = replace(STANDING.sighting(t_s), size_px=SIZE_PX)
        i = int((t_s - FROM_S) * 25.0)
        if not 0 <= i < len(passer) or own.pose is None:
            yield own
            continue
        other = passer[i].pose
        assert other is not None
        share = min(1.0, (t_s - FROM_S) / slide_s) if slide_s > 0.0 else 1.0
        points_px = (1.0 - share) * own.pose.points_px + share * other.points_px
        yield replace(own, others=others, pose=replace(own.pose, points_px=points_px))


@pytest.mark.parametrize("scale", [0.55, 0.7, 0.8])
@pytest.mark.parametrize("slide_s", [0.0, 0.16])
@pytest.mark.parametrize("others", [0, 1])
def test_who_passes_by_behind_makes_no_step(scale: float, slide_s: float, others: int) -> None:
    assert passes_of(passed_by(scale, others, slide_s)) == ()


def test_who_walks_after_somebody_passed_is_measured_again() -> None:
    walker = Walker()
    stream = [*passed_by(0.7, 0, 0.0)]
    stream += [Sighting(t_s=LAST_S + i / 25.0, size_px=SIZE_PX, brightness=0.5) for i in range(25)]
    stream += walker.sightings(from_s=LAST_S + 1.0)
    found = [step.contact_s - LAST_S - 1.0 for step in steps_of(stream)]
    assert found == pytest.approx([t_s for t_s, _, _ in walker.contacts], abs=0.05)


def body(size: list[float], x: list[float]) -> tuple[np.ndarray, np.ndarray]:
    pelvis = np.column_stack([x, np.zeros(len(x))])
    return pelvis, pelvis + np.column_stack([np.zeros(len(x)), size])


def test_who_comes_nearer_as_they_walk_is_the_same_person() -> None:
    pelvis, shoulder = body(list(np.linspace(0.5, 0.8, 200)), list(np.linspace(0.0, 6.0, 200)))
    own, known = same_person(pelvis, shoulder, np.ones(200), 0.02)
    assert own.all()
    assert known == pytest.approx(0.65, abs=0.01)


def test_who_is_known_is_asked_of_before() -> None:
    pelvis, shoulder = body([0.4] * 100, list(np.linspace(0.0, 3.0, 100)))
    assert same_person(pelvis, shoulder, np.ones(100), 0.02)[0].all()
    assert not same_person(pelvis, shoulder, np.ones(100), 0.02, 0.6)[0].any()
