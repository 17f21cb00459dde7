"""Where the people of the pictures hold their hands: as people do who were told nothing.

A pair of styles, often not the same left and right; and for some, where the hands go in later pictures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from validation.body import Body
from validation.pose import SIDES, ArmStyle
from validation.postures.base import Placed, Posture, finish

Arms = dict[str, ArmStyle]
REACH = "reach"
"""The signal of the hands on their way: 0 where they were, 1 where they go."""
ONE_OF_EACH, RESTLESS = 0.3, 0.35
"""So many hold their two arms differently; so many move them between pictures."""
STYLES: Mapping[str, Mapping[ArmStyle, float]] = {
    "half_kneeling": {"hips": 0.22, "thigh": 0.25, "hang": 0.2, "crossed": 0.18, "front": 0.07, "head": 0.08},
    "standing": {"hang": 0.45, "hips": 0.22, "crossed": 0.15, "front": 0.1, "head": 0.08},
    "seated": {"lap": 0.35, "crossed": 0.2, "hips": 0.13, "seat": 0.12, "hang": 0.14, "head": 0.06},
    "supine": {"crossed": 0.5, "belly": 0.28, "floor": 0.1, "head": 0.12},
    "bridge": {"crossed": 0.5, "belly": 0.28, "floor": 0.12, "head": 0.1},
    "thomas": {"belly": 0.5, "crossed": 0.32, "floor": 0.08, "head": 0.1},
}
FLAT: Mapping[ArmStyle, float] = {"floor": 0.7, "belly": 0.15, "crossed": 0.1, "head": 0.05}
"""Of who lies and was told nothing."""


def draw_arms(rng: np.random.Generator, kind: str, *, flat: bool = False) -> Arms:
    """Both hands' places. flat: as of who lies and was told nothing."""
    chosen = FLAT if flat else STYLES[kind]
    styles, chances = list(chosen), list(chosen.values())
    left = styles[int(rng.choice(len(styles), p=chances))]
    right = styles[int(rng.choice(len(styles), p=chances))]
    return {"L": left, "R": right if rng.random() < ONE_OF_EACH else left}


def draw_reach(rng: np.random.Generator, *, neutral: bool) -> float:
    """How far a restless person's hands are on their way; they start late, and stop anywhere."""
    if neutral:
        return float(rng.uniform(0.0, 0.08))
    return float(np.clip(rng.uniform(-0.3, 1.3), 0.0, 1.0))


def named(arms: Arms, near: str) -> str:
    """The near hand's place, then the far one's where it is another."""
    far = "R" if near == "L" else "L"
    return arms[near] if arms[near] == arms[far] else f"{arms[near]}+{arms[far]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsMove:
    """A posture whose hands go elsewhere with the signal `REACH`."""

    inner: Posture
    to: Arms

    @property
    def body(self) -> Body:
        """Whose posture it is."""
        return self.inner.body

    def __getattr__(self, name: str) -> Any:
        """Whatever else the posture knows: a seat's height, the pitch of lying."""
        return getattr(self.inner, name)

    def solve(self, signals: Mapping[str, float]) -> Placed:
        """The body of one frame."""
        placed = self.inner.solve(signals)
        share = signals.get(REACH, 0.0)
        if share <= 0.0:
            return placed
        pose = replace(placed.pose, arms_next=self.to, arm_blend=share)
        return finish(self.body, pose, placed.bones)


def moving(posture: Posture, to: ArmStyle | Arms) -> HandsMove:
    """The same posture; its hands can go there."""
    return HandsMove(inner=posture, to=to if isinstance(to, dict) else dict.fromkeys(SIDES, to))
