"""Limbs of the one who is there are nobody else."""

import json
from pathlib import Path

import numpy as np
import pytest

from formcheck.adapters.people import count_others
from formcheck.domain.body import Floats

FOUND = [
    [np.array(points_px, dtype=np.float64) for points_px in both]
    for both in json.loads(Path(__file__).with_name("legs_found_as_people.json").read_text())
]
"""What the finder said of two rendered people who lie alone, arms on the floor, the camera .3 m high: the
whole person, and the bent legs as a person of their own, (33, 2) each."""
ARMS_AND_HEAD = slice(0, 23)


@pytest.mark.parametrize(("whole", "legs"), FOUND)
@pytest.mark.parametrize("way", [1.0, -1.0], ids=["as it was", "mirrored"])
def test_bent_legs_of_who_lies_are_nobody_else(whole: Floats, legs: Floats, way: float) -> None:
    """Whichever of the two is followed: the pose model may have taken to the legs."""
    person, limbs = whole * (way, 1.0), legs * (way, 1.0)
    assert count_others(person, [person, limbs]) == 0
    assert count_others(limbs, [limbs, person]) == 0
    assert count_others(None, [person, limbs]) == 0


@pytest.mark.parametrize(("whole", "legs"), FOUND)
def test_who_has_arms_and_a_head_elsewhere_is(whole: Floats, legs: Floats) -> None:
    """Somebody who sits behind those legs."""
    behind = legs.copy()
    behind[ARMS_AND_HEAD] += (0.0, 90.0)
    assert count_others(whole, [whole, behind]) == 1


@pytest.mark.parametrize(("whole", "legs"), FOUND)
def test_the_same_limbs_beside_the_person_are(whole: Floats, legs: Floats) -> None:
    beside = legs.copy()
    beside[:, 0] += 1.2 * float(np.ptp(whole[:, 0]))
    assert count_others(whole, [whole, beside]) == _is_large(legs, whole)


def _is_large(one: Floats, other: Floats) -> int:
    """Smaller than half nobody counts."""
    sizes = [float(np.linalg.norm(np.ptp(points, axis=0))) for points in (one, other)]
    return int(sizes[0] >= 0.5 * sizes[1])
