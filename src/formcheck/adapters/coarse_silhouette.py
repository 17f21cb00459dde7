"""The person's mask as formcheck keeps it: half of what inference gives, fine only along the outline.

Everything that is read off a mask is where it crosses 0.5. So only the cells beside that edge keep their
value, in 32 levels between 0.2 and 0.8; all others have the first or the last level. Live, recorded and kept
silhouettes pass through here alike, so that a recording says to the byte what its video said.
"""

from functools import cached_property

import numpy as np
import numpy.typing as npt

from formcheck.domain.body import INSIDE, Bytes, Shares, Silhouette

TOP_LEVEL = 31
_LOW, _HIGH = 0.2, 0.8
_FIRST_INSIDE = 16


def halved(mask: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Mean of every 2 x 2 cells; an odd last row or column is left out."""
    rows, columns = mask.shape[0] // 2 * 2, mask.shape[1] // 2 * 2
    upper, lower = mask[:rows:2, :columns], mask[1:rows:2, :columns]
    both = upper + lower
    mean: npt.NDArray[np.float32] = (both[:, ::2] + both[:, 1::2]) * np.float32(0.25)
    return mean


def levels_of(mask: npt.NDArray[np.float32]) -> Bytes:
    """Levels 0..TOP_LEVEL of a mask in 0..1 of any size."""
    inside = mask >= INSIDE
    levels = np.where(inside, np.uint8(TOP_LEVEL), np.uint8(0))
    edge = _beside_an_edge(inside)
    share = (np.clip(mask[edge], _LOW, _HIGH) - _LOW) / (_HIGH - _LOW)
    levels[edge] = np.rint(share * TOP_LEVEL).astype(np.uint8)
    return levels


class CoarseSilhouette(Silhouette):
    """A silhouette kept as levels. Its mask is made when it is asked for, which is seldom for most frames."""

    levels: Bytes

    def __init__(self, levels: Bytes, px_per_cell: tuple[float, float]) -> None:
        object.__setattr__(self, "levels", levels)
        object.__setattr__(self, "px_per_cell", px_per_cell)

    @cached_property
    def mask(self) -> npt.NDArray[np.float32]:
        """The levels in 0..1 again; the crossing of 0.5 stays where it was."""
        return self.shares(self.levels)

    @property
    def cells(self) -> npt.NDArray[np.generic]:
        """The levels."""
        return self.levels

    @property
    def first_inside(self) -> float:
        """The first level above 0.5."""
        return _FIRST_INSIDE

    def shares(self, cells: npt.NDArray[np.generic]) -> Shares:
        """Some levels in 0..1 again."""
        share = cells.astype(np.float32)
        share *= np.float32((_HIGH - _LOW) / TOP_LEVEL)
        share += np.float32(_LOW)
        return share

    def __reduce__(self) -> tuple[type["CoarseSilhouette"], tuple[Bytes, tuple[float, float]]]:
        # From process to process the levels go, a quarter of the mask.
        return CoarseSilhouette, (self.levels, self.px_per_cell)


def silhouette_of(levels: Bytes, px_per_cell: tuple[float, float]) -> Silhouette:
    """Silhouette of these levels."""
    return CoarseSilhouette(levels, px_per_cell)


def levels_in(silhouette: Silhouette) -> Bytes:
    """The levels of a silhouette: those that it was made of, if it was."""
    if isinstance(silhouette, CoarseSilhouette):
        return silhouette.levels
    return levels_of(silhouette.mask)


def coarse_silhouette(mask: npt.NDArray[np.float32], size_px: tuple[int, int]) -> Silhouette:
    """Silhouette of a picture of this size, from the mask that inference gave."""
    rows, columns = mask.shape
    return silhouette_of(levels_of(halved(mask)), (2.0 * size_px[0] / columns, 2.0 * size_px[1] / rows))


def _beside_an_edge(inside: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Cells one of whose eight neighbours lies on the other side of the edge."""
    any_in, all_in = inside.copy(), inside.copy()
    for one, other in ((np.s_[1:], np.s_[:-1]), (np.s_[:-1], np.s_[1:])):
        any_in[one] |= inside[other]
        all_in[one] &= inside[other]
    any_row, all_row = any_in.copy(), all_in.copy()
    for one, other in ((np.s_[1:], np.s_[:-1]), (np.s_[:-1], np.s_[1:])):
        any_in[:, one] |= any_row[:, other]
        all_in[:, one] &= all_row[:, other]
    return any_in & ~all_in
