"""Walking: feet stay where they stand and roll over heel and ball; the pelvis follows from the legs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from validation.arms import add_arms
from validation.body import Body
from validation.legs import leg_lengths, reach
from validation.movements.gait_script import TURN_S, Footfall, Pass, Script
from validation.pose import SIDES, BodyPose, LegPose
from validation.postures.base import Placed, Signals, flat_ankle_height, hip_middle, hip_of, rows_of
from validation.rotation import roll, yaw
from validation.skeleton import Bones, Rotations, pose_rotations, solve_bones
from validation.timeline import minimum_jerk

Array = NDArray[np.float64]
OUT_DEG = -1.0  # walkers set their feet nearly on one line
GRID_S = 0.01
SOLE_M = 0.004  # a rigid sole that rolls goes a little through the floor
SMOOTH_S = 0.035
HEEL_ROCK = 0.14  # share of a stance in which the foot rolls from the heel onto the sole
HEEL_OFF = 0.58  # share of a stance after which the heel rises
# Knee of the standing leg by share of its stance: the first of the two peaks, then straight, then giving way.
KNEE_SHARES, KNEE_LEVELS = (0.0, 0.22, 0.62, 0.82, 1.0), (0.3, 1.0, 0.3, 0.6, 2.3)


@dataclass(frozen=True, slots=True)
class _Foot:
    """A foot in one frame: its ankle along the way and above the floor (m), its pitch, + toes up."""

    x_m: float
    z_m: float
    pitch_deg: float
    toes_flat: bool
    stance: float
    """Share of the stance that is over; NaN in the air."""


@dataclass(frozen=True, eq=False)
class Walking:
    """A person who walks by a script. Signals: `clock` (s), `lean` (deg of sway)."""

    body: Body
    script: Script
    _heights: dict[int, tuple[Array, Array]] = field(default_factory=dict)
    _ways: dict[int, tuple[float, float, PchipInterpolator]] = field(default_factory=dict)

    @cached_property
    def leg_m(self) -> float:
        """Length of a leg: thigh and shank, the mean of both."""
        return float(np.mean([sum(leg_lengths(self.body, side, 0.0)) for side in SIDES]))

    @cached_property
    def _heel_and_ball(self) -> dict[str, tuple[float, float]]:
        """How far the heel lies behind, and the ball in front of, the ankle (m)."""
        found = {}
        for side in SIDES:
            rows = rows_of(self.body, (f"foot.{side}",))
            ankle = self.body.joint(f"foot.{side}")
            found[side] = (
                float(ankle[0] - np.quantile(self.body.vertices[rows, 0], 0.02)),
                float(self.body.joint(f"toe2-1.{side}")[0] - ankle[0]),
            )
        return found

    def solve(self, signals: Signals) -> Placed:
        """The body of one frame: along the way first, then turned and put where the pass lies."""
        t_s = signals["clock"]
        walked = self.script.at(t_s)
        local, turn_deg, at_m = self._turned(walked, t_s)
        placed = self._upright(walked, local, signals.get("lean", 0.0))
        return Placed(placed.pose, _about(placed.bones, turn_deg, self._pelvis_x(walked, local), at_m))

    def _turned(self, walked: Pass, t_s: float) -> tuple[float, float, float]:
        """Time within the pass, heading in degrees, and where along the camera's x the pelvis is (m)."""
        local = min(t_s, walked.end_s)
        way_m = 0.0 if self.script.belt_per_s else self._pelvis_x(walked, local)
        at_m = walked.start * self.leg_m + walked.heading * way_m
        share = float(minimum_jerk(np.array((t_s - walked.end_s) / TURN_S)))
        return local, (0.0 if walked.heading > 0 else 180.0) + 180.0 * share, at_m

    def _upright(self, walked: Pass, t_s: float, sway_deg: float) -> Placed:
        body, gait = self.body, self.script.gait
        feet = {side: self._foot(walked, side, t_s) for side in SIDES}
        ahead = (feet["L"].x_m - feet["R"].x_m) / (2.0 * self.leg_m)
        going = self._going(walked, t_s)
        lean = gait.lean_deg * going + sway_deg
        swing_deg = gait.arm_swing_deg * going * float(np.clip(ahead / 0.35, -1.2, 1.2))
        pose = BodyPose(
            pelvis_pitch_deg=0.5 * lean + 2.0 * going,
            thorax_pitch_deg=lean,
            head_pitch_deg=0.3 * lean,
            arms=dict.fromkeys(SIDES, "swing"),
            arm_swing_deg={"L": -swing_deg, "R": swing_deg},
            legs={side: LegPose(out_deg=OUT_DEG, foot_pitch_deg=feet[side].pitch_deg) for side in SIDES},
        )
        turn = -gait.pelvis_turn_deg * going * float(np.clip(ahead / 0.35, -1.0, 1.0))
        drop = gait.pelvis_drop_deg * going * self._lopsided(walked, t_s)
        bones = solve_bones(body, self._rotations(pose, feet, turn, drop))
        target = np.array([self._pelvis_x(walked, t_s), 0.0, self._pelvis_z(walked, t_s)])
        bones = bones.moved(target - hip_middle(body, bones))
        for side in SIDES:
            foot = feet[side]
            leg = reach(
                body,
                side,
                pose.legs[side],
                hip=hip_of(body, bones, side),
                ankle=np.array([foot.x_m, 0.0, foot.z_m]),
            )
            pose = pose.with_leg(side, leg)
        turns = self._rotations(pose, feet, turn, drop)
        placed = solve_bones(body, turns)
        placed = placed.moved(hip_middle(body, bones) - hip_middle(body, placed))
        return Placed(pose, add_arms(body, pose, turns, placed))

    def _rotations(
        self, pose: BodyPose, feet: dict[str, _Foot], turn_deg: float, drop_deg: float
    ) -> Rotations:
        turns = pose_rotations(self.body, pose)
        turns["root"] = yaw(turn_deg) @ roll(drop_deg) @ turns["root"]
        for side in SIDES:
            if feet[side].toes_flat:
                for toe in range(1, 6):
                    turns[f"toe{toe}-1.{side}"] = np.eye(3)
        return turns

    def _going(self, walked: Pass, t_s: float) -> float:
        """0 standing, 1 walking."""
        rise = minimum_jerk(np.array((t_s - walked.start_s) / 0.9))
        fall = minimum_jerk(np.array((walked.end_s - t_s) / 0.9))
        return float(rise * fall)

    def _lopsided(self, walked: Pass, t_s: float) -> float:
        """+1 while the left leg carries all, -1 the right one."""
        wide = np.linspace(-0.08, 0.08, 5)
        both = [
            [0.0 if np.isnan(self._foot(walked, side, t_s + w).stance) else 1.0 for side in SIDES]
            for w in wide
        ]
        return float(np.mean([left - right for left, right in both]))

    def _foot(self, walked: Pass, side: str, t_s: float) -> _Foot:
        falls = [fall for fall in walked.falls if fall.side == side]
        index = max(i for i, fall in enumerate(falls) if fall.contact_s <= t_s)
        fall = falls[index]
        if t_s <= fall.off_s or index + 1 == len(falls):
            return self._standing(fall, t_s)
        coming = falls[index + 1]
        start, end = self._standing(fall, fall.off_s), self._standing(coming, coming.contact_s)
        share = (t_s - fall.off_s) / (coming.contact_s - fall.off_s)
        far = float(minimum_jerk(np.array(share)))
        lift = self.script.gait.clearance * self.leg_m * np.sin(np.pi * share) ** 2 * (1.0 - 0.55 * share)
        pitch_deg = start.pitch_deg + (end.pitch_deg - start.pitch_deg) * float(
            minimum_jerk(np.array(share / 0.75))
        )
        z_m = start.z_m + (end.z_m - start.z_m) * far + float(lift)
        low_m = self._lowest_ankle(side, pitch_deg)
        return _Foot(
            start.x_m + (end.x_m - start.x_m) * far,
            max(z_m, low_m + 0.004),
            pitch_deg,
            toes_flat=False,
            stance=np.nan,
        )

    def _lowest_ankle(self, side: str, pitch_deg: float) -> float:
        """Height of the ankle at which no part of a pitched foot goes through the floor."""
        heel, ball = self._heel_and_ball[side]
        flat, turn = flat_ankle_height(self.body, side) + SOLE_M, np.radians(pitch_deg)
        toes = 1.45 * ball
        return float(flat * np.cos(turn) + max(heel * np.sin(turn), -toes * np.sin(turn)))

    def _standing(self, fall: Footfall, t_s: float) -> _Foot:
        """The sole lies where the fall has it; before that it rolls over the heel, after it over the ball."""
        gait, side = self.script.gait, fall.side
        heel, ball = self._heel_and_ball[side]
        flat = flat_ankle_height(self.body, side) + SOLE_M
        x_m = fall.place * self.leg_m
        length_s = max(fall.off_s - fall.contact_s, 1e-3)
        long = length_s > 3.0  # stands before the walk, or after it
        share = (t_s - fall.contact_s) / length_s
        from_end, from_start = fall.off_s - t_s, t_s - fall.contact_s
        stance_s = (1.0 + gait.both_share) * float(np.mean(list(gait.step_s.values())))
        rock_s, rise_s = HEEL_ROCK * stance_s, (1.0 - HEEL_OFF) * stance_s
        moves = fall.contact_s > 0 and not (fall.place == 0.0 and long)
        if from_start < rock_s and moves:
            pitch_deg = gait.toes_up_deg * (1.0 - float(minimum_jerk(np.array(from_start / rock_s))))
            turn = np.radians(pitch_deg)
            return _Foot(
                x_m - heel + heel * np.cos(turn) - flat * np.sin(turn),
                heel * np.sin(turn) + flat * np.cos(turn),
                pitch_deg,
                toes_flat=False,
                stance=share,
            )
        if from_end < rise_s:
            up = gait.heel_up_deg * float(((rise_s - from_end) / rise_s) ** 1.8)
            if fall.place == 0.0 and long:
                up *= 0.5
            turn = np.radians(up)
            return _Foot(
                x_m + ball - ball * np.cos(turn) + flat * np.sin(turn),
                ball * np.sin(turn) + flat * np.cos(turn),
                -up,
                toes_flat=True,
                stance=share,
            )
        return _Foot(x_m, flat, 0.0, toes_flat=False, stance=0.5 if long else share)

    def _pelvis_x(self, walked: Pass, t_s: float) -> float:
        """How far along its way the pelvis is (m)."""
        if walked.number not in self._ways:
            self._ways[walked.number] = self._way(walked)
        first_s, last_s, way = self._ways[walked.number]
        return float(way(min(max(t_s, first_s), last_s)))

    def _way(self, walked: Pass) -> tuple[float, float, PchipInterpolator]:
        """Between the feet whenever one comes down."""
        times, places = [walked.start_s - 0.15], [0.0]
        for before, fall in zip(walked.falls[1:], walked.falls[2:], strict=False):
            times.append(fall.contact_s)
            places.append((0.5 * before.place + 0.5 * fall.place) * self.leg_m)
        times.append(walked.end_s - 0.1)
        places.append(walked.falls[-1].place * self.leg_m)
        return times[0], times[-1], PchipInterpolator(times, places)

    def _pelvis_z(self, walked: Pass, t_s: float) -> float:
        if walked.number not in self._heights:
            self._heights[walked.number] = self._height_track(walked)
        times, track = self._heights[walked.number]
        return float(np.interp(t_s, times, track))

    def _height_track(self, walked: Pass) -> tuple[Array, Array]:
        """As high as the standing legs, bent as they are meant to be, carry it; never beyond their reach."""
        times = np.arange(walked.start_s - 0.6, walked.end_s + 0.2, GRID_S)
        wanted, most = np.empty(len(times)), np.empty(len(times))
        for i, t_s in enumerate(times):
            hip_x = self._pelvis_x(walked, float(t_s))
            going = self._going(walked, float(t_s))
            heights, weights, limits = [], [], []
            for side in SIDES:
                foot = self._foot(walked, side, float(t_s))
                thigh, shank = leg_lengths(self.body, side, OUT_DEG)
                gap = hip_x - foot.x_m
                limits.append(foot.z_m + np.sqrt(max((0.9985 * (thigh + shank)) ** 2 - gap**2, 0.0)))
                if np.isnan(foot.stance):
                    continue
                base = 4.0 + (self.script.gait.loading_knee_deg - 4.0) * going
                level = float(np.interp(foot.stance, KNEE_SHARES, KNEE_LEVELS))
                knee = np.radians(max(4.0, level * base))
                length = np.sqrt(thigh**2 + shank**2 + 2 * thigh * shank * np.cos(knee))
                heights.append(foot.z_m + np.sqrt(max(length**2 - gap**2, 0.0)))
                weights.append(max(0.05, float(np.sin(np.pi * np.clip(foot.stance, 0.0, 1.0)))))
            wanted[i], most[i] = np.average(heights, weights=weights), min(limits)
        span = round(3 * SMOOTH_S / GRID_S)
        kernel = np.exp(-0.5 * (np.arange(-span, span + 1) * GRID_S / SMOOTH_S) ** 2)
        kernel /= kernel.sum()
        for _ in range(3):
            wanted = np.minimum(wanted, most)
            wanted = np.convolve(np.pad(wanted, span, mode="edge"), kernel, mode="valid")
        return times, np.minimum(wanted, most)


def _about(bones: Bones, turn_deg: float, x_m: float, at_m: float) -> Bones:
    """The bones turned about the vertical through x_m, and put at at_m."""
    turn = yaw(turn_deg)
    joints = (bones.joints - np.array([x_m, 0.0, 0.0])) @ turn.T + np.array([at_m, 0.0, 0.0])
    return Bones(turn @ bones.rotations, joints)
