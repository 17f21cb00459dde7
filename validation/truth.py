"""What is really so in every frame, measured on the joints that are rendered; the JSON's words.

Angles in degrees in the sagittal plane. See validation/README.md for every key.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from validation.body import Body
from validation.camera import Camera
from validation.performance import Performance
from validation.pose import SIDES
from validation.postures.base import Placed

Array = NDArray[np.float64]
JOINTS = {
    "pelvis": "spine05", "hipL": "upperleg01.L", "hipR": "upperleg01.R", "kneeL": "lowerleg01.L",
    "kneeR": "lowerleg01.R", "ankleL": "foot.L", "ankleR": "foot.R", "shoL": "upperarm01.L",
    "shoR": "upperarm01.R", "neck": "neck01", "head": "head", "sp5": "spine05", "sp3": "spine03",
    "sp1": "spine01", "toeL": "toe2-1.L", "toeR": "toe2-1.R", "elbowL": "lowerarm01.L",
    "elbowR": "lowerarm01.R", "wristL": "wrist.L", "wristR": "wrist.R",
}  # fmt: skip


def direction_deg(line: Array) -> float:
    """Direction of a line in the sagittal plane: 0 down, 90 forward, +-180 up."""
    return float(np.degrees(np.arctan2(line[0], -line[2])))


def wrapped(angle_deg: float) -> float:
    """The same angle in -180 .. 180."""
    return float((angle_deg + 180.0) % 360.0 - 180.0)


def joint_positions(body: Body, placed: Placed) -> dict[str, Array]:
    """World positions of the named joints."""
    return {name: placed.bones.joints[body.bone[bone]] for name, bone in JOINTS.items()}


def measure(joints: dict[str, Array], near: str, *, lying: bool) -> dict[str, float]:
    """The shipped clips' angles and heights of one frame, from joint positions alone."""
    far = "R" if near == "L" else "L"
    hip, shoulder = (joints["hipL"] + joints["hipR"]) / 2, (joints["shoL"] + joints["shoR"]) / 2
    trunk_down = direction_deg(hip - shoulder)
    row = {"trunk_line": wrapped(-trunk_down) if not lying else wrapped(90.0 - trunk_down)}
    for word, side in (("near", near), ("far", far)):
        thigh = direction_deg(joints[f"knee{side}"] - joints[f"hip{side}"])
        shank = direction_deg(joints[f"ankle{side}"] - joints[f"knee{side}"])
        flexion = wrapped(thigh - trunk_down)
        row[f"thigh_{word}"] = flexion if lying else thigh
        row[f"hip_flexion_{word}"] = flexion
        row[f"thigh_elevation_{word}"] = wrapped(thigh - 90.0)
        row[f"knee_{word}"] = wrapped(thigh - shank)
    for word, side in (("near", near), ("far", far)):
        for joint in ("ankle", "knee", "hip"):
            row[f"{joint}_z_{word}"] = float(joints[f"{joint}{side}"][2])
    row["trunk_length_m"] = float(np.linalg.norm(hip - shoulder))
    return row


def frame_truth(
    body: Body, placed: Placed, *, t_s: float, near: str, lying: bool, rest: dict[str, float], camera: Camera
) -> dict[str, Any]:
    """One entry of `frames`; `rest` holds the pelvis's rest pitch and the lying trunk line."""
    joints = joint_positions(body, placed)
    row = measure(joints, near, lying=lying)
    pelvis = placed.pose.pelvis_pitch_deg - rest["pelvis_pitch"]
    pixels = camera.pixels(np.array(list(joints.values())))
    lead = {
        "t": round(t_s, 4),
        "pelvic_tilt": round(pelvis, 3),
        "trunk_lean": round(row["trunk_line"] - rest["trunk_line"], 3),
    }
    digits = {
        key: round(value, 4 if key.endswith(("_m", "_z_near", "_z_far")) else 3) for key, value in row.items()
    }
    return {
        **lead,
        **digits,
        "lumbar_extension": round(
            placed.pose.pelvis_pitch_deg - placed.pose.thorax_pitch_deg - rest["lumbar"], 3
        ),
        "px": {name: np.round(p, 2).tolist() for name, p in zip(joints, pixels, strict=True)},
        "xyz": {name: np.round(p, 4).tolist() for name, p in joints.items()},
    }


