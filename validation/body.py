"""One rest-pose body out of the bank: vertices, joints and skin weights, numpy only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from validation.bank import GROUPS, bank_path, read_bank

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Body:
    """A rest-pose person; metres, x forward, y to the body's left, z up. Equal only to itself."""

    index: int
    phenotype: dict[str, float]
    vertices: Array
    """(V, 3): body, eyes and tights helper, in the order of `slices`."""
    heads: Array
    """(B, 3) joint positions at rest."""
    parents: tuple[int, ...]
    bone: dict[str, int]
    weights: sparse.csr_matrix
    """(V, B) skin weights, rows sum to 1."""
    faces: dict[str, NDArray[np.int32]]
    slices: dict[str, slice]
    lumbar_share: tuple[float, float, float] = (0.25, 0.55, 0.85)
    """How far spine05, spine04 and spine03 have gone from the pelvis's pitch to the thorax's: the bend sits
    in L5-L1."""

    @property
    def height_m(self) -> float:
        """Standing height of the rest pose."""
        z = self.vertices[self.slices["body"], 2]
        return float(z.max() - z.min())

    def joint(self, name: str) -> Array:
        """Rest position of a bone's head."""
        return self.heads[self.bone[name]]

    def bone_share(self, names: tuple[str, ...]) -> Array:
        """(V,) how much of each vertex's weight hangs on bones whose name starts with one of `names`."""
        columns = [i for label, i in self.bone.items() if label.startswith(names)]
        return np.asarray(self.weights[:, columns].sum(axis=1)).ravel()


@lru_cache(maxsize=1)
def _bank() -> dict[str, Any]:
    return read_bank(bank_path())


def bank_size() -> int:
    """How many bodies the bank holds."""
    return len(_bank()["vertices"])


def load_body(index: int) -> Body:
    """Body `index` of the bank."""
    bank = _bank()
    labels = [str(label) for label in bank["bone_labels"]]
    vertex_count = bank["vertices"].shape[1]
    rows = np.repeat(np.arange(vertex_count), bank["weights"].shape[1])
    weights = sparse.csr_matrix(
        (bank["weights"].ravel(), (rows, bank["weight_bones"].ravel())), shape=(vertex_count, len(labels))
    )
    starts = np.cumsum([0, *(high - low for low, high in GROUPS.values())])
    return Body(
        index=index,
        phenotype={
            str(k): float(v) for k, v in zip(bank["phenotype_keys"], bank["phenotypes"][index], strict=True)
        },
        vertices=bank["vertices"][index].astype(np.float64),
        heads=bank["heads"][index].astype(np.float64),
        parents=tuple(int(p) for p in bank["bone_parents"]),
        bone={label: i for i, label in enumerate(labels)},
        weights=weights.astype(np.float64),
        faces={name: bank[f"faces/{name}"] for name in GROUPS},
        slices={name: slice(int(starts[i]), int(starts[i + 1])) for i, name in enumerate(GROUPS)},
    )
