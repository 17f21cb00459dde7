"""Furniture of a lived-in room: a window, a picture, a sideboard with books, a plant, clutter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from validation.mesh import Material, Mesh, box

Array = NDArray[np.float64]
WOOD = np.array([0.36, 0.21, 0.11])
WHITE = np.array([0.82, 0.81, 0.78])
CALM = ((0.10, 0.22, 0.26), (0.42, 0.18, 0.10), (0.12, 0.24, 0.14), (0.45, 0.33, 0.12), (0.16, 0.16, 0.30))
"""Colours that go together, linear."""


@dataclass(frozen=True, slots=True)
class Wall:
    """The wall behind the person: where it stands, and which way (+1 or -1) is towards the camera."""

    y: float
    out: float

    def slab(
        self, x: tuple[float, float], z: tuple[float, float], depth_m: float, colour: Array, lift_m: float = 0
    ) -> Mesh:
        """A box before the wall, `lift_m` off it."""
        y0, y1 = sorted((self.y + self.out * lift_m, self.y + self.out * (lift_m + depth_m)))
        return box((x[0], y0, z[0]), (x[1], y1, z[1]), colour, Material.PLAIN)


def window(wall: Wall, x: float) -> list[Mesh]:
    """A bright window with curtains, 1.1 m wide."""
    pane, frame = np.array([1.0, 1.18, 1.3]), WHITE
    found = [
        wall.slab((x - 0.55, x + 0.55), (0.85, 2.15), 0.03, frame),
        wall.slab((x - 0.5, x - 0.02), (0.9, 2.1), 0.032, pane),
        wall.slab((x + 0.02, x + 0.5), (0.9, 2.1), 0.032, pane),
        wall.slab((x - 0.62, x + 0.62), (0.8, 0.85), 0.16, frame),
    ]
    for side in (-1.0, 1.0):
        for fold in range(6):
            edge = x + side * (0.56 + 0.045 * fold)
            low, high = sorted((edge, edge + side * 0.045))
            shade = np.array([0.62, 0.56, 0.46]) * (0.85 + 0.15 * (fold % 2))
            found.append(wall.slab((low, high), (0.25, 2.3), 0.05 + 0.025 * (fold % 2), shade))
    return found


def picture(rng: np.random.Generator, wall: Wall, x: float) -> list[Mesh]:
    """A framed print of quiet shapes."""
    colours = [np.array(CALM[i]) for i in rng.permutation(len(CALM))]
    low, high = 1.15, 1.75
    return [
        wall.slab((x - 0.25, x + 0.25), (low, high), 0.025, WOOD * 0.7),
        wall.slab((x - 0.22, x + 0.22), (low + 0.03, high - 0.03), 0.027, WHITE),
        wall.slab((x - 0.14, x + 0.14), (low + 0.1, low + 0.28), 0.029, colours[0]),
        wall.slab((x - 0.14, x + 0.03), (low + 0.28, high - 0.1), 0.029, colours[1] * 1.6),
        wall.slab((x + 0.03, x + 0.14), (low + 0.28, high - 0.1), 0.029, colours[2] * 1.3),
    ]


def sideboard(rng: np.random.Generator, wall: Wall, x: float) -> list[Mesh]:
    """A low cupboard with books and a vase on it."""
    half, top = 0.6, 0.62
    found = [
        wall.slab((x - half, x + half), (0.12, top), 0.36, WOOD * 1.15),
        wall.slab((x - half - 0.01, x + half + 0.01), (top, top + 0.025), 0.38, WOOD * 1.3),
        *(wall.slab((x + e, x + e + 0.04), (0.0, 0.12), 0.3, WOOD * 0.6, 0.03) for e in (-half, half - 0.04)),
        *(
            wall.slab((x + e, x + e + 0.37), (0.16, top - 0.04), 0.365, WOOD * 1.25)
            for e in (-half + 0.02, -0.185, half - 0.39)
        ),
    ]
    at = x - half + 0.08
    for _ in range(int(rng.integers(5, 9))):
        width, height = float(rng.uniform(0.025, 0.05)), float(rng.uniform(0.17, 0.26))
        colour = np.array(CALM[int(rng.integers(len(CALM)))]) * float(rng.uniform(0.8, 1.5))
        found.append(wall.slab((at, at + width), (top + 0.025, top + 0.025 + height), 0.17, colour, 0.06))
        at += width + 0.004
    vase = np.array(CALM[int(rng.integers(len(CALM)))])
    found.append(wall.slab((x + 0.3, x + 0.4), (top + 0.025, top + 0.24), 0.1, vase, 0.12))
    return found


def plant(rng: np.random.Generator, wall: Wall, x: float) -> list[Mesh]:
    """A pot on the floor with long bending leaves."""
    y = wall.y + wall.out * 0.4
    pot = box(
        (x - 0.14, y - 0.14, 0.0), (x + 0.14, y + 0.14, 0.3), np.array([0.5, 0.42, 0.36]), Material.PLAIN
    )
    leaves = [_leaf(rng, np.array([x, y, 0.29])) for _ in range(34)]
    starts = np.cumsum([0, *(len(points) for points, _, _ in leaves)])
    colours = [np.tile(colour, (len(points), 1)) for points, _, colour in leaves]
    faces = np.concatenate([f + s for (_, f, _), s in zip(leaves, starts[:-1], strict=True)])
    vertices = np.concatenate([points for points, _, _ in leaves])
    up = vertices - np.array([x, y, 0.2])
    green = Mesh(
        vertices=vertices,
        faces=faces.astype(np.int32),
        colours=np.concatenate(colours),
        material=Material.PLAIN,
        normals=up / np.linalg.norm(up, axis=1, keepdims=True),
    )
    return [pot, green]


def _leaf(rng: np.random.Generator, root: Array) -> tuple[Array, NDArray[np.int64], Array]:
    azimuth, length = rng.uniform(0, 2 * np.pi), rng.uniform(0.45, 0.95)
    lean = rng.uniform(0.1, 0.75)
    outward = np.array([np.cos(azimuth), np.sin(azimuth), 0.0])
    across = np.array([-np.sin(azimuth), np.cos(azimuth), 0.0])
    share = np.linspace(0.0, 1.0, 7)
    spine = (
        root
        + length * (lean * share + 0.35 * lean * share**3)[:, None] * outward
        + length * (share * (1 - 0.3 * lean) - 0.55 * lean * share**2.5)[:, None] * np.array([0.0, 0.0, 1.0])
    )
    width = 0.004 + 0.033 * np.sin(np.pi * np.clip(0.12 + 0.88 * share, 0, 1)) ** 0.7
    points = np.concatenate([spine - width[:, None] * across, spine + width[:, None] * across])
    count = len(share)
    low = np.arange(count - 1)
    faces = np.concatenate(
        [
            np.stack([low, low + 1, low + count], axis=1),
            np.stack([low + 1, low + count + 1, low + count], axis=1),
        ]
    )
    return points, faces, np.array([0.07, 0.2, 0.06]) * rng.uniform(0.6, 1.5)


def clutter(rng: np.random.Generator, wall: Wall) -> list[Mesh]:
    """Boxes, shelves and bright things in all the wrong places."""
    found = []
    for _ in range(int(rng.integers(10, 16))):
        x, depth = float(rng.uniform(-2.8, 2.4)), float(rng.uniform(0.05, 0.35))
        width, height = float(rng.uniform(0.1, 0.9)), float(rng.uniform(0.15, 1.0))
        bottom = float(rng.choice([0.0, 0.0, 0.7, 1.1, 1.5]))
        colour = np.clip(rng.dirichlet([0.8, 0.8, 0.8]) * rng.uniform(0.2, 1.6), 0.01, 0.9)
        found.append(wall.slab((x, x + width), (bottom, bottom + height), depth, colour))
    return found
