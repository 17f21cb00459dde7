"""The packed bodies unpack to what went in, and are people."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from validation.bank import BANK_SIZE, bank_path, pack_bank, read_bank

TOLERANCE_M = 0.0005


def test_packing_moves_no_vertex(tmp_path: Path) -> None:
    bank = read_bank(bank_path())
    rng = np.random.default_rng(1)
    bank["vertices"] = bank["vertices"] * rng.uniform(0.97, 1.03, (BANK_SIZE, 1, 1))
    path = tmp_path / "again.npz"
    np.savez(path, **pack_bank(bank))
    again = read_bank(path)
    for key in ("vertices", "heads"):
        assert np.linalg.norm(again[key] - bank[key], axis=2).max() < TOLERANCE_M
    assert np.array_equal(again["faces/body"], bank["faces/body"])


def test_bodies_are_adults_and_differ() -> None:
    bank = read_bank(bank_path())
    heights_m = np.ptp(bank["vertices"][:, :13380, 2], axis=1)
    assert len(heights_m) == BANK_SIZE
    assert 1.4 < heights_m.min() < 1.6
    assert 1.8 < heights_m.max() < 2.05
    assert len({tuple(np.round(row, 4)) for row in bank["phenotypes"]}) == BANK_SIZE


def test_skin_weights_sum_to_one() -> None:
    bank = read_bank(bank_path())
    assert bank["weights"].sum(axis=1) == pytest.approx(1.0)
    assert bank["weight_bones"].max() < len(bank["bone_labels"])
