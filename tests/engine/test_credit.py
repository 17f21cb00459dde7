"""Only seconds in the zone without a red fault count: on the clock, in the goal, in words, in the report."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.adapters.recording import Recording
from formcheck.adapters.tilt_weights import load_tilt_model
from formcheck.domain.body import Side, Sighting
from formcheck.domain.events import CueGiven, Event, VerdictChanged
from formcheck.engine.fault_spans import credited_s
from formcheck.engine.report import fold
from formcheck.engine.session import FormSession
from formcheck.engine.workout import Plan, Stage, Workout, WorkoutState
from formcheck.exercises import EXERCISES
from tests import bodies
from tests.bodies import Stick
from tests.engine.motions import lift
from tests.engine.test_session import sightings
from tests.golden.conftest import RECORDINGS

SPEC = EXERCISES["half-kneeling-stretch"]
FPS = 15.0
PRAISE = {"live.say.half_way", "live.say.come_out", "live.say.rest", "live.say.done", "hold_it"}


def leaning(start_s: float, lasts_s: float, back_deg: float = 25.0) -> Callable[[float], Stick]:
    """A stretch from second 6 to 26, with the trunk leaned back for a while."""
    stretch = lift(6.0, 1.0, 20.0, 1.0, 17.0)

    def at(t_s: float) -> Stick:
        lean = back_deg if start_s <= t_s < start_s + lasts_s else 0.0
        return replace(
            bodies.HALF_KNEELING,
            trunk_deg=bodies.HALF_KNEELING.trunk_deg + lean,
            hip_near=-stretch(t_s) - lean,
            hip_far=bodies.HALF_KNEELING.hip_far - lean,
            knee_near=90.0 - stretch(t_s),
        )

    return at


def lived(stream: Iterator[Sighting], target: int = 30) -> tuple[list[WorkoutState], Workout]:
    workout = Workout(Plan(spec=SPEC, side=Side.RIGHT, sets=1, target=target), tilt_model=None)
    states = [workout.step(sighting) for sighting in stream]
    workout.finish()
    return states, workout


@settings(max_examples=6)
@given(start_s=st.floats(5.0, 24.0), lasts_s=st.floats(0.2, 22.0))
def test_the_clock_says_what_the_report_says(start_s: float, lasts_s: float) -> None:
    session = FormSession(SPEC, tilt_model=None)
    events: list[Event] = []
    last = 0.0
    for sighting in sightings(leaning(start_s, lasts_s), 34.0, FPS):
        step = session.step(sighting)
        events += step.events
        last = step.progress.credited_s
        assert 0.0 <= last <= step.progress.held_s + 1e-9
    report = fold([*events, *session.finish()], SPEC, 34.0)
    assert last == pytest.approx(sum(held.credited_s for held in report.holds), abs=1e-6)


@pytest.mark.parametrize("lasts_s", [5.0, 12.0])
def test_live_and_report_agree_on_what_counts(lasts_s: float) -> None:
    states, workout = lived(sightings(leaning(12.0, lasts_s), 34.0, FPS))
    (held,) = workout.report().holds
    assert states[-1].held_s == pytest.approx(held.credited_s, abs=0.1)
    assert states[-1].lost_s == pytest.approx(lasts_s, abs=0.8)
    assert held.hold.in_zone_s == pytest.approx(states[-1].held_s + states[-1].lost_s, abs=0.1)


def test_the_clock_never_runs_back() -> None:
    states, _ = lived(sightings(leaning(12.0, 6.0), 28.0, FPS))
    clock = [state.held_s for state in states if state.stage is Stage.WORK]
    assert max(clock) > 12.0
    assert all(after >= before - 1e-9 for before, after in pairwise(clock))


def test_while_it_stands_still_it_says_for_what() -> None:
    states, _ = lived(sightings(leaning(12.0, 6.0), 28.0, FPS))
    stopped = {state.uncredited for state in states if 13.0 < state.t_s < 17.5}
    assert stopped == {"leaned_back"}
    assert {state.uncredited for state in states if state.t_s < 11.9 or state.t_s > 19.5} == {None}


def test_nothing_praises_a_hold_that_does_not_count() -> None:
    states, workout = lived(sightings(leaning(5.0, 25.0), 34.0, FPS), target=10)
    said = [state.say for state in states if state.say]
    assert not [key for key in said if key.rpartition(".")[2] in PRAISE or key in PRAISE]
    assert said.count("half_kneeling_stretch.cue.leaned_back") >= 1
    assert not workout.report().holds or workout.report().holds[0].credited_s < 2.0


def test_the_goal_is_reached_with_what_counts_only() -> None:
    states, _ = lived(sightings(leaning(10.0, 8.0), 34.0, FPS), target=11)
    come_out = next(state for state in states if state.say == "live.say.come_out")
    assert come_out.held_s >= 11.0
    assert come_out.t_s > 7.0 + 11.0 + 6.0


def test_the_golden_arched_stretch_counts_alike_everywhere() -> None:
    """Real landmarks and outlines of a rendered body that arches in the stretch."""
    recording = Recording(RECORDINGS / "half_kneeling_arched.npz")
    workout = Workout(Plan(spec=SPEC, sets=1, target=30), load_tilt_model())
    session = FormSession(SPEC, load_tilt_model())
    states, clock = [], 0.0
    events: list[Event] = []
    for seen in recording:
        states.append(workout.step(seen.sighting))
        step = session.step(seen.sighting)
        events += step.events
        clock = step.progress.credited_s
    report = fold([*events, *session.finish()], SPEC, recording.info.duration_s)
    workout.finish()
    upload_s = sum(held.credited_s for held in report.holds)
    live_s = sum(held.credited_s for held in workout.report().holds)
    assert clock == pytest.approx(upload_s, abs=0.5)
    assert states[-1].held_s == pytest.approx(live_s, abs=0.5)
    assert live_s == pytest.approx(upload_s, abs=0.5)
    assert sum(held.hold.in_zone_s for held in report.holds) > live_s + 2.0
    cues = [event.key for event in events if isinstance(event, CueGiven)]
    assert "half_kneeling_stretch.cue.arched_back" in cues


def test_how_far_a_fault_went_is_known_when_it_is_over() -> None:
    session = FormSession(SPEC, tilt_model=None)
    events = [e for s in sightings(leaning(12.0, 6.0), 28.0, FPS) for e in session.step(s).events]
    left = [e.left_value for e in events if isinstance(e, VerdictChanged) and e.left_value == e.left_value]
    assert left == pytest.approx([-25.0], abs=2.0)


@pytest.mark.parametrize(
    ("held", "cuts", "seconds"),
    [
        ([(0.0, 10.0)], [], 10.0),
        ([(0.0, 10.0)], [(2.0, 4.0), (3.0, 5.0)], 7.0),
        ([(0.0, 4.0), (6.0, 10.0)], [(3.0, 7.0)], 6.0),
        ([(0.0, 4.0)], [(-1.0, 9.0)], 0.0),
        ([], [(0.0, 1.0)], 0.0),
    ],
)
def test_what_is_left_when_faults_are_cut_out(
    held: list[tuple[float, float]], cuts: list[tuple[float, float]], seconds: float
) -> None:
    assert credited_s(held, cuts) == pytest.approx(seconds)
