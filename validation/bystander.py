"""A second person who stands aside: of the same half of the bank, dressed, and still as furniture."""

from __future__ import annotations

import numpy as np

from validation.bank import BANK_SIZE
from validation.body import load_body
from validation.mesh import Mesh
from validation.postures.standing import Standing
from validation.rotation import yaw
from validation.skeleton import Bones
from validation.wardrobe import dress


def bystander(
    rng: np.random.Generator, *, body_index: int, near_side: str, wall_distance_m: float
) -> list[Mesh]:
    """The meshes of somebody 1.0-1.4 m aside, near the wall, turned any way but away."""
    half = BANK_SIZE // 2
    first = half if body_index >= half else 0
    other = first + (body_index - first + 1 + int(rng.integers(half - 1))) % half
    body = load_body(other)
    stand = Standing(body=body, arms=dict.fromkeys(("L", "R"), "hang")).solve({}).bones
    out = 1.0 if near_side == "L" else -1.0
    turn = yaw(out * 90.0 + float(rng.uniform(-80, 80)))
    place = np.array(
        [
            float(rng.choice([-1.0, 1.0]) * rng.uniform(1.0, 1.4)),
            -out * max(wall_distance_m - 0.4, 0.35),
            0.0,
        ]
    )
    bones = Bones(turn @ stand.rotations, stand.joints @ turn.T + place)
    return dress(body, rng, looseness="regular").meshes(bones)[0]