def expected(
    performance: Performance,
    frames: list[dict[str, Any]],
    near: str,
    exercise: str,
    size: tuple[int, int],
) -> dict[str, Any]:
    """The clip's events in the shipped clips' form, with all attempts and faults beside them."""
    word = {near: "near", "both": "both"}
    rows = [
        {
            "start_s": round(a.start_s, 3),
            "top_s": round(a.top_s, 3),
            "leave_s": round(a.leave_s, 3),
            "end_s": round(a.end_s, 3),
            "side": word.get(a.leg, "far"),
            "complete": a.complete,
            "flags": list(a.flags),
        }
        for a in performance.attempts
    ]
    result: dict[str, Any] = {}
    frames = [frame for frame in frames if frame["phase"] in ("exercise", "pause")]
    if rows:
        result["reps"] = [
            {k: row[k] for k in ("start_s", "top_s", "end_s", "side", "flags")}
            for row in rows
            if row["complete"]
        ]
        result["partials"] = sum(not row["complete"] for row in rows)
        result["attempts"] = rows
    if exercise == "half-kneeling-stretch":
        result["holds"] = holds(frames)
        arched = [
            [round(f.start_s, 3), round(f.end_s, 3)] for f in performance.faults if f.key == "arched_back"
        ]
        if arched:
            result["arched"] = arched[0]
    if exercise == "thomas-check":
        result["lift_deg"] = lift_deg(performance, frames)
    result["faults"] = [
        {"key": f.key, "start_s": round(f.start_s, 3), "end_s": round(f.end_s, 3)} for f in performance.faults
    ]
    if "walk" in performance.extra:
        result["steps"] = walked_steps(performance.extra["walk"], frames, size)
    return {**result, **performance.extra}


def walked_steps(
    walk: dict[str, Any], frames: list[dict[str, Any]], size: tuple[int, int]
) -> list[dict[str, Any]]:
    """Every step of the walk: what was scripted, whether it lies in the picture, what its leg really did.

    inside: all named joints are in the picture from the contact before until this one. Angles of the thigh
    against the vertical, + behind, in the stance that this contact ends (`extension_deg`, of the other leg)
    and the swing before it (`flexion_deg`, `knee_deg`, of this one), measured on the posed joints.
    """
    times = np.array([frame["t"] for frame in frames])
    px = np.array([list(frame["px"].values()) for frame in frames])
    seen = ((px > 0) & (px < np.array(size))).all(axis=(1, 2))
    rows = []
    for fall in walk["falls"]:
        side = "L" if fall["side"] == "left" else "R"
        span = (times >= fall["before_s"] - 1e-6) & (times <= fall["contact_s"] + 1e-6)
        late = (times >= fall["before_s"] - 0.1) & (times <= fall["contact_s"] + 0.25)
        if not span.any():
            continue
        at = np.flatnonzero(late)
        thigh = {s: np.array([_behind(frames[i]["xyz"], s, fall["heading"]) for i in at]) for s in SIDES}
        knee = np.array([_knee(frames[i]["xyz"], side, fall["heading"]) for i in at])
        other = "R" if side == "L" else "L"
        rows.append(
            {
                **fall,
                "inside": bool(seen[span].all()),
                "extension_deg": round(float(thigh[other].max()), 2),
                "flexion_deg": round(float(-thigh[side].min()), 2),
                "knee_deg": round(float(knee.max()), 2),
            }
        )
    return rows


def _behind(xyz: dict[str, list[float]], side: str, heading: int) -> float:
    """Thigh against the vertical, + behind, of one who walks along +x or back."""
    hip, knee = np.array(xyz[f"hip{side}"]), np.array(xyz[f"knee{side}"])
    return -direction_deg((knee - hip) * np.array([heading, 1.0, 1.0]))


def _knee(xyz: dict[str, list[float]], side: str, heading: int) -> float:
    shank = np.array(xyz[f"ankle{side}"]) - np.array(xyz[f"knee{side}"])
    return wrapped(-_behind(xyz, side, heading) - direction_deg(shank * np.array([heading, 1.0, 1.0])))


def holds(frames: list[dict[str, Any]], low: float = 10.0, high: float = 25.0) -> list[dict[str, Any]]:
    """Runs of time with `low`..`high` degrees of extension from the exercise's start; none under 1 s."""
    base = frames[0]["thigh_near"]
    inside = np.array([low <= base - frame["thigh_near"] <= high for frame in frames])
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inside.astype(int), [0]])))
    found = []
    for first, after in zip(edges[::2], edges[1::2], strict=True):
        start, end = frames[first]["t"], frames[after - 1]["t"]
        if end - start >= 1.0:
            found.append(
                {
                    "start_s": round(start, 3),
                    "end_s": round(end, 3),
                    "seconds": round(end - start, 3),
                    "side": "near",
                }
            )
    return found


def lift_deg(performance: Performance, frames: list[dict[str, Any]]) -> float:
    """Median over the pulls of the near thigh's rise against its first 2 s."""
    times = np.array([frame["t"] for frame in frames])
    elevation = np.array([frame["thigh_elevation_near"] for frame in frames])
    base = elevation[times < times[0] + 2.0].mean()
    rises = [
        float(np.mean(elevation[(times > pull["top_s"] + 0.2) & (times < pull["leave_s"] - 0.2)]) - base)
        for pull in performance.extra["pulls"]
    ]
    return round(float(np.median(rises)), 2)
