"""Judges the runs of a workout once more when they are over, each with its own hindsight."""

from collections.abc import Callable, Iterable, Sequence

from formcheck.domain.body import Sighting
from formcheck.domain.events import Event
from formcheck.engine.report import SetReport, fold, joined
from formcheck.engine.session import FormSession
from formcheck.engine.step import Step
from formcheck.engine.workout.set_run import ClosedRun
from formcheck.exercises.spec import ExerciseSpec
from formcheck.kinematics.pelvic_tilt import TiltModel


def judge_again(
    runs: Sequence[ClosedRun],
    sightings: Iterable[Sighting],
    spec: ExerciseSpec,
    tilt_model: TiltModel | None,
    watch: Callable[[Step], None],
) -> SetReport:
    """Report of all runs, joined.

    sightings: of the whole workout, or at least of its runs, in rising time. watch: hears of every step.
    """
    waiting = iter(sightings)
    sighting = next(waiting, None)
    reports = []
    for run in runs:
        session = FormSession(spec, tilt_model, run.side, hindsight=run.found)
        events: list[Event] = []
        while sighting is not None and sighting.t_s <= run.last_s:
            if sighting.t_s >= run.from_s:
                step = session.step(sighting)
                events += step.events
                watch(step)
            sighting = next(waiting, None)
        events += session.finish()
        reports.append(fold(events, spec, run.end_s, start_s=run.start_s))
    return joined(reports, spec)
