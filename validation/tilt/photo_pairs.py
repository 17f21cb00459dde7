"""Pairs of photos of real people, start and end of an exercise, and which way the tilt goes between."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from formcheck.domain.body import Facing, Pose
from formcheck.domain.posture import Posture
from formcheck.engine.posture import classify_posture
from formcheck.kinematics.bodyview import view_body
from formcheck.kinematics.facing import facing_vote
from formcheck.kinematics.pelvic_tilt import SD_LIMIT_DEG, TiltModel
from formcheck.kinematics.trunk_features import TrunkLook, look_at_trunk
from validation.tilt.pictures import Onlooker

LARGEST_PX = 640
HEAD = ("pair", "posture", "turned by, deg", "the model's guess, deg", "what the app would say")


def photo_rows(folder: Path, model: TiltModel) -> list[list[str]]:
    """Every pair `NAME_0.jpg`, `NAME_1.jpg`: the second held against the first."""
    onlooker = Onlooker()
    rows = []
    for first in sorted(folder.glob("*_0.jpg")):
        second = first.with_name(first.name.replace("_0.jpg", "_1.jpg"))
        if second.exists():
            name = first.name.removesuffix("_0.jpg")
            rows.append(_row(name, _seen(onlooker, first), _seen(onlooker, second), model))
    onlooker.close()
    return rows


def _seen(onlooker: Onlooker, path: Path) -> tuple[TrunkLook, Posture] | None:
    image = Image.open(path).convert("RGB")
    image.thumbnail((LARGEST_PX, LARGEST_PX))
    image = image.crop((0, 0, image.width // 4 * 4, image.height))
    seen = onlooker.look(np.asarray(image))
    if seen is None:
        return None
    pose = Pose(t_s=0.0, points_px=seen.points_px, visibility=seen.visibility, silhouette=seen.silhouette)
    facing = Facing.RIGHT if facing_vote(pose) >= 0.0 else Facing.LEFT
    look = look_at_trunk(pose, facing)
    return (look, classify_posture(view_body(pose, facing))) if look else None


def _row(
    name: str,
    first: tuple[TrunkLook, Posture] | None,
    second: tuple[TrunkLook, Posture] | None,
    model: TiltModel,
) -> list[str]:
    if first is None or second is None:
        return [name, "-", "-", "-", "no outline"]
    (neutral, _), (look, posture) = first, second
    yaw_deg = model.yaw_deg(look, posture)
    tilt = model.change(neutral, look, posture, turned_deg=yaw_deg)
    hidden = model.why_hidden(neutral, posture) or model.why_hidden(look, posture)
    if np.isnan(tilt.deg):
        return [
            name,
            posture.value,
            "-",
            "-",
            hidden.value if hidden else "nothing: not learnt, or unfamiliar",
        ]
    guess = f"{tilt.deg:+.0f} +- {tilt.sd_deg:.0f}"
    silent = hidden.value if hidden else "unsure" if tilt.sd_deg > SD_LIMIT_DEG else ""
    return [name, posture.value, f"{yaw_deg:+.0f}", guess, f"nothing: {silent}" if silent else guess]
