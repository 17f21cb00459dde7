"""Lying on the back: supine march, Thomas check and bridge."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from validation.body import Body
from validation.legs import reach
from validation.pose import SIDES, ArmStyle, BodyPose, LegPose
from validation.postures.base import (
    Placed,
    Signals,
    bisect,
    finish,
    flat_ankle_height,
    hip_middle,
    hip_of,
    lowest,
    rows_of,
    trunk_and_legs,
)

BACK_BONES = ("spine02", "spine01", "clavicle", "shoulder01")
SEAT_BONES = ("root", "pelvis", "spine05")
UNDER_BONES = (*SEAT_BONES, "upperleg01")
MAT_SINK_M = 0.008
UPPER_BACK_SHARE = 0.5
"""How much of a bridge the upper back stays behind: it is rolled flat onto the floor."""
BRIDGE_TABLE_DEG = (0.0, 8.0, 16.0, 24.0, 32.0, 40.0)
TILT_TABLE_DEG = (-16.0, -8.0, 0.0, 8.0, 16.0, 24.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supine:
    """The posture's frames from its signals.

    Signals: raise_L/R (deg of hip flexion added), bend_L/R (knee flexion added), tilt (+ low back arches),
    bridge (deg of trunk elevation), pull (0..1 hands to the raised shin), sit (deg of sitting up).
    Head towards -x, face up.
    """

    body: Body
    arms: dict[str, ArmStyle]
    straight: bool
    rest_pitch_deg: float
    """Pitch of pelvis and thorax when buttocks and upper back both touch the floor."""
    thorax_pitch_deg: tuple[float, ...]
    """The thorax's pitch that keeps the upper back down, for each tilt of TILT_TABLE_DEG."""
    head_pitch_deg: float
    neck_pitch_deg: tuple[float, ...]
    """The lower neck's pitch that keeps the head on the floor, for each elevation of BRIDGE_TABLE_DEG."""
    straight_flexion_deg: dict[str, float]
    """Thigh flexion (against the vertical) of a leg lying straight on the floor."""
    ankle_x_m: dict[str, float]
    shoulder_x_m: float
    back_rows: NDArray[np.int64]
    under_rows: NDArray[np.int64]
    upper_back_share: float = UPPER_BACK_SHARE
    thorax_follows: float = 1.0
    """How far the thorax turns with the tilt so as to stay on the floor; 0 = it keeps its pitch."""

    def solve(self, signals: Signals) -> Placed:
        """Buttocks (or, bridging, shoulders) on the floor; planted feet stay."""
        body, get = self.body, lambda key: signals.get(key, 0.0)
        tilt, bridge, lifted = get("tilt"), get("bridge"), get("pelvis_lift")
        thorax = float(np.interp(tilt, TILT_TABLE_DEG, self.thorax_pitch_deg))
        thorax = self.rest_pitch_deg + self.thorax_follows * (thorax - self.rest_pitch_deg)
        up, sit = bridge + lifted, get("sit")
        pose = BodyPose(
            pelvis_pitch_deg=self.rest_pitch_deg + tilt - up + 0.8 * sit,
            thorax_pitch_deg=thorax - up + sit,
            slump_deg=self.upper_back_share * up + 0.25 * min(sit, 40.0),
            head_pitch_deg=self.head_pitch_deg + get("head") + sit,
            neck_pitch_deg=float(np.interp(up, BRIDGE_TABLE_DEG, self.neck_pitch_deg)) + sit,
            arms=self.arms,
            arms_next=dict.fromkeys(SIDES, "lap" if sit > 0 else "pull"),
            arm_blend=min(sit / 50.0, 1.0) if sit > 0 else get("pull"),
        )
        bones = trunk_and_legs(body, pose)
        bones = bones.moved(-hip_middle(body, bones))
        under = self.under_rows
        shoulder_x = (bones.joints[body.bone["upperarm01.L"]] + bones.joints[body.bone["upperarm01.R"]])[
            0
        ] / 2
        drop = -lowest(body, bones, under) - MAT_SINK_M
        forward = self.shoulder_x_m - shoulder_x if sit <= 0 else 0.0  # sitting up, the seat stays
        bones = bones.moved(np.array([forward, 0.0, drop]))
        for _ in range(2):  # buttock skin hangs on the thighs too: place, bend the legs, place again
            middle = hip_middle(body, bones)
            for side in SIDES:
                pose = pose.with_leg(side, self._leg(side, signals, hip_of(body, bones, side)))
            placed = trunk_and_legs(body, pose)
            bones = placed.moved(middle - hip_middle(body, placed))
            bones = bones.moved(np.array([0.0, 0.0, -lowest(body, bones, under) - MAT_SINK_M]))
        middle = hip_middle(body, bones)
        for side in SIDES:
            pose = pose.with_leg(side, self._leg(side, signals, hip_of(body, bones, side)))
        placed = trunk_and_legs(body, pose)
        return finish(body, pose, placed.moved(middle - hip_middle(body, placed)))

    def _leg(self, side: str, signals: Signals, hip: np.ndarray) -> LegPose:
        lift, bend = signals.get(f"raise_{side}", 0.0), signals.get(f"bend_{side}", 0.0)
        out = 4.0
        if self.straight:
            base = straight_leg(self.straight_flexion_deg[side])
            return replace(base, flexion_deg=base.flexion_deg + lift, knee_deg=max(base.knee_deg + bend, 0.5))
        target = np.array([self.ankle_x_m[side], 0.0, flat_ankle_height(self.body, side)])
        leg = reach(self.body, side, LegPose(out_deg=out, foot_pitch_deg=0.0), hip=hip, ankle=target)
        if lift <= 0.0 and bend == 0.0:
            return leg
        shank_up = lift - bend
        return LegPose(
            flexion_deg=leg.flexion_deg + lift,
            knee_deg=max(leg.knee_deg + bend, 0.0),
            out_deg=out,
            foot_pitch_deg=shank_up - min(0.4 * abs(lift), 14.0),
        )


