"""What is kept of every frame of a run, recorded or live: measures, never pictures."""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from formcheck.domain.body import Facing, Side
from formcheck.domain.measure import Channel
from formcheck.engine.step import Step


@dataclass(frozen=True, slots=True)
class Row:
    """What is kept of one frame. values: by column name, without those not seen. tracked: NaN = not seen."""

    t_s: float
    judged: bool
    values: dict[str, float]
    tracked: float


class FrameTable(Sequence[Row]):
    """One row a frame, in columns of numbers: half an hour at 30 frames a second takes 5 MB, not 100."""

    def __init__(self) -> None:
        self._t_s = array("d")
        self._tracked = array("d")
        self._judged = bytearray()
        self._columns: dict[str, array[float]] = {}
        self._names: dict[Channel, str] = {}
        self._facings: Counter[Facing] = Counter()

    def add(self, step: Step) -> None:
        """Keep one frame."""
        names = self._names
        values = {
            names.get(channel) or names.setdefault(channel, channel.column): value
            for channel, value in step.values.items()
        }
        for name in values.keys() - self._columns.keys():
            self._columns[name] = array("f", [math.nan]) * len(self._t_s)
        for name, column in self._columns.items():
            column.append(values.get(name, math.nan))
        self._t_s.append(step.t_s)
        self._tracked.append(step.progress.value if step.judged else math.nan)
        self._judged.append(step.judged)
        if step.facing and step.judged:
            self._facings[step.facing] += 1

    @classmethod
    def of(
        cls,
        t_s: Iterable[float],
        tracked: Iterable[float],
        judged: Iterable[bool],
        columns: Mapping[str, Iterable[float]],
    ) -> "FrameTable":
        """Table of frames that were kept as columns, all of one length; NaN = not seen. It has no facings."""
        table = cls()
        table._t_s.extend(t_s)
        table._tracked.extend(tracked)
        table._judged.extend(judged)
        table._columns.update((name, array("f", values)) for name, values in columns.items())
        return table

    @property
    def near_side(self) -> Side | None:
        """Side that was towards the camera in most judged frames; None when nothing was judged."""
        return self._facings.most_common(1)[0][0].near_side if self._facings else None

    @property
    def end_s(self) -> float:
        """Time of the last frame, 0 when there is none."""
        return self._t_s[-1] if self._t_s else 0.0

    def __len__(self) -> int:
        return len(self._t_s)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self._row(each) for each in range(*index.indices(len(self)))]
        return self._row(range(len(self))[index])

    def _row(self, index: int) -> Row:
        values = {
            name: column[index] for name, column in self._columns.items() if not math.isnan(column[index])
        }
        return Row(self._t_s[index], bool(self._judged[index]), values, self._tracked[index])
