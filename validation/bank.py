"""The bank of varied rest-pose bodies: read from `bodies.npz`, made once from `anny` by `export_bank`.

Frame of every array: metres, x forward, y to the body's left, z up, feet below the origin.
Anny's own frame is x left, y backward, z up, so a point (x, y, z) becomes (-y, x, z).

The bodies are few and alike, so the file holds their mean, COMPONENTS ways to differ from it in steps of
STEP_M, and how far each body goes each way: 2 MB in place of 25, at most half a millimetre off. Whoever only
renders needs neither anny nor torch.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

BANK_SIZE = 128
BANK_SEED = 20261123
COMPONENTS = 96
STEP_M = 0.00004
WEIGHT_STEPS = 65_535

GROUPS: dict[str, tuple[int, int]] = {
    "body": (0, 13380),
    "helper-l-eye": (14598, 14670),
    "helper-r-eye": (14670, 14742),
    "helper-tights": (15328, 18002),
}


def bank_path() -> Path:
    """Where the bank is kept: beside this file, in the repository."""
    return Path(__file__).with_name("bodies.npz")


def read_bank(path: Path) -> dict[str, Any]:
    """The unpacked bank: `vertices` (N, V, 3), `heads` (N, B, 3), rig, weights, faces, phenotypes."""
    with np.load(path, allow_pickle=False) as stored:
        bank: dict[str, Any] = {key: stored[key] for key in stored.files}
    count = bank["mean_vertices"].shape[0]
    mean = np.concatenate([bank.pop("mean_vertices"), bank.pop("mean_heads")]).astype(np.float64)
    basis = bank.pop("basis").astype(np.float64).reshape(-1, 3 * len(mean)) * STEP_M
    shapes = (bank.pop("amounts") @ basis).reshape(-1, *mean.shape) + mean
    weights = bank["weights"].astype(np.float64)
    bank["weights"] = weights / weights.sum(axis=1, keepdims=True)
    bank["vertices"], bank["heads"] = shapes[:, :count], shapes[:, count:]
    for key in ("weight_bones", "bone_parents", *(f"faces/{name}" for name in GROUPS)):
        bank[key] = bank[key].astype(np.int32)
    return bank


def pack_bank(bank: dict[str, Any]) -> dict[str, Any]:
    """What `read_bank` unpacks: the principal ways in which the bodies differ, in whole steps."""
    points = np.concatenate([bank["vertices"], bank["heads"]], axis=1).astype(np.float64)
    flat = points.reshape(len(points), -1)
    mean = flat.mean(axis=0)
    left, size, ways = np.linalg.svd(flat - mean, full_matrices=False)
    amounts = (left * size)[:, :COMPONENTS]
    largest = np.abs(amounts).max(axis=0)
    steps = np.round(ways[:COMPONENTS] * largest[:, None] / STEP_M).astype(np.int16)
    mean = mean.reshape(-1, 3).astype(np.float32)
    count = bank["vertices"].shape[1]
    used = int((bank["weights"] > 0).sum(axis=1).max())
    order = np.argsort(-bank["weights"], axis=1, kind="stable")[:, :used]
    return {
        "mean_vertices": mean[:count],
        "mean_heads": mean[count:],
        "basis": steps.reshape(len(steps), -1, 3),
        "amounts": (amounts / largest).astype(np.float32),
        "weights": np.round(np.take_along_axis(bank["weights"], order, 1) * WEIGHT_STEPS).astype(np.uint16),
        "weight_bones": np.take_along_axis(bank["weight_bones"], order, 1).astype(np.uint8),
        "bone_parents": bank["bone_parents"].astype(np.int16),
        **{key: bank[key] for key in ("bone_labels", "phenotype_keys", "phenotypes")},
        **{f"faces/{name}": bank[f"faces/{name}"].astype(np.uint16) for name in GROUPS},
    }


def sample_phenotype(rng: np.random.Generator) -> dict[str, float]:
    """Draw one adult: `gender` 0 male .. 1 female, the rest Anny's own 0..1 scales."""
    gender = float(np.clip(rng.choice([0.08, 0.92]) + rng.normal(0, 0.06), 0, 1))
    race = rng.dirichlet([0.6, 0.6, 0.8])
    return {
        "gender": gender,
        "age": float(rng.uniform(0.6, 0.95)),
        "muscle": float(np.clip(rng.normal(0.5, 0.15), 0.15, 0.9)),
        "weight": float(np.clip(rng.normal(0.52, 0.17), 0.12, 0.97)),
        "height": float(np.clip(rng.normal(0.40 + 0.02 * gender, 0.06), 0.26, 0.55)),
        "proportions": float(rng.uniform(0.2, 0.9)),
        "cupsize": float(rng.uniform(0.2, 0.8)),
        "firmness": float(rng.uniform(0.3, 0.8)),
        "african": float(race[0]),
        "asian": float(race[1]),
        "caucasian": float(race[2]),
    }


