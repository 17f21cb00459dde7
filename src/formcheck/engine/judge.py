"""Judges all criteria of an exercise: each for itself, and per leg where the criterion looks at a leg."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from formcheck.domain.body import Facing, Limb, Side
from formcheck.domain.events import RepCompleted, VerdictChanged
from formcheck.domain.measure import Channel, Concern, Criterion, Flag, Verdict
from formcheck.engine.criterion_judge import CriterionJudge
from formcheck.engine.progress.base import Observation
from formcheck.exercises.spec import ExerciseSpec


class Worker(Protocol):
    """What the judge needs to know of a tracker."""

    @property
    def limb(self) -> Limb | None:
        """The leg that it follows; None: both as one."""

    @property
    def at_work(self) -> bool:
        """Whether there is something to judge just now."""

    @property
    def measured(self) -> Mapping[Channel, float]:
        """What only it can measure: it is judged whenever it is measured."""


@dataclass(slots=True)
class _LegCriterion:
    """A criterion on one leg; limb None: on the whole body. side: of the leg that was judged last."""

    criterion: Criterion
    limb: Limb | None
    judge: CriterionJudge
    side: Side = Side.BOTH


@dataclass(slots=True)
class CriteriaJudge:
    """Judges while a leg works; nothing is judged between repetitions."""

    spec: ExerciseSpec
    _all: list[_LegCriterion] = field(init=False)

    def __post_init__(self) -> None:
        self._all = [
            _LegCriterion(criterion, limb, CriterionJudge(criterion))
            for criterion in self.spec.criteria
            for limb in ((self.spec.limbs or (None,)) if criterion.channel.limb else (None,))
        ]

    def update(self, seen: Observation, worker: Worker | None) -> tuple[VerdictChanged, ...]:
        """Judge one frame. worker: follows the leg that works now; None when none does."""
        return tuple(change for each in self._all for change in self._judge(each, seen, worker) if change)

    @staticmethod
    def _judge(
        each: _LegCriterion, seen: Observation, worker: Worker | None
    ) -> Iterator[VerdictChanged | None]:
        # Who bounces out of a position and back is not at work for a moment, but is still bouncing.
        own = worker is not None and (worker.at_work or each.criterion.channel in worker.measured)
        if worker is None or not own or each.limb not in (None, worker.limb):
            yield each.judge.rest(seen.t_s, each.side)
            return
        side = seen.facing.side_of(worker.limb)
        if each.side is not side:
            # The whole body is judged anew with the other leg: a fault belongs to one side.
            yield each.judge.rest(seen.t_s, each.side)
            each.side = side
        channel = each.criterion.channel.on(worker.limb)
        value = seen.baseline.value_of(channel, seen.values, each.criterion.reference)
        yield each.judge.update(seen.t_s, value, side)

    def with_faults(self, rep: RepCompleted, facing: Facing) -> RepCompleted:
        """A repetition with the faults that overlap it."""
        found = self.flags_between(rep.start_s, rep.end_s, facing.limb_of(rep.side))
        return replace(rep, flags=tuple(sorted({*rep.flags, *found})))

    def flags_between(self, start_s: float, end_s: float, limb: Limb | None) -> set[Flag]:
        """Faults that overlap a stretch of time, of this leg or of the whole body."""
        return {
            flag
            for each in self._all
            if each.limb in (None, limb)
            for flag in each.judge.flags_between(start_s, end_s)
        }

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """Worst present verdict per criterion."""
        worst: dict[str, Verdict] = {}
        for each in self._all:
            worst[each.criterion.key] = max(worst.get(each.criterion.key, Verdict.UNSEEN), each.judge.shown)
        return worst

    @property
    def settled_s(self) -> float:
        """Verdicts before that time will not change any more; infinite where nothing is open."""
        return min((each.judge.settled_s for each in self._all), default=math.inf)

    @property
    def costing(self) -> Flag | None:
        """The fault for which time does not count just now, the most urgent one; None without any."""
        costly = [
            (each.criterion.concern, each.judge.flag)
            for each in self._all
            if each.judge.verdict is Verdict.FAULT and each.judge.flag and each.judge.flag.costs_credit
        ]
        return min(costly)[1] if costly else None

    @property
    def turning_red_s(self) -> float:
        """Since when there has been a fault that has not lasted long enough to count yet; NaN without."""
        since_s = [
            each.judge.turning_red_s
            for each in self._all
            if any(flag and flag.costs_credit for flag in (each.criterion.below, each.criterion.above))
        ]
        return min((each_s for each_s in since_s if each_s == each_s), default=math.nan)  # noqa: PLR0124 - NaN

    def complaints(self) -> list[tuple[Concern, str]]:
        """What a cue could be about now."""
        return [
            (each.criterion.concern, f"{self.spec.key}.cue.{each.judge.flag or each.criterion.key}")
            for each in self._all
            if each.judge.verdict is Verdict.FAULT
        ]
