"""Where people keep their hands: a wrist target per style, reached by two-bone inverse kinematics."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from validation.body import Body
from validation.pose import SIDES, ArmStyle, BodyPose
from validation.rotation import pitch, swing
from validation.skeleton import Bones, Rotations, solve_bones

Array = NDArray[np.float64]
Target = tuple[Array, Array]
"""Wrist position and the direction the elbow points to, world frame."""


def chest_front_m(body: Body, below_shoulder_m: float) -> float:
    """How far the chest's skin lies in front of the shoulder joints, at a depth below them."""
    shoulder = body.joint("upperarm01.L")
    skin_points = body.vertices[body.slices["body"]]
    level = np.abs(skin_points[:, 2] - (shoulder[2] - below_shoulder_m)) < 0.03
    middle = np.abs(skin_points[:, 1]) < 0.12
    return float(skin_points[level & middle, 0].max() - shoulder[0])


def hip_half_width_m(body: Body) -> float:
    """Half the width of the pelvis at the hip joints, without the hands that hang there."""
    trunk = body.bone_share(("root", "pelvis", "upperleg", "spine")) > 0.6
    level = np.abs(body.vertices[:, 2] - body.joint("upperleg01.L")[2]) < 0.05
    return float(np.abs(body.vertices[trunk & level, 1]).max())


def _chest_target(body: Body, bones: Bones, out: float, *, below: float, lateral: float) -> Target:
    turn = bones.rotations[body.bone["spine01"]]
    middle = (bones.joints[body.bone["upperarm01.L"]] + bones.joints[body.bone["upperarm01.R"]]) / 2
    depth = chest_front_m(body, below) + 0.055
    return middle + turn @ np.array([depth, out * lateral, -below]), turn @ np.array([0.1, out, -0.55])


def _hang_target(body: Body, bones: Bones, side: str, out: float, swing_deg: float) -> Target:
    shoulder = bones.joints[body.bone[f"upperarm01.{side}"]]
    turn = bones.rotations[body.bone["spine01"]]
    lean = np.degrees(np.arctan2(turn[0, 2], turn[2, 2]))
    length = _lengths(body, side)
    forward = pitch(0.3 * lean - swing_deg)
    reach_m = 0.965 * sum(length)
    drop = forward @ np.array([0.08, 0.0, -1.0]) * reach_m
    return shoulder + drop + np.array([0.0, out * 0.13, 0.0]), np.array([-1.0, 0.25 * out, 0.0])


def wrist_target(body: Body, pose: BodyPose, bones: Bones, side: str) -> Target:
    """The wrist's place and the elbow's direction, on the way from one style to the next."""
    here = _style_target(body, pose, bones, side, pose.arms[side])
    if pose.arms_next is None or pose.arm_blend <= 0.0:
        return here
    there = _style_target(body, pose, bones, side, pose.arms_next[side])
    w = pose.arm_blend
    return (1 - w) * here[0] + w * there[0], (1 - w) * here[1] + w * there[1]


