"""Near and far leg stay apart: labels that jump are put back, legs that cross are left alone."""

import numpy as np
import pytest

from formcheck.domain.body import Facing, Floats, Side
from formcheck.engine.leg_hindsight import labels_of
from formcheck.engine.leg_swaps import LegSwaps
from formcheck.kinematics.bodyview import leg_rows
from tests.bodies import Stick, mirror, pose_of

FPS = 24
KNEE = 1


def marching(seconds: float = 8.0, period_s: float = 2.0, high_deg: float = 40.0) -> list[Floats]:
    """Near and far thigh lifted in turn: the legs pass each other again and again."""
    turn = [i / FPS / period_s for i in range(round(seconds * FPS))]
    return [
        Stick(
            hip_near=high_deg * max(0.0, np.sin(2 * np.pi * at)),
            knee_near=1.25 * high_deg * max(0.0, np.sin(2 * np.pi * at)),
            hip_far=high_deg * max(0.0, -np.sin(2 * np.pi * at)),
            knee_far=1.25 * high_deg * max(0.0, -np.sin(2 * np.pi * at)),
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


def with_labels_going_over(frames: list[Floats], there: range, back: range) -> list[Floats]:
    """Each label glides to the other leg, stays, and glides back: nothing jumps."""
    left, right = list(leg_rows(Side.LEFT)), list(leg_rows(Side.RIGHT))
    mixed = []
    for i, points in enumerate(frames):
        share = float(np.interp(i, (there[0] - 1, there[-1], back[0] - 1, back[-1]), (0.0, 1.0, 1.0, 0.0)))
        frame = points.copy()
        frame[left] += share * (points[right] - points[left])
        frame[right] += share * (points[left] - points[right])
        mixed.append(frame)
    return mixed


def sorted_knees(frames: list[Floats], fps: float = FPS) -> tuple[Floats, list[bool]]:
    identity = LegSwaps()
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


@pytest.mark.parametrize("frames_on_the_way", range(2, 6))
def test_labels_that_glide_to_the_other_leg_are_repaired(frames_on_the_way: int) -> None:
    frames = marching(period_s=4.0, high_deg=80.0)
    there, back = (range(at, at + frames_on_the_way) for at in (FPS * 4 + 16, FPS * 4 + 30))
    knees, _ = sorted_knees(with_labels_going_over(frames, there, back))
    off = np.abs(knees - true_knees(frames)).max(axis=1) > 1.0
    assert set(np.flatnonzero(off)) <= {*there, *back}


@pytest.mark.parametrize("high_deg", [40.0, 80.0])
@pytest.mark.parametrize("period_s", [0.8, 1.0, 1.4])
def test_quick_legs_are_left_alone(period_s: float, high_deg: float) -> None:
    frames = marching(period_s=period_s, high_deg=high_deg)
    knees, _ = sorted_knees(frames)
    assert knees == pytest.approx(true_knees(frames))


def test_the_labels_are_trusted_again_after_a_reset() -> None:
    identity = LegSwaps()
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
    here, there = LegSwaps(), LegSwaps()
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


def looked_at_again(frames: list[Floats]) -> tuple[Floats, list[bool]]:
    """Knees of the near leg as a second pass has them, and whether that is sure."""
    first = LegSwaps()
    poses = [pose_of(points, i / FPS) for i, points in enumerate(frames)]
    for pose in poses:
        first.sort(pose, Facing.RIGHT)
    second = LegSwaps(labels_of(first.notes))
    found = [second.sort(pose, Facing.RIGHT) for pose in poses]
    row = leg_rows(Facing.RIGHT.near_side)[KNEE]
    return np.array([pose.points_px[row] for pose, _ in found]), [sure for _, sure in found]


LONG_S = 5


def test_a_long_exchange_is_lost_on_the_way_and_kept_with_hindsight() -> None:
    frames = kneeling(seconds=12.0)
    mixed = with_labels_exchanged(frames, set(range(72, 72 + LONG_S * FPS)))
    live, _ = sorted_knees(mixed)
    later, sure = looked_at_again(mixed)
    assert np.abs(live - true_knees(frames)).max() > 10.0
    assert later == pytest.approx(true_knees(frames))
    assert sure[72 + FPS]


def test_a_long_exchange_that_glides_in_and_out_is_kept_with_hindsight() -> None:
    frames = kneeling(seconds=12.0)
    there, back = range(72, 75), range(72 + LONG_S * FPS, 75 + LONG_S * FPS)
    mixed = with_labels_going_over(frames, there, back)
    off_live = np.abs(sorted_knees(mixed)[0] - true_knees(frames)).max(axis=1) > 1.0
    off = np.abs(looked_at_again(mixed)[0] - true_knees(frames)).max(axis=1) > 1.0
    assert set(np.flatnonzero(off)) <= {*there, *back}
    assert off_live.sum() > off.sum()


@pytest.mark.parametrize("period_s", [0.8, 2.0])
def test_hindsight_leaves_legs_alone_that_pass_each_other(period_s: float) -> None:
    frames = marching(period_s=period_s)
    knees, sure = looked_at_again(frames)
    assert knees == pytest.approx(true_knees(frames))
    assert all(sure)
