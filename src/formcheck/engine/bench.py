"""All judges of an exercise: one per criterion, and per leg where the criterion looks at a leg."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from formcheck.domain.body import Facing, Limb, Side
from formcheck.domain.events import VerdictChanged
from formcheck.domain.measure import Channel, Concern, Criterion, Flag, Reference, Verdict
from formcheck.engine.counting import LegCounter, side_of
from formcheck.engine.judge import Judge
from formcheck.exercises.spec import ExerciseSpec

HeldAgainst = Callable[[Channel, float, Reference], float]


@dataclass(slots=True)
class _Seat:
    """side: of the leg that was judged last."""

    criterion: Criterion
    limb: Limb | None
    judge: Judge
    side: Side = Side.BOTH


@dataclass(slots=True)
class Bench:
    """Judges that sit only while a leg works; nothing is judged between repetitions."""

    spec: ExerciseSpec
    _seats: list[_Seat] = field(init=False)

    def __post_init__(self) -> None:
        self._seats = [
            _Seat(criterion, limb, Judge(criterion))
            for criterion in self.spec.criteria
            for limb in ((self.spec.limbs or (None,)) if criterion.channel.limb else (None,))
        ]

    def update(
        self,
        t_s: float,
        values: Mapping[Channel, float],
        held_against: HeldAgainst,
        worker: LegCounter | None,
        facing: Facing,
    ) -> Iterator[VerdictChanged]:
        """Judge one frame. worker: what counts the leg that works now; None when none does."""
        for seat in self._seats:
            limb = worker.limb if worker else seat.limb
            if worker is None or not worker.tracker.at_work or seat.limb not in (None, limb):
                changes = [seat.judge.rest(t_s, seat.side)]
            else:
                side = side_of(limb, facing)
                # The whole body is judged anew with the other leg: a fault belongs to one side.
                changes = [seat.judge.rest(t_s, seat.side)] if seat.side is not side else []
                seat.side = side
                channel = seat.criterion.channel.on(limb)
                value = held_against(channel, values.get(channel, math.nan), seat.criterion.reference)
                changes.append(seat.judge.update(t_s, value, side))
            yield from (change for change in changes if change)

    def flags_between(self, start_s: float, end_s: float, limb: Limb | None) -> set[Flag]:
        """Faults that overlap a stretch of time, of this leg or of the whole body."""
        return {
            flag
            for seat in self._seats
            if seat.limb in (None, limb)
            for flag in seat.judge.flags_between(start_s, end_s)
        }

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """Worst present verdict per criterion."""
        worst: dict[str, Verdict] = {}
        for seat in self._seats:
            worst[seat.criterion.key] = max(worst.get(seat.criterion.key, Verdict.UNSEEN), seat.judge.verdict)
        return worst

    def complaints(self) -> list[tuple[Concern, str]]:
        """What a cue could be about now."""
        return [
            (seat.criterion.concern, f"{self.spec.key}.cue.{seat.judge.flag or seat.criterion.key}")
            for seat in self._seats
            if seat.judge.verdict is Verdict.FAULT
        ]
