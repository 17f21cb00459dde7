"""A fault is over when the leg that showed it has done its work, whoever works next."""

import pytest

from formcheck.domain.body import Facing, Limb, Side
from formcheck.domain.events import Event
from formcheck.domain.measure import Channel, Flag, Measure
from formcheck.engine.judge import CriteriaJudge
from formcheck.engine.progress.trackers import Trackers
from formcheck.engine.report import fold
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import RepRule
from tests.engine.motions import Motion, frames, lift
from tests.engine.observed import observed

SPEC = EXERCISES["supine-march"]
assert isinstance(SPEC.progress, RepRule)
FULL = 2.0 * SPEC.progress.full_range.interval.low
NEAR, FAR = (Facing.RIGHT.side_of(limb) for limb in (Limb.NEAR, Limb.FAR))
FIRST_S, LASTS_S, DURATION_S = 2.0, 3.5, 14.0


def up(start_s: float) -> Motion:
    return lift(start_s, 1.2, 1.1, 1.2, FULL)


def faults(second_s: float, arched: set[Limb]) -> list[tuple[Side, float, float]]:
    """Where a march of the near and then the far leg says that the back arches."""
    trackers, judge, events = Trackers(SPEC, side=None), CriteriaJudge(SPEC), list[Event]()
    channels = {limb: SPEC.progress.channel.on(limb) for limb in SPEC.limbs}
    motions = {Limb.NEAR: up(FIRST_S), Limb.FAR: up(second_s)}
    for t_s in frames(DURATION_S, 24.0):
        values = {channel: motions[limb](t_s) for limb, channel in channels.items()}
        events += trackers.update(observed(SPEC, t_s, values))
        worker = trackers.worker
        tilt_deg = 10.0 if worker and worker.limb in arched else 0.0
        seen = observed(SPEC, t_s, {**values, Channel(Measure.PELVIC_TILT): tilt_deg})
        events += judge.update(seen, worker)
    report = fold(events, SPEC, DURATION_S)
    return [(f.side, f.start_s, f.end_s) for f in report.findings if f.flag is Flag.ARCHED_BACK]


@pytest.mark.parametrize("second_s", [FIRST_S + LASTS_S - 0.6, FIRST_S + LASTS_S, FIRST_S + LASTS_S + 1.5])
@pytest.mark.parametrize("arched", [{Limb.NEAR}, {Limb.FAR}, {Limb.NEAR, Limb.FAR}])
def test_a_fault_ends_with_the_work_of_its_leg(second_s: float, arched: set[Limb]) -> None:
    found = faults(second_s, arched)
    starts_s = {NEAR: FIRST_S, FAR: second_s}
    assert {side for side, _, _ in found} == {Facing.RIGHT.side_of(limb) for limb in arched}
    assert len(found) == len(arched)
    for side, start_s, end_s in found:
        assert starts_s[side] <= start_s < end_s <= starts_s[side] + LASTS_S + 1.3
