"""A plan becomes a clip: solve all frames, frame the camera, render, spoil, write video and truth."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from validation import truth
from validation.body import Body, load_body
from validation.bystander import bystander
from validation.camera import Camera
from validation.degrade import overlaid, spoil
from validation.exposure import moments
from validation.movements import MOVEMENTS
from validation.movements.staging import with_entrance, with_pause
from validation.performance import Brief, Performance
from validation.plan import Plan
from validation.postures.base import Placed
from validation.renderer import Renderer
from validation.scene import Room, furnish
from validation.timeline import tremble
from validation.video import VideoWriter
from validation.wardrobe import Person, dress

Array = NDArray[np.float64]
PASSING_FROM_M = 3.0
MARGIN = 0.07
"""Share of the image that stays free around the joints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shoot:
    """A solved clip, before any pixel."""

    plan: Plan
    body: Body
    performance: Performance
    times_s: Array
    placed: tuple[Placed, ...]
    camera: Camera
    seat_height_m: float | None


def prepare(plan: Plan, play: Callable[[Brief], Performance] | None = None) -> Shoot:
    """Solve every frame and place the camera so that the whole movement fits. play: instead of the plan's."""
    body = load_body(plan.body_index)
    performance = (play or MOVEMENTS[plan.exercise])(
        Brief(
            near=plan.near,
            variant=plan.variant,
            rng=plan.rng("movement"),
            reps=plan.reps,
            hold_s=plan.hold_s,
        )
    )
    if plan.pause_s > 0:
        performance = with_pause(performance, plan.pause_s, plan.rng("pause"))
    if plan.entrance:
        performance = with_entrance(performance, plan.exercise, plan.rng("entrance"))
    times = _times(plan, performance.duration_s)
    signals = _trembling_signals(performance, times, plan.rng("tremor"))
    posture = performance.posture(body)
    placed = tuple(
        posture.solve({key: float(track[i]) for key, track in signals.items()}) for i in range(len(times))
    )
    return Shoot(
        plan=plan,
        body=body,
        performance=performance,
        times_s=times,
        placed=placed,
        camera=frame_camera(plan, body, _in_place(performance, times, placed), passing=performance.crosses),
        seat_height_m=getattr(posture, "seat_height_m", None),
    )


def truth_of(shoot: Shoot, room: Room, person: Person) -> dict[str, Any]:
    """The clip's JSON: the shipped form plus 3D joints, lumbar angle and conditions."""
    plan = shoot.plan
    phases = [shoot.performance.phase(float(t)) for t in shoot.times_s]
    first = shoot.placed[phases.index("exercise")]
    lying = shoot.performance.lying
    line = truth.measure(truth.joint_positions(shoot.body, first), plan.near, lying=lying)["trunk_line"]
    rest = {
        "pelvis_pitch": _rest_pitch(shoot),
        "trunk_line": line if lying else 0.0,
        "lumbar": 0.0,
    }
    frames = [
        {"phase": phase}
        | truth.frame_truth(
            shoot.body, placed, t_s=float(t), near=plan.near, lying=lying, rest=rest, camera=shoot.camera
        )
        for t, phase, placed in zip(shoot.times_s, phases, shoot.placed, strict=True)
    ]
    joint = shoot.body.joint
    return {
        "name": plan.name,
        "exercise": plan.exercise,
        "variant": plan.variant,
        "near_side": "left" if plan.near == "L" else "right",
        "fps": plan.fps,
        "size": list(plan.size),
        "thigh_m": round(float(np.linalg.norm(joint("upperleg01.L") - joint("lowerleg01.L"))), 4),
        "shank_m": round(float(np.linalg.norm(joint("lowerleg01.L") - joint("foot.L"))), 4),
        "expected": truth.expected(shoot.performance, frames, plan.near, plan.exercise, plan.size),
        "conditions": {
            "seed": plan.seed,
            "body_index": plan.body_index,
            "phenotype": {key: round(value, 3) for key, value in shoot.body.phenotype.items()},
            "height_m": round(shoot.body.height_m, 3),
            "yaw_deg": round(plan.yaw_deg, 2),
            "roll_deg": round(plan.roll_deg, 2),
            "distance_m": round(shoot.camera.distance_m, 2),
            "camera_height_m": round(plan.camera_height_m, 2),
            "fov_vertical_deg": round(plan.fov_vertical_deg, 1),
            "clothes": person.description,
            "room": room.description,
            "picture": plan.degradation.described(),
            "entrance": plan.entrance,
            "pause_s": plan.pause_s,
            "bystander": plan.bystander,
            "arms": first.pose.arms["L"],
        },
        "frames": frames,
    }


