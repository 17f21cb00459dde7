"""Getting there and away: walking, sitting down on the stool, kneeling down; from an upright stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from validation.body import Body
from validation.legs import leg_lengths
from validation.postures.base import Placed, Signals, flat_ankle_height, rows_of
from validation.postures.kneeling import HalfKneeling
from validation.postures.seated import Seated
from validation.postures.standing import Standing
from validation.skeleton import Bones, skin

Array = NDArray[np.float64]
STEP_M = 0.52
LUNGE_BACK_M = 0.36
SWING = dict.fromkeys(("L", "R"), "swing")


def walking(travel_m: float, *, from_x_m: float = 0.0) -> dict[str, float]:
    """Signals of `Standing` for a walker who is `travel_m` from his place; 0 = feet together there."""
    settled = float(np.clip(abs(travel_m) / STEP_M, 0.0, 1.0))
    signals = {"walk_x": from_x_m + travel_m, "crouch": 0.04 * settled}
    strides = travel_m / (2 * STEP_M)
    for side, offset in (("L", 0.0), ("R", 0.5)):
        turn = strides + offset
        share = float(np.clip((turn % 1.0 - 0.5) / 0.5, 0.0, 1.0))
        planted = np.floor(turn) - offset + share**2 * (3 - 2 * share) + 0.25
        ahead = 2 * STEP_M * planted - travel_m
        signals[f"foot_x_{side}"] = float(from_x_m + travel_m + settled * ahead - 0.012)
        signals[f"foot_z_{side}"] = float(settled * 0.08 * np.sin(np.pi * share))
    signals["arm_swing"] = float(settled * 20.0 * np.sin(2 * np.pi * strides + 0.5 * np.pi))
    return signals


def between(body: Body, first: Placed, second: Placed, share: float) -> Placed:
    """A body between two poses: every bone turns the short way, the lowest skin stays down."""
    mixed = (1 - share) * first.bones.rotations + share * second.bones.rotations
    left, _, right = np.linalg.svd(mixed)
    turns = left @ right
    joints = np.empty_like(first.bones.joints)
    for i, parent in enumerate(body.parents):
        if parent < 0:
            joints[i] = (1 - share) * first.bones.joints[i] + share * second.bones.joints[i]
        else:
            joints[i] = joints[parent] + turns[parent] @ (body.heads[i] - body.heads[parent])
    rows = rows_of(body, ("foot", "toe", "lowerleg", "upperleg", "root", "pelvis"))
    floor_m = [float(skin(body, bones, rows)[:, 2].min()) for bones in (first.bones, second.bones)]
    bones = Bones(turns, joints)
    wanted = (1 - share) * floor_m[0] + share * floor_m[1]
    bones = bones.moved(np.array([0.0, 0.0, wanted - float(skin(body, bones, rows)[:, 2].min())]))
    return Placed((first if share < 0.5 else second).pose, bones)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnFoot:
    """Standing that can also walk to its place. Signals: those of `Standing`, and `travel` (m)."""

    body: Body
    standing: Standing

    def solve(self, signals: Signals) -> Placed:
        """On the way it walks, at its place it is the plain posture."""
        travel = signals.get("travel", 0.0)
        if travel == 0.0:
            return self.standing.solve(signals)
        walker = Standing(body=self.body, arms=SWING)
        settled = min(abs(travel) / STEP_M, 1.0)
        walked = walker.solve({**signals, **walking(travel)})
        return walked if settled >= 1 else between(self.body, self.standing.solve(signals), walked, settled)


@dataclass(frozen=True, slots=True, kw_only=True)
class FromStool:
    """Seated that can stand up and walk off. Signals: `up` (1 = standing), `bow` (deg), `travel`."""

    body: Body
    seated: Seated

    @property
    def seat_height_m(self) -> float:
        """Height of the stool."""
        return self.seated.seat_height_m

    def solve(self, signals: Signals) -> Placed:
        """The trunk bows, the seat is left, legs and trunk straighten over the feet."""
        up, bow = signals.get("up", 0.0), signals.get("bow", 0.0)
        sitting = {**signals, "lean": signals.get("lean", 0.0) + bow}
        if up <= 0.0:
            return self.seated.solve(sitting)
        body = self.body
        tall = min(sum(leg_lengths(body, side, 3.0)) + flat_ankle_height(body, side) for side in ("L", "R"))
        feet = float(np.mean(list(self.seated.ankle_x_m.values())))
        steps = walking(signals.get("travel", 0.0), from_x_m=feet)
        stance = {
            **steps,
            "walk_x": steps["walk_x"] - (1 - up) * feet,
            "crouch": steps["crouch"] + (1 - up) * (tall - self.seated.hip_height_m),
            "lean": sitting["lean"],
        }
        standing = Standing(body=body, arms=SWING).solve(stance)
        leaving = up / 0.2
        if leaving >= 1.0:
            return standing
        return between(body, self.seated.solve(sitting), standing, leaving)


@dataclass(frozen=True, slots=True, kw_only=True)
class FromKnee:
    """Half-kneeling that can stand up and walk off. Signals: `up` (0 kneeling .. .5 lunge .. 1), `travel`."""

    body: Body
    kneeling: HalfKneeling

    def solve(self, signals: Signals) -> Placed:
        """Knee off the floor into a lunge, then one foot after the other to the place of standing."""
        up = signals.get("up", 0.0)
        if up <= 0.0:
            return self.kneeling.solve(signals)
        lunge = self._upright({**signals, "up": max(up, 0.5)})
        return lunge if up >= 0.5 else between(self.body, self.kneeling.solve(signals), lunge, up / 0.5)

    def _upright(self, signals: Mapping[str, float]) -> Placed:
        rear = self.kneeling.rear
        front = "R" if rear == "L" else "L"
        low = 2.0 - 2.0 * signals["up"]
        first, then = float(np.clip(2 * low, 0, 1)), float(np.clip(2 * low - 1, 0, 1))
        steps = walking(signals.get("travel", 0.0))
        steps[f"foot_x_{front}"] += first * self.kneeling.front_ankle_x_m
        steps[f"foot_z_{front}"] += 0.25 * first * (1 - first)
        steps[f"foot_x_{rear}"] -= then * LUNGE_BACK_M
        steps[f"foot_z_{rear}"] += 0.25 * then * (1 - then) + 0.06 * then
        steps["crouch"] += 0.06 * first + 0.12 * then
        steps["walk_x"] += 0.06 * (first - then)
        return Standing(body=self.body, arms=SWING).solve(
            {**steps, "lean": signals.get("lean", 0.0) + 8 * low}
        )
