"""The changes that another recording of the same kind of scene could bring, and what they do to its truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from formcheck.domain.body import Side, Sighting
from formcheck.domain.events import RepCompleted
from validation.perturbed.changes import (
    Change,
    at_fps,
    at_speed,
    cut,
    drifting,
    less_visible,
    mirrored,
    noisy,
    rolled,
    scaled,
    stretched,
)

_SEED = 16
AS_IT_IS = "as it is"


def _unchanged(sightings: Sequence[Sighting], _: np.random.Generator) -> list[Sighting]:
    return list(sightings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rep:
    """One repetition: when it began, topped and ended, and what it was. Seconds of the film it is seen in."""

    start_s: float
    peak_s: float
    end_s: float
    side: Side
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """A film changed. speed: so many times as fast. late_s, early_s: begun later, ended earlier by that."""

    name: str
    change: Change = _unchanged
    speed: float = 1.0
    flipped: bool = False
    late_s: float = 0.0
    early_s: float = 0.0

    def of(self, sightings: Sequence[Sighting], duration_s: float) -> tuple[list[Sighting], float]:
        """The changed film and how long it lasts; no pictures where nothing is left."""
        kept = [s for s in sightings if self.late_s <= s.t_s < duration_s - self.early_s]
        if not kept:
            return [], 0.0
        zero_s = kept[0].t_s
        if self.late_s or self.early_s:
            kept = cut(sightings, self.late_s, duration_s - self.early_s)
        seconds = (duration_s - self.early_s - zero_s) / self.speed
        return self.change(kept, np.random.default_rng(_SEED)), seconds

    def place(self, rep: RepCompleted) -> Rep:
        """A repetition of the film as it is, as it should be told of the changed one."""
        return Rep(
            start_s=(rep.start_s - self.late_s) / self.speed,
            peak_s=(rep.peak_s - self.late_s) / self.speed,
            end_s=(rep.end_s - self.late_s) / self.speed,
            side=rep.side.opposite if self.flipped and rep.side is not Side.BOTH else rep.side,
            complete=rep.complete,
        )


def _speeds() -> list[Variation]:
    return [
        Variation(name=f"{speed:g} x as fast", change=at_speed(speed), speed=speed)
        for speed in (0.8, 0.9, 1.1, 1.25)
    ]


def _cameras() -> list[Variation]:
    return [
        *(Variation(name=f"{fps:g} pictures a second", change=at_fps(fps)) for fps in (24.0, 20.0, 15.0)),
        Variation(name="mirrored", change=mirrored, flipped=True),
        *(Variation(name=f"{factor:g} x as large", change=scaled(factor)) for factor in (0.8, 0.6)),
        *(Variation(name=f"rolled by {deg:+g} deg", change=rolled(deg)) for deg in (3.0, -3.0)),
        *(Variation(name=f"{factor:g} x as wide", change=stretched(factor)) for factor in (0.97, 1.03)),
    ]


def _landmarks() -> list[Variation]:
    return [
        *(Variation(name=f"noise of {share:.1%}", change=noisy(share)) for share in (0.005, 0.01)),
        *(Variation(name=f"drift of {share:.1%}", change=drifting(share)) for share in (0.005, 0.01)),
        Variation(name="visibility less .1", change=less_visible(0.1)),
    ]


def _cuts() -> list[Variation]:
    return [
        *(Variation(name=f"begun {late_s:g} s later", late_s=late_s) for late_s in (0.5, 1.0, 2.0, 3.0)),
        *(Variation(name=f"ended {early_s:g} s earlier", early_s=early_s) for early_s in (0.5, 1.0, 2.0)),
    ]


VARIATIONS: tuple[Variation, ...] = (
    Variation(name=AS_IT_IS),
    *_speeds(),
    *_cameras(),
    *_landmarks(),
    *_cuts(),
)
OF_OTHERS = frozenset({"0.8 x as fast", "rolled by +3 deg", "drift of 1.0%", "begun 2 s later"})
"""Those that are tried in exercises that are not shown, too: the ones that broke something."""
