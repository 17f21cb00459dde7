"""From segment angles to bones: forward kinematics with world rotations, and skinning."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from validation.body import Body
from validation.pose import SIDES, BodyPose, LegPose
from validation.rotation import pitch, swing

Array = NDArray[np.float64]
Rotations = dict[str, Array]

LUMBAR_BONES = ("spine05", "spine04", "spine03")


@dataclass(frozen=True, slots=True)
class Bones:
    """World rotation (B, 3, 3) of every bone against its rest, and world joint positions (B, 3)."""

    rotations: Array
    joints: Array

    def moved(self, offset: Array) -> Bones:
        """The same bones, shifted."""
        return Bones(self.rotations, self.joints + offset)


def trunk_rotations(body: Body, pose: BodyPose) -> Rotations:
    """World rotations of the pelvis, the spine, the neck and the head."""
    pelvis, thorax = pose.pelvis_pitch_deg, pose.thorax_pitch_deg
    turns: Rotations = {"root": pitch(pelvis)}
    for bone, share in zip(LUMBAR_BONES, body.lumbar_share, strict=True):
        turns[bone] = pitch(pelvis + share * (thorax - pelvis) - 0.3 * pose.slump_deg * share)
    turns["spine02"] = pitch(thorax + 0.25 * pose.slump_deg)
    turns["spine01"] = pitch(thorax + pose.slump_deg)
    head = pose.head_pitch_deg
    turns["neck01"] = pitch(0.55 * (thorax + pose.slump_deg) + 0.45 * head)
    turns["neck02"] = pitch(0.3 * (thorax + pose.slump_deg) + 0.7 * head)
    if pose.neck_pitch_deg is not None:
        turns["neck01"] = turns["neck02"] = pitch(pose.neck_pitch_deg)
    turns["neck03"] = turns["head"] = pitch(head)
    return turns


def leg_rotations(body: Body, side: str, leg: LegPose) -> Rotations:
    """World rotations of thigh, shank and foot; hip-knee-ankle lie exactly at the stated angles."""
    outward = 1.0 if side == "L" else -1.0
    hip, knee, ankle = (body.joint(f"{name}.{side}") for name in ("upperleg01", "lowerleg01", "foot"))
    lateral = np.sin(np.radians(leg.out_deg)) * outward
    down = np.array([0.0, lateral, -np.sqrt(1.0 - lateral**2)])
    shank_down = np.array([0.0, 0.4 * lateral, -np.sqrt(1.0 - (0.4 * lateral) ** 2)])
    shank_pitch = leg.knee_deg - leg.flexion_deg
    thigh = pitch(-leg.flexion_deg) @ swing(knee - hip, down)
    shank = pitch(shank_pitch) @ swing(ankle - knee, shank_down)
    foot = (
        pitch(-leg.foot_pitch_deg) if leg.foot_pitch_deg is not None else pitch(shank_pitch - leg.ankle_deg)
    )
    return {f"upperleg01.{side}": thigh, f"lowerleg01.{side}": shank, f"foot.{side}": foot}


def solve_bones(body: Body, turns: Rotations) -> Bones:
    """Forward kinematics; a bone without its own rotation follows its parent. The root stays in place."""
    by_index = {body.bone[name]: turn for name, turn in turns.items()}
    rotations = np.empty((len(body.parents), 3, 3))
    joints = np.empty((len(body.parents), 3))
    for i, parent in enumerate(body.parents):
        if parent < 0:
            rotations[i], joints[i] = by_index.get(i, np.eye(3)), body.heads[i]
            continue
        rotations[i] = by_index.get(i, rotations[parent])
        joints[i] = joints[parent] + rotations[parent] @ (body.heads[i] - body.heads[parent])
    return Bones(rotations, joints)


def pose_rotations(body: Body, pose: BodyPose) -> Rotations:
    """Trunk and legs; the arms are added by `arms`."""
    turns = trunk_rotations(body, pose)
    for side in SIDES:
        turns |= leg_rotations(body, side, pose.legs[side])
    return turns


def skin(body: Body, bones: Bones, rows: slice | NDArray[np.int64] | None = None) -> Array:
    """Linear blend skinning of all vertices, or of `rows` only."""
    weights = body.weights if rows is None else body.weights[rows]
    rest = body.vertices if rows is None else body.vertices[rows]
    offsets = bones.joints - np.einsum("bij,bj->bi", bones.rotations, body.heads)
    flat = np.concatenate([bones.rotations.reshape(-1, 9), offsets], axis=1)
    blended = weights @ flat
    return np.einsum("vij,vj->vi", blended[:, :9].reshape(-1, 3, 3), rest) + blended[:, 9:]
