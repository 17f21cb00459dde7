"""What is said of every fault of every exercise, for whoever is to check it: `make feedback`."""

import sys
from collections.abc import Iterator

from formcheck.domain.measure import Flag, Unit
from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.i18n import LANGUAGES, Words, words
from formcheck.review.axis import Axis
from formcheck.review.extent import Extent
from formcheck.review.faults import limit_of, size_of
from formcheck.review.kinds.repetition import shortest
from formcheck.review.lines import line, speak
from formcheck.review.where import where_line

_HEAD = """# Feedback
Generated from `src/formcheck/exercises` and `src/formcheck/i18n`; do not edit. `make feedback` writes it
anew.

Each fault of each exercise, as a review says it when it was in repetitions 2 and 4 (of a hold: from second 5
to 12), with an example of how far it went, a little beyond amber. The bounds are those in force
([CRITERIA.md](CRITERIA.md)); the cue is what is said aloud meanwhile.
"""
_COLUMNS = "\n| fault | in the review | aloud |\n|---|---|---|\n"
_BEYOND = {Unit.DEG: 5.0, Unit.RATIO: 0.03}


def feedback_page() -> str:
    """The whole page, Markdown."""
    return _HEAD + "".join(_exercise(spec) for spec in EXERCISES.values())


def _exercise(spec: ExerciseSpec) -> str:
    names = " · ".join(words(lang)(f"{spec.key}.name") for lang in LANGUAGES)
    head = f"\n## {spec.slug}\n{names}\n"
    if not spec.flags:
        return f"{head}\nNo faults: it is a check without a score.\n"
    return head + _COLUMNS + "\n".join(row for flag in sorted(spec.flags) for row in _rows(spec, flag)) + "\n"


def _rows(spec: ExerciseSpec, flag: Flag) -> Iterator[str]:
    numbers = (2, 4) if spec.dose.reps else ()
    where = where_line(numbers, ((5.0, 12.0),), 6)
    what = line(f"{spec.key}.finding.{flag}", **_example(spec, flag).params())
    said = line("report.fault.said", where=where, what=what, advice=line(f"{spec.key}.advice.{flag}"))
    for n, lang in enumerate(LANGUAGES):
        say: Words = words(lang)
        first = f"`{flag}` {say(f'flag.{flag}')}" if n == 0 else say(f"flag.{flag}")
        yield f"| {first} | {speak(said, say)} | {say(f'{spec.key}.cue.{flag}')} |"


def _example(spec: ExerciseSpec, flag: Flag) -> Extent:
    """A little beyond the end of amber."""
    criterion = next((each for each in spec.criteria if flag in (each.below, each.above)), None)
    if criterion is None:
        return _example_of_counting(spec, flag)
    beyond = _BEYOND[criterion.ok.unit]
    value = criterion.warn.low - beyond if flag is criterion.below else criterion.warn.high + beyond
    return Extent(size_of(value, criterion), limit_of(flag, criterion), sd=4.0)


def _example_of_counting(spec: ExerciseSpec, flag: Flag) -> Extent:
    if flag is Flag.TOO_FAST:
        least_s = next(each.bound.interval.low for each in spec.progress.published() if each.name == "up_s")
        return Extent(0.5 * least_s, shortest(least_s), way=line("report.where.way_up"))
    axis = Axis.of(spec)
    if flag is Flag.TOO_HIGH:
        high = next(each.bound.interval.low for each in spec.progress.published() if each.name == "too_high")
        return Extent(axis.shown(high) * 1.1, axis.shown(high))
    low, high = sorted((axis.shown(axis.target.low), axis.shown(axis.target.high)))
    least = low if abs(low) != float("inf") else high
    return Extent(0.6 * least if axis.unit == "percent" else least - 10.0, least)


if __name__ == "__main__":
    sys.stdout.write(feedback_page())
