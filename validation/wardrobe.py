"""What a person looks like: skin, hair, clothes and their looseness, and the meshes of one frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from validation.body import Body
from validation.garment import TIGHTS, Cut, Garment, fit
from validation.mesh import Material, Mesh, NormalSums
from validation.skeleton import Bones, skin

Array = NDArray[np.float64]
FITS = ("tight", "regular", "loose")
SKIN_LIGHT, SKIN_DARK = np.array([0.78, 0.54, 0.42]), np.array([0.13, 0.065, 0.04])
HAIR = ((0.02, 0.015, 0.012), (0.09, 0.045, 0.02), (0.22, 0.12, 0.05), (0.45, 0.30, 0.14), (0.35, 0.34, 0.33))
DARK_SKIN = 0.55
"""Above this shade nobody here has fair hair."""
EASE = {"tight": (0.002, 0.0, 0.0006), "regular": (0.010, 0.55, 0.0025), "loose": (0.024, 1.0, 0.005)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A dressed body, ready to be posed."""

    body: Body
    garments: tuple[Garment, ...]
    skin_faces: NDArray[np.int32]
    skin_normals: NormalSums
    skin_colours: Array
    hair: NDArray[np.int32]
    hair_normals: NormalSums
    hair_thickness: Array
    hair_colour: Array
    eyes: NDArray[np.int32]
    eye_normals: NormalSums
    description: dict[str, Any]

    def meshes(self, bones: Bones) -> tuple[list[Mesh], Array]:
        """The meshes of one frame and the skinned vertices they came from."""
        vertices = skin(self.body, bones)
        bone = self.body.bone
        low = (bones.joints[bone["upperleg01.L"]] + bones.joints[bone["upperleg01.R"]]) / 2
        axis = (low, bones.joints[bone["neck01"]])
        shown = vertices[self.body.slices["body"]]
        normals = self.skin_normals.normals(shown)
        hair_points = shown + normals * self.hair_thickness[:, None]
        eye = vertices[self.body.slices["helper-l-eye"].start : self.body.slices["helper-r-eye"].stop]
        return [
            Mesh(
                vertices=shown,
                faces=self.skin_faces,
                colours=self.skin_colours,
                material=Material.SKIN,
                normals=normals,
            ),
            Mesh(
                vertices=hair_points,
                faces=self.hair,
                colours=np.tile(self.hair_colour, (len(shown), 1)),
                material=Material.HAIR,
                normals=self.hair_normals.normals(hair_points),
            ),
            Mesh(
                vertices=eye,
                faces=self.eyes,
                colours=np.tile(np.array([0.25, 0.22, 0.2]), (len(eye), 1)),
                material=Material.PLAIN,
                normals=self.eye_normals.normals(eye),
            ),
            *(garment.drape(vertices, axis) for garment in self.garments),
        ], vertices


def _cloth_colour(rng: np.random.Generator) -> Array:
    base = rng.choice([0.03, 0.08, 0.2, 0.45, 0.7], p=[0.2, 0.25, 0.25, 0.15, 0.15])
    hue = rng.dirichlet([0.9, 0.9, 0.9]) * 3
    return np.clip(base * (0.55 + 0.45 * hue), 0.012, 0.85)