def shoot_images(
    shoot: Shoot, change_clothes: Callable[[Person], Person] | None = None
) -> tuple[Room, Person, Iterator[NDArray[np.uint8]]]:
    """Dress, furnish, and yield the spoiled frames. change_clothes: what becomes of the dressed person."""
    plan = shoot.plan
    person = dress(shoot.body, plan.rng("clothes"), looseness=plan.looseness)
    if change_clothes:
        person = change_clothes(person)
    room = furnish(
        plan.rng("room"),
        near_side=plan.near,
        mat=shoot.performance.mat,
        stool_top_m=shoot.seat_height_m,
        look=plan.look,
    )

    still = list(room.meshes)
    if plan.bystander:
        still += bystander(
            plan.rng("bystander"),
            body_index=plan.body_index,
            near_side=plan.near,
            wall_distance_m=room.description["wall_distance_m"],
        )

    def images() -> Iterator[NDArray[np.uint8]]:
        noise = plan.rng("noise")
        renderer = Renderer(
            shoot.camera, room.light, still, pattern_seed=float(plan.seed % 97), supersample=plan.supersample
        )
        try:
            bones = [placed.bones for placed in shoot.placed]
            for index in range(len(bones)):
                open_for = moments(
                    index,
                    bones,
                    shoot.times_s,
                    shutter_s=plan.degradation.shutter_s,
                    camera=shoot.camera,
                )
                pictures = [renderer.draw(person.meshes(moment)[0]) for moment in open_for]
                yield spoil(overlaid(pictures), plan.degradation, noise)
        finally:
            renderer.close()

    return room, person, images()


def render_clip(plan: Plan, directory: Path) -> dict[str, float]:
    """Write NAME.mp4 and NAME.json; returns frames and seconds spent."""
    began = time.perf_counter()
    shoot = prepare(plan)
    room, person, images = shoot_images(shoot)
    directory.mkdir(parents=True, exist_ok=True)
    with VideoWriter(
        directory / f"{plan.name}.mp4", size=plan.size, fps=plan.fps, crf=plan.degradation.crf
    ) as video:
        for t_s, image in zip(shoot.times_s, images, strict=True):
            video.write(image, float(t_s))
    text = json.dumps(truth_of(shoot, room, person), separators=(",", ":"))
    (directory / f"{plan.name}.json").write_text(text, encoding="utf-8")
    return {"frames": float(len(shoot.times_s)), "seconds": time.perf_counter() - began}


def _times(plan: Plan, duration_s: float) -> Array:
    times = np.arange(int(duration_s * plan.fps)) / plan.fps
    if plan.degradation.variable_rate:
        jitter = plan.rng("vfr").uniform(-0.35, 0.35, len(times)) / plan.fps
        keep = plan.rng("drops").random(len(times)) > 0.12
        keep[0], jitter[0] = True, 0.0
        times = (times + jitter)[keep]
    return times


def _in_place(performance: Performance, times: Array, placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """The frames of the exercise: who walks in may come from outside the picture."""
    return tuple(
        frame
        for t, frame in zip(times, placed, strict=True)
        if performance.phase(float(t)) in ("exercise", "pause")
    )


def _trembling_signals(performance: Performance, times: Array, rng: np.random.Generator) -> dict[str, Array]:
    signals = performance.timeline.sample(times)
    for key, sway in sorted(performance.trembling.items()):
        track = signals.get(key, np.zeros(len(times)))
        shake = tremble(times, rng, sway=sway, tremor=0.06 * sway)
        if key.startswith(("raise_", "bend_", "bridge", "straighten_")):
            shake = shake * np.clip(np.abs(track) / 8.0, 0.0, 1.0)
        signals[key] = track + shake
    return signals


def frame_camera(plan: Plan, body: Body, placed: tuple[Placed, ...], *, passing: bool = False) -> Camera:
    """Back off until every joint of every frame, and the head's top, is inside the margin.

    passing: of one who walks through the picture, it need only fit from head to foot.
    """
    head_top = 0.2 * np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [-1.0, 0.0, 0.0]])
    points = np.concatenate([frame.bones.joints for frame in placed[:: max(1, len(placed) // 40)]])
    head = np.concatenate([frame.bones.joints[body.bone["head"]] + head_top for frame in placed[::20]])
    points = np.concatenate([points, head])
    low, high = points.min(axis=0), points.max(axis=0)
    middle = (low + high) / 2
    if passing:
        points = np.column_stack([np.full(len(points), middle[0]), points[:, 1:]])

    def camera_at(distance: float) -> Camera:
        return Camera(
            near_side=plan.near,
            target=(float(middle[0]), 0.0, float(middle[2])),
            distance_m=distance,
            height_m=plan.camera_height_m,
            yaw_deg=plan.yaw_deg,
            roll_deg=plan.roll_deg,
            fov_vertical_deg=plan.fov_vertical_deg,
            size=plan.size,
        )

    if plan.distance_m is not None:
        return camera_at(plan.distance_m)
    inner = np.array(plan.size) * MARGIN
    outer = np.array(plan.size) - inner
    distance = PASSING_FROM_M if passing else 1.4
    while distance < 8.0:
        pixels = camera_at(distance).pixels(points)
        if np.all(pixels > inner) and np.all(pixels < outer):
            break
        distance += 0.05
    return camera_at(distance * plan.room_to_spare)


def _rest_pitch(shoot: Shoot) -> float:
    return float(getattr(shoot.performance.posture(shoot.body), "rest_pitch_deg", 0.0))
