"""Which other exercise a set looks like, where the body was in another one's position most of the time."""

from collections.abc import Mapping

from formcheck.domain.posture import Posture
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import ExerciseSpec

_MOST = 0.5
_AS_MUCH = 0.9  # who marches on the back is taken for a bridge now and then, for a few frames


def looks_like(report: SetReport) -> str | None:
    """Slug of the exercise to offer; None where this one was done, or where no other one is clear.

    Of several in whose positions the body was as much, it is the one with the fewest positions.
    """
    done = report.reps or report.holds or report.tries or report.unfinished
    if done or not report.duration_s:
        return None
    seconds = {
        slug: _in_position_s(spec, report.elsewhere_s)
        for slug, spec in EXERCISES.items()
        if slug != report.spec.slug
    }
    most_s = max(seconds.values(), default=0.0)
    if most_s < _MOST * report.duration_s:
        return None
    close = [slug for slug, each_s in seconds.items() if each_s >= _AS_MUCH * most_s]
    return min(close, key=lambda slug: len(EXERCISES[slug].postures))


def _in_position_s(spec: ExerciseSpec, elsewhere_s: Mapping[Posture, float]) -> float:
    return sum(elsewhere_s.get(posture, 0.0) for posture in spec.postures)
