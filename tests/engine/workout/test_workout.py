"""A workout from the first picture to the end, with people whose movements are known."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.domain.body import Facing, Side, Sighting
from formcheck.engine.report import fold
from formcheck.engine.session import FormSession
from formcheck.engine.workout import Breath, Command, Plan, Stage, Workout, WorkoutState
from formcheck.engine.workout.pacer import breath_at
from formcheck.exercises import EXERCISES
from tests import bodies
from tests.bodies import Stick
from tests.engine.motions import added, frames, lift
from tests.engine.test_session import EXAMPLES, SLUGS, march, sightings, stretch

Script = dict[float, Command]
FPS = 24.0
STANDS = bodies.STANDING


def run(workout: Workout, stream: Iterable[Sighting], script: Script | None = None) -> list[WorkoutState]:
    """Feed a workout; commands are given at their times."""
    pending = sorted((script or {}).items())
    states = []
    for sighting in stream:
        while pending and pending[0][0] <= sighting.t_s:
            workout.do(pending.pop(0)[1])
        states.append(workout.step(sighting))
    return states


def stages(states: Iterable[WorkoutState]) -> list[Stage]:
    return [stage for stage, _ in groupby(state.stage for state in states)]


def said(states: Iterable[WorkoutState]) -> list[str]:
    return [state.say for state in states if state.say]


def one_set(slug: str, target: int = 99) -> Workout:
    return Workout(Plan(spec=EXERCISES[slug], sets=1, target=target), tilt_model=None)


@SLUGS
def test_a_set_done_live_counts_what_an_upload_of_the_same_frames_counts(slug: str) -> None:
    pose, duration_s = EXAMPLES[slug]
    stream = list(sightings(pose, duration_s, FPS))
    workout, session = one_set(slug), FormSession(EXERCISES[slug], tilt_model=None)
    run(workout, stream)
    workout.finish()
    events = [event for sighting in stream for event in session.step(sighting).events]
    upload = fold([*events, *session.finish()], EXERCISES[slug], duration_s)
    live = workout.report()
    assert (live.complete_reps, live.partial_reps) == (upload.complete_reps, upload.partial_reps)
    assert live.reps == upload.reps
    assert live.tries == upload.tries
    assert [h.hold.in_zone_s for h in live.holds] == [h.hold.in_zone_s for h in upload.holds]
    assert upload.reps or upload.holds or upload.tries


def lifts(*starts_s: float) -> Callable[[float], Stick]:
    motion = added(*(lift(start_s, 1.2, 0.3, 1.2, 30.0) for start_s in starts_s))
    return march(motion)


def test_the_target_ends_the_set_and_the_dose_the_workout() -> None:
    plan = Plan(spec=EXERCISES["supine-march"], side=Side.RIGHT, sets=2, target=2)
    workout = Workout(plan, tilt_model=None)
    states = run(workout, sightings(lifts(6, 10, 14, 50, 54, 58), 70.0, FPS))
    expected = [Stage.SETUP, Stage.COUNTDOWN, Stage.WORK]
    assert stages(states) == [*expected, Stage.REST, *expected, Stage.DONE]
    assert workout.report().complete_reps == 4
    rest = [state.t_s for state in states if state.stage is Stage.REST]
    assert rest[-1] - rest[0] == pytest.approx(plan.rest_s, abs=0.1)
    assert said(states)[:2] == ["live.say.get_ready", "live.say.go"]
    assert said(states).count("live.say.last_one") == 2
    assert [
        key for key in said(states) if key in ("live.say.rest", "live.say.next_set", "live.say.done")
    ] == [
        "live.say.rest",
        "live.say.next_set",
        "live.say.done",
    ]


def test_nothing_counts_while_resting() -> None:
    workout = Workout(
        Plan(spec=EXERCISES["supine-march"], side=Side.RIGHT, sets=2, target=1), tilt_model=None
    )
    run(workout, sightings(lifts(6, 14, 19, 24), 34.0, FPS))
    assert workout.stage is Stage.REST
    assert workout.report().complete_reps == 1


def test_what_is_done_during_a_pause_does_not_count() -> None:
    workout = one_set("supine-march")
    script: Script = {10.0: Command.PAUSE, 20.0: Command.RESUME}
    states = run(workout, sightings(lifts(6, 12, 16, 27), 34.0, FPS), script)
    paused = [state for state in states if state.stage is Stage.PAUSED]
    assert paused[0].t_s == pytest.approx(10.0, abs=0.05)
    assert {state.paused_by for state in paused} == {"command"}
    assert not any(state.counted for state in paused)
    assert workout.report().complete_reps == 2
    assert states[-1].count == 2


def then(*parts: tuple[Callable[[float], Stick], float]) -> Callable[[float], Stick]:
    """One thing after another: each until its time."""
    return lambda t_s: next((pose(t_s) for pose, until_s in parts if t_s < until_s), parts[-1][0](t_s))


def test_leaving_the_position_pauses_and_coming_back_goes_on() -> None:
    person = then((lifts(6), 11.0), (lambda _: STANDS, 25.0), (lifts(31), 60.0))
    workout = one_set("supine-march")
    states = run(workout, sightings(person, 36.0, FPS))
    assert stages(states) == [
        Stage.SETUP,
        Stage.COUNTDOWN,
        Stage.WORK,
        Stage.PAUSED,
        Stage.COUNTDOWN,
        Stage.WORK,
    ]
    assert {state.paused_by for state in states if state.stage is Stage.PAUSED} == {"position"}
    assert workout.report().complete_reps == 2
    assert {"live.say.paused", "live.say.resumed"} <= set(said(states))


def test_who_goes_away_has_finished() -> None:
    person = then((lifts(6), 11.0), (lambda _: STANDS, 200.0))
    workout = one_set("supine-march")
    states = run(workout, sightings(person, 80.0, 12.0))
    assert workout.done
    assert states[-1].stage is Stage.DONE
    assert workout.report().complete_reps == 1


def test_nobody_is_rushed_before_the_first_set() -> None:
    workout = one_set("supine-march")
    run(workout, sightings(lambda _: STANDS, 100.0, 12.0))
    assert workout.stage is Stage.SETUP


def test_a_wrong_position_is_told_politely() -> None:
    states = run(one_set("supine-march"), sightings(lambda _: STANDS, 30.0, FPS))
    fixes = said(states)
    assert fixes == ["gate.wrong_posture.fix"] * 2
    assert {check.key: check.ok for check in states[-1].checks}["posture"] is False
    assert {check.key: check.ok for check in states[-1].checks}["light"] is True
    assert {check.key: check.ok for check in states[-1].checks}["level"] is None


def test_a_computer_that_keeps_up_now_and_then_does_not_begin_all_the_time() -> None:
    """Four seconds quick enough, four too slow, for a minute and a half: it began 12 times."""

    def stream() -> Iterator[Sighting]:
        t_s, still = 0.0, lifts()
        while t_s < 90.0:
            t_s += 1 / 15 if t_s % 8.0 < 4.0 else 1 / 8
            yield still(t_s).sighting(t_s)

    states = run(one_set("supine-march"), stream())
    assert 1 <= stages(states).count(Stage.COUNTDOWN) <= 3
    assert "gate.low_frame_rate.fix_live" in {check.fix for state in states for check in state.checks}


def kneeling(start_s: float, hold_s: float) -> Callable[[float], Stick]:
    return stretch(lift(start_s, 1.0, hold_s, 1.0, 17.0))


def test_a_hold_is_paced_and_ends_when_it_is_long_enough() -> None:
    workout = Workout(
        Plan(spec=EXERCISES["half-kneeling-stretch"], side=Side.RIGHT, sets=1, target=12), tilt_model=None
    )
    states = run(workout, sightings(kneeling(6.0, 16.0), 30.0, FPS))
    assert workout.done
    (hold,) = workout.report().holds
    assert hold.hold.in_zone_s == pytest.approx(16.9, abs=0.6)
    assert [key for key in said(states) if "half_way" in key or "come_out" in key] == [
        "live.say.half_way",
        "live.say.come_out",
    ]
    breaths = [state.breath for state in states if state.breath]
    assert {breath.phase for breath in breaths} == {"in", "out"}
    assert not any(state.breath for state in states if state.t_s < 6.0)


def test_a_hold_of_one_side_is_followed_by_the_other() -> None:
    plan = Plan(spec=EXERCISES["half-kneeling-stretch"], sets=1, target=8)
    turned_s = 40.0

    def person() -> Iterator[Sighting]:
        first, second = kneeling(6.0, 10.0), kneeling(50.0, 10.0)
        for t_s in frames(70.0, FPS):
            pose, facing = (first, Facing.RIGHT) if t_s < turned_s else (second, Facing.LEFT)
            yield pose(t_s).sighting(t_s, facing=facing)

    workout = Workout(plan, tilt_model=None)
    states = run(workout, person())
    assert workout.done
    assert Stage.SWITCH in stages(states)
    assert [hold.hold.side for hold in workout.report().holds] == [Side.RIGHT, Side.LEFT]
    # Until the person turns round, the other side cannot begin.
    waiting = [m for m in states if m.stage is Stage.SETUP and 30.0 < m.t_s < turned_s]
    assert waiting
    assert all({c.key: c.ok for c in m.checks}["side_on"] is False for m in waiting)


def test_stop_keeps_what_was_done() -> None:
    workout = one_set("supine-march")
    states = run(workout, sightings(lifts(6, 12, 18), 30.0, FPS), {16.0: Command.STOP})
    assert workout.done
    assert states[-1].stage is Stage.DONE
    assert workout.report().complete_reps == 2


def test_skip_goes_to_the_next_thing() -> None:
    workout = Workout(Plan(spec=EXERCISES["supine-march"], sets=2, target=5), tilt_model=None)
    script: Script = dict.fromkeys((11.0, 12.0, 18.0), Command.SKIP)
    states = run(workout, sightings(lifts(6), 20.0, FPS), script)
    kinds = [Stage.SETUP, Stage.COUNTDOWN, Stage.WORK]
    assert stages(states) == [*kinds, Stage.REST, *kinds[:2], Stage.WORK, Stage.DONE]


@given(
    script=st.lists(st.tuples(st.floats(0.0, 20.0), st.sampled_from(list(Command))), min_size=1, max_size=8)
)
@settings(max_examples=15)
def test_whatever_is_pressed_the_counts_agree_with_the_report(script: list[tuple[float, Command]]) -> None:
    workout = Workout(Plan(spec=EXERCISES["supine-march"], sets=3, target=1), tilt_model=None)
    states = run(workout, sightings(lifts(3, 7, 11, 15), 20.0, 12.0), dict(script))
    workout.finish()
    report = workout.report()
    assert workout.done
    assert report.complete_reps <= 4
    assert report.complete_reps >= max(state.count for state in states)
    assert [rep.start_s for rep in report.reps] == sorted(rep.start_s for rep in report.reps)
    assert 0.0 <= report.judged_share <= 1.0


@pytest.mark.parametrize(
    ("since_s", "breath"),
    [
        (0.0, Breath("in", 0.0, 4.0)),
        (2.0, Breath("in", 0.5, 4.0)),
        (4.0, Breath("out", 0.0, 6.0)),
        (17.0, Breath("out", 0.5, 6.0)),
    ],
)
def test_breathing_is_in_for_four_and_out_for_six_seconds(since_s: float, breath: Breath) -> None:
    assert breath_at(since_s) == breath


def test_two_legs_make_a_set_together() -> None:
    march_spec = EXERCISES["supine-march"]
    assert Plan(spec=march_spec, target=10).target_reps == 20
    assert Plan(spec=march_spec, side=Side.LEFT, target=10).target_reps == 10
    assert Plan(spec=EXERCISES["glute-bridge"], target=10).target_reps == 10
    assert Plan(spec=EXERCISES["half-kneeling-stretch"], target=30).target_s == 30.0


def test_a_plan_needs_a_set_and_a_target() -> None:
    for sets, target in ((0, 1), (1, 0)):
        with pytest.raises(ValueError, match="at least one set"):
            Plan(spec=EXERCISES["glute-bridge"], sets=sets, target=target)
