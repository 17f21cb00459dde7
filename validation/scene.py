"""The room: floor, wall, mat, stool, a little furniture, and the light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from validation import decor
from validation.mesh import Material, Mesh, box, join
from validation.renderer import Light

Array = NDArray[np.float64]
LOOKS = ("plain", "cluttered", "living_room")


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Still meshes, the light, and what to write into the truth file."""

    meshes: tuple[Mesh, ...]
    light: Light
    description: dict[str, Any]


def _colour(rng: np.random.Generator, base: float, tint: float) -> Array:
    return np.clip(base * (1 + tint * (rng.random(3) - 0.5)), 0.01, 0.9)


def furnish(
    rng: np.random.Generator,
    *,
    near_side: str,
    mat: tuple[float, float] | None,
    stool_top_m: float | None,
    look: str = "plain",
) -> Room:
    """A random room. The wall stands on the far side; `mat` is its x range; `look` one of LOOKS."""
    out = 1.0 if near_side == "L" else -1.0
    if look == "living_room":
        return _living_room(rng, out, mat, stool_top_m)
    wall_y = -out * float(rng.uniform(0.75, 1.8))
    floor = Material.FLOOR_WOOD if rng.random() < 0.6 else Material.FLOOR_CARPET
    floor_colour = _colour(rng, float(rng.uniform(0.12, 0.42)), 0.25) * np.array([1.15, 1.0, 0.82])
    wall_colour = _colour(rng, float(rng.uniform(0.3, 0.75)), 0.2)
    meshes = [
        box((-6, -6, -0.1), (6, 6, 0.0), floor_colour, floor),
        box(
            (-6, min(wall_y, wall_y - out * 0.1), 0),
            (6, max(wall_y, wall_y - out * 0.1), 3.2),
            wall_colour,
            Material.WALL,
        ),
        _slab(-6, 6, wall_y, out, 0.02, 0.0, 0.09, np.array([0.75, 0.74, 0.72])),
    ]
    if mat is not None:
        colour = _colour(rng, float(rng.uniform(0.08, 0.4)), 1.2)
        meshes.append(box((mat[0], -0.33, -0.05), (mat[1], 0.33, 0.0015), colour, Material.MAT))
    if stool_top_m is not None:
        meshes.append(_stool(rng, stool_top_m))
    for _ in range(int(rng.integers(0, 3))):
        x = float(rng.uniform(-2.6, 2.2))
        width, height = float(rng.uniform(0.4, 1.2)), float(rng.uniform(0.4, 1.0))
        bottom = float(rng.choice([0.0, 1.1, 1.3]))
        meshes.append(
            _slab(
                x,
                x + width,
                wall_y,
                out,
                0.04 if bottom else 0.35,
                bottom,
                bottom + height,
                _colour(rng, 0.3, 1.0),
            )
        )
    if look == "cluttered":  # from a stream of its own, so that the plain room stays as it is
        meshes += decor.clutter(
            np.random.default_rng(rng.bit_generator.random_raw()), decor.Wall(wall_y, out)
        )
    brightness = float(rng.uniform(0.75, 1.15))
    warm = float(rng.uniform(-0.1, 0.12))
    tone = np.array([1 + warm, 1.0, 1 - warm])
    key_share = float(rng.uniform(0.35, 0.65))
    light = Light(
        to_light=(
            float(rng.uniform(-0.8, 0.8)),
            out * float(rng.uniform(0.3, 0.9)),
            float(rng.uniform(0.9, 1.6)),
        ),
        key=_tuple(1.5 * brightness * key_share * tone),
        sky=_tuple(1.15 * brightness * (1 - key_share) * (2 - tone) + 0.12),
        ground=_tuple(0.75 * brightness * (1 - key_share) * tone * (0.6 + floor_colour)),
        softness_texels=float(rng.uniform(4, 16)),
    )
    return Room(
        meshes=tuple(meshes),
        light=light,
        description={
            "brightness": round(brightness, 3),
            "key_share": round(key_share, 3),
            "floor": floor.name.lower(),
            "wall_distance_m": round(abs(wall_y), 3),
        },
    )


def _living_room(
    rng: np.random.Generator, out: float, mat: tuple[float, float] | None, stool_top_m: float | None
) -> Room:
    """A bright, tidy room, as one would choose for a film of an exercise."""
    wall = decor.Wall(-out * float(rng.uniform(1.15, 1.4)), out)
    paints = ((0.70, 0.67, 0.60), (0.50, 0.56, 0.48), (0.55, 0.60, 0.64), (0.68, 0.58, 0.50))
    paint = np.array(paints[int(rng.integers(len(paints)))])
    low, high = sorted((wall.y, wall.y - out * 0.1))
    side = float(rng.choice([-1.0, 1.0]))
    meshes = [
        box((-6, -6, -0.1), (6, 6, 0.0), np.array([0.44, 0.31, 0.19]), Material.FLOOR_WOOD),
        box((-6, low, 0), (6, high, 3.2), paint, Material.WALL),
        wall.slab((-6, 6), (0.0, 0.09), 0.02, decor.WHITE),
        *decor.window(wall, -side * 1.75),
        *decor.picture(rng, wall, -side * 0.45),
        *decor.sideboard(rng, wall, side * 1.25),
        *decor.plant(rng, wall, -side * 1.0),
    ]
    if mat is not None:
        colour = np.array(decor.CALM[int(rng.integers(len(decor.CALM)))]) * 1.2
        meshes.append(box((mat[0], -0.33, -0.05), (mat[1], 0.33, 0.0015), colour, Material.MAT))
    if stool_top_m is not None:
        meshes.append(_stool(rng, stool_top_m, np.array([0.40, 0.26, 0.15])))
    light = Light(
        to_light=(-side * 0.6, out * 0.75, 1.25),
        key=(0.86, 0.82, 0.75),
        sky=(0.74, 0.76, 0.8),
        ground=(0.42, 0.37, 0.31),
        softness_texels=11.0,
    )
    return Room(
        meshes=tuple(meshes),
        light=light,
        description={
            "look": "living_room",
            "brightness": 1.1,
            "key_share": 0.5,
            "floor": "floor_wood",
            "wall_distance_m": round(abs(wall.y), 3),
        },
    )


def _slab(
    x0: float, x1: float, wall_y: float, out: float, depth: float, z0: float, z1: float, colour: Array
) -> Mesh:
    y0, y1 = sorted((wall_y, wall_y + out * depth))
    return box((x0, y0, z0), (x1, y1, z1), colour, Material.PLAIN)


def _stool(rng: np.random.Generator, top: float, paint: Array | None = None) -> Mesh:
    colour = _colour(rng, float(rng.uniform(0.1, 0.5)), 0.4)
    colour = colour if paint is None else paint
    parts = [box((-0.2, -0.21, top - 0.05), (0.17, 0.21, top), colour, Material.PLAIN)]
    if rng.random() < 0.35:
        parts = [box((-0.2, -0.21, 0.0), (0.17, 0.21, top), colour, Material.PLAIN)]
    else:
        parts += [
            box((x, y, 0.0), (x + 0.04, y + 0.04, top - 0.05), colour * 0.8, Material.PLAIN)
            for x in (-0.19, 0.12)
            for y in (-0.2, 0.16)
        ]
    return join(parts)


def _tuple(values: Array) -> tuple[float, float, float]:
    return float(values[0]), float(values[1]), float(values[2])
