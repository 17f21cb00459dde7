"""Clothes as shells over the body's tights helper, hung by gravity and wrinkled.

The shell moves with the skin, is pushed out by its ease, falls straight down from whatever sticks out above
(a shirt hangs from the shoulder blades over the hollow of the back), and sags on its under side.
It is not a cloth simulation: it has no inertia and does not fold.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from validation.body import Body
from validation.mesh import Material, Mesh, NormalSums

Array = NDArray[np.float64]
TIGHTS = "helper-tights"
COLUMN_COUNT = 40
HEM_REACH_M = 0.12
"""No face reaches further beyond a hem: what does joins an arm to the trunk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What a garment covers and how it sits; lengths in metres."""

    part: str
    """`shirt` or `legs`."""
    hem: float
    """Shirt: hem below the hip joints, in trunk lengths. Legs: 0 = hip, 1 = knee, 2 = ankle."""
    sleeve: float
    """Shirt only: 0 = none, 1 = elbow, 2 = wrist."""
    ease_m: float
    """Distance from the skin where nothing pulls."""
    hang: float
    """0 = clings, 1 = falls straight from what sticks out above it."""
    wrinkle_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Garment:
    """A cut fitted to one body."""

    cut: Cut
    rows: NDArray[np.int64]
    """Rows of Body.vertices that this garment's vertices ride on."""
    hem_rows: NDArray[np.int64]
    """The row inside the hem that a vertex on the hem is drawn towards; elsewhere the same as `rows`."""
    hem_share: Array
    """(V, 1) how far towards `hem_rows`: hems run straight, between the mesh's vertices."""
    normals: NormalSums
    smooth: sparse.csr_matrix
    columns: NDArray[np.int64]
    """(COLUMN_COUNT, depth) garment rows from the shoulder down, -1 = none; for hanging."""
    wrinkles: Array
    stiff: Array
    """(V,) 0..1, 0 where the garment is held to the body (collar, waistband)."""
    colours: Array

    def drape(self, skin_vertices: Array, trunk_axis: tuple[Array, Array]) -> Mesh:
        """The garment over a posed body; `trunk_axis` = hip middle and neck, world."""
        skin = skin_vertices[self.rows]
        skin = skin + self.hem_share * (skin_vertices[self.hem_rows] - skin)
        normal = self.normals.normals(skin)
        cut = self.cut
        under = np.clip(-normal[:, 2], 0.0, 1.0)
        above = np.clip(normal[:, 2], 0.0, 1.0)
        loose = self.stiff * cut.ease_m
        distance = 0.004 + loose * (1.0 + 0.6 * cut.hang * (under - 0.8 * above)) + self.stiff * self.wrinkles
        points = skin + normal * np.maximum(distance, 0.003)[:, None]
        if cut.hang > 0:
            points = self._hang(points, trunk_axis)
            smoothed = self.smooth @ (self.smooth @ points)
            points = points + (self.stiff * cut.hang)[:, None] * (smoothed - points)
        gap = np.einsum("ij,ij->i", points - skin, normal)
        points = points + normal * np.maximum(0.003 - gap, 0.0)[:, None]
        points[:, 2] = np.maximum(points[:, 2], 0.002)
        return Mesh(
            vertices=points,
            faces=self.normals.faces,
            colours=self.colours,
            material=Material.CLOTH,
            normals=self.normals.normals(points),
        )

    def _hang(self, points: Array, trunk_axis: tuple[Array, Array]) -> Array:
        """Let each column fall from its widest point above; only as far as the trunk is upright."""
        low, high = trunk_axis
        line = (high - low) / np.linalg.norm(high - low)
        upright = float(np.clip((line[2] - 0.5) / 0.35, 0.0, 1.0)) * self.cut.hang
        if upright <= 0.0 or self.columns.size == 0:
            return points
        share = (points[:, 2] - low[2]) / max(high[2] - low[2], 1e-3)
        centre = low[:2] + np.clip(share, -0.3, 1.0)[:, None] * (high - low)[:2]
        # A plumb line: measured from one fixed vertical axis, so that a leaning back still sheds its cloth.
        fixed = (low[:2] + high[:2]) / 2
        away = points[:, :2] - centre
        away /= np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-6)
        radius = np.einsum("ij,ij->i", points[:, :2] - fixed, away)
        hung = radius.copy()
        above_radius = np.full(len(self.columns), -np.inf)
        above_height = np.zeros(len(self.columns))
        for step in range(self.columns.shape[1]):
            index = self.columns[:, step]
            there = index >= 0
            rows = index[there]
            drop = np.maximum(above_height[there] - points[rows, 2], 0.0)
            value = np.maximum(radius[rows], above_radius[there] - 0.12 * drop)
            hung[rows] = value
            above_radius[there] = value
            above_height[there] = points[rows, 2]
        shifted = points.copy()
        shifted[:, :2] += (upright * self.stiff * np.minimum(hung - radius, 0.09))[:, None] * away
        return shifted


