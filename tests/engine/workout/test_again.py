"""A workout that is over is judged once more, each run with its own hindsight."""

from collections.abc import Iterable

import pytest

from formcheck.domain.body import Side, Sighting
from formcheck.engine.report import SetReport
from formcheck.engine.step import Step
from formcheck.engine.workout import Command, Plan, Stage, Workout, judge_again
from formcheck.exercises import EXERCISES
from tests.engine.motions import added, frames, lift
from tests.engine.test_session import EXAMPLES, SLUGS, march, raise_knee, sightings
from tests.engine.workout.test_workout import FPS, one_set, run


def again(workout: Workout, stream: Iterable[Sighting]) -> tuple[SetReport, list[Step]]:
    steps: list[Step] = []
    report = judge_again(workout.runs, stream, workout.plan.spec, None, steps.append)
    return report, steps


@SLUGS
def test_who_kept_still_first_is_judged_the_same(slug: str) -> None:
    pose, duration_s = EXAMPLES[slug]
    stream = list(sightings(pose, duration_s, FPS))
    workout = one_set(slug)
    run(workout, stream)
    workout.finish()
    live, (later, _) = workout.report(), again(workout, stream)
    assert (later.reps, later.holds, later.tries) == (live.reps, live.holds, live.tries)
    assert (later.duration_s, later.judged_share) == (live.duration_s, live.judged_share)


def test_a_neutral_found_later_in_the_set_serves_what_came_before() -> None:
    """Forced to begin in the middle of a movement: live, the first lift is lost."""
    ups = added(*(lift(start_s, 1.2, 0.3, 1.2, 25.0) for start_s in (0.4, 3.4, 9.0)))
    stream = list(sightings(raise_knee(ups), 14.0, FPS))
    workout = one_set("seated-knee-raise")
    run(workout, stream, {0.0: Command.START, 0.1: Command.SKIP})
    workout.finish()
    live, (later, _) = workout.report(), again(workout, stream)
    assert live.complete_reps < later.complete_reps == 3


def test_every_run_is_judged_by_its_own_frames() -> None:
    plan = Plan(spec=EXERCISES["supine-march"], side=Side.RIGHT, sets=2, target=1)
    ups = added(*(lift(start_s, 1.2, 0.3, 1.2, 30.0) for start_s in (6.0, 24.0)))
    stream = list(sightings(march(ups), 34.0, FPS))
    workout = Workout(plan, tilt_model=None)
    states = run(workout, stream, {14.0: Command.SKIP})
    workout.finish()
    assert states[-1].stage is Stage.DONE
    assert len(workout.runs) == 2
    report, steps = again(workout, stream)
    assert report.complete_reps == workout.report().complete_reps == 2
    assert len(steps) < len(stream), "what lies between the runs is not judged"


def test_a_run_that_never_counted_is_none() -> None:
    workout = one_set("supine-march")
    run(workout, [Sighting(t_s=t_s, size_px=(640, 480), brightness=0.5) for t_s in frames(3.0, FPS)])
    workout.finish()
    assert workout.runs == []
    assert again(workout, [])[0].duration_s == pytest.approx(0.0)
