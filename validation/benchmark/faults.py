"""How often a fault that is shown is named, and how often one is named that is not shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from formcheck.domain.measure import Flag
from formcheck.exercises import EXERCISES
from formcheck.exercises.half_kneeling_stretch import HALF_KNEELING_STRETCH
from validation.benchmark.clips import Clip
from validation.benchmark.events import matched
from validation.benchmark.observation import Observation
from validation.benchmark.rate import Rate

TOLERANCE_S = 1.0
"""A fault named this much beside the real one is still that one: it must last before it counts."""


@dataclass(slots=True)
class Tally:
    """Occasions of one flag: shown and named, named only, shown only."""

    hits: int = 0
    false_alarms: int = 0
    misses: int = 0

    @property
    def recall_rate(self) -> Rate:
        """How many of the shown ones are named."""
        return Rate(self.hits, self.hits + self.misses)

    @property
    def precision_rate(self) -> Rate:
        """How many of the named ones are shown."""
        return Rate(self.hits, self.hits + self.false_alarms)

    @property
    def precision(self) -> float:
        """Share of the named ones that are real; NaN when none was named."""
        named = self.hits + self.false_alarms
        return self.hits / named if named else float("nan")

    @property
    def recall(self) -> float:
        """Share of the real ones that are named; NaN when none was shown."""
        shown = self.hits + self.misses
        return self.hits / shown if shown else float("nan")


@dataclass(slots=True)
class Faults:
    """All flags of many clips. no_criterion: shown where an exercise judges none, by exercise and flag."""

    flags: dict[str, Tally] = field(default_factory=lambda: {str(flag): Tally() for flag in Flag})
    no_criterion: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, named: Counter[str], shown: Counter[str]) -> None:
        """Take one occasion: a repetition, or a whole held clip."""
        for key in set(named) | set(shown):
            tally, both = self.flags[key], min(named[key], shown[key])
            tally.hits += both
            tally.false_alarms += named[key] - both
            tally.misses += shown[key] - both


def tally_faults(pairs: Iterable[tuple[Clip, Observation]]) -> Faults:
    """Flags over all clips whose truth names its faults.

    What is published as not judged in an exercise is counted apart: it is no miss of a criterion.
    """
    faults = Faults()
    for clip, seen in pairs:
        occasions = _of_repetitions(clip, seen) if clip.expected.get("attempts") else _of_spans(clip, seen)
        judged = judged_flags(clip.judged_as)
        for named, shown in occasions:
            beyond = {key: count for key, count in shown.items() if key not in judged}
            faults.no_criterion.update({(clip.exercise, key): count for key, count in beyond.items()})
            faults.add(named, Counter({key: n for key, n in shown.items() if key in judged}))
    return faults


def judged_flags(exercise: str) -> frozenset[str]:
    """Flags that an exercise has a criterion for and can see."""
    spec = EXERCISES[exercise]
    return frozenset(str(flag) for flag in spec.flags if spec.pelvis_judged or flag is not Flag.ARCHED_BACK)


def _of_repetitions(clip: Clip, seen: Observation) -> Iterator[tuple[Counter[str], Counter[str]]]:
    """One occasion for each attempt; an attempt that is not complete is by definition too low."""
    attempts = clip.expected["attempts"]
    met = list(matched(seen.said["reps"], attempts))
    for rep, true in met:
        yield _flags(rep["flags"], complete=rep["complete"]), _flags(true["flags"], complete=true["complete"])
    for rep in seen.said["reps"]:
        if not any(rep is found for found, _ in met):
            yield _flags(rep["flags"], complete=rep["complete"]), Counter()
    for true in attempts:
        if not any(true is real for _, real in met):
            yield Counter(), _flags(true["flags"], complete=true["complete"])


def _flags(flags: list[str], *, complete: bool) -> Counter[str]:
    return Counter({*flags} if complete else {*flags, str(Flag.TOO_LOW)})


def _of_spans(clip: Clip, seen: Observation) -> Iterator[tuple[Counter[str], Counter[str]]]:
    """One occasion for each stretch of a fault, shown or named; those that overlap are the same."""
    shown = [{**fault, "key": _as_named(clip, fault["key"])} for fault in clip.expected.get("faults", [])]
    named = seen.said["findings"]
    for real in shown:
        hit = any(found["key"] == real["key"] and _touch(found, real) for found in named)
        yield Counter([real["key"]] if hit else []), Counter([real["key"]])
    for found in named:
        if not any(found["key"] == real["key"] and _touch(found, real) for real in shown):
            yield Counter([found["key"]]), Counter()


def _as_named(clip: Clip, key: str) -> str:
    """A stretch that goes too far is no fault, and is named for what it is."""
    deep = key == Flag.TOO_HIGH and clip.exercise == HALF_KNEELING_STRETCH.slug
    return str(Flag.DEEP) if deep else key


def _touch(found: dict[str, float], real: dict[str, float]) -> bool:
    return found["start_s"] <= real["end_s"] + TOLERANCE_S and found["end_s"] >= real["start_s"] - TOLERANCE_S