def straight_leg(flexion_deg: float) -> LegPose:
    """A leg lying on the floor: knee almost straight, foot fallen forward."""
    return LegPose(flexion_deg=flexion_deg, knee_deg=2.0, out_deg=5.0, ankle_deg=-28.0)


def supine(
    body: Body,
    *,
    arms: dict[str, ArmStyle],
    straight: bool = False,
    knee_deg: float = 95.0,
    upper_back_share: float = UPPER_BACK_SHARE,
    thorax_follows: float = 1.0,
) -> Supine:
    """How this body lies: the pitch at which buttocks and upper back both touch, head and feet down."""
    back, seat = rows_of(body, BACK_BONES, 0.7), rows_of(body, UNDER_BONES, 0.8)
    resting = {
        side: LegPose(flexion_deg=90.0 if straight else 140.0, knee_deg=knee_deg, out_deg=4.0)
        for side in SIDES
    }
    head_rows = rows_of(body, ("head",), 0.7)

    def back_minus_seat(pelvis: float, thorax: float) -> float:
        bones = trunk_and_legs(body, BodyPose(pelvis_pitch_deg=pelvis, thorax_pitch_deg=thorax, legs=resting))
        return lowest(body, bones, back) - lowest(body, bones, seat)

    rest = bisect(lambda p: back_minus_seat(p, p), -105.0, -75.0)
    table = tuple(
        bisect(lambda q, tilt=tilt: back_minus_seat(rest + tilt, q), rest - 25.0, rest + 25.0)  # type: ignore[misc]
        for tilt in TILT_TABLE_DEG
    )
    flat = BodyPose(pelvis_pitch_deg=rest, thorax_pitch_deg=rest, legs=resting)
    floor = lowest(body, trunk_and_legs(body, flat), seat)

    def head_height(head: float) -> float:
        bones = trunk_and_legs(body, replace(flat, head_pitch_deg=head))
        return lowest(body, bones, head_rows) - floor - 0.012

    head = bisect(head_height, -110.0, -55.0)

    def neck_height(neck: float, up: float) -> float:
        pose = replace(
            flat,
            pelvis_pitch_deg=rest - up,
            thorax_pitch_deg=rest - up,
            slump_deg=upper_back_share * up,
            head_pitch_deg=head,
            neck_pitch_deg=neck,
        )
        bones = trunk_and_legs(body, pose)
        return lowest(body, bones, head_rows) - lowest(body, bones, np.union1d(seat, back)) - 0.012

    def heel_height(flexion: float, side: str) -> float:
        bones = trunk_and_legs(body, flat.with_leg(side, straight_leg(flexion)))
        return lowest(body, bones, rows_of(body, (f"foot.{side}",))) - floor - 0.004

    necks = tuple(bisect(lambda n, up=up: neck_height(n, up), -115.0, -40.0) for up in BRIDGE_TABLE_DEG)  # type: ignore[misc]
    lying = (
        {side: bisect(lambda f, side=side: heel_height(f, side), 75.0, 105.0) for side in SIDES}
        if straight
        else {}
    )  # type: ignore[misc]
    bones = trunk_and_legs(body, flat)
    hip = hip_middle(body, bones)
    shoulder_x = (bones.joints[body.bone["upperarm01.L"]] + bones.joints[body.bone["upperarm01.R"]])[
        0
    ] / 2 - hip[0]
    hip_height = float(hip[2] - floor - MAT_SINK_M)
    ankle_x = {side: _planted_ankle_x(body, side, hip_height, knee_deg) for side in SIDES}
    return Supine(
        body=body,
        arms=arms,
        straight=straight,
        rest_pitch_deg=rest,
        thorax_pitch_deg=table,
        head_pitch_deg=head,
        neck_pitch_deg=necks,
        straight_flexion_deg=lying,
        ankle_x_m=ankle_x,
        shoulder_x_m=float(shoulder_x),
        back_rows=back,
        under_rows=np.union1d(seat, back),
        upper_back_share=upper_back_share,
        thorax_follows=thorax_follows,
    )


def _planted_ankle_x(body: Body, side: str, hip_height: float, knee_deg: float) -> float:
    """The ankle place that gives the wanted knee angle with a flat foot."""
    hip = np.array([0.0, 0.0, hip_height])

    def knee_error(x: float) -> float:
        ankle = np.array([x, 0.0, flat_ankle_height(body, side)])
        return reach(body, side, LegPose(out_deg=4.0), hip=hip, ankle=ankle).knee_deg - knee_deg

    return bisect(knee_error, 0.25, 0.85)