def _triangles_by_group(obj_path: Path) -> dict[str, NDArray[np.int32]]:
    faces: dict[str, list[tuple[int, int, int]]] = {name: [] for name in GROUPS}
    group = ""
    for line in obj_path.read_text(encoding="utf-8").splitlines():
        if line.startswith("g "):
            group = line[2:].strip()
        elif line.startswith("f ") and group in faces:
            corner = [int(item.split("/")[0]) - 1 for item in line[2:].split()]
            faces[group] += [(corner[0], corner[i], corner[i + 1]) for i in range(1, len(corner) - 1)]
    return {name: np.asarray(rows, dtype=np.int32) for name, rows in faces.items()}


def export_bank(path: Path, *, count: int = BANK_SIZE) -> None:
    """Write `count` bodies, their rig and their faces to `path`.

    Needs `pip install anny==0.6.2 torch`, which nothing else here does; about 2 minutes.
    """
    import anny
    import torch

    torch.set_num_threads(1)
    model = anny.create_fullbody_model(
        rig="default", topology="default", remove_unattached_vertices=False, all_phenotypes=True
    )
    rng = np.random.default_rng(BANK_SEED)
    keep = np.concatenate([np.arange(*span) for span in GROUPS.values()])
    rows, vertices, heads = [], [], []
    for _ in range(count):
        phenotype = sample_phenotype(rng)
        with torch.no_grad():
            coefficients = model.get_phenotype_blendshape_coefficients(
                **{key: torch.tensor([value]) for key, value in phenotype.items()}
            )
            rest = model.get_rest_model(coefficients)
        vertices.append(_to_body_frame(rest["rest_vertices"][0].numpy()[keep]))
        heads.append(_to_body_frame(rest["rest_bone_heads"][0].numpy()))
        rows.append(list(phenotype.values()))
    renumber = np.full(int(keep.max()) + 1, -1, dtype=np.int32)
    renumber[keep] = np.arange(len(keep), dtype=np.int32)
    obj_path = Path(anny.__file__).parent / "data" / "mpfb2" / "3dobjs" / "base.obj"
    faces = {f"faces/{name}": renumber[tri] for name, tri in _triangles_by_group(obj_path).items()}
    bank = {
        "vertices": np.asarray(vertices),
        "heads": np.asarray(heads),
        "phenotype_keys": np.asarray(list(phenotype)),
        "phenotypes": np.asarray(rows, dtype=np.float32),
        "bone_labels": np.asarray(model.bone_labels),
        "bone_parents": np.asarray(model.bone_parents),
        "weights": model.vertex_bone_weights.numpy()[keep],
        "weight_bones": model.vertex_bone_indices.numpy()[keep],
        **faces,
    }
    partial = path.with_suffix(".partial.npz")
    np.savez_compressed(partial, **pack_bank(bank))
    partial.replace(path)


def _to_body_frame(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack([-points[:, 1], points[:, 0], points[:, 2]], axis=1)


if __name__ == "__main__":
    export_bank(bank_path())
