"""One trustworthy body out of a stream of poses: which way it faces, when it is a new one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.domain.body import Facing
from formcheck.engine.tracked_body import BodyTracker
from tests import bodies
from tests.bodies import pose_of
from tests.engine.motions import frames

FPS = 24.0
FACINGS = pytest.mark.parametrize("facing", Facing)


def looked(
    stick: bodies.Stick, times_s: list[float], facing: Facing, tracker: BodyTracker
) -> list[tuple[Facing, bool]]:
    seen = [tracker.update(stick.pose(t_s, facing=facing)) for t_s in times_s]
    return [(body.facing, fresh) for body, fresh in seen]


@FACINGS
@pytest.mark.parametrize(
    "stick", [bodies.HALF_KNEELING, bodies.SEATED, bodies.HOOK_LYING, bodies.STANDING, bodies.KNEE_IN]
)
def test_the_first_frame_tells_and_stays(stick: bodies.Stick, facing: Facing) -> None:
    seen = looked(stick, list(frames(2.0, FPS)), facing, BodyTracker())
    assert seen == [(facing, i == 0) for i in range(len(seen))]


@FACINGS
def test_a_few_wild_frames_turn_nobody_round(facing: Facing) -> None:
    tracker, other = BodyTracker(), Facing(-facing.value)
    for t_s in frames(4.0, FPS):
        now = other if round(t_s * FPS) in (40, 41, 60) else facing
        body, fresh = tracker.update(bodies.SEATED.pose(t_s, facing=now))
        assert body.facing is facing
        assert fresh == (t_s == 0.0)


@FACINGS
@pytest.mark.parametrize("fps", [15.0, 30.0, 60.0])
def test_who_turns_round_is_a_new_body_within_a_second_once(facing: Facing, fps: float) -> None:
    tracker, other = BodyTracker(), Facing(-facing.value)
    looked(bodies.SEATED, list(frames(2.0, fps)), facing, tracker)
    after = looked(bodies.SEATED, [2.0 + t_s for t_s in frames(2.0, fps)], other, tracker)
    turned = [i / fps for i, (_, fresh) in enumerate(after) if fresh]
    assert len(turned) == 1
    assert turned[0] < 1.0
    assert after[-1][0] is other


def test_after_a_gap_it_is_a_new_body_that_remembers_nothing() -> None:
    tracker = BodyTracker()
    looked(bodies.SEATED, list(frames(1.0, FPS)), Facing.RIGHT, tracker)
    moved = bodies.SEATED.points() + 200.0
    body, fresh = tracker.update(pose_of(moved, 3.0))
    assert fresh
    assert body.pose.points_px == pytest.approx(moved, nan_ok=True)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=15)
def test_smoothing_calms_a_trembling_body_and_does_not_move_it(seed: int) -> None:
    random, tracker, still = np.random.default_rng(seed), BodyTracker(), bodies.HALF_KNEELING.points()
    noise = [random.normal(0.0, 1.0, still.shape) for _ in range(100)]
    seen = np.array(
        [tracker.update(pose_of(still + off, i / FPS))[0].pose.points_px for i, off in enumerate(noise)]
    )
    settled = (seen[20:] - still)[:, ~np.isnan(still)]
    assert np.std(settled) < 0.8 * np.std(noise)
    assert np.abs(np.mean(settled, axis=0)).max() < 0.6
