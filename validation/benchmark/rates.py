"""Promises that are rates: which, over which clips, and whether they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from validation.benchmark.clips import Clip
from validation.benchmark.events import judge_events
from validation.benchmark.faults import Faults
from validation.benchmark.observation import Observation
from validation.benchmark.rate import Rate

Seen = tuple[Clip, Observation]
TIME_LIMIT_S, HOLD_LIMIT_S = 0.4, 1.0
ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """One promise: a rate of at least so much."""

    key: str
    says: str
    least: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RateOutcome:
    """A promise and what was measured, for one exercise or for `ALL` of them."""

    limit: RateLimit
    exercise: str
    rate: Rate

    @property
    def held(self) -> bool | None:
        """Whether the rate as measured reaches the limit; None where nothing was measured."""
        return bool(self.rate.share >= self.limit.least) if self.rate.total else None

    @property
    def disproved(self) -> bool:
        """Whether even the upper end of the interval lies below the limit: more than bad luck."""
        return self.rate.interval[1] < self.limit.least


RATE_LIMITS = (
    RateLimit(key="reps", says="repetitions found, on the right side, none invented", least=0.98),
    RateLimit(key="clips", says="clips of which every count, side and verdict is right", least=0.95),
    RateLimit(key="times", says="starts, tops and ends within 0.4 s", least=0.98),
    RateLimit(key="holds", says="holds whose seconds are right within 1 s", least=0.95),
)
FLAG_LEAST = {"recall": 0.9, "precision": 0.95}
FLAG_OCCASIONS = 40
"""Of fewer occasions a flag's rate is published, but held against nothing."""


def rates_of(seen: Iterable[Seen]) -> Mapping[str, Rate]:
    """Rates of some clips by key of `RATE_LIMITS`."""
    events = [judge_events(clip, observation) for clip, observation in seen]
    times = [t for event in events for t in (*event.start_s, *event.peak_s, *event.end_s)]
    held = [t for event in events for t in event.held_s]
    return {
        "reps": Rate(sum(event.reps_right for event in events), sum(event.reps_in_all for event in events)),
        "clips": Rate(sum(event.exact for event in events), len(events)),
        "times": _within(times, TIME_LIMIT_S),
        "holds": _within(held, HOLD_LIMIT_S),
    }


def check_rates(seen: Sequence[Seen]) -> Iterator[RateOutcome]:
    """Every rate over all clips, and for each exercise by itself."""
    groups = {ALL: list(seen)}
    for pair in seen:
        groups.setdefault(pair[0].exercise, []).append(pair)
    for exercise, own in groups.items():
        rates = rates_of(own)
        for limit in RATE_LIMITS:
            yield RateOutcome(limit=limit, exercise=exercise, rate=rates[limit.key])


def check_flags(faults: Faults) -> Iterator[RateOutcome]:
    """Recall and precision of every flag that was shown, or named, often enough to say anything."""
    for key, tally in faults.flags.items():
        for name, rate in (("recall", tally.recall_rate), ("precision", tally.precision_rate)):
            if rate.total >= FLAG_OCCASIONS:
                limit = RateLimit(key=f"{key}/{name}", says=f"{key}: {name}", least=FLAG_LEAST[name])
                yield RateOutcome(limit=limit, exercise=ALL, rate=rate)


def split(seen: Sequence[Seen]) -> Mapping[str, Mapping[str, Rate]]:
    """Rates by what differs between clips: clothes, and how the phone stood."""
    groups: dict[str, list[Seen]] = {}
    for clip, observation in seen:
        for name in _kinds(clip):
            groups.setdefault(name, []).append((clip, observation))
    return {name: rates_of(groups[name]) for name in sorted(groups)}


_TABLE_M = 0.65


def _kinds(clip: Clip) -> Iterator[str]:
    told = clip.truth.get("conditions", {})
    fit = told.get("clothes", {}).get("fit")
    if fit:
        yield f"{fit} clothes"
    width_px, height_px = clip.truth["size"]
    yield "upright phone" if height_px > width_px else "phone on its side"
    if clip.exercise in ("supine-march", "thomas-check", "glute-bridge"):
        high = float(told.get("camera_height_m", 0.0)) >= _TABLE_M
        yield "who lies, from table height" if high else "who lies, from near the floor"


def _within(errors: Sequence[float], limit: float) -> Rate:
    return Rate(sum(abs(error) <= limit for error in errors), len(errors))


def broken_rates(outcomes: Iterable[RateOutcome]) -> tuple[RateOutcome, ...]:
    """Promises over all clips that are not kept. Of one exercise there are too few clips to say."""
    return tuple(each for each in outcomes if each.exercise == ALL and each.held is False)
