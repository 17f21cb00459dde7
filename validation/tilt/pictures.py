"""Render a group and let the pose model look at it: landmarks, mask and truth of every still."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.adapters.mediapipe_pose import _Backend, _points_px, _silhouette
from formcheck.adapters.models import ModelName, find_model
from formcheck.domain.body import Floats, Silhouette
from validation import truth
from validation.clip import frame_camera
from validation.degrade import spoil
from validation.postures.base import Placed
from validation.renderer import Renderer
from validation.scene import Room, furnish
from validation.tilt.recipe import LYING, Group
from validation.wardrobe import Person, dress

Array = NDArray[np.float64]
TRUTH_KEYS = ("tilt", "trunk_line", "thorax", "lift")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the pose model says of one picture."""

    points_px: Floats
    visibility: Floats
    silhouette: Silhouette
    depth: Floats
    """(33, 4): depth in picture widths, and the model's own 3D guess x, y, z in metres."""


class Onlooker:
    """The pose model on single pictures: no memory from one to the next."""

    def __init__(self) -> None:
        backend = _Backend(find_model(ModelName.FULL))
        self._backend = backend
        vision = backend._vision  # noqa: SLF001 - the app itself never looks at stills
        self._model = backend._landmarker(  # noqa: SLF001
            running_mode=vision.RunningMode.IMAGE, num_poses=1, output_segmentation_masks=True
        )

    def look(self, image: NDArray[np.uint8]) -> Seen | None:
        """Landmarks and silhouette, None when nobody is found."""
        result = self._model.detect(self._backend.picture(np.ascontiguousarray(image)))
        if not result.pose_landmarks:
            return None
        size_px = (image.shape[1], image.shape[0])
        landmarks = result.pose_landmarks[0]
        silhouette = _silhouette(result.segmentation_masks, size_px)
        assert silhouette is not None
        world = result.pose_world_landmarks[0]
        return Seen(
            _points_px(landmarks, size_px),
            np.array([mark.visibility for mark in landmarks]),
            silhouette,
            np.array([(a.z, b.x, b.y, b.z) for a, b in zip(landmarks, world, strict=True)]),
        )

    def close(self) -> None:
        """Let go of the model."""
        self._model.close()


def tilt_truth(group: Group, placed: Placed) -> dict[str, float]:
    """The truth of one still, degrees; `tilt` is the world's upright, and the trunk's when lying.

    Lying, a bridge turns the whole trunk. What counts there is the pelvis against it: the low back's arch.
    """
    joints = truth.joint_positions(group.body, placed)
    line = truth.measure(joints, group.plan.near, lying=group.lying)["trunk_line"]
    pelvis = placed.pose.pelvis_pitch_deg
    thorax = placed.pose.thorax_pitch_deg
    if group.kind in LYING:
        rest = float(getattr(group.posture, "rest_pitch_deg"))  # noqa: B009 - only the lying posture has it
        pelvis, thorax = pelvis - rest, thorax - rest
    return {"tilt": pelvis, "trunk_line": line, "thorax": thorax, "lift": 0.0}


def draw_stills(group: Group) -> list[tuple[NDArray[np.uint8], dict[str, float]]]:
    """Every picture of a group with its truth."""
    placed = [group.posture.solve(still.signals) for still in group.stills]
    camera = frame_camera(group.plan, group.body, tuple(placed))
    person = dressed(group)
    mat = (-1.0, 1.2) if group.lying or group.plan.rng("mat").random() < 0.6 else None
    room = furnish(
        group.plan.rng("room"),
        near_side=group.plan.near,
        mat=mat,
        stool_top_m=getattr(group.posture, "seat_height_m", None),
    )
    images = _photograph(group, person, room, camera, placed)
    rows = []
    for still, one, image in zip(group.stills, placed, images, strict=True):
        row = tilt_truth(group, one)
        row["lift"] = still.signals.get("bridge", 0.0) + still.signals.get("pelvis_lift", 0.0)
        if group.kind in LYING:
            row["tilt"] += row["lift"]
        rows.append((image, row))
    return rows


def dressed(group: Group) -> Person:
    """The person of a group."""
    fit = group.plan.looseness
    rng = group.plan.rng("clothes")
    person = dress(group.body, rng, looseness="tight" if fit == "painted" else fit)
    return painted_on(person) if fit == "painted" else person


def painted_on(person: Person) -> Person:
    """The same person whose clothes are nothing but colour on the skin."""
    whole = person.body
    body = whole.slices["body"]
    bare = ("head", "neck", "lowerarm", "wrist", "metacarpal", "finger", "foot", "toe")
    colours = person.skin_colours.copy()
    covered = whole.bone_share(bare)[body] < 0.5
    legs = whole.bone_share(("upperleg", "lowerleg", "root", "pelvis"))[body] > 0.5
    colours[covered & legs] = person.garments[0].colours[0]
    colours[covered & ~legs] = person.garments[1].colours[0]
    return replace(person, garments=(), skin_faces=whole.faces["body"], skin_colours=colours)


def _photograph(
    group: Group, person: Person, room: Room, camera: Any, placed: list[Placed]
) -> list[NDArray[np.uint8]]:
    noise = group.plan.rng("noise")
    renderer = Renderer(camera, room.light, room.meshes, pattern_seed=float(group.number % 97))
    try:
        return [
            spoil(renderer.draw(person.meshes(one.bones)[0]), group.plan.degradation, noise) for one in placed
        ]
    finally:
        renderer.close()


def store_group(group: Group, onlooker: Onlooker, path: Path) -> int:
    """Write a group's landmarks, masks (8 bit) and truth to `path`; returns how many stills were seen."""
    points, visibility, masks, truths, neutral, depth, cells = [], [], [], [], [], [], []
    for still, (image, row) in zip(group.stills, draw_stills(group), strict=True):
        seen = onlooker.look(image)
        if seen is None:
            continue
        points.append(seen.points_px)
        visibility.append(seen.visibility)
        masks.append(np.round(seen.silhouette.mask * 255).astype(np.uint8))
        cells.append(seen.silhouette.px_per_cell)
        truths.append([row[key] for key in TRUTH_KEYS])
        neutral.append(still.neutral)
        depth.append(seen.depth)
    partial = path.with_suffix(".part.npz")
    np.savez_compressed(
        partial,
        points_px=np.array(points, dtype=np.float32),
        visibility=np.array(visibility, dtype=np.float32),
        masks=np.array(masks, dtype=np.uint8),
        px_per_cell=np.array(cells),
        depth=np.array(depth, dtype=np.float32),
        truth=np.array(truths, dtype=np.float64),
        neutral=np.array(neutral, dtype=bool),
        kind=group.kind,
        fit=group.plan.looseness,
        hidden=group.hidden,
        arms=group.arms,
        near=group.plan.near,
        yaw_deg=group.plan.yaw_deg,
        body_index=group.plan.body_index,
        number=group.number,
    )
    partial.replace(path)
    return len(points)
