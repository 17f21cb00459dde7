"""Plain values: intervals, channels, sides, poses, errors that travel."""

import math
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.domain import errors, output_errors
from formcheck.domain.body import N_LANDMARKS, Facing, Limb, Pose, Side
from formcheck.domain.errors import FormcheckError
from formcheck.domain.measure import Channel, Measure, Unit, at_least, at_most, between

finite = st.floats(-1e6, 1e6)


@given(finite, finite, finite)
def test_an_interval_holds_its_ends_and_what_lies_between(a: float, b: float, value: float) -> None:
    low, high = sorted((a, b))
    interval = between(low, high, Unit.DEG)
    assert low in interval
    assert high in interval
    assert (value in interval) == (low <= value <= high)


@given(finite, finite)
def test_what_is_not_seen_lies_in_no_interval(a: float, b: float) -> None:
    unseen = math.nan
    assert unseen not in between(min(a, b), max(a, b), Unit.DEG)
    assert unseen not in between(-math.inf, math.inf, Unit.DEG)


@pytest.mark.parametrize(("low", "high"), [(2.0, 1.0), (math.nan, 1.0), (0.0, math.nan)])
def test_an_interval_the_wrong_way_round_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="low <= high"):
        between(low, high, Unit.DEG)


@pytest.mark.parametrize("unit", Unit)
def test_a_bound_knows_its_unit_and_its_open_end(unit: Unit) -> None:
    made = (between(1, 2, unit), at_least(1, unit), at_most(2, unit))
    assert [(each.low, each.high) for each in made] == [(1, 2), (1, math.inf), (-math.inf, 2)]
    assert {each.unit for each in made} == {unit}
    held = [between(1, 2, unit).holds(value, slack=0.5) for value in (0.49, 0.5, 2.5, 2.51, math.nan)]
    assert held == [False, True, True, False, False]


@pytest.mark.parametrize("kind", [Side, Limb])
def test_the_opposite_of_the_opposite_is_oneself(kind: type[Side] | type[Limb]) -> None:
    assert all(one.opposite.opposite is one for one in kind)


def test_facing_and_near_side_go_together() -> None:
    assert {facing: facing.near_side for facing in Facing} == {
        Facing.RIGHT: Side.RIGHT,
        Facing.LEFT: Side.LEFT,
    }


@pytest.mark.parametrize("working", [Limb.NEAR, Limb.FAR])
def test_working_and_other_become_near_and_far_and_stay_so(working: Limb) -> None:
    own = Channel(Measure.KNEE_FLEXION, Limb.WORKING).on(working)
    other = Channel(Measure.KNEE_FLEXION, Limb.OTHER).on(working)
    assert (own.limb, other.limb) == (working, working.opposite)
    assert own.on(working.opposite) == own
    assert Channel(Measure.TRUNK_LEAN).on(working) == Channel(Measure.TRUNK_LEAN)
    either = Channel(Measure.KNEE_FLEXION, Limb.OTHER)
    assert either.on(None) == either


def test_a_column_says_measure_limb_and_unit() -> None:
    assert Channel(Measure.ANKLE_LIFT, Limb.FAR).column == "ankle_lift_far_ratio"
    assert Channel(Measure.TRUNK_LEAN).column == "trunk_lean_deg"


@pytest.mark.parametrize("shape", [(17, 2), (33, 3), (33,)])
def test_a_pose_of_another_model_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="a pose needs"):
        Pose(t_s=0.0, points_px=np.zeros(shape), visibility=np.ones(N_LANDMARKS))


KINDS = [
    getattr(module, name)
    for module in (errors, output_errors)
    for name in module.__all__
    if name != "FormcheckError"
]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_survives_the_way_back_from_a_worker(kind: type[FormcheckError]) -> None:
    error = kind(**dict.fromkeys(kind.fields, "x"))
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), back.params, str(back)) == (kind, error.params, str(error))
    with pytest.raises(TypeError, match="needs"):
        kind(nothing_of_the_sort="x")
