"""Judges the runs of a workout once more when they are over, each with its own hindsight."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from formcheck.domain.body import Sighting
from formcheck.domain.events import Event
from formcheck.engine.bunches import in_bunches
from formcheck.engine.report import SetReport, fold, joined
from formcheck.engine.session import FormSession
from formcheck.engine.step import Step
from formcheck.engine.workout.set_run import ClosedRun, RunSpan
from formcheck.exercises.spec import ExerciseSpec
from formcheck.kinematics.pelvic_tilt import TiltModel

Watch = Callable[[Step], None]


def look_again(
    spans: Sequence[RunSpan],
    sightings: Iterable[Sighting],
    spec: ExerciseSpec,
    tilt_model: TiltModel | None,
    watch: Watch,
) -> list[ClosedRun]:
    """Find what each run tells of itself, where only its times are known. All else: as for `judge_again`."""
    frames, found = _Frames(sightings), []
    for span in spans:
        session = FormSession(spec, tilt_model, span.side, scouting=True)
        for bunch in in_bunches(frames.of(span)):
            for step in session.steps(bunch):
                watch(step)
        found.append(ClosedRun(span=span, found=session.found()))
    return found


def judge_again(
    runs: Sequence[ClosedRun],
    sightings: Iterable[Sighting],
    spec: ExerciseSpec,
    tilt_model: TiltModel | None,
    watch: Watch,
) -> SetReport:
    """Report of all runs, joined.

    sightings: of the whole workout, or at least of its runs, in rising time. watch: hears of every step that
    is shown.
    """
    frames, reports = _Frames(sightings), []
    for run in runs:
        span = run.span
        session = FormSession(spec, tilt_model, span.side, hindsight=run.found)
        events: list[Event] = []
        for bunch in in_bunches(frames.of(span)):
            for step in session.steps(bunch):
                events += step.events
                if span.shows(step.t_s):
                    watch(step)
        events += session.finish()
        reports.append(fold(events, spec, span.end_s, start_s=span.start_s))
    return joined(reports, spec)


class _Frames:
    """The sightings of one run after the other."""

    def __init__(self, sightings: Iterable[Sighting]) -> None:
        self._waiting = iter(sightings)
        self._next = next(self._waiting, None)

    def of(self, span: RunSpan) -> Iterator[Sighting]:
        """Those of a run; runs are asked for in their order."""
        while self._next is not None and self._next.t_s <= span.last_s:
            if self._next.t_s >= span.from_s:
                yield self._next
            self._next = next(self._waiting, None)
