"""Triangle meshes for the renderer: vertex normals by sparse sums, boxes and quads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Array = NDArray[np.float64]


class Material(IntEnum):
    """What the fragment shader paints over the vertex colour."""

    SKIN = 0
    CLOTH = 1
    HAIR = 2
    FLOOR_WOOD = 3
    FLOOR_CARPET = 4
    WALL = 5
    MAT = 6
    PLAIN = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Mesh:
    """Vertices (V, 3) in metres, triangles (F, 3), colours (V, 3) linear 0..1, one material."""

    vertices: Array
    faces: NDArray[np.int32]
    colours: Array
    material: Material
    normals: Array | None = None


@dataclass(frozen=True, slots=True)
class NormalSums:
    """Adds face normals to vertices; built once per topology."""

    faces: NDArray[np.int32]
    sums: sparse.csr_matrix

    @classmethod
    def of(cls, faces: NDArray[np.int32], vertex_count: int) -> NormalSums:
        """Prepare for a topology."""
        count = len(faces)
        columns = np.repeat(np.arange(count), 3)
        ones = np.ones(3 * count)
        return cls(faces, sparse.csr_matrix((ones, (faces.ravel(), columns)), shape=(vertex_count, count)))

    def normals(self, vertices: Array) -> Array:
        """Unit vertex normals, area weighted."""
        a, b, c = (vertices[self.faces[:, i]] for i in range(3))
        summed = self.sums @ np.cross(b - a, c - a)
        return summed / np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-12)


def box(
    low: tuple[float, float, float], high: tuple[float, float, float], colour: Array, material: Material
) -> Mesh:
    """An axis-aligned box with flat sides."""
    corners = np.array([[(low, high)[(i >> a) & 1][a] for a in range(3)] for i in range(8)], dtype=float)
    sides = ((0, 4, 6, 2), (1, 3, 7, 5), (0, 1, 5, 4), (2, 6, 7, 3), (0, 2, 3, 1), (4, 5, 7, 6))
    normals = ((-1, 0, 0), (1, 0, 0), (0, -1, 0), (0, 1, 0), (0, 0, -1), (0, 0, 1))
    vertices = np.concatenate([corners[list(side)] for side in sides])
    faces = np.concatenate([np.array([[0, 1, 2], [0, 2, 3]]) + 4 * i for i in range(6)]).astype(np.int32)
    # Sides are wound for the axis order above; normals are explicit, so winding does not matter.
    return Mesh(
        vertices=vertices,
        faces=faces,
        colours=np.tile(colour, (24, 1)),
        material=material,
        normals=np.repeat(np.array(normals, dtype=float), 4, axis=0),
    )


def join(meshes: list[Mesh]) -> Mesh:
    """One mesh of the first mesh's material."""
    starts = np.cumsum([0, *(len(m.vertices) for m in meshes)])
    return Mesh(
        vertices=np.concatenate([m.vertices for m in meshes]),
        faces=np.concatenate([m.faces + s for m, s in zip(meshes, starts[:-1], strict=True)]).astype(
            np.int32
        ),
        colours=np.concatenate([m.colours for m in meshes]),
        material=meshes[0].material,
        normals=np.concatenate([m.normals for m in meshes if m.normals is not None]),
    )
