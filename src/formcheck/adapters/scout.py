"""Judges a recording knowing its end: one goes ahead and finds out, another judges.

Which leg is which, and where the body rests, is known from the whole of a clip. So there are two passes; the
first one judges nothing, and leaves out all that what it looks for does not hang on.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from formcheck.adapters.analyser import Analyser
from formcheck.domain.body import Side, Sighting
from formcheck.engine.bunches import in_bunches
from formcheck.engine.report import SetReport
from formcheck.engine.session import FormSession
from formcheck.engine.step import Step
from formcheck.exercises import ExerciseSpec
from formcheck.kinematics.pelvic_tilt import TiltModel


@dataclass(slots=True)
class Scout:
    """Feed sightings in rising time, then `judge` them once more."""

    spec: ExerciseSpec
    side: Side | None
    tilt_model: TiltModel | None
    _session: FormSession = field(init=False)

    def __post_init__(self) -> None:
        self._session = FormSession(self.spec, side=self.side, tilt_model=self.tilt_model, scouting=True)

    def steps(self, sightings: Sequence[Sighting]) -> Iterator[Step]:
        """Take frames that are at hand together; says how far the set is, and nothing of verdicts.

        See `FormSession.steps`.
        """
        return self._session.steps(sightings)

    def judge(
        self,
        again: Iterable[Sighting],
        duration_s: float,
        *,
        seen_until_s: float | None = None,
        tell: Callable[[Step, float], object] | None = None,
    ) -> tuple[Analyser, SetReport]:
        """Who has judged all sightings, and what there is to say. again: all of them once more.

        tell: told every step, in order, and up to when verdicts will not change any more.
        """
        judge = Analyser(self.spec, self.side, self.tilt_model, self._session.found())
        for bunch in in_bunches(again):
            for step in judge.steps(bunch):
                if tell:
                    tell(step, judge.settled_s)
        return judge, judge.finish(duration_s, seen_until_s=seen_until_s)


def judge_with_hindsight(
    spec: ExerciseSpec,
    sightings: Sequence[Sighting],
    duration_s: float,
    *,
    tilt_model: TiltModel | None,
    tell: Callable[[Step, float], object] | None = None,
) -> tuple[Analyser, SetReport]:
    """Judge sightings that are all at hand, either leg. All else: as for `Scout.judge`."""
    scout = Scout(spec, None, tilt_model)
    for bunch in in_bunches(sightings):
        for _ in scout.steps(bunch):
            pass
    return scout.judge(sightings, duration_s, tell=tell)
