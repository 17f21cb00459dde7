"""Near and far leg stay apart: labels that jump are put back, legs that cross are left alone."""

import numpy as np
import pytest

from formcheck.domain.body import Facing, Floats, Side
from formcheck.engine.legs import LegIdentity
from formcheck.kinematics.bodyview import leg_rows
from tests.bodies import Stick, mirror, pose_of

FPS = 24
KNEE = 1


def marching(seconds: float = 8.0) -> list[Floats]:
    """Near and far thigh lifted in turn: the legs pass each other again and again."""
    turn = [i / FPS / 2.0 for i in range(round(seconds * FPS))]
    return [
        Stick(
            hip_near=40.0 * max(0.0, np.sin(2 * np.pi * at)),
            knee_near=50.0 * max(0.0, np.sin(2 * np.pi * at)),
            hip_far=40.0 * max(0.0, -np.sin(2 * np.pi * at)),
            knee_far=50.0 * max(0.0, -np.sin(2 * np.pi * at)),
        ).points()
        for at in turn
    ]


def kneeling(seconds: float = 4.0) -> list[Floats]:
    stick = Stick(hip_near=-10.0, knee_near=85.0, hip_far=95.0, knee_far=100.0)
    return [stick.points()] * round(seconds * FPS)


def with_labels_exchanged(frames: list[Floats], wrong: set[int]) -> list[Floats]:
    left, right = list(leg_rows(Side.LEFT)), list(leg_rows(Side.RIGHT))
    mixed = []
    for i, points in enumerate(frames):
        frame = points.copy()
        if i in wrong:
            frame[left], frame[right] = points[right], points[left]
        mixed.append(frame)
    return mixed


def sorted_knees(frames: list[Floats], fps: float = FPS) -> tuple[Floats, list[bool]]:
    identity = LegIdentity()
    found = [identity.sort(pose_of(points, i / fps), Facing.RIGHT) for i, points in enumerate(frames)]
    row = leg_rows(Facing.RIGHT.near_side)[KNEE]
    return np.array([pose.points_px[row] for pose, _ in found]), [sure for _, sure in found]


def true_knees(frames: list[Floats]) -> Floats:
    row = leg_rows(Facing.RIGHT.near_side)[KNEE]
    return np.array([points[row] for points in frames])


@pytest.mark.parametrize("burst", [1, 2, 5, 12])
def test_a_burst_of_exchanged_labels_is_repaired_while_the_legs_are_apart(burst: int) -> None:
    frames = kneeling()
    knees, _ = sorted_knees(with_labels_exchanged(frames, set(range(40, 40 + burst))))
    assert knees == pytest.approx(true_knees(frames))


def test_legs_that_pass_each_other_are_left_alone() -> None:
    frames = marching()
    knees, sure = sorted_knees(frames)
    assert knees == pytest.approx(true_knees(frames))
    assert all(sure)


def test_a_burst_during_a_lift_is_repaired() -> None:
    frames = marching()
    lifted = set(range(FPS * 4 + 9, FPS * 4 + 15))
    knees, _ = sorted_knees(with_labels_exchanged(frames, lifted))
    off = np.abs(knees - true_knees(frames)).max(axis=1) > 1.0
    assert off.sum() == 0


def test_the_labels_are_trusted_again_after_a_reset() -> None:
    identity = LegIdentity()
    frames = kneeling()
    for i, points in enumerate(with_labels_exchanged(frames, set(range(20, len(frames))))):
        identity.sort(pose_of(points, i / FPS), Facing.RIGHT)
    identity.reset()
    pose, _ = identity.sort(pose_of(frames[0], 100.0), Facing.RIGHT)
    assert pose.points_px == pytest.approx(frames[0], nan_ok=True)


@pytest.mark.parametrize("first", range(30, 90, 7))
def test_a_single_exchanged_frame_is_repaired_wherever_it_falls_while_the_legs_are_apart(first: int) -> None:
    frames = kneeling()
    knees, sure = sorted_knees(with_labels_exchanged(frames, {first}))
    assert knees == pytest.approx(true_knees(frames))
    assert all(sure)


@pytest.mark.parametrize("seed", range(4))
def test_trembling_legs_are_not_exchanged(seed: int) -> None:
    random = np.random.default_rng(seed)
    frames = [points + random.normal(0.0, 1.5, points.shape) for points in marching()]
    knees, _ = sorted_knees(frames)
    assert knees == pytest.approx(true_knees(frames))


def test_a_mirror_changes_nothing() -> None:
    frames = with_labels_exchanged(marching(), set(range(60, 66)))
    here, there = LegIdentity(), LegIdentity()
    for i, points in enumerate(frames):
        right, sure = here.sort(pose_of(points, i / FPS), Facing.RIGHT)
        left, sure_too = there.sort(pose_of(mirror(points), i / FPS), Facing.LEFT)
        assert sure is sure_too
        assert mirror(left.points_px) == pytest.approx(right.points_px, nan_ok=True)


def test_what_is_not_seen_exchanges_nothing() -> None:
    frames = kneeling()
    gone = [
        points if i not in range(40, 50) else np.full_like(points, np.nan) for i, points in enumerate(frames)
    ]
    knees, _ = sorted_knees(gone)
    assert knees[50:] == pytest.approx(true_knees(frames)[50:])
