"""A silhouette kept as levels: made a mask when that is asked for, and no sooner."""

import pickle

import numpy as np

from formcheck.adapters.coarse_silhouette import CoarseSilhouette, levels_in, levels_of, silhouette_of
from formcheck.domain.body import Silhouette

LEVELS = np.arange(32, dtype=np.uint8).reshape(4, 8)


def test_its_mask_is_made_once_and_only_when_asked_for() -> None:
    silhouette = silhouette_of(LEVELS, (2.0, 2.0))
    assert "mask" not in vars(silhouette)
    mask = silhouette.mask
    assert mask.dtype == np.float32
    assert (mask[0, 0], mask[3, 7]) == (np.float32(0.2), np.float32(0.8))
    assert silhouette.mask is mask


def test_its_levels_are_not_made_again() -> None:
    silhouette = silhouette_of(LEVELS, (2.0, 2.0))
    assert levels_in(silhouette) is LEVELS
    fine = Silhouette(np.linspace(0.0, 1.0, 32, dtype=np.float32).reshape(4, 8), (2.0, 2.0))
    np.testing.assert_array_equal(levels_in(fine), levels_of(fine.mask))


def test_its_levels_go_to_another_process_and_not_its_mask() -> None:
    silhouette = silhouette_of(np.tile(LEVELS, (60, 40)), (2.0, 3.0))
    assert silhouette.mask.size
    parcel = pickle.dumps(silhouette, protocol=5)
    assert len(parcel) < 1.1 * silhouette.mask.size
    other = pickle.loads(parcel)
    assert isinstance(other, CoarseSilhouette)
    assert other.px_per_cell == (2.0, 3.0)
    np.testing.assert_array_equal(other.mask, silhouette.mask)
