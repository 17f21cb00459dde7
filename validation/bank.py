"""Export a bank of varied rest-pose bodies from `anny` to one npz file; the only user of torch.

Frame of every array: metres, x forward, y to the body's left, z up, feet below the origin.
Anny's own frame is x left, y backward, z up, so a point (x, y, z) becomes (-y, x, z).
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BANK_VERSION = 1
BANK_SIZE = 128
BANK_SEED = 20261123

GROUPS: dict[str, tuple[int, int]] = {
    "body": (0, 13380),
    "helper-l-eye": (14598, 14670),
    "helper-r-eye": (14670, 14742),
    "helper-tights": (15328, 18002),
}


def bank_path() -> Path:
    """Where the bank is kept: $FORMCHECK_FACTORY_CACHE or ~/.cache/formcheck-factory."""
    root = os.environ.get("FORMCHECK_FACTORY_CACHE", "~/.cache/formcheck-factory")
    return Path(root).expanduser() / f"bodies-v{BANK_VERSION}.npz"


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
    """Write `count` bodies, their rig and their faces to `path` (about 1-2 minutes the first time)."""
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
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.stem}.{os.getpid()}.npz")
    np.savez_compressed(
        partial,
        vertices=np.asarray(vertices, dtype=np.float32),
        heads=np.asarray(heads, dtype=np.float32),
        phenotype_keys=np.asarray(list(phenotype)),
        phenotypes=np.asarray(rows, dtype=np.float32),
        bone_labels=np.asarray(model.bone_labels),
        bone_parents=np.asarray(model.bone_parents, dtype=np.int32),
        weights=model.vertex_bone_weights.numpy()[keep].astype(np.float32),
        weight_bones=model.vertex_bone_indices.numpy()[keep].astype(np.int32),
        **faces,
    )
    partial.replace(path)


def _to_body_frame(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack([-points[:, 1], points[:, 0], points[:, 2]], axis=1)


if __name__ == "__main__":
    export_bank(bank_path())
