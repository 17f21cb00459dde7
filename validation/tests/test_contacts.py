"""Nothing sinks and nothing floats: soles, knees, buttocks, heads."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("scipy", reason="needs the `validation` dependency group")

from validation.clip import Shoot, prepare
from validation.movements import EXERCISES, VARIANTS
from validation.plan import make_plan
from validation.postures.base import rows_of
from validation.skeleton import skin

pytestmark = pytest.mark.usefixtures("bank")
FOOT_SINK_M = 0.01
SKIN_SINK_M = 0.025
"""The mat gives and flesh flattens, which the rigid skin does not show."""
CASES = [(exercise, variant) for exercise in EXERCISES for variant in VARIANTS[exercise]]


def _shoot(exercise: str, variant: str) -> Shoot:
    return prepare(make_plan(exercise, variant, 11, fps=2.0))


@pytest.mark.parametrize(("exercise", "variant"), CASES)
def test_no_foot_sinks_and_the_body_rests(exercise: str, variant: str) -> None:
    shoot = _shoot(exercise, variant)
    feet = rows_of(shoot.body, ("foot", "toe"))
    everything = np.arange(shoot.body.slices["body"].stop)
    for placed in shoot.placed:
        assert skin(shoot.body, placed.bones, feet)[:, 2].min() > -FOOT_SINK_M
        lowest = skin(shoot.body, placed.bones, everything)[:, 2].min()
        assert -SKIN_SINK_M < lowest < 0.02


@pytest.mark.parametrize("exercise", EXERCISES)
def test_nothing_jumps(exercise: str) -> None:
    shoot = prepare(make_plan(exercise, "clean", 12, fps=10.0))
    joints = np.array([placed.bones.joints for placed in shoot.placed])
    speed_m_s = np.abs(np.diff(joints, axis=0)).max() * 10.0
    assert speed_m_s < 6.0
