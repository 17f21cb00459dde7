"""Real photos, whose joints were read by hand, twice: the reality check beside the rendered people.

The angles of both readings and of the model's landmarks are computed by the same function, so that only the
places of the joints can differ. A photo is shown to the pipeline for a moment, as a still video.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.domain.body import Facing, Frame, Landmark, Pose, Side
from formcheck.engine.tracked_body import BodyTracker
from formcheck.kinematics.bodyview import leg_rows
from formcheck.kinematics.geometry import inclination_deg, turn_deg

Array = NDArray[np.float64]
READINGS_PATH = Path(__file__).with_name("photos.csv")
PHOTOS = Path(__file__).parents[2] / "tests" / "real"
JOINTS = ("shoulder", "hip", "knee", "ankle")
ANGLES = ("thigh", "trunk", "knee")
SHOWN_FRAMES, FPS = 12, 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoResult:
    """Angles of one photo: by hand (mean of two readings), how far the readings differ, and by formcheck.

    near_found: whether formcheck takes the same leg for the near one.
    """

    photo: str
    by_hand_deg: dict[str, float]
    apart_deg: dict[str, float]
    found_deg: dict[str, float]
    near_found: bool

    def error_deg(self, angle: str) -> float:
        """Formcheck minus hand, -180..180."""
        return turn_deg(self.by_hand_deg[angle], self.found_deg[angle])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Where one reader saw the near joints, (2,) each, pixels y up."""

    photo: str
    near: Side
    joints: dict[str, Array]


def readings(path: Path = READINGS_PATH) -> list[Reading]:
    """All readings of the table."""
    with path.open(encoding="utf-8", newline="") as table:
        return [
            Reading(
                photo=row["photo"],
                near=Side(row["near_side"]),
                joints={
                    name: np.array([float(row[f"{name}_x_px"]), -float(row[f"{name}_y_px"])])
                    for name in JOINTS
                },
            )
            for row in csv.DictReader(table)
        ]


def angles_deg(joints: dict[str, Array], near: Side) -> dict[str, float]:
    """thigh: against the vertical, + knee in front; trunk: against the vertical, + forward; knee: + bent."""
    sign = 1.0 if near is Side.RIGHT else -1.0  # whose right side is seen faces right
    thigh = inclination_deg(joints["hip"], joints["knee"])
    trunk = inclination_deg(joints["hip"], joints["shoulder"])
    shank = inclination_deg(joints["knee"], joints["ankle"])
    return {
        "thigh": sign * turn_deg(-90.0, thigh),
        "trunk": sign * turn_deg(trunk, 90.0),
        "knee": sign * turn_deg(shank, thigh),
    }


def check_photos() -> Iterator[PhotoResult]:
    """Every photo of the table, in its order."""
    table = readings()
    for photo in dict.fromkeys(reading.photo for reading in table):
        own = [reading for reading in table if reading.photo == photo]
        first, second = (angles_deg(reading.joints, reading.near) for reading in own)
        pose, facing = look_at(PHOTOS / f"{photo}.jpg")
        yield PhotoResult(
            photo=photo,
            by_hand_deg={key: first[key] + turn_deg(first[key], second[key]) / 2 for key in ANGLES},
            apart_deg={key: abs(turn_deg(first[key], second[key])) for key in ANGLES},
            found_deg=angles_deg(_joints(pose, own[0].near), own[0].near),
            near_found=facing.near_side is own[0].near,
        )


def look_at(path: Path) -> tuple[Pose, Facing]:
    """The trusted pose after the photo was shown for half a second. Raises ValueError if nobody is found."""
    image = np.asarray(Image.open(path).convert("RGB"))
    tracker, body = BodyTracker(), None
    with PoseEstimator() as estimator:
        for index in range(SHOWN_FRAMES):
            pose = estimator.estimate(Frame(index / FPS, image)).pose
            if pose is not None:
                body, _ = tracker.update(pose)
    if body is None:
        raise ValueError(f"nobody was found in {path.name}")
    return body.pose, body.facing


def _joints(pose: Pose, near: Side) -> dict[str, Array]:
    """Shoulder and hip are the middles of both sides, as in the pipeline's trunk; the leg is the near one."""
    points = pose.points_px
    hip, knee, ankle = (points[row] for row in leg_rows(near)[:3])
    shoulder = points[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]].mean(axis=0)
    middle = points[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    # The trunk line from hip middle to shoulder middle, moved so that it starts at the near hip.
    return {"shoulder": shoulder - middle + hip, "hip": hip, "knee": knee, "ankle": ankle}