def _style_target(body: Body, pose: BodyPose, bones: Bones, side: str, style: ArmStyle) -> Target:
    out = 1.0 if side == "L" else -1.0
    at = lambda name: bones.joints[body.bone[name]]  # noqa: E731 - a local shorthand
    pelvis_turn = bones.rotations[body.bone["root"]]
    hip, shoulder = at(f"upperleg01.{side}"), at(f"upperarm01.{side}")
    match style:
        case "crossed":
            return _chest_target(body, bones, out, below=0.14 if side == "L" else 0.19, lateral=-0.04)
        case "belly":
            return _chest_target(body, bones, out, below=0.32, lateral=0.07)
        case "hips":
            width = hip_half_width_m(body) + 0.03
            offset = np.array([0.03, out * width - 0.0, 0.09])
            middle = (at("upperleg01.L") + at("upperleg01.R")) / 2
            return middle + pelvis_turn @ offset, np.array([-0.5, out, 0.0])
        case "thigh" | "lap":
            leg = max(SIDES, key=lambda s: pose.legs[s].flexion_deg) if style == "thigh" else side
            top, knee = at(f"upperleg01.{leg}"), at(f"lowerleg01.{leg}")
            along = (knee - top) / np.linalg.norm(knee - top)
            above = np.cross(along, np.array([0.0, 1.0, 0.0]))
            above *= 1.0 if above[2] + above[0] > 0 else -1.0
            share = (0.72 if side == leg else 0.93) if style == "thigh" else 0.62
            beside = np.array([0.0, 0.07 * out if style == "thigh" and side != leg else 0.0, 0.0])
            return top + share * (knee - top) + 0.115 * above + beside, np.array([-0.2, out, -0.3])
        case "seat":
            width = hip_half_width_m(body) + 0.05
            place = np.array([hip[0] - 0.04, out * width, hip[2] - 0.02])
            return place, np.array([-1.0, 0.4 * out, 0.0])
        case "floor":
            drop = shoulder[2] - 0.065
            along = np.sqrt(max((0.97 * sum(_lengths(body, side))) ** 2 - 0.14**2 - drop**2, 0.01))
            return shoulder + np.array([along, out * 0.14, -drop]), np.array([0.0, out, 0.1])
        case "pull":
            leg = max(SIDES, key=lambda s: pose.legs[s].flexion_deg)
            knee, ankle = at(f"lowerleg01.{leg}"), at(f"foot.{leg}")
            shin = knee + 0.22 * (ankle - knee)
            front = np.cross(np.array([0.0, 1.0, 0.0]), ankle - knee)
            front /= np.linalg.norm(front)
            front *= 1.0 if front @ (knee - at(f"upperleg01.{leg}")) > 0 else -1.0
            return shin + 0.085 * front + np.array([0.0, out * 0.045, 0.0]), np.array([0.0, out, 0.2])
        case "behind":  # the hand on the low back, the forearm across it
            across = -out * (0.02 if side == "L" else -0.03)
            middle = (at("upperleg01.L") + at("upperleg01.R")) / 2
            turn = bones.rotations[body.bone["spine04"]]
            return middle + turn @ np.array([-0.17, across, 0.13]), np.array([-1.0, 0.9 * out, 0.0])
        case "head":  # the hand behind the head, the elbow out beside it
            turn = bones.rotations[body.bone["head"]]
            return at("head") + turn @ np.array([-0.05, 0.09 * out, 0.07]), turn @ np.array([0.35, out, 0.1])
        case "front":
            return shoulder + np.array([0.42, -0.04 * out, -0.22]), np.array([0.0, 0.5 * out, -1.0])
        case _:
            return _hang_target(body, bones, side, out, pose.arm_swing_deg[side])


def _lengths(body: Body, side: str) -> tuple[float, float]:
    shoulder, elbow, wrist = (body.joint(f"{name}.{side}") for name in ("upperarm01", "lowerarm01", "wrist"))
    return float(np.linalg.norm(elbow - shoulder)), float(np.linalg.norm(wrist - elbow))


def add_arms(body: Body, pose: BodyPose, turns: Rotations, bones: Bones) -> Bones:
    """Solve both arms onto `bones` (trunk and legs already placed) and return the whole body."""
    turns = dict(turns)
    for side in SIDES:
        target, pole = wrist_target(body, pose, bones, side)
        upper, fore = _lengths(body, side)
        shoulder = bones.joints[body.bone[f"upperarm01.{side}"]]
        line = target - shoulder
        distance = float(np.clip(np.linalg.norm(line), abs(upper - fore) + 0.02, upper + fore - 1e-3))
        line /= np.linalg.norm(line)
        across = pole - (pole @ line) * line
        across /= np.linalg.norm(across)
        cosine = (upper**2 + distance**2 - fore**2) / (2 * upper * distance)
        elbow = shoulder + upper * (cosine * line + np.sqrt(max(1 - cosine**2, 0.0)) * across)
        wrist = shoulder + distance * line
        parent = bones.rotations[body.bone["spine01"]]
        rest = {name: body.joint(f"{name}.{side}") for name in ("upperarm01", "lowerarm01", "wrist")}
        upper_turn = swing(parent @ (rest["lowerarm01"] - rest["upperarm01"]), elbow - shoulder) @ parent
        fore_turn = swing(upper_turn @ (rest["wrist"] - rest["lowerarm01"]), wrist - elbow) @ upper_turn
        turns[f"upperarm01.{side}"] = upper_turn
        turns[f"lowerarm01.{side}"] = fore_turn
        if pose.arms[side] == "floor":  # the palm lies down; it comes off as the hands go elsewhere
            out = 1.0 if side == "L" else -1.0
            hand = fore_turn @ (body.joint(f"finger3-1.{side}") - rest["wrist"])
            flat = np.array([1.0, 0.12 * out, 0.06])
            hand /= np.linalg.norm(hand)
            turns[f"wrist.{side}"] = swing(hand, flat + pose.arm_blend * (hand - flat)) @ fore_turn
    full = solve_bones(body, turns)
    root = body.bone["root"]
    return full.moved(bones.joints[root] - full.joints[root])