def fit(body: Body, cut: Cut, *, colour: Array, rng: np.random.Generator) -> Garment:
    """Cut the tights helper to a garment for this body."""
    whole = body.slices[TIGHTS]
    rest = body.vertices[whole]
    margin = _shirt_margin_m if cut.part == "shirt" else _legs_margin_m
    inside_m = margin(body, rest, cut)
    faces = body.faces[TIGHTS] - whole.start
    faces = faces[(inside_m[faces] > 0).any(axis=1) & (inside_m[faces] > -HEM_REACH_M).all(axis=1)]
    towards, share = _hem(faces, inside_m)
    used = np.unique(faces)
    renumber = np.full(len(rest), -1, dtype=np.int32)
    renumber[used] = np.arange(len(used), dtype=np.int32)
    faces = renumber[faces]
    towards, share = towards[used], share[used, None]
    points = rest[used] + share * (rest[towards] - rest[used])
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    edges = np.concatenate([edges, edges[:, ::-1]])
    adjacency = sparse.csr_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(len(used),) * 2)
    adjacency.data[:] = 1.0
    degree = np.asarray(adjacency.sum(axis=1)).ravel()
    smooth = sparse.diags(1.0 / np.maximum(degree, 1)) @ adjacency
    return Garment(
        cut=cut,
        rows=used + whole.start,
        hem_rows=towards + whole.start,
        hem_share=share,
        normals=NormalSums.of(faces, len(used)),
        smooth=sparse.csr_matrix(smooth),
        columns=_columns(body, points) if cut.part == "shirt" else np.empty((0, 0), dtype=np.int64),
        wrinkles=_wrinkles(points, cut.wrinkle_m, rng),
        stiff=_looseness(body, points, cut),
        colours=np.tile(colour, (len(used), 1)),
    )


def _hem(faces: NDArray[np.int32], inside_m: Array) -> tuple[NDArray[np.int64], Array]:
    """For each vertex outside the cut: its innermost neighbour, and how much of the way to the cut."""
    towards, share = np.arange(len(inside_m)), np.zeros(len(inside_m))
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    edges = np.concatenate([edges, edges[:, ::-1]])
    edges = edges[(inside_m[edges[:, 0]] <= 0) & (inside_m[edges[:, 1]] > 0)]
    edges = edges[np.argsort(inside_m[edges[:, 1]], kind="stable")]
    towards[edges[:, 0]] = edges[:, 1]  # the last one written is the innermost
    outside = np.unique(edges[:, 0])
    out, into = inside_m[outside], inside_m[towards[outside]]
    share[outside] = -out / (into - out)
    return towards, share


def _arms(body: Body, share: float) -> NDArray[np.bool_]:
    names = ("upperarm", "lowerarm", "wrist", "metacarpal", "finger")
    return body.bone_share(names)[body.slices[TIGHTS]] > share


def _shirt_margin_m(body: Body, rest: Array, cut: Cut) -> Array:
    """How far inside the shirt's cut each vertex lies, in metres; negative outside."""
    hip_z, neck_z = body.joint("upperleg01.L")[2], body.joint("neck01")[2]
    trunk = np.minimum(rest[:, 2] - (hip_z - cut.hem * (neck_z - hip_z)), neck_z + 0.01 - rest[:, 2])
    shoulder, elbow, wrist = (body.joint(f"{n}.L") for n in ("upperarm01", "lowerarm01", "wrist"))
    mirrored = rest * np.array([1.0, 0.0, 1.0]) + np.abs(rest) * np.array([0.0, 1.0, 0.0])
    upper = (mirrored - shoulder) @ (elbow - shoulder) / np.sum((elbow - shoulder) ** 2)
    fore = 1.0 + (mirrored - elbow) @ (wrist - elbow) / np.sum((wrist - elbow) ** 2)
    along = np.where(upper < 1.0, upper, np.maximum(fore, 1.0))
    return np.where(_arms(body, 0.5), (cut.sleeve - along) * np.linalg.norm(elbow - shoulder), trunk)


def _legs_margin_m(body: Body, rest: Array, cut: Cut) -> Array:
    """The same for the trousers."""
    hip, knee, ankle = (body.joint(f"{n}.L")[2] for n in ("upperleg01", "lowerleg01", "foot"))
    low = hip + (knee - hip) * min(cut.hem, 1.0) + (ankle - knee) * max(cut.hem - 1.0, 0.0)
    waist = body.joint("spine05")[2] + 0.35 * (body.joint("spine04")[2] - body.joint("spine05")[2])
    margin = np.minimum(rest[:, 2] - low, waist + 0.02 - rest[:, 2])
    return np.where(_arms(body, 0.3), -1.0, margin)


def _looseness(body: Body, points: Array, cut: Cut) -> Array:
    if cut.part == "shirt":
        top = body.joint("upperarm01.L")[2]
        return np.clip((top + 0.02 - points[:, 2]) / 0.12, 0.0, 1.0)
    waist = body.joint("spine05")[2]
    return np.clip((waist - points[:, 2]) / 0.15, 0.0, 1.0)


def _columns(body: Body, points: Array) -> NDArray[np.int64]:
    shoulder = body.joint("upperarm01.L")
    azimuth = np.arctan2(points[:, 1] - 0.0, points[:, 0] - body.joint("spine03")[0])
    # At the sides a shirt hangs from the armpit, not from the shoulder: else it swallows the arm.
    lateral = np.abs(np.sin(azimuth)) > 0.6
    trunk = (np.abs(points[:, 1]) < abs(shoulder[1])) & ~(lateral & (points[:, 2] > shoulder[2] - 0.14))
    bins = ((azimuth + np.pi) / (2 * np.pi) * COLUMN_COUNT).astype(int) % COLUMN_COUNT
    rows: list[list[int]] = []
    for number in range(COLUMN_COUNT):
        index = np.flatnonzero(trunk & (bins == number))
        rows.append([int(i) for i in index[np.argsort(-points[index, 2])]])
    depth = max(len(row) for row in rows)
    return np.array([row + [-1] * (depth - len(row)) for row in rows], dtype=np.int64)


def _wrinkles(points: Array, size_m: float, rng: np.random.Generator) -> Array:
    total = np.zeros(len(points))
    for scale in (18.0, 34.0, 60.0):
        direction = rng.normal(size=(4, 3)) * np.array([1.0, 1.0, 0.55]) * scale
        phase = rng.uniform(0, 2 * np.pi, 4)
        total += np.sin(points @ direction.T + phase).mean(axis=1) * 18.0 / scale
    return size_m * total
