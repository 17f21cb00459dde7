"""What trackers and judges are fed: frames with made-up values."""

from collections.abc import Mapping

from formcheck.domain.body import Facing
from formcheck.domain.measure import Channel
from formcheck.engine.baseline import Baseline
from formcheck.engine.neutral import Neutral
from formcheck.engine.progress.base import Observation
from formcheck.exercises import ExerciseSpec
from formcheck.kinematics.bodyview import view_body
from tests.bodies import Stick


def observed(
    spec: ExerciseSpec,
    t_s: float,
    values: Mapping[Channel, float],
    resting: Stick | None = None,
    rested: Mapping[Channel, float] | None = None,
) -> Observation:
    """A frame of somebody who faces right. resting: the body in its neutral. rested: its values, else 0."""
    baseline = Baseline(spec)
    if resting is not None:
        baseline.neutral = Neutral(
            view_body(resting.pose(), Facing.RIGHT), {**dict.fromkeys(values, 0.0), **(rested or {})}
        )
    return Observation(t_s=t_s, values=values, facing=Facing.RIGHT, baseline=baseline)
