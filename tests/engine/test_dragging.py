"""A leg that the pose model drags along is no attempt; two legs that move in turn are two."""

import pytest

from formcheck.domain.body import Facing, Limb, Side
from formcheck.domain.events import RepCompleted
from formcheck.engine.counting import LegCounter, side_of
from formcheck.engine.dragging import Drags, foremost
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import RepRule
from tests.engine.motions import Motion, frames, lift

SPEC = EXERCISES["supine-march"]
assert isinstance(SPEC.progress, RepRule)
FULL = 2.0 * SPEC.progress.full.interval.low
SLIGHT = 1.4 * SPEC.progress.started.interval.low
NEAR, FAR = (side_of(limb, Facing.RIGHT) for limb in (Limb.NEAR, Limb.FAR))
STILL: Motion = lambda _: 0.0  # noqa: E731 - a motion like the others


def up(height: float, start_s: float = 2.0) -> Motion:
    return lift(start_s, 1.2, 0.6, 1.2, height)


def march(near: Motion, far: Motion, duration_s: float = 14.0) -> tuple[list[RepCompleted], set[Limb | None]]:
    """Repetitions that are kept, and the legs that were said to work meanwhile."""
    counters = [LegCounter(SPEC, limb) for limb in SPEC.limbs]
    drags, kept, workers = Drags(), [], set()
    for t_s in frames(duration_s, 24.0):
        done = [
            event
            for counter, motion in zip(counters, (near, far), strict=True)
            for event in counter.update(t_s, motion(t_s), {}, Facing.RIGHT)
        ]
        worker = foremost(counters, t_s)
        workers |= {worker.limb} if worker else set()
        kept += drags.without(done, counters, t_s, Facing.RIGHT)
    return [event for event in kept if isinstance(event, RepCompleted)], workers


@pytest.mark.parametrize(
    ("near", "far", "sides"),
    [
        (up(FULL), STILL, [NEAR]),
        (STILL, up(FULL), [FAR]),
        (up(FULL), up(SLIGHT), [NEAR]),
        (up(SLIGHT), up(FULL), [FAR]),
        (up(FULL), up(FULL), [NEAR]),  # where both seem to move, the near one is believed
        (up(FULL), up(FULL, 7.0), [NEAR, FAR]),
        (up(FULL, 7.0), up(FULL), [FAR, NEAR]),
        (up(FULL), up(FULL, 4.5), [NEAR, FAR]),  # a march without a pause: one down while the other rises
        (up(SLIGHT), up(FULL, 7.0), [NEAR, FAR]),  # an attempt of its own, not a shadow
    ],
)
def test_shadows_are_dropped_and_attempts_are_kept(near: Motion, far: Motion, sides: list[Side]) -> None:
    kept, _ = march(near, far)
    assert [rep.side for rep in kept] == sides


@pytest.mark.parametrize("down_s", [1.2 + 0.05 * k for k in range(8)])
def test_a_shadow_that_lands_in_the_same_frame_is_dropped(down_s: float) -> None:
    shadow = lift(2.0, 1.2, 0.6, down_s, SLIGHT)
    kept, _ = march(shadow, up(FULL))
    assert [rep.side for rep in kept] == [FAR]


def test_a_shadow_never_works() -> None:
    # In the first frames of a lift nobody can tell; the near leg is believed until the far one is higher.
    assert march(up(FULL), up(SLIGHT))[1] == {Limb.NEAR}
    assert march(STILL, STILL)[1] == set()
