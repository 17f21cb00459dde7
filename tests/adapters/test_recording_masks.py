"""Masks of recordings: as exact as they have to be, and unpacked once."""

import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formcheck.adapters.coarse_silhouette import halved, levels_of, silhouette_of
from formcheck.adapters.recording import Recording
from formcheck.adapters.recording.arrays import read_array

REAL = Path(__file__).resolve().parents[1] / "real" / "recordings"


def test_its_masks_are_unpacked_once_where_they_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked: list[str] = []

    def noted(file: zipfile.ZipFile, name: str, **wanted: Any) -> np.ndarray:
        unpacked.append(name)
        return read_array(file, name, **wanted)

    monkeypatch.setattr("formcheck.adapters.recording.masks.read_array", noted)
    for room_bytes, times in ((128 << 20, 1), (0, 2)):
        monkeypatch.setattr("formcheck.adapters.recording.masks._KEPT_BYTES", room_bytes)
        unpacked.clear()
        with closing(Recording(REAL / "other_04.npz")) as recording:
            first, second = ([each.sighting for each in recording] for _ in range(2))
        assert len(unpacked) == times * len(set(unpacked))
        for one, other in zip(first, second, strict=True):
            masks = [s.pose.silhouette.mask for s in (one, other) if s.pose and s.pose.silhouette]
            assert len(masks) in (0, 2)
            assert not masks or np.array_equal(masks[0], masks[1])


def crossing(values: np.ndarray) -> float:
    """Where a row of a mask first rises over 0.5, in cells."""
    at = int(np.argmax(values >= 0.5))
    return at - float((values[at] - 0.5) / (values[at] - values[at - 1]))


def test_the_edge_of_a_mask_stays_where_it_was() -> None:
    y, x = np.mgrid[0:96, 0:128]
    mask = (1.0 / (1.0 + np.exp((np.hypot(x - 61.3, y - 40.7) - 30.0) / 2.0))).astype(np.float32)
    fine = halved(mask)
    coarse = silhouette_of(levels_of(fine), (2.0, 2.0)).mask
    assert np.array_equal(coarse >= 0.5, fine >= 0.5)
    for row in range(10, 30):
        for way in (1, -1):
            assert crossing(coarse[row, ::way]) == pytest.approx(crossing(fine[row, ::way]), abs=0.06)
