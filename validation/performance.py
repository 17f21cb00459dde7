"""What a movement hands to the renderer: signals over time and the events it means to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from validation.body import Body
from validation.postures.base import Posture
from validation.timeline import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One repetition, complete or not. Times: onset, arrival at the top, back at rest."""

    start_s: float
    top_s: float
    leave_s: float
    end_s: float
    leg: str
    """`L`, `R` or `both`."""
    complete: bool = True
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault that is really shown, from its onset to its end."""

    key: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """A whole clip's movement."""

    posture: Callable[[Body], Posture]
    timeline: Timeline
    duration_s: float
    attempts: tuple[Attempt, ...] = ()
    faults: tuple[Fault, ...] = ()
    trembling: dict[str, float] = field(default_factory=dict)
    """Signal -> standard deviation of its sway; signals named raise_* tremble only while raised."""
    lying: bool = False
    mat: tuple[float, float] | None = (-1.0, 1.0)
    extra: dict[str, Any] = field(default_factory=dict)
    """More `expected` entries."""
    phases: tuple[tuple[float, str], ...] = ((0.0, "exercise"),)
    """When each phase begins: `entering`, `exercise`, `pause`, `leaving`."""
    crosses: bool = False
    """The person walks through the picture: the camera need not see all of the way."""

    def phase(self, t_s: float) -> str:
        """The phase of a moment."""
        return [name for begin_s, name in self.phases if begin_s <= t_s + 1e-9][-1]

    def retimed(self, later: Callable[[float], float]) -> Performance:
        """The same performance with every moment put where `later` says."""
        extra = dict(self.extra)
        if "pulls" in extra:
            extra["pulls"] = [{key: round(later(t), 3) for key, t in pull.items()} for pull in extra["pulls"]]
        return replace(
            self,
            timeline=self.timeline.retimed(later),
            duration_s=later(self.duration_s),
            attempts=tuple(
                replace(
                    a,
                    start_s=later(a.start_s),
                    top_s=later(a.top_s),
                    leave_s=later(a.leave_s),
                    end_s=later(a.end_s),
                )
                for a in self.attempts
            ),
            faults=tuple(replace(f, start_s=later(f.start_s), end_s=later(f.end_s)) for f in self.faults),
            phases=tuple((later(t), name) if t > 0 else (t, name) for t, name in self.phases),
            extra=extra,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a movement is asked to do."""

    near: str
    """The leg towards the camera, `L` or `R`."""
    variant: str
    """`clean` or a flag key."""
    rng: np.random.Generator
    reps: int | None = None
    """How many repetitions or holds; None = as many as the movement usually has."""
    hold_s: float | None = None
    """How long each hold lasts; None = as drawn."""

    @property
    def far(self) -> str:
        """The other leg."""
        return "R" if self.near == "L" else "L"

    def between(self, low: float, high: float) -> float:
        """A uniform draw."""
        return float(self.rng.uniform(low, high))

    def count(self, usual: int) -> int:
        """How many repetitions to show."""
        return usual if self.reps is None else self.reps

    def faulty(self, count: int) -> list[bool]:
        """Which of `count` attempts show the fault: none when clean, else about half, at least two."""
        if self.variant == "clean":
            return [False] * count
        wanted = max(2, int(np.ceil(count * self.between(0.4, 0.8)))) if count > 1 else 1
        chosen = set(self.rng.choice(count, size=min(wanted, count), replace=False).tolist())
        return [i in chosen for i in range(count)]