def dress(body: Body, rng: np.random.Generator, *, looseness: str) -> Person:
    """Choose and fit everything; `looseness` is one of FITS."""
    ease, hang, wrinkle = EASE[looseness]
    ease *= float(rng.uniform(0.8, 1.25))
    sleeve = float(rng.choice([0.12, 0.55, 0.65, 1.95], p=[0.2, 0.35, 0.25, 0.2]))
    legs_hem = float(rng.choice([0.55, 0.9, 1.5, 1.93], p=[0.15, 0.2, 0.15, 0.5]))
    untucked = (
        0.02 if looseness == "tight" else float(rng.uniform(0.04, 0.22 if looseness == "loose" else 0.12))
    )
    shirt = Cut(part="shirt", hem=untucked, sleeve=sleeve, ease_m=ease + 0.003, hang=hang, wrinkle_m=wrinkle)
    legs = Cut(part="legs", hem=legs_hem, sleeve=0.0, ease_m=ease * 0.9, hang=hang * 0.8, wrinkle_m=wrinkle)
    shirt_colour, legs_colour = _cloth_colour(rng), _cloth_colour(rng)
    garments = (fit(body, legs, colour=legs_colour, rng=rng), fit(body, shirt, colour=shirt_colour, rng=rng))
    faces = body.faces["body"]
    shade = float(np.clip(rng.beta(1.2, 1.6) * 0.6 + 0.75 * body.phenotype["african"], 0, 1))
    tone = np.exp((1 - shade) * np.log(SKIN_LIGHT) + shade * np.log(SKIN_DARK))
    colours = np.tile(tone, (body.slices["body"].stop, 1))
    footwear = str(rng.choice(["bare", "socks"], p=[0.45, 0.55]))
    if footwear == "socks":
        feet = body.bone_share(("foot", "toe"))[body.slices["body"]] > 0.35
        colours[feet] = _cloth_colour(rng)
    hair_number = int(rng.integers(4 if body.phenotype["age"] < 0.82 else 5))
    if shade > DARK_SKIN and hair_number in (2, 3):
        hair_number -= 2
    hair_colour = np.array(HAIR[hair_number])
    if body.phenotype["age"] > 0.88:
        hair_colour = np.array(HAIR[4])
    thickness = _hair(body, float(rng.uniform(0.006, 0.018)))
    hair_faces = faces[(thickness[faces] > 0).all(axis=1)]
    eye_faces = np.concatenate([body.faces["helper-l-eye"], body.faces["helper-r-eye"]])
    eye_faces = eye_faces - body.slices["helper-l-eye"].start
    eye_count = body.slices["helper-r-eye"].stop - body.slices["helper-l-eye"].start
    return Person(
        body=body,
        garments=garments,
        skin_faces=faces[~_covered(body, garments)[faces].all(axis=1)],
        skin_normals=NormalSums.of(faces, body.slices["body"].stop),
        skin_colours=colours,
        hair=hair_faces,
        hair_normals=NormalSums.of(hair_faces, body.slices["body"].stop),
        hair_thickness=thickness,
        hair_colour=hair_colour,
        eyes=eye_faces,
        eye_normals=NormalSums.of(eye_faces, eye_count),
        description={
            "fit": looseness,
            "ease_m": round(ease, 4),
            "sleeve": sleeve,
            "trouser_hem": legs_hem,
            "footwear": footwear,
            "skin_rgb": np.round(tone, 3).tolist(),
            "shirt_rgb": np.round(shirt_colour, 3).tolist(),
            "trouser_rgb": np.round(legs_colour, 3).tolist(),
        },
    )


def _covered(body: Body, garments: tuple[Garment, ...]) -> NDArray[np.bool_]:
    """Body vertices well inside a garment: not drawn, so that they cannot poke through."""
    whole = body.slices[TIGHTS]
    tights = body.vertices[whole]
    inside = np.zeros(len(tights), dtype=bool)
    for garment in garments:
        index = garment.rows - whole.start
        degree = np.bincount(garment.normals.faces.ravel(), minlength=len(index))
        open_edge = _boundary(garment.normals.faces, len(index))
        inside[index[(degree > 0) & ~open_edge]] = True
    _, nearest = cKDTree(tights).query(body.vertices[body.slices["body"]])
    near_end = (
        body.bone_share(("head", "neck", "wrist", "finger", "metacarpal", "foot", "toe"))[body.slices["body"]]
        > 0.5
    )
    return inside[nearest] & ~near_end


def _boundary(faces: NDArray[np.int32], count: int) -> NDArray[np.bool_]:
    edges = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    unique, uses = np.unique(edges, axis=0, return_counts=True)
    flags = np.zeros(count, dtype=bool)
    flags[unique[uses == 1].ravel()] = True
    return flags


def _hair(body: Body, thickness_m: float) -> Array:
    """(V,) hair thickness of body vertices, 0 where there is none; a short cut that leaves the face free."""
    points = body.vertices[body.slices["body"]]
    head = body.bone_share(
        (
            "head",
            "jaw",
            "special",
            "levator",
            "temporalis",
            "oculi",
            "oris",
            "risorius",
            "orbicularis",
            "neck03",
        )
    )
    eye = body.vertices[body.slices["helper-l-eye"]].mean(axis=0)
    crown = points[:, 2].max()
    size = crown - eye[2]
    height = (points[:, 2] - eye[2]) / size
    back = (eye[0] - points[:, 0]) / size
    hairline = np.where(back < 0.75, 0.62 - 0.25 * back, np.where(back < 1.0, 0.1, -0.65))
    ears = (np.abs(points[:, 1]) > 0.9 * np.abs(points[head[: len(points)] > 0.9, 1]).max()) & (height < 0.25)
    hairy = (head[: len(points)] > 0.5) & (height > hairline) & ~ears
    ramp = np.clip((height - hairline) / 0.3, 0.15, 1.0)
    return np.where(hairy, thickness_m * ramp, 0.0)
