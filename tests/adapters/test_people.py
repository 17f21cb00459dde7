"""Limbs of the one who is there are nobody else, and are not whom to follow."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.models import ModelName
from formcheck.adapters.people import count_others, follows_limbs
from formcheck.domain.body import Floats, Frame, Sighting

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


@pytest.mark.parametrize(("whole", "legs"), FOUND)
def test_limbs_are_not_whom_to_follow_and_the_whole_person_is(whole: Floats, legs: Floats) -> None:
    assert follows_limbs(legs, [whole, legs])
    assert not follows_limbs(whole, [whole, legs])
    assert not follows_limbs(legs, [legs])
    beside = whole.copy()
    beside[:, 0] += 2.0 * float(np.ptp(whole[:, 0]))
    assert not follows_limbs(legs, [beside, legs])


SIZE_PX = (480, 360)


@dataclass
class Landmarker:
    """Stands in for MediaPipe's: it sees the same people in every picture."""

    people: list[Floats]
    closed: bool = False

    def detect(self, _: Any) -> Any:
        return SimpleNamespace(
            pose_landmarks=[
                [SimpleNamespace(x=x / SIZE_PX[0], y=-y / SIZE_PX[1], visibility=1.0) for x, y in points_px]
                for points_px in self.people
            ],
            segmentation_masks=None,
        )

    def detect_for_video(self, picture: Any, _: int) -> Any:
        assert not self.closed
        return self.detect(picture)

    def close(self) -> None:
        self.closed = True


@dataclass
class Filmed:
    """An estimator whose landmarkers are ours. starts: whom each follower takes to, the last one for ever."""

    starts: list[Floats]
    everybody: list[Floats]
    estimator: PoseEstimator = field(default_factory=lambda: PoseEstimator(ModelName.LITE))
    followers: list[Landmarker] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.estimator._follower.close()
        self.estimator._backend.video_landmarker = self.follower  # type: ignore[method-assign]
        self.estimator._follower = self.follower()
        self.estimator._finder = Landmarker(self.everybody)

    def follower(self) -> Landmarker:
        whom = self.starts[min(len(self.followers), len(self.starts) - 1)]
        self.followers.append(Landmarker([whom]))
        return self.followers[-1]

    def watch(self, seconds: float) -> Iterator[Sighting]:
        image = np.full((SIZE_PX[1], SIZE_PX[0], 3), 128, dtype=np.uint8)
        with self.estimator:
            for n in range(int(seconds * 20)):
                yield self.estimator.estimate(Frame(n / 20.0, image))


def followed(sighting: Sighting, points_px: Floats) -> bool:
    assert sighting.pose is not None
    return bool(np.allclose(sighting.pose.points_px, points_px, atol=0.01))


def test_who_follows_limbs_starts_afresh_until_the_whole_person_is_followed() -> None:
    whole, legs = FOUND[0]
    film = Filmed(starts=[legs, legs, whole], everybody=[whole, legs])
    seen = list(film.watch(3.0))
    told = [followed(sighting, whole) for sighting in seen]
    assert told.index(True) <= 0.5 * 20
    assert all(told[told.index(True) :])
    assert [each.closed for each in film.followers] == [True, True, True]
    assert not any(sighting.others for sighting in seen)


def test_fresh_starts_come_to_an_end_and_nobody_else_is_left_for_one() -> None:
    whole, legs = FOUND[0]
    stubborn = Filmed(starts=[legs], everybody=[whole, legs])
    assert not any(sighting.others for sighting in stubborn.watch(8.0))
    assert len(stubborn.followers) == 13
    plain = Filmed(starts=[whole], everybody=[whole, legs])
    assert all(followed(sighting, whole) for sighting in plain.watch(2.0))
    assert len(plain.followers) == 1
