"""Black bars round a picture, as a video gets that was shared in another shape than it was taken in.

They are cut off: a body should fill what inference sees, and black is not the light of a room.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from formcheck.domain.body import Bytes

_BLACK = 20  # a level that no colour of a bar exceeds, with the noise of compression
_BLACK_SHARE = 0.99
_LEAST_SHARE = 0.02  # of the picture's side; thinner ones do no harm
_UNEVEN_SHARE = 0.03  # a picture is put into the middle
_EDGE_SHARE = 0.5  # so much of the first line inside is a picture: a body on black has no straight edge
_LEAST_AREA = 0.05
_SMEAR_PX = 4
_SAMPLED_LINES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """The picture within its bars, in pixels of the whole. top, left are in it, bottom and right are not."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height."""
        return self.right - self.left, self.bottom - self.top

    def cut(self, image: Bytes) -> Bytes:
        """The part of a picture that lies within."""
        return np.ascontiguousarray(image[self.top : self.bottom, self.left : self.right])

    def is_dark_outside(self, image: Bytes) -> bool:
        """Whether the bars are still bars; not asked right at the edge, where compression smears."""
        columns = image.swapaxes(0, 1)
        bars = (
            image[: max(0, self.top - _SMEAR_PX)],
            image[self.bottom + _SMEAR_PX :],
            columns[: max(0, self.left - _SMEAR_PX)],
            columns[self.right + _SMEAR_PX :],
        )
        return all(_is_black(bar) for bar in bars)


def find_inner(image: Bytes) -> Inner | None:
    """Find the picture within black bars; None where there are none, or where it is not sure.

    Sure is: as broad on both sides, black all along, and the picture begins with a straight edge.
    """
    black = image.max(axis=2) <= _BLACK
    top, bottom = _inside(black.mean(axis=1))
    left, right = _inside(black[top:bottom].mean(axis=0))
    inner = Inner(top=top, bottom=bottom, left=left, right=right)
    height_px, width_px = black.shape
    if inner.size_px == (width_px, height_px):
        return None
    if inner.size_px[0] * inner.size_px[1] < _LEAST_AREA * width_px * height_px:
        return None
    within = black[top:bottom, left:right]
    edges = ([within[2], within[-3]] if top else []) + ([within[:, 2], within[:, -3]] if left else [])
    return inner if all(1.0 - edge.mean() >= _EDGE_SHARE for edge in edges) else None


def _inside(black_share: npt.NDArray[np.float64]) -> tuple[int, int]:
    """First line of the picture and first one behind it; all of them where these are no bars."""
    count = len(black_share)
    lit = np.flatnonzero(black_share < _BLACK_SHARE)
    if not len(lit):
        return 0, count
    before, behind = int(lit[0]), count - 1 - int(lit[-1])
    even = abs(before - behind) <= _UNEVEN_SHARE * count
    if not even or min(before, behind) < max(8.0, _LEAST_SHARE * count):
        return 0, count
    # Even sizes, which video needs.
    return before - before % 2, count - behind + (behind - count) % 2


def _is_black(bar: Bytes) -> bool:
    if not bar.size:
        return True
    lines = bar[:: max(1, len(bar) // _SAMPLED_LINES)]
    return bool((lines.max(axis=2) <= _BLACK).mean() >= _BLACK_SHARE)
